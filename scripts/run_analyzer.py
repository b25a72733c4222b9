#!/usr/bin/env python3
"""Runs `mapwarden analyze` over a program: first what becomes of its maps, then the findings.

PATH is a folder with a compile_commands.json (also looked for in build*/, out/*/ and cmake-build-*/), a folder with a
CMakeLists.txt (configured into build/analyze/), a folder of C++ sources, or a single source file. Options that are not
listed here are those of `mapwarden analyze`; with --format or --output its report is all that is printed.

exit code: 0 no finding, 1 findings, 2 usage or configuration error, 3 some files could not be analysed
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import run_tidy  # noqa: E402
import tidy  # noqa: E402

TOOL = pathlib.Path(os.environ.get("MAPWARDEN_TOOL", tidy.ROOT / "build/bin/mapwarden"))
# Verdicts on maps that may grow for ever, the worst first.
GROWING = ["unbounded", "dead-eviction", "teardown-only", "partial"]
PLACE = re.compile(r"^((?:\x1b\[[\d;]*m)*)([^\s:\x1b][^:\x1b]*)(:\d+:\d+: )", re.MULTILINE)


def joined(words):
    """`--level possible` as `--level=possible`: the value of an option of the tool is no PATH."""
    done = subprocess.run([TOOL, "analyze", "--help"], capture_output=True, text=True) if TOOL.exists() else None
    with_value = set(re.findall(r"^  (--?[\w-]+) [A-Z]+ ", done.stdout, flags=re.MULTILINE)) - {"-p"} if done else set()
    result, words = [], iter(words)
    for word in words:
        value = next(words, None) if word in with_value else None
        result.append(word if value is None else f"{word}{'=' if word.startswith('--') else ''}{value}")
    return result


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=pathlib.Path, default=tidy.ROOT / "examples/sessiond", metavar="PATH")
    parser.add_argument("-p", dest="database", type=pathlib.Path, metavar="DIR", help="folder of the compile_commands.json")
    parser.add_argument("--extra-arg", action="append", default=[], help="a further argument for the compiler")
    parser.add_argument("--fix", action="store_true",
                        help="apply the fix-its, with the clang-tidy module; more options: scripts/run_tidy.py --help")
    return parser.parse_known_args(joined(sys.argv[1:]))


def database_of(plan, extra, folder):
    """Writes the compile_commands.json of a plan: a part of the program's own, or what stands in for a missing one."""
    if plan.database:
        entries = [e for e in json.loads(plan.database.read_text(encoding="utf-8"))
                   if os.path.normpath(os.path.join(e["directory"], e["file"])) in plan.files]
        for entry in entries if extra else ():
            if "arguments" in entry:
                entry["arguments"][1:1] = extra
            else:
                entry["command"] = entry["command"] + "".join(f' "{e}"' for e in extra)
    else:
        entries = [{"directory": where, "file": file, "arguments": ["clang++", *map(str, plan.clang_args), "-c", file]}
                   for file, where in plan.files.items()]
    path = folder / "compile_commands.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return path


def from_here(text, root):
    """Paths of a report, which are relative to the root, as a reader in the current folder would write them."""
    return PLACE.sub(lambda m: m[1] + run_tidy.relative(os.path.join(root, m[2])) + m[3], text)


def summary(maps, units, root):
    """What becomes of the maps: how many by verdict, and those that may grow for ever."""
    by_verdict = collections.Counter(m["verdict"] for m in maps)
    order = [v for v in GROWING if v in by_verdict] + sorted(v for v in by_verdict if v not in GROWING)
    lines = [f"{len(maps)} map{'s' * (len(maps) != 1)} in {units} file{'s' * (units != 1)}"
             + (": " if maps else "") + ", ".join(f"{by_verdict[v]} {v}" for v in order)]
    growing = sorted((m for m in maps if m["verdict"] in GROWING and m["confidence"] != "possible"),
                     key=lambda m: (GROWING.index(m["verdict"]), m["file"], m["line"]))
    for m in growing:
        name = f"{m['owner']}::{m['name']}" if m["owner"] else m["name"]
        lines.append(f"  {m['verdict']:13} {name}  {run_tidy.relative(os.path.join(root, m['file']))}:{m['line']}")
    return "\n".join(lines)


def run(options, rest, plan, folder):
    database = database_of(plan, options.extra_arg, folder)
    command = [TOOL, "analyze", plan.root, "-p", database, *rest]
    if any(word.split("=")[0] in ("--format", "--output", "--print-config", "--help") for word in rest):
        return subprocess.run([str(c) for c in command]).returncode
    if not any(word.split("=")[0] == "--color" for word in rest):
        colors = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        command.append(f"--color={'always' if colors else 'never'}")
    done = subprocess.run([str(c) for c in [*command, "--format=json", "--output", folder / "report.json", "--format=text"]],
                          stdout=subprocess.PIPE, text=True, errors="replace")
    if (folder / "report.json").exists():
        report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        print(summary(report["maps"], len(plan.files), plan.root), end="\n\n")
    print(from_here(done.stdout, plan.root), end="")
    return done.returncode


def main():
    options, rest = parse_arguments()
    if not TOOL.exists():
        tidy.fail(f"{TOOL} is not built. Run scripts/analyze.sh, which builds it, or "
                  "`cmake --preset default && ninja -C build mapwarden`.")
    if options.fix:
        return run_tidy.main()
    plan = run_tidy.make_plan(options.path, options.database, options.extra_arg)
    with tempfile.TemporaryDirectory() as name:
        return run(options, rest, plan, pathlib.Path(name))


if __name__ == "__main__":
    sys.exit(main())
