#!/usr/bin/env python3
"""Runs all checks over the C++ files of a folder and compares with the marks in them.

    m[k] = 1;  // expect: unbounded-map, unlocked-map-access    these findings must be reported on this line
    m[k] = 2;  // accept: escaping-element                      these may be

Every other line must stay silent for every check. In the head of a file, `// flags: -I…` adds compiler arguments.
A file that does not compile, or crashes clang-tidy, fails. For clang-tidy the usual headers of the C++ library are precompiled,
but not for files that define macros. With --analyzer the marks hold for `mapwarden analyze`, to which each
file is a program; the rules that only it judges are left aside. exit code: 0 all files as marked, 1 not, 2 usage error
"""
import argparse
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1]), str(pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lib")]
import prepared  # noqa: E402
import tidy  # noqa: E402

MARK = re.compile(r"//.*?\b(expect|accept):\s*([a-z][a-z, -]*)")
FLAGS = re.compile(r"^//\s*flags:\s*(.*)$", re.MULTILINE)


@dataclasses.dataclass
class Marks:
    expect: set
    accept: set
    flags: list


def read_marks(path):
    text = path.read_text(encoding="utf-8")
    marks = Marks(set(), set(), (FLAGS.search(text) or [None, ""])[1].split())
    for number, line in enumerate(text.splitlines(), 1):
        for kind, ids in MARK.findall(line):
            getattr(marks, kind).update((number, i.strip()) for i in ids.split(",") if i.strip())
    return marks


def analyze(path, flags, options):
    """A run of the analyzer over `path` alone."""
    with tempfile.TemporaryDirectory() as folder:
        entry = {"directory": str(path.parent), "file": str(path), "arguments": ["c++", *flags, "-c", str(path)]}
        pathlib.Path(folder, "compile_commands.json").write_text(json.dumps([entry]))
        return subprocess.run([options.analyzer, "analyze", path.parent, "-p", folder, "--no-cache", "--color=never"],
                              capture_output=True, text=True, cwd=path.parent, timeout=120)


def wrong_in(path, options):
    """What is not as marked in one file, a sentence each."""
    marks = read_marks(path)
    known = set(tidy.registry())
    wrong = [f"{path}:{line}: the mark names '{i}', which is no check" for line, i in sorted(marks.expect | marks.accept)
             if i not in known]
    try:
        headers = [] if options.analyzer else prepared.flags(path.read_text(encoding="utf-8"))
        flags = ["-std=c++17", *headers, *(f"-I{i.absolute()}" for i in options.include), f"-I{path.parent}", *marks.flags]
        done = (analyze(path, flags, options) if options.analyzer else
                tidy.run([path], module=options.module, tidy_args=["--header-filter=.*"], timeout=120, clang_args=flags))
    except subprocess.TimeoutExpired:
        return [f"{path}: clang-tidy took more than 120 s"]
    diagnostics = tidy.parse(done.stdout)
    broken = [f"{d.path}:{d.line}: error: {d.text}" for d in diagnostics if d.is_compile_error]
    if done.returncode not in (0, 1):
        broken.append(f"{path}: the run ended with {done.returncode}: {done.stderr.strip()[:400]}")
    if broken:  # what such a run does not report says nothing
        return wrong + broken
    ours = [d for d in diagnostics if d.is_ours]
    if options.analyzer:
        # Paths are relative to the root; what a program rule reports takes the place of unbounded-map.
        for d in diagnostics:
            for at in [d, *d.notes]:
                at.path = path.parent / at.path
        program = [d for d in ours if d.check.removeprefix("mapwarden-") not in known]
        ours = [d for d in ours if d not in program]
        instead = {(at.line, "unbounded-map") for d in program for at in [d, *d.notes]}
        marks = dataclasses.replace(marks, expect=marks.expect - instead, accept=marks.accept | instead)
    reported = {(d.line, d.check.removeprefix("mapwarden-")) for d in ours if os.path.samefile(d.path, path)}
    wrong += [f"{path}:{line}: {check} is expected but not reported" for line, check in sorted(marks.expect - reported)]
    wrong += [f"{d.path}:{d.line}: {d.check.removeprefix('mapwarden-')} is reported but not expected: {d.text}"
              for d in ours if not os.path.samefile(d.path, path)
              or (d.line, d.check.removeprefix("mapwarden-")) not in marks.expect | marks.accept]
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=pathlib.Path, metavar="PATH", help="folder or file")
    parser.add_argument("--module", type=pathlib.Path, default=tidy.MODULE)
    parser.add_argument("--include", action="append", type=pathlib.Path, default=[tidy.RUNTIME_INCLUDE])
    parser.add_argument("--analyzer", type=pathlib.Path, metavar="MAPWARDEN", help="run this instead of the module")
    parser.add_argument("-j", dest="jobs", type=int, default=1)
    options = parser.parse_args()
    files = [f.absolute() for p in options.paths for f in (sorted(p.rglob("*.cpp")) if p.is_dir() else [p])]
    if not files:
        tidy.fail(f"there is no .cpp file below {', '.join(map(str, options.paths))}; pass a folder of cases.")
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for wrong in pool.map(lambda f: wrong_in(f, options), files):
            failed += bool(wrong)
            print("\n".join(wrong), end="\n" if wrong else "")
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
