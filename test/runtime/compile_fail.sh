#!/bin/sh
# Misuse of the helpers must not compile, and must say why: each case of compile_fail.cpp is compiled alone and has to
# fail with its expected text. Usage: compile_fail.sh COMPILER INCLUDE_DIR
set -u
compiler=$1
command -v "$compiler" > /dev/null || { echo "$compiler is not installed: skipped"; exit 77; }
include=$2
here=$(dirname "$0")
failed=0
check() { # CASE EXPECTED...
  output=$("$compiler" -std=c++17 -fsyntax-only -I"$include" -DCASE="$1" "$here/compile_fail.cpp" 2>&1)
  status=$?
  if [ "$2" = OK ]; then
    [ $status -eq 0 ] || { echo "case $1 should compile:"; echo "$output" | head -5; failed=1; }
  elif [ $status -eq 0 ]; then
    echo "case $1 compiled, but must not ($2)"; failed=1
  elif ! echo "$output" | grep -q -F "$2"; then
    echo "case $1 failed without saying: $2"; echo "$output" | grep -m3 error; failed=1
  fi
}
sed -n 's/^#.*if CASE == \([0-9]*\) *\/\/ \(.*\)$/\1 \2/p' "$here/compile_fail.cpp" > "${TMPDIR:-/tmp}/compile_fail.$$"
while read -r number expected; do check "$number" "$expected"; done < "${TMPDIR:-/tmp}/compile_fail.$$"
cases=$(wc -l < "${TMPDIR:-/tmp}/compile_fail.$$")
rm -f "${TMPDIR:-/tmp}/compile_fail.$$"
[ "$cases" -gt 10 ] || { echo "only $cases cases found"; exit 1; }
[ $failed -eq 0 ] && echo "$cases cases as expected"
exit $failed
