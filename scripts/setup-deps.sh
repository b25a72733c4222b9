#!/usr/bin/env bash
# Installs the Debian packages mapwarden needs. Idempotent; silent when all are installed; uses sudo unless root.
#
#   scripts/setup-deps.sh [GROUP...]     groups: build (the module), example (examples/sessiond), test, bench;
#                                        without any: build and test, which includes example
set -euo pipefail

# find_package(Clang) insists on every program of the packages clang-tools-22 and clang-format-22.
build=(clang-22 clang-tidy-22 clang-tools-22 clang-format-22 libclang-22-dev libclang-cpp22-dev llvm-22-dev
  llvm-22-tools cmake ninja-build python3)
example=(libcpp-httplib-dev robin-map-dev pkg-config)
test=(libclang-rt-22-dev libgtest-dev libgmock-dev libbenchmark-dev libabsl-dev robin-map-dev "${example[@]}"
  python3-yaml python3-jsonschema g++ git)
bench=(g++-12 cmake ninja-build python3 libbenchmark-dev libabsl-dev robin-map-dev libtbb-dev)
# Peers that are left out when they cannot be had.
bench_optional=(libcuckoo-dev libboost1.81-dev libcaffeine-java openjdk-17-jdk-headless)
# Tests that need one of these are skipped without it. (libboost1.81-dev cannot stand beside Debian's default boost:
# nothing that is installed is ever removed for it. clang-tidy-19: the module must refuse to load into it.)
test_optional=(libboost1.81-dev clang-tidy-19 ccache chromium prometheus-cpp-dev)
# Node from elsewhere has no package named npm, and Debian's npm cannot stand beside it.
command -v npm >/dev/null || test_optional+=(nodejs npm)

groups=("$@")
[[ ${#groups[@]} -gt 0 ]] || groups=(build test)
packages=() optional=()
for group in "${groups[@]}"; do
  case $group in
    build) packages+=("${build[@]}") ;;
    example) packages+=("${example[@]}") ;;
    bench) packages+=("${bench[@]}") optional+=("${bench_optional[@]}") ;;
    test) packages+=("${test[@]}") optional+=("${test_optional[@]}") ;;
    -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "setup-deps.sh: there is no package group '$group'; the groups are build, example, test and bench." >&2; exit 2 ;;
  esac
done

not_installed() { # prints those of its arguments that are not installed
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
  done
}
mapfile -t missing < <(not_installed "${packages[@]}")
mapfile -t missing_optional < <(not_installed "${optional[@]}")
# Optional packages that could not be had once are not asked for on every run.
refused="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/mapwarden/optional-packages-refused"
[[ -f $refused && "$(<"$refused")" == "${missing_optional[*]}" ]] && missing_optional=()
[[ ${#missing[@]} -eq 0 && ${#missing_optional[@]} -eq 0 ]] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "setup-deps.sh: this machine has no apt-get; install what corresponds to: ${missing[*]}" >&2
  exit 2
fi
as_root=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null || { echo "setup-deps.sh: run this as root, or install sudo; missing: ${missing[*]}" >&2; exit 2; }
  as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
run() { # run <what> <command...>: one progress line; the command's output only when it fails
  echo "==> $1" >&2
  shift
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive "$@" >"$log" 2>&1 </dev/null
}
die() {
  tail -n 20 "$log" >&2
  echo "setup-deps.sh: $1 (the last lines of apt-get's output are above)." >&2
  exit 2
}
run "Updating the package lists" apt-get update || die "the package lists could not be updated"
if [[ ${#missing[@]} -gt 0 ]]; then
  run "Installing ${#missing[@]} packages: ${missing[*]}" \
    apt-get install -y --no-install-recommends --no-remove "${missing[@]}" || die "installing ${missing[*]} failed"
fi
for package in "${missing_optional[@]}"; do
  run "Installing $package" apt-get install -y --no-install-recommends --no-remove "$package" ||
    echo "setup-deps.sh: the optional package $package cannot be installed here; what needs it is skipped." >&2
done
mapfile -t missing_optional < <(not_installed "${optional[@]}")
if [[ ${#missing_optional[@]} -gt 0 ]]; then
  mkdir -p "${refused%/*}" && echo "${missing_optional[*]}" >"$refused"
fi
