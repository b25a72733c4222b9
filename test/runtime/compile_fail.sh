#!/bin/sh
# Misuse of the library must not compile, and must say why: each case of compile_fail.cpp is compiled alone and has to
# fail with its expected text. Usage: compile_fail.sh COMPILER INCLUDE_DIR
set -u
compiler=$1
include=$2
command -v "$compiler" > /dev/null || { echo "$compiler is not installed: skipped"; exit 77; }
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The headers are compiled once (g++ looks for .gch, clang++ for .pch); the include guards do the rest.
printf '#include "mapwarden/mapwarden.h"\n' > "$work/pre.h"
case $("$compiler" --version) in *clang*) precompiled=pch ;; *) precompiled=gch ;; esac
"$compiler" -std=c++17 -I"$include" -x c++-header "$work/pre.h" -o "$work/pre.h.$precompiled" || exit 1
export compiler include here work
cat > "$work/check.sh" << 'CHECK'
number=$1 expected=$2
output=$("$compiler" -std=c++17 -fsyntax-only -include "$work/pre.h" -I"$include" -DCASE="$number" \
  "$here/compile_fail.cpp" 2>&1)
status=$?
if [ "$expected" = OK ]; then
  [ $status -eq 0 ] || { echo "case $number should compile:"; echo "$output" | head -5; exit 1; }
elif [ $status -eq 0 ]; then
  echo "case $number compiled, but must not ($expected)"; exit 1
elif ! echo "$output" | grep -q -F "$expected"; then
  echo "case $number failed without saying: $expected"; echo "$output" | grep -m3 error; exit 1
fi
CHECK
sed -n 's/^#.*if CASE == \([0-9]*\) *\/\/ \(.*\)$/\1\n\2/p' "$here/compile_fail.cpp" > "$work/cases"
cases=$(($(wc -l < "$work/cases") / 2))
[ "$cases" -gt 10 ] || { echo "only $cases cases found"; exit 1; }
xargs -d '\n' -n2 -P "$(getconf _NPROCESSORS_ONLN)" sh "$work/check.sh" < "$work/cases" || exit 1
echo "$cases cases as expected"
