#!/usr/bin/env bash
# Finds the maps that make a C++ program grow, dangle or race; prints findings like a compiler does.
#
#   scripts/analyze.sh [PATH] [options, see --help]
#
# PATH: a folder with a compile_commands.json, a CMake project, or C++ sources; default: examples/sessiond.
# Prints what becomes of the maps first, then the findings. Installs what it needs (Debian packages) and builds the
# analyzer and the clang-tidy module on the first run; later runs start at once.
# exit code: 0 no finding, 1 findings, 2 usage or configuration error, 3 some files could not be analysed
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

for argument in "$@"; do
  case $argument in -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exec python3 "$here/scripts/run_analyzer.py" --help ;; esac
done

groups=(build)
[[ $# -gt 0 && $1 != -* ]] || groups+=(example) # the default PATH is the example
"$here/scripts/setup-deps.sh" "${groups[@]}"
"$here/scripts/build-module.sh"
exec python3 "$here/scripts/run_analyzer.py" "$@"
