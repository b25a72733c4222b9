#!/usr/bin/env python3
"""What collecting facts costs: user CPU of `mapwarden collect` divided by that of `clang++ -fsyntax-only`, same commands.

    bench/analyzer/collect_cost.py -p BUILD --units 20           20 units, evenly spread over the compile commands
    bench/analyzer/collect_cost.py -p BUILD --units 20 --tidy    beside: clang-tidy with the module
    bench/analyzer/collect_cost.py -p BUILD --whole              the compiler over all units, then a cold and a warm run

Runs alternate (compiler, collect, compiler, …) so that all see the same machine; medians of --repeat runs are summed. At
the end `mapwarden analyze` runs twice over the same units with a cache of its own: cold, then warm. A cold run reads the headers
that units share once, so its ratio to the compiler is the one that counts.
exit code: 0 measured, 1 the ratio of the cold run exceeds --limit, 2 usage error, 3 some unit could not be measured
"""
import argparse
import json
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lib"))
import tidy  # noqa: E402

TOOL = tidy.ROOT / "build/bin/mapwarden"
WITH_VALUE = {"-o", "-MF", "-MT", "-MQ"}
ALONE = {"-c", "-MD", "-MMD", "-MP"}


def flags_of(entry):
    """What stands between the compiler and the file, without outputs."""
    words = entry.get("arguments") or shlex.split(entry["command"])
    flags, i = [], 1
    while i < len(words):
        if words[i] in WITH_VALUE:
            i += 1
        elif words[i] not in ALONE and words[i] != entry["file"]:
            flags.append(words[i])
        i += 1
    return flags


def user_seconds(command, folder, accepted=(0,)):
    """User CPU of a command with its children, or None when it failed."""
    process = subprocess.Popen([str(c) for c in command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime if process.returncode in accepted else None


def sample(entries, count):
    """`count` of the entries, one file once, evenly spread."""
    once = list({os.path.normpath(os.path.join(e["directory"], e["file"])): e for e in entries}.values())
    if not count or count >= len(once):
        return once
    return [once[(2 * i + 1) * len(once) // (2 * count)] for i in range(count)]


def measure(entry, options, scratch):
    """Medians of (compiler, collect[, clang-tidy]) for one unit; None when one of them failed."""
    flags = flags_of(entry)
    commands = [([tidy.LLVM_BIN / "clang++", "-fsyntax-only", "-w", *flags, entry["file"]], (0,))]
    if not options.whole:
        commands.append(([options.tool, "collect", "-o", scratch / "unit.facts", entry["file"], "--", *flags], (0,)))
    if options.tidy:
        commands.append((tidy.command([entry["file"]], module=tidy.MODULE, tidy_args=["-p", options.database, "--extra-arg=-w"]),
                         (0, 1)))
    seconds = [[user_seconds(command, entry["directory"], accepted) for command, accepted in commands]
               for _ in range(options.repeat)]
    if any(None in run for run in seconds):
        return None
    return [statistics.median(column) for column in zip(*seconds)]


def measure_runs(entries, options, scratch):
    """User CPU of a cold and a warm `mapwarden analyze`; the summary line of a run tells that the warm one was."""
    (scratch / "compile_commands.json").write_text(json.dumps(entries))
    root = os.path.commonpath([os.path.join(e["directory"], e["file"]) for e in entries])
    command = [options.tool, "analyze", root, "-p", scratch, f"--cache-dir={scratch}/cache"]
    return [user_seconds(command, scratch, (0, 1, 3)) for _ in range(2)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-p", dest="database", type=pathlib.Path, required=True, metavar="BUILD",
                        help="folder of compile_commands.json")
    parser.add_argument("--units", type=int, default=0, metavar="N", help="how many units (default: all)")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each kind per unit (default: 3)")
    parser.add_argument("--whole", action="store_true", help="leave out `mapwarden collect` unit by unit; best with --repeat 1")
    parser.add_argument("--tidy", action="store_true", help="measure clang-tidy with the module, too")
    parser.add_argument("--limit", type=float, help="exit with 1 when the ratio of the cold run exceeds this")
    parser.add_argument("--tool", type=pathlib.Path, default=TOOL)
    options = parser.parse_args()
    try:
        entries = json.loads((options.database / "compile_commands.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        tidy.fail(f"{options.database}: {error}")
    if not options.tool.exists():
        tidy.fail(f"{options.tool} is not built.")
    options.tool = options.tool.resolve()
    chosen, totals, failed = sample(entries, options.units), None, []
    if options.whole:
        options.tidy = False
    else:
        print("  clang++  collect " + ("    tidy " if options.tidy else "") + "  ratio  unit")
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        for entry in chosen:
            row = measure(entry, options, scratch)
            if row is None:
                failed.append(entry)
                print(f"{'-':>9}  {entry['file']} (does not compile; left out)", flush=True)
                continue
            totals = [a + b for a, b in zip(totals, row)] if totals else row
            if not options.whole:
                print("".join(f"{s:9.2f}" for s in row) + f"  {row[1] / row[0]:5.3f}  {entry['file']}", flush=True)
        if not totals:
            tidy.fail("no unit could be measured; does the compilation database fit these sources?")
        ratio = "" if options.whole else f"  {totals[1] / totals[0]:5.3f}"
        print("".join(f"{s:9.2f}" for s in totals) + f"{ratio}  total of {len(chosen) - len(failed)} units, "
              f"median of {options.repeat} runs each")
        cold, warm = measure_runs([e for e in chosen if e not in failed], options, scratch)
    if None in (cold, warm):
        tidy.fail("`mapwarden analyze` failed on these units.")
    ratio = cold / totals[0]
    print(f"analyze: cold {cold:.2f} s of user CPU ({ratio:.3f} of clang++), warm {warm:.2f} s ({100 * warm / cold:.2f} % of cold)")
    return 1 if options.limit and ratio > options.limit else 3 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
