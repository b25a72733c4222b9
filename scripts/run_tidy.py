#!/usr/bin/env python3
"""Runs the mapwarden checks over a program and prints each finding once.

PATH is a folder with a compile_commands.json (also looked for in build*/, out/*/ and cmake-build-*/), a folder with a
CMakeLists.txt (configured into build/analyze/), a folder of C++ sources, or a single source file.

exit code: 0 no finding, 1 findings, 2 usage or configuration error, 3 some files could not be analysed
"""
import argparse
import collections
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))
import tidy  # noqa: E402

SOURCE_SUFFIXES = {".cpp", ".cc", ".cxx", ".c++", ".C"}
DATABASE_PLACES = ["", "build*", "out", "out/*", "cmake-build-*", "Debug", "Release"]
NOT_PROJECT_CODE = {"build", "out", "CMakeFiles", "_deps", "node_modules", ".git"}


@dataclasses.dataclass
class Plan:
    """What to analyse: the files, how clang is called for them, and where findings count."""
    files: dict  # absolute path -> folder the compiler is called in, to which clang's paths are relative
    root: pathlib.Path
    database: pathlib.Path = None
    clang_args: list = None


@dataclasses.dataclass
class Outcome:
    """What clang-tidy said about one file; `problem` is why the file was not (wholly) analysed."""
    file: str
    findings: list
    problem: str = ""


def say(text):
    print(f"==> {text}", file=sys.stderr, flush=True)


def configure(source):
    """Configures a CMake project for its compile_commands.json alone; returns the build folder."""
    folder = tidy.ROOT / "build/analyze" / source.name
    say(f"Configuring {source.name} with CMake for its compile commands")
    done = subprocess.run(["cmake", "-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
                           "-DCMAKE_CXX_COMPILER=" + str(tidy.LLVM_BIN / "clang++")], capture_output=True, text=True)
    if done.returncode or not (folder / "compile_commands.json").exists():
        sys.stderr.write((done.stdout + done.stderr)[-4000:])
        tidy.fail(f"CMake could not configure {source} (its output is above). Configure the project yourself with "
                  "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON and pass the folder that holds compile_commands.json.")
    return folder / "compile_commands.json"


def find_database(folder):
    found = {p for place in DATABASE_PLACES for p in folder.glob(os.path.join(place, "compile_commands.json"))}
    return max(found, key=lambda p: (p.stat().st_mtime, str(p))) if found else None


