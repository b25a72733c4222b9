#!/bin/sh
# A translation unit that includes only mapwarden/helpers.h costs the frontend at most 1.3 times the CPU time of one that
# includes only <unordered_map>: the best of several alternating runs each. Prints a gate (bench/runtime/gate.h).
# Usage: include_cost.sh COMPILER INCLUDE_DIR [JSON]
set -eu
command -v python3 > /dev/null || { echo "python3 is needed"; exit 1; }
python3 - "$@" << 'EOF_PYTHON'
import json, resource, subprocess, sys

compiler, include = sys.argv[1:3]
LIMIT, ROUNDS = 1.3, 7


def cpu(header):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([compiler, "-std=c++17", "-fsyntax-only", "-I" + include, "-x", "c++", "-"],
                   input=f"#include <{header}>\n", text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


best = {"mapwarden/helpers.h": 1e9, "unordered_map": 1e9}
for _ in range(ROUNDS):
    for header in best:
        best[header] = min(best[header], cpu(header))
ratio = best["mapwarden/helpers.h"] / best["unordered_map"]
print(f"helpers.h {best['mapwarden/helpers.h']:.3f} s, <unordered_map> {best['unordered_map']:.3f} s: {ratio:.2f} times")
print(f"GATE G12 {'ok' if ratio <= LIMIT else 'MISSED'} {ratio:.2f} <={LIMIT:.2f} times the CPU of a file with only "
      "<unordered_map>, one with only mapwarden/helpers.h, frontend")
if len(sys.argv) > 3:
    with open(sys.argv[3], "w") as out:
        json.dump({"include_cost": [{"header": h, "seconds": round(s, 3)} for h, s in best.items()]}, out, indent=2)
        out.write("\n")
EOF_PYTHON
