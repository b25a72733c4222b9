#!/bin/sh
# Builds the tests of lib/runtime with a sanitizer and runs them.
#
#   sanitizers.sh asan|tsan COMPILER INCLUDE_DIR [NAME...]
#
# asan: AddressSanitizer (with leaks) and UndefinedBehaviorSanitizer, all *_test.cpp.
# tsan: ThreadSanitizer, the tests with several threads: concurrent_*_test.cpp and *_thread*_test.cpp.
# NAME: only these, e.g. hash_test. Each file is a program of its own, so a fault names its file and -j may build them
# side by side. MAPWARDEN_SANITIZED is defined: tests do a tenth of their operations then.
set -eu
kind=$1 compiler=$2 include=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
case $kind in
  asan)
    flags="-fsanitize=address,undefined -fno-sanitize-recover=all"
    set -- "${@:-*_test}"
    sources=$(for name in "$@"; do ls "$here"/$name.cpp; done) ;;
  tsan)
    flags="-fsanitize=thread"
    [ $# -gt 0 ] || set -- 'concurrent_*_test' '*_thread*_test'
    sources=$(for name in "$@"; do ls "$here"/$name.cpp 2> /dev/null || true; done) ;;
  *) echo "usage: sanitizers.sh asan|tsan COMPILER INCLUDE_DIR [NAME...]"; exit 2 ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 TSAN_OPTIONS=halt_on_error=1
export UBSAN_OPTIONS=print_stacktrace=1
flags="-std=c++17 -g1 $flags -DMAPWARDEN_SANITIZED -pthread"
# GoogleTest is half of each build: precompiled once (g++ looks for .gch, clang++ for .pch).
printf '#include <gtest/gtest.h>\n' > "$work/pre.h"
case $("$compiler" --version) in *clang*) precompiled=pch ;; *) precompiled=gch ;; esac
for level in 0 1; do
  mkdir "$work/$level"
  cp "$work/pre.h" "$work/$level"
  # shellcheck disable=SC2086  # the flags are several words
  nice "$compiler" $flags -O$level -x c++-header "$work/pre.h" -o "$work/$level/pre.h.$precompiled"
done
export compiler include flags work

# One file: build, run, and print what it says only when it fails.
cat > "$work/one.sh" << 'ONE'
set -u
name=$(basename "$1" .cpp)
# Only those that run millions of operations gain more from the optimizer than it costs.
case $name in *_model_test | *_regression_test | *_schedule_test | *_thread*_test | *_lock_free_test | tracked_map_test | *sketch*) level=1 ;; *) level=0 ;; esac
if ! nice "$compiler" -include "$work/$level/pre.h" $flags -O$level -I"$include" -I"$(dirname "$1")" "$1" -o "$work/$name" \
    -lgtest_main -lgtest > "$work/$name.log" 2>&1; then
  echo "$name does not build:"; head -40 "$work/$name.log"; exit 1
fi
if ! nice "$work/$name" --gtest_brief=1 > "$work/$name.log" 2>&1; then
  echo "$name failed:"; head -80 "$work/$name.log"; exit 1
fi
[ -z "${MAPWARDEN_TIMES:-}" ] || grep -h 'ms total' "$work/$name.log" | sed "s/^/$name /"
rm -f "$work/$name"
ONE
count=$(echo "$sources" | grep -c . || true)
[ "$count" -gt 0 ] || { echo "no tests found"; exit 1; }
echo "$sources" | xargs -n1 -P "$(getconf _NPROCESSORS_ONLN)" sh "$work/one.sh" || exit 1
echo "$count test programs passed under $kind"
