#!/bin/sh
# Every header for users compiles alone, twice included, without warnings, in C++17 and C++20; the helpers also without
# exceptions and RTTI. So does each of detail/, in C++17, by clang++: g++ reads the same headers of the C++ library, and
# these through the users'. No header is over 800 lines. Usage: headers_alone.sh COMPILER INCLUDE_DIR
set -u
compiler=$1
include=$2
command -v "$compiler" > /dev/null || { echo "$compiler is not installed: skipped"; exit 77; }
failed=0
names=
for header in "$include"/mapwarden/*.h "$include"/mapwarden/detail/*.h; do
  name=${header#"$include"/}
  [ "$(wc -l < "$header")" -le 800 ] || { echo "$name is over 800 lines"; failed=1; }
  if [ "$name" = mapwarden/prometheus_bridge.h ] && ! printf '#include <prometheus/collectable.h>\n' |
      "$compiler" -fsyntax-only -x c++ - 2> /dev/null; then
    echo "$name is skipped: prometheus-cpp is not installed"
    continue
  fi
  names="$names $name"
done
export compiler include
case $("$compiler" --version) in *clang*) clang=1 ;; *) clang= ;; esac
for name in $names; do
  case $clang$name in mapwarden/detail/*) continue ;; esac
  echo "c++17 $name"
  case $name in */detail/*) ;; *) echo "c++20 $name" ;; esac
done |
  xargs -n2 -P "$(getconf _NPROCESSORS_ONLN)" sh -c '
    printf "#include \"%s\"\n#include \"%s\"\n" "$1" "$1" |
      "$compiler" -std="$0" -Wall -Wextra -Wconversion -Wpedantic -Werror -fsyntax-only -I"$include" -x c++ - ||
      { echo "$1 does not compile alone as $0"; exit 1; }' || failed=1
printf '#include "mapwarden/helpers.h"\n' |
  "$compiler" -std=c++17 -fno-exceptions -fno-rtti -Werror -fsyntax-only -I"$include" -x c++ - || failed=1
exit $failed
