#!/usr/bin/env python3
"""Runs the analyzer over small programs and compares with the marks in them.

A program is a folder of .cpp and .h files, marked as the cases of test/cases are: `// expect: id` lines must be reported,
`// accept: id` lines may be, all others must stay silent. `// flags:` in the head of a file adds compiler arguments.
exit code: 0 all programs as marked, 1 not, 2 usage error
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "cases"))
import run_cases  # noqa: E402


def analyze(program, sources, flags, options):
    """The findings as (file name, line, check), or a sentence about what went wrong."""
    with tempfile.TemporaryDirectory() as work:
        include = [f"-I{i}" for i in [*options.include, program]]
        database = [{"directory": str(program), "file": s.name, "arguments": ["c++", "-std=c++17", *include, *flags, "-c", s.name]}
                    for s in sources]
        pathlib.Path(work, "compile_commands.json").write_text(json.dumps(database))
        out = pathlib.Path(work, "out.sarif")
        done = subprocess.run([options.mapwarden, "analyze", "-p", work, "--no-cache", "--format=sarif", "--output", out],
                              capture_output=True, text=True, timeout=120)
        if done.returncode not in (0, 1) or not out.exists():
            return f"{program}: the analyzer ended with {done.returncode}: {done.stderr.strip()[:400]}"
        found = set()
        for run in json.loads(out.read_text())["runs"]:
            for result in run.get("results", []):
                place = result["locations"][0]["physicalLocation"]
                found.add((pathlib.Path(place["artifactLocation"]["uri"]).name, place["region"]["startLine"],
                           result["ruleId"].removeprefix("mapwarden-")))
        return found


def wrong_in(program, options):
    """What is not as marked in one program, a sentence each."""
    files = sorted(f for f in program.iterdir() if f.suffix in (".cpp", ".h"))
    marks = {f.name: run_cases.read_marks(f) for f in files}
    found = analyze(program, [f for f in files if f.suffix == ".cpp"], next(iter(marks.values())).flags, options)
    if isinstance(found, str):
        return [found]
    expect = {(name, *each) for name, m in marks.items() for each in m.expect}
    accept = {(name, *each) for name, m in marks.items() for each in m.accept}
    return [f"{program}/{name}:{line}: {check} is expected but not reported" for name, line, check in sorted(expect - found)] + \
           [f"{program}/{name}:{line}: {check} is reported but not expected" for name, line, check in sorted(found - expect - accept)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="a folder of programs, each a folder")
    parser.add_argument("--mapwarden", type=pathlib.Path, required=True)
    parser.add_argument("--include", action="append", type=pathlib.Path, default=[])
    options = parser.parse_args()
    programs = sorted(p for p in options.folder.resolve().iterdir() if p.is_dir())
    if not programs:
        print(f"run_programs.py: there is no program in {options.folder}; pass a folder of folders.", file=sys.stderr)
        return 2
    failed = 0
    for program in programs:
        wrong = wrong_in(program, options)
        failed += bool(wrong)
        print("\n".join(wrong), end="\n" if wrong else "")
    print(f"{len(programs) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
