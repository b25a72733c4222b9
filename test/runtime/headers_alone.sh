#!/bin/sh
# Every header compiles alone, twice included, without warnings, in C++17 and C++20; the helpers also without exceptions
# and RTTI; and no header is over 800 lines. Usage: headers_alone.sh COMPILER INCLUDE_DIR
set -u
compiler=$1
command -v "$compiler" > /dev/null || { echo "$compiler is not installed: skipped"; exit 77; }
include=$2
failed=0
for header in "$include"/mapwarden/*.h "$include"/mapwarden/detail/*.h; do
  name=${header#"$include"/}
  if [ "$name" = mapwarden/prometheus_bridge.h ] && ! printf '#include <prometheus/collectable.h>\n' |
      "$compiler" -fsyntax-only -x c++ - 2> /dev/null; then
    echo "$name is skipped: prometheus-cpp is not installed"; continue
  fi
  for standard in c++17 c++20; do
    printf '#include "%s"\n#include "%s"\n' "$name" "$name" |
      "$compiler" -std=$standard -Wall -Wextra -Wconversion -Wpedantic -Werror -fsyntax-only -I"$include" -x c++ - ||
      { echo "$name does not compile alone as $standard"; failed=1; }
  done
  [ "$(wc -l < "$header")" -le 800 ] || { echo "$name is over 800 lines"; failed=1; }
done
printf '#include "mapwarden/helpers.h"\n' |
  "$compiler" -std=c++17 -fno-exceptions -fno-rtti -Werror -fsyntax-only -I"$include" -x c++ - || failed=1
exit $failed
