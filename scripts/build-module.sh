#!/usr/bin/env bash
# Builds build/bin/mapwarden and build/lib/libmapwarden-tidy.so when they are missing or older than their sources. Quiet when there is nothing to do.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[[ ${1:-} != -h && ${1:-} != --help ]] || { sed -n '2s/^# //p' "$0"; exit 0; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
fail() {
  tail -n 40 "$log" >&2
  echo "build-module.sh: $1 (the last lines of the output are above)." >&2
  exit 2
}

if [[ ! -f $here/build/build.ninja ]]; then
  echo "==> Configuring mapwarden" >&2
  cmake -S "$here" --preset default -DMAPWARDEN_TESTS=OFF >"$log" 2>&1 || fail "configuring the build failed"
fi
build() {
  local next=10 line
  ninja -C "$here/build" mapwarden mapwarden-tidy 2>&1 | tee "$log" | while read -r line; do
    if [[ $line == \[[1-9]* && $SECONDS -ge $next ]]; then
      echo "==> Building mapwarden ${line%%]*}]" >&2
      next=$((SECONDS + 10))
    fi
  done
}
SECONDS=0
build || fail "building the module failed"
