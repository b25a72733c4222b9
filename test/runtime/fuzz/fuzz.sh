#!/bin/sh
# Builds *_fuzz.cpp with libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer, and runs each over its seed corpus, or,
# with SECONDS, on from there for that long; what it finds beyond is merged into the corpus when MERGE is set.
# Usage: fuzz.sh CLANG INCLUDE_DIR [SECONDS]
set -eu
compiler=$1 include=$2 seconds=${3:-0}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v "$compiler" > /dev/null || { echo "$compiler is not installed: skipped"; exit 77; }
case $("$compiler" --version) in *clang*) ;; *) echo "fuzz.sh: $compiler has no libFuzzer; only clang has: skipped"; exit 77 ;; esac
for source in "$here"/*_fuzz.cpp; do
  name=$(basename "$source" _fuzz.cpp)
  seeds=$here/corpus/$name
  nice "$compiler" -std=c++17 -O1 -g1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I"$include" \
    "$source" -o "$work/$name"
  mkdir -p "$work/corpus/$name"
  if [ "$seconds" -gt 0 ]; then
    nice "$work/$name" -max_total_time="$seconds" -max_len=2048 -print_final_stats=1 "$work/corpus/$name" "$seeds" 2> "$work/log" ||
      { tail -40 "$work/log"; cp "$work"/crash-* . 2> /dev/null || true; exit 1; }
    grep -E 'stat::number_of_executed_units|Done' "$work/log"
    [ -z "${MERGE:-}" ] || "$work/$name" -merge=1 -max_len=256 "$seeds" "$work/corpus/$name" 2> /dev/null
  else
    "$work/$name" -runs=0 "$seeds" 2> "$work/log" || { tail -40 "$work/log"; exit 1; }
  fi
  echo "$name: $(ls "$seeds" | wc -l) seeds passed"
done
