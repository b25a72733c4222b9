#!/bin/sh
# Builds the tests of the concurrent types and of the core table with ThreadSanitizer, and with AddressSanitizer and
# UndefinedBehaviorSanitizer, and runs them. Usage: sanitizers.sh COMPILER INCLUDE_DIR
set -eu
compiler=$1
include=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build_and_run() { # NAME FLAGS SOURCE...
  name=$1 flags=$2
  shift 2
  # shellcheck disable=SC2086
  "$compiler" -std=c++17 -O1 -g -fno-omit-frame-pointer $flags -I"$include" -I"$here" "$@" -o "$work/$name" \
    -lgtest -lgtest_main -pthread
  "$work/$name" --gtest_brief=1 --gtest_filter="-*Model*" || { echo "$name: failed"; exit 1; }
}
# ThreadSanitizer wants an address space that is not randomised too much.
exec_tsan() { if setarch -R true 2>/dev/null; then setarch -R "$@"; else "$@"; fi; }
# shellcheck disable=SC2046
"$compiler" -std=c++17 -O1 -g -fsanitize=thread -I"$include" -I"$here" $(ls "$here"/*_threads_test.cpp) \
  -o "$work/tsan" -lgtest -lgtest_main -pthread
exec_tsan "$work/tsan" --gtest_brief=1 || { echo "ThreadSanitizer: failed"; exit 1; }
# shellcheck disable=SC2046
build_and_run asan "-fsanitize=address,undefined -fno-sanitize-recover=undefined" \
  $(ls "$here"/core_map*_test.cpp "$here"/concurrent_*_test.cpp)
echo "clean under ThreadSanitizer, AddressSanitizer and UndefinedBehaviorSanitizer"
