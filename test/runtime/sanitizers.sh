#!/bin/sh
# Builds the tests of lib/runtime with a sanitizer and runs them.
#
#   sanitizers.sh asan|tsan COMPILER INCLUDE_DIR [NAME...]
#
# asan: AddressSanitizer (with leaks) and UndefinedBehaviorSanitizer, all *_test.cpp.
# tsan: ThreadSanitizer, the tests with several threads: concurrent_*_test.cpp and *_threads_test.cpp.
# NAME: only these, e.g. hash_test. Each file is compiled alone and linked into one program, which runs the tests of one
# file at a time: a fault names its file. MAPWARDEN_SANITIZED is defined: tests do a tenth of their operations then.
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
    [ $# -gt 0 ] || set -- 'concurrent_*_test' '*_threads_test'
    sources=$(for name in "$@"; do ls "$here"/$name.cpp 2> /dev/null || true; done) ;;
  *) echo "usage: sanitizers.sh asan|tsan COMPILER INCLUDE_DIR [NAME...]"; exit 2 ;;
esac
count=$(echo "$sources" | grep -c . || true)
[ "$count" -gt 0 ] || { echo "no tests found"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 TSAN_OPTIONS=halt_on_error=1
export UBSAN_OPTIONS=print_stacktrace=1
# As in the program of all tests: one value of MAPWARDEN_EXPOSE_MISUSE, see production_semantics.h.
flags="-std=c++17 -g1 $flags -DMAPWARDEN_SANITIZED -DMAPWARDEN_EXPOSE_MISUSE=0 -pthread"
# What many of them include is precompiled once (g++ looks for .gch, clang++ for .pch). Not the library: what it costs is
# its templates, which each file instantiates anyway.
for header in gtest/gtest.h algorithm condition_variable functional mutex random string thread unordered_map; do
  echo "#include <$header>"
done > "$work/pre.h"
case $("$compiler" --version) in *clang*) precompiled=pch ;; *) precompiled=gch ;; esac
# shellcheck disable=SC2086  # the flags are several words
nice "$compiler" $flags -O0 -x c++-header "$work/pre.h" -o "$work/pre.h.$precompiled"
mkdir "$work/0" "$work/1"
export compiler include flags work
parallel="xargs -n1 -P $(getconf _NPROCESSORS_ONLN)"

cat > "$work/compile.sh" << 'COMPILE'
set -u
name=$(basename "$1" .cpp)
# Only those that run for long gain more from the optimizer than it costs.
case $name in
  bounded_map_model_test | core_map_model_test | shared_table_schedule_test) level=1 pre= ;;
  *) level=0 pre="-include $work/pre.h" ;;
esac
if ! nice "$compiler" $pre $flags -O$level -I"$include" -I"$(dirname "$1")" -c "$1" \
    -o "$work/$level/$name.o" > "$work/$name.log" 2>&1; then
  echo "$name does not build:"; head -40 "$work/$name.log"; exit 1
fi
COMPILE
echo "$sources" | $parallel sh "$work/compile.sh" || exit 1
# The optimized ones first: of an inline function, the linker takes the first copy.
# shellcheck disable=SC2086
nice "$compiler" $flags $(for level in 1 0; do ls "$work/$level"/*.o 2> /dev/null; done || true) -o "$work/tests" -lgtest_main -lgtest

# The tests of each file, by the list that GoogleTest writes.
"$work/tests" --gtest_list_tests --gtest_output="xml:$work/list.xml" > /dev/null
awk -v work="$work" '
  /<testsuite / { suite = $0; sub(/.* name="/, "", suite); sub(/".*/, "", suite) }
  /<testcase / {
    test = file = $0
    sub(/.* name="/, "", test); sub(/".*/, "", test)
    sub(/.* file="/, "", file); sub(/".*/, "", file); sub(/.*\//, "", file); sub(/\.cpp$/, "", file)
    printf "%s%s.%s", (file in seen ? ":" : "--gtest_filter="), suite, test > (work "/" file ".flags")
    seen[file] = 1
  }' "$work/list.xml"
cat > "$work/run.sh" << 'RUN'
set -u
name=$(basename "$1" .cpp)
if ! [ -s "$work/$name.flags" ]; then
  grep -q '^#ifdef MAPWARDEN_TEST_' "$1" && exit 0 # for a library that is not looked for here
  echo "$name has no tests"; exit 1
fi
if ! nice "$work/tests" --gtest_brief=1 --gtest_flagfile="$work/$name.flags" > "$work/$name.log" 2>&1; then
  echo "$name failed:"; head -80 "$work/$name.log"; exit 1
fi
[ -z "${MAPWARDEN_TIMES:-}" ] || grep -h 'ms total' "$work/$name.log" | sed "s/^/$name /"
RUN
echo "$sources" | $parallel sh "$work/run.sh" || exit 1
echo "$count test files passed under $kind"
