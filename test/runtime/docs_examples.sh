#!/bin/sh
# Every C++ block of docs/runtime/*.md that has a main() is compiled, run, and must exit with 0.
# Every page is linked from index.md, and has such a block but for index.md and performance.md. Usage: docs_examples.sh COMPILER INCLUDE_DIR
set -eu
compiler=$1
include=$2
docs=$(dirname "$0")/../../docs/runtime
for page in "$docs"/*.md; do
  name=$(basename "$page")
  [ "$name" = index.md ] || grep -q "]($name)" "$docs/index.md" || { echo "docs/runtime/index.md does not link $name"; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk -v work="$work" '
  /^```cpp/ { inside = 1; text = ""; next }
  /^```/ && inside {
    inside = 0
    if (text ~ /int main\(/) {
      name = FILENAME; sub(/.*\//, "", name); sub(/\.md$/, "", name)
      file = work "/" name "_" ++count[name] ".cpp"
      printf "%s", text > file; close(file)
    }
    next
  }
  inside { text = text $0 "\n" }' "$docs"/*.md
for page in "$docs"/*.md; do
  name=$(basename "$page" .md)
  case $name in index | performance) continue ;; esac # these document no type
  [ -e "$work/${name}_1.cpp" ] || { echo "docs/runtime/$name.md has no example with a main()"; exit 1; }
done
examples=0
for source in "$work"/*.cpp; do
  "$compiler" -std=c++17 -Wall -Wextra -Werror -I"$include" "$source" -o "$work/example" -pthread
  "$work/example" > "$work/output" || { echo "$(basename "$source") failed"; cat "$work/output"; exit 1; }
  examples=$((examples + 1))
done
echo "$examples examples ran"
