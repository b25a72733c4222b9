#!/bin/sh
# Installs the library to a temporary prefix, as a project of its own, and builds and runs test/runtime/consumer against
# it as users do: by find_package and by pkg-config, with each compiler given, in C++17 and C++20. The installed tree is
# moved first: nothing in it may point back. Usage: consumer.sh CMAKE COMPILER...
set -eu
cmake=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
quietly() { "$@" > "$work/log" 2>&1 || { echo "failed: $*"; cat "$work/log"; exit 1; }; }

first=$(command -v "$1") || { echo "$1 is not installed"; exit 1; }
quietly "$cmake" -S "$here/../../lib/runtime" -B "$work/library" -DCMAKE_CXX_COMPILER="$first"
quietly "$cmake" --install "$work/library" --prefix "$work/first"
mv "$work/first" "$work/prefix"

builds=0
for compiler in "$@"; do
  command -v "$compiler" > /dev/null || { echo "$compiler is not installed: skipped"; continue; }
  for standard in 17 20; do
    build="$work/$compiler-$standard"
    quietly "$cmake" -S "$here/consumer" -B "$build" -DCMAKE_PREFIX_PATH="$work/prefix" \
      -DCMAKE_CXX_COMPILER="$(command -v "$compiler")" -DCMAKE_CXX_STANDARD=$standard
    quietly "$cmake" --build "$build"
    quietly "$build/consumer"
    builds=$((builds + 1))
  done
  if command -v pkg-config > /dev/null; then
    flags=$(PKG_CONFIG_PATH="$work/prefix/share/pkgconfig" pkg-config --cflags --libs "mapwarden >= 0.1")
    # shellcheck disable=SC2086  # the flags are several words
    quietly "$compiler" -std=c++17 -Wall -Wextra -Wconversion -Werror "$here/consumer/main.cpp" \
      "$here/consumer/other.cpp" $flags -o "$work/by_pkgconfig"
    quietly "$work/by_pkgconfig"
    builds=$((builds + 1))
  else
    echo "pkg-config is not installed: that variant is skipped"
  fi
done
# The sources as a subdirectory of the user's project, which need not have a version.
cat > "$work/CMakeLists.txt" << 'CMAKE'
cmake_minimum_required(VERSION 3.14)
project(user LANGUAGES CXX)
add_subdirectory(${LIBRARY} runtime)
add_executable(consumer ${SOURCES}/main.cpp ${SOURCES}/other.cpp)
target_link_libraries(consumer PRIVATE mapwarden::runtime)
CMAKE
quietly "$cmake" -S "$work" -B "$work/subdirectory" -DCMAKE_CXX_COMPILER="$first" -DLIBRARY="$here/../../lib/runtime" \
  -DSOURCES="$here/consumer"
quietly "$cmake" --build "$work/subdirectory"
quietly "$work/subdirectory/consumer"
builds=$((builds + 1))
[ "$builds" -ge 2 ] || { echo "nothing was built"; exit 1; }

# The library is versioned as the whole project is.
version() { sed -n 's/.*project(mapwarden VERSION \([0-9.]*\).*/\1/p' "$1"; }
[ "$(version "$here/../../CMakeLists.txt")" = "$(version "$here/../../lib/runtime/CMakeLists.txt")" ] ||
  { echo "CMakeLists.txt and lib/runtime/CMakeLists.txt differ in their VERSION"; exit 1; }

# A version that does not exist is refused, by both.
sed 's/mapwarden 0.1 REQUIRED/mapwarden 7.0 REQUIRED/' "$here/consumer/CMakeLists.txt" > "$work/CMakeLists.txt"
touch "$work/main.cpp" "$work/other.cpp"
if "$cmake" -S "$work" -B "$work/refused" -DCMAKE_PREFIX_PATH="$work/prefix" > "$work/log" 2>&1; then
  echo "find_package(mapwarden 7.0) was not refused"; exit 1
fi
echo "$builds builds of the consumer ran"
