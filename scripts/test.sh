#!/usr/bin/env bash
# Installs what the tests need, builds everything (warnings are errors) and runs all tests.
#
#   scripts/test.sh [FILTER]     FILTER: a regular expression; only ctest and lit tests whose name matches are run
#
# exit code: 0 all tests passed, 1 some failed, 2 a package could not be installed or the build failed
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case ${1:-} in -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;; esac

"$here/scripts/setup-deps.sh" build test
"$here/scripts/setup-node.sh"
exec python3 "$here/scripts/run_tests.py" "$@"
