#!/usr/bin/env python3
"""What the mapwarden checks add to clang-tidy: user CPU with all of them divided by user CPU with one empty check.

    bench/tidy_cost.py -p BUILD FILE...          the given translation units
    bench/tidy_cost.py -p BUILD --largest 30     the 30 whose source files are largest
    bench/tidy_cost.py -p BUILD --profile …      instead: clang-tidy's own profile, beside bugprone-* and performance-*

Runs alternate (empty, mapwarden, empty, …) so that both see the same machine; medians of --repeat runs are compared.
exit code: 0 measured, 1 the total ratio exceeds --limit, 2 usage error, 3 some file could not be measured
"""
import argparse
import collections
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "scripts" / "lib"))
import tidy  # noqa: E402

EMPTY = tidy.ROOT / "build/lib/libmapwarden-bench-empty.so"
PROFILE_ROW = re.compile(r"^\s*([\d.]+) \(\s*[\d.]+%\)\s+(?:[\d.]+ \(\s*[\d.]+%\)\s+)*([\w.-]+)$")


def tidy_args(options):
    # Warnings of the program are switched off: printing them is not what is measured.
    return ["-p", options.database, "--extra-arg=-w"]


def user_seconds(file, module, checks, options):
    """User CPU of one clang-tidy run, or None when it did not get through the file."""
    process = subprocess.Popen(tidy.command([file], checks=checks, module=module, tidy_args=tidy_args(options)),
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, errors="replace")
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1) or "[clang-diagnostic-error]" in output:
        return None
    return usage.ru_utime


def measure(file, options):
    """(median with the empty check, median with mapwarden), or None."""
    empty, ours = [], []
    for _ in range(options.repeat):
        empty.append(user_seconds(file, EMPTY, "-*,bench-empty", options))
        ours.append(user_seconds(file, options.module, tidy.ALL_CHECKS, options))
    return None if None in empty + ours else (statistics.median(empty), statistics.median(ours))


def compare(files, options):
    total_empty = total_ours = 0.0
    failed = []
    print(f"{'empty s':>8} {'ours s':>8} {'ratio':>6}  file")
    for file in files:
        pair = measure(file, options)
        if pair is None:
            failed.append(file)
            print(f"{'-':>8} {'-':>8} {'-':>6}  {file} (does not compile; left out)", flush=True)
            continue
        total_empty += pair[0]
        total_ours += pair[1]
        print(f"{pair[0]:8.2f} {pair[1]:8.2f} {pair[1] / pair[0]:6.3f}  {file}", flush=True)
    if not total_empty:
        tidy.fail("no file could be measured; does the compilation database fit these sources?")
    ratio = total_ours / total_empty
    print(f"{total_empty:8.2f} {total_ours:8.2f} {ratio:6.3f}  total of {len(files) - len(failed)} files, "
          f"median of {options.repeat} runs each")
    return 1 if options.limit and ratio > options.limit else 3 if failed else 0


def profile(files, options):
    """Sums of --enable-check-profile over the files, by check; the user column where there are several."""
    seconds = collections.Counter()
    for file in files:
        done = subprocess.run(tidy.command([file], checks="-*,mapwarden-*,bugprone-*,performance-*", module=options.module,
                                           tidy_args=[*tidy_args(options), "--enable-check-profile"]),
                              capture_output=True, text=True, errors="replace")
        for line in (done.stdout + done.stderr).splitlines():
            row = PROFILE_ROW.match(line)
            if row and row[2] != "Total":
                seconds[row[2]] += float(row[1])
    groups = collections.defaultdict(list)
    for check, value in seconds.items():
        groups[check.split("-")[0]].append((value, check))
    for group in ("mapwarden", "bugprone", "performance"):
        rows = sorted(groups[group], reverse=True)
        print(f"{sum(v for v, _ in rows):8.3f} s  {group}-* ({len(rows)} checks)")
        for value, check in rows if group == "mapwarden" else rows[:3]:
            print(f"{value:8.3f} s    {check}")
    return 0 if seconds else 3


def largest(database, count):
    entries = json.loads((database / "compile_commands.json").read_text(encoding="utf-8"))
    files = {os.path.normpath(os.path.join(e["directory"], e["file"])) for e in entries}
    return sorted((f for f in files if os.path.exists(f)), key=lambda f: (-os.path.getsize(f), f))[:count]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("-p", dest="database", type=pathlib.Path, required=True, metavar="BUILD",
                        help="folder of compile_commands.json")
    parser.add_argument("--list", type=pathlib.Path, help="a file that names translation units, one a line")
    parser.add_argument("--largest", type=int, metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each kind per file (default: 3)")
    parser.add_argument("--limit", type=float, help="exit with 1 when the total ratio exceeds this")
    parser.add_argument("--profile", action="store_true", help="print clang-tidy's own profile instead")
    parser.add_argument("--module", type=pathlib.Path, default=tidy.MODULE)
    options = parser.parse_args()
    if not (options.database / "compile_commands.json").exists():
        tidy.fail(f"there is no compile_commands.json in {options.database}.")
    files = list(options.files)
    files += options.list.read_text(encoding="utf-8").split("\n") if options.list else []
    files += largest(options.database, options.largest) if options.largest else []
    files = [f for f in files if f.strip()]
    if not files:
        tidy.fail("name files, or pass --list or --largest.")
    targets = ["mapwarden-tidy", "mapwarden-bench-empty"] if options.module == tidy.MODULE else ["mapwarden-bench-empty"]
    if subprocess.run(["ninja", "-C", tidy.ROOT / "build", "--quiet", *targets], stdout=sys.stderr).returncode:
        tidy.fail("the modules could not be built (the output is above); configure with cmake --preset default first.")
    return profile(files, options) if options.profile else compare(files, options)


if __name__ == "__main__":
    sys.exit(main())
