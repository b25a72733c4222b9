#!/usr/bin/env bash
# Installs the npm packages some tests of reports need (a SARIF validator, a driver of the browser) into the user's cache.
# Idempotent; silent when they are installed. Without npm or a network those tests are skipped.
#
#   scripts/setup-node.sh
set -euo pipefail
case ${1:-} in -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;; esac

packages=(@microsoft/sarif-multitool-linux@5.7.0 puppeteer-core@24.43.1)
folder="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/mapwarden/node"
stamp="$folder/installed"
[[ -f $stamp && "$(<"$stamp")" == "${packages[*]}" ]] && exit 0

skip() {
  echo "setup-node.sh: $1; tests that need ${packages[*]} are skipped." >&2
  exit 0
}
command -v npm >/dev/null || skip "there is no npm"
echo "==> Installing ${#packages[@]} npm packages: ${packages[*]}" >&2
mkdir -p "$folder"
npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts --loglevel=error "${packages[@]}" >/dev/null </dev/null ||
  skip "npm could not install them"
chmod +x "$folder/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
echo "${packages[*]}" >"$stamp"