def read_database(path):
    """The files a compilation database compiles as C or C++, absolute and sorted, with the compiler's folder."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        files = {os.path.normpath(os.path.join(e["directory"], e["file"])): e["directory"] for e in entries}
    except (OSError, ValueError, KeyError, TypeError) as error:
        tidy.fail(f"{path} is not a compilation database ({error}). Write it again with "
                  "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON, or with bear.")
    files = {f: d for f, d in sorted(files.items()) if pathlib.Path(f).suffix in SOURCE_SUFFIXES | {".c", ".m", ".mm"}}
    if not files:
        tidy.fail(f"{path} names no C++ file. Configure the project again, or pass another folder.")
    return files


def is_below(path, folder):
    return pathlib.Path(path).is_relative_to(folder)


def make_plan(path, database, extra):
    """Decides how to analyse `path`; ends with a message that names the way out when that is impossible."""
    if not path.exists():
        tidy.fail(f"there is no file or folder '{path}'. Pass a folder with a compile_commands.json, a CMake project, "
                  "or C++ sources; without any, examples/sessiond is analysed.")
    path = path.resolve()
    root = path if path.is_dir() else path.parent
    if database:
        database = database / "compile_commands.json" if database.is_dir() else database
        if not database.exists():
            tidy.fail(f"there is no {database}; -p takes a folder that holds a compile_commands.json.")
    elif path.is_dir():
        database = find_database(path)
        if not database and (path / "CMakeLists.txt").exists():
            database = configure(path)
    if database:
        database = database.resolve()
        files = read_database(database)
        if path.is_file():
            files = {f: d for f, d in files.items() if f == str(path)}
            if not files:
                tidy.fail(f"{database} does not compile {path}.")
        inside = {f: d for f, d in files.items() if is_below(f, root)}
        if not inside:  # PATH is a build folder beside the sources: take the program's own common folder
            inside, root = files, pathlib.Path(os.path.commonpath([os.path.dirname(f) for f in files]))
        return Plan(inside, root, database=database)
    files = [path] if path.is_file() else sorted(
        p for p in path.rglob("*") if p.suffix in SOURCE_SUFFIXES and not NOT_PROJECT_CODE & set(p.relative_to(path).parts))
    if not files:
        tidy.fail(f"'{path}' holds no compile_commands.json, no CMakeLists.txt and no C++ source. Pass a folder that "
                  "holds one of them.")
    includes = [root] + [p for p in (root / "include", root / "src") if p.is_dir()]
    return Plan({str(f): str(root) for f in files}, root,
                clang_args=["-std=c++17", *(f"-I{p}" for p in includes), *extra])


def analyse(plan, options, file):
    # Relative paths are relative to the compiler's folder; those that lead elsewhere are left out below.
    tidy_args = [f"--header-filter=^({re.escape(str(plan.root))}/|[^/])", *options.tidy_arg]
    if plan.database:
        tidy_args += ["-p", plan.database.parent, *(f"--extra-arg={a}" for a in options.extra_arg)]
    # The program's own compiler warnings are not the subject, and must not become errors.
    tidy_args += ["--extra-arg=-w"]
    if options.fix:
        tidy_args += ["--fix"]
    for _ in range(2):
        try:
            done = tidy.run([file], module=options.module, checks=options.checks, tidy_args=tidy_args,
                            clang_args=plan.clang_args, timeout=options.timeout)
        except subprocess.TimeoutExpired:
            return Outcome(file, [], f"took more than {options.timeout} s")
        # Flags only gcc knows are dropped, and the file is read again.
        unknown = set(re.findall(r"unknown (?:argument|target triple|option)[^']*'([^']+)'", done.stdout + done.stderr))
        if not unknown or plan.clang_args is not None:
            break
        tidy_args += [f"--removed-arg={flag}" for flag in sorted(unknown)]
    diagnostics = tidy.parse(done.stdout)
    for d in [x for finding in diagnostics for x in (finding, *finding.notes) if x.path]:
        d.path = os.path.normpath(os.path.join(plan.files[file], d.path))
    findings = [d for d in diagnostics
                if d.check and not d.check.startswith("clang-diagnostic-") and is_below(d.path, plan.root)]
    errors = [d for d in diagnostics if d.check.startswith("clang-diagnostic-") and d.is_compile_error]
    if errors:
        first = errors[0]
        where = f"{relative(first.path)}:{first.line}: " if first.path else ""
        return Outcome(file, findings, f"{where}{first.text}" + (f" (and {len(errors) - 1} more errors)" if errors[1:] else ""))
    if done.returncode not in (0, 1) or (done.returncode == 1 and not findings):
        tail = [l for l in done.stderr.splitlines() if l.strip() and "Processing file" not in l]
        return Outcome(file, findings, f"clang-tidy ended with {done.returncode}: {tail[0] if tail else 'no message'}")
    return Outcome(file, findings)


def relative(path):
    """`path` as a reader in the current folder would write it."""
    short = os.path.relpath(path) if path else path
    return path if short.startswith("..") else short


def key(finding):
    return (finding.path, finding.line, finding.col, finding.check, finding.text)


def print_finding(finding, show_source):
    for d in [finding, *finding.notes]:
        tag = f" [{d.check}]" if d.check else ""
        print(f"{relative(d.path)}:{d.line}:{d.col}: {d.kind}: {d.text}{tag}")
        if show_source and d.source:
            print("\n".join(d.source))


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?", type=pathlib.Path, default=tidy.ROOT / "examples/sessiond", metavar="PATH")
    parser.add_argument("--file", action="append", type=pathlib.Path, help="analyse only this file of PATH (repeatable)")
    parser.add_argument("-p", dest="database", type=pathlib.Path, metavar="DIR", help="folder of the compile_commands.json")
    parser.add_argument("-j", dest="jobs", type=int, default=os.cpu_count() or 1, help="jobs at once (default: all cores)")
    parser.add_argument("--fix", action="store_true", help="apply the fix-its (one file after the other)")
    parser.add_argument("--checks", default=tidy.ALL_CHECKS, help="checks to run (default: %(default)s)")
    parser.add_argument("--source", action="store_true", help="print the line of code below each message")
    parser.add_argument("--timeout", type=int, default=600, metavar="S", help="seconds for one file (default: 600)")
    parser.add_argument("--module", type=pathlib.Path, default=tidy.MODULE, help="the module (default: build/lib/…)")
    parser.add_argument("--tidy-arg", action="append", default=[], help="a further argument for clang-tidy")
    parser.add_argument("--extra-arg", action="append", default=[], help="a further argument for the compiler")
    return parser.parse_args()


def check_tools(options):
    if not (tidy.LLVM_BIN / "clang-tidy").exists():
        tidy.fail("clang-tidy-22 is not installed. Run scripts/setup-deps.sh build.")
    if not options.module.exists():
        tidy.fail(f"the module {options.module} is not built. Run scripts/analyze.sh, which builds it, or "
                  "`cmake --preset default && ninja -C build mapwarden-tidy`.")
    options.module = options.module.resolve()
    listed = subprocess.run(tidy.command([], checks=options.checks, module=options.module, tidy_args=["--list-checks"]),
                            capture_output=True, text=True)
    if "Enabled checks" not in listed.stdout:
        tidy.fail(f"clang-tidy finds no check for --checks={options.checks}: "
                  f"{(listed.stderr.strip() or listed.stdout.strip() or 'no message').splitlines()[0]}")


def main():
    options = parse_arguments()
    check_tools(options)
    plan = make_plan(options.path, options.database, options.extra_arg)
    if options.file:
        wanted = {os.path.abspath(f) for f in options.file}
        plan.files = {f: d for f, d in plan.files.items() if f in wanted}
    jobs = 1 if options.fix else max(1, options.jobs)
    say(f"Analysing {len(plan.files)} files of {relative(str(plan.root))} with {jobs} jobs")
    outcomes, last = [], time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for outcome in pool.map(lambda f: analyse(plan, options, f), plan.files):
            outcomes.append(outcome)
            if time.monotonic() - last > 10 and len(outcomes) < len(plan.files):
                last = time.monotonic()
                say(f"{len(outcomes)} of {len(plan.files)} files done")

    once = {key(f): f for o in reversed(outcomes) for f in o.findings}
    for _, finding in sorted(once.items()):
        print_finding(finding, options.source)
    problems = [o for o in outcomes if o.problem]
    for o in problems:
        print(f"{relative(o.file)}: not analysed: {o.problem}", file=sys.stderr)

    by_check = collections.Counter(f.check.removeprefix("mapwarden-") for f in once.values())
    detail = ", ".join(f"{n} {check}" for check, n in sorted(by_check.items()))
    print(f"{len(once)} findings in {len(plan.files)} files" + (f" ({detail})" if detail else "") +
          (f"; {len(problems)} files not analysed" if problems else "") +
          ("; fix-its applied" if options.fix and once else ""))
    return 3 if problems else 1 if once else 0


if __name__ == "__main__":
    sys.exit(main())
