#!/usr/bin/env bash
# Builds and runs the benchmarks of the runtime library and prints its gates, one line each:
#
#   G7 ok|MISSED measured target what
#
#   scripts/bench.sh [NAME...]     NAME: of a bench/runtime/*.cpp without .cpp, hit_ratio or include_cost; without any, all
#
# Writes bench/results/*.json, docs/runtime/plots/*.svg and docs/runtime/performance.md. The compiler is g++-12, or $CXX.
# Takes about ten minutes on an idle machine; on a busy one times are worthless, ratios are not.
# exit code: 0 all ran, gates met or not; 1 a program failed; 2 it could not be built, or a package is missing
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
case ${1:-} in -h | --help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit 0 ;; esac

"$here/scripts/setup-deps.sh" bench
build=$here/build/benchmarks results=$here/bench/results
compiler=${CXX:-$(command -v g++-12 || command -v g++)}
mkdir -p "$build" "$results"
log=$build/build.log

# Boost's flat map is newer than Debian's default boost, which other packages need: its headers are unpacked to one side.
boost=$build/boost
if [[ ! -d $boost ]] && ! "$compiler" -fsyntax-only -x c++ - <<<'#include <boost/unordered/unordered_flat_map.hpp>' 2>/dev/null; then
  rm -rf "$boost.part" && mkdir -p "$boost.part"
  if (cd "$boost.part" && apt-get download libboost1.81-dev && dpkg-deb -x libboost1.81-dev_*.deb . && rm ./*.deb) >"$log" 2>&1; then
    mv "$boost.part" "$boost"
  else
    echo "bench.sh: libboost1.81-dev cannot be had; boost's flat map is left out." >&2
  fi
fi
where=()
[[ ! -d $boost ]] || where=("-DMAPWARDEN_BENCH_BOOST_DIR=$boost/usr/include")
if ! { cmake -S "$here/bench/runtime" -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$compiler" "${where[@]}" &&
  ninja -C "$build" mapwarden-bench-runtime; } >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  echo "bench.sh: the benchmarks do not build (the end of $log is above)." >&2
  exit 2
fi

names=("$@")
if [[ ${#names[@]} -eq 0 ]]; then
  for source in "$here"/bench/runtime/*.cpp; do names+=("$(basename "$source" .cpp)"); done
  names+=(hit_ratio include_cost)
fi
for name in "${names[@]}"; do
  [[ $name == include_cost || -x $build/bench_$name ]] || { echo "bench.sh: there is no benchmark '$name' in bench/runtime." >&2; exit 2; }
done

replay_through_caffeine() { # writes $build/caffeine.txt
  local classes=$build/classes jar=/usr/share/java/caffeine.jar arguments
  rm -f "$build/caffeine.txt"
  if ! command -v javac >/dev/null || [[ ! -f $jar ]]; then
    echo "bench.sh: there is no javac, or no $jar; Caffeine is left out." >&2
    return
  fi
  mkdir -p "$classes" "$build/traces"
  javac -cp "$jar" -d "$classes" "$here/bench/hit_ratio/CaffeineHitRatio.java"
  "$build/bench_hit_ratio" --write "$build/traces"
  mapfile -t arguments < <(tr ' ' '\n' <"$build/traces/arguments")
  java -cp "$jar:$classes" CaffeineHitRatio "${arguments[@]}" >"$build/caffeine.txt"
  rm -rf "$build/traces"
}

failed=0
for name in "${names[@]}"; do
  echo "==> $name" >&2
  rm -f "$results/$name.gates"
  case $name in
    hit_ratio)
      replay_through_caffeine
      command=("$build/bench_hit_ratio" "$build/caffeine.txt" "$results/hit_ratio.json") ;;
    include_cost) # of clang++, as users of the checks have it
      command=("$here/bench/include_cost.sh" "$(command -v clang++-22 || echo "$compiler")" "$here/lib/runtime/include"
        "$results/include_cost.json") ;;
    memory | pause) command=("$build/bench_$name" "$results/$name.json") ;;
    *) # Google Benchmark reads its flags from the environment as well.
      command=(env BENCHMARK_OUT="$results/$name.json" BENCHMARK_OUT_FORMAT=json BENCHMARK_MIN_TIME=0.3 "$build/bench_$name") ;;
  esac
  if ! "${command[@]}" >"$build/$name.log" 2>&1; then
    tail -n 20 "$build/$name.log" >&2
    echo "bench.sh: $name failed (the end of $build/$name.log is above)." >&2
    failed=1
  fi
  sed -n 's/^GATE //p' "$build/$name.log" >"$results/$name.gates"
done

cat "$results"/*.gates | sort -V
CXX=$compiler python3 "$here/bench/report.py"
exit $failed
