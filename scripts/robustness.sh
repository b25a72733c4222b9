#!/usr/bin/env bash
# Runs all checks over every C++, C and Objective-C file below DIR, however broken, looking for crashes and hangs.
#
#   scripts/robustness.sh DIR [options of scripts/robustness.py, see --help]
#
# Good food: clang/test of llvm-toolchain-16's source and g++.dg of gcc-12's (`apt-get source`).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case ${1:---help} in -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exec python3 "$here/scripts/robustness.py" --help ;; esac
"$here/scripts/setup-deps.sh" build
"$here/scripts/build-module.sh"
exec python3 "$here/scripts/robustness.py" "$@"
