#!/usr/bin/env python3
"""Reads #include lines: the layers stay layers. exit code: 0 in order, 1 not"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)

# A stage of lib/analysis may include itself and these.
STAGES = {
    "Catalog": set(),
    "Facts": {"Catalog"},
    "Link": {"Catalog", "Facts"},
    "Verdict": {"Catalog", "Facts", "Link"},
    "Report": {"Facts", "Link", "Verdict"},
    "Model": {"Catalog", "Facts"},
    "Extract": {"Catalog", "Facts", "Model"},
    "Driver": {"Catalog", "Facts", "Model", "Extract", "Link", "Verdict", "Report"},
}
WITHOUT_CLANG = {"Facts", "Catalog", "Link", "Verdict", "Report"}

problems = []


def sources(folder):
    return sorted(p for p in (ROOT / folder).rglob("*") if p.suffix in (".h", ".hpp", ".cpp", ".def"))


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def check_analysis():
    for path in sources("lib/analysis"):
        stage, name = path.relative_to(ROOT / "lib/analysis").parts[0], path.relative_to(ROOT)
        if stage not in STAGES:
            problems.append(f"{name}: '{stage}' is no stage; add it to STAGES in test/meta/layering.py or move the file")
            continue
        for _, header in includes(path):
            top = header.split("/")[0]
            if top.startswith("clang") and stage in WITHOUT_CLANG:
                problems.append(f"{name}: includes {header}, but {stage} stands below the clang line")
            if top in STAGES and top != stage and top not in STAGES[stage]:
                problems.append(f"{name}: includes {header}, but {stage} may use only {sorted(STAGES[stage])}")
            if (ROOT / "checks" / header).is_file():
                problems.append(f"{name}: includes {header} of checks/, which stands above lib/analysis")
            if top == "mapwarden":
                problems.append(f"{name}: includes {header} of the runtime library")


def check_runtime():
    """The runtime library includes the standard library and itself: everything else has a folder or ends in .h."""
    system = {"sys", "pthread.h", "unistd.h", "time.h", "linux", "execinfo.h", "sched.h", "immintrin.h", "emmintrin.h",
              "sanitizer", "cxxabi.h", "unwind.h"}
    for path in sources("lib/runtime/include"):
        for quote, header in includes(path):
            if path.name == "prometheus_bridge.h" and header.startswith("prometheus/"):
                continue  # compiled only by who has prometheus-cpp; mapwarden.h leaves it out
            own = header.startswith("mapwarden/") or (quote == '"' and (path.parent / header).exists())
            if not own and ("/" in header or "." in header) and header.split("/")[0] not in system:
                problems.append(f"{path.relative_to(ROOT)}: includes {header}; lib/runtime depends on the standard library only")


def main():
    if len(sys.argv) > 1:
        print(__doc__)
        return 0 if sys.argv[1] in ("-h", "--help") else 2
    check_analysis()
    check_runtime()
    print("\n".join(problems) or "the layers are in order")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
