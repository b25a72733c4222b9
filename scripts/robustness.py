#!/usr/bin/env python3
"""Looks for files on which the checks crash clang-tidy or do not end.

Many files go through one clang-tidy process, which announces each; when it dies or one file takes too long, the file
announced last is the suspect and the rest goes on in a new process. Each suspect is run again alone, and then without
the module: what fails then too is clang's own defect and is counted apart.

exit code: 0 no crash or timeout of ours, 1 some (listed), 2 usage error
"""
import argparse
import concurrent.futures
import dataclasses
import os
import pathlib
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))
import tidy  # noqa: E402

LANGUAGE_FLAGS = {".cpp": "-std={cxx}", ".cc": "-std={cxx}", ".cxx": "-std={cxx}", ".C": "-std={cxx}", ".mm": "-std={cxx}",
                  ".cppm": "-std={cxx}", ".c": "-std=c17", ".m": "-fblocks"}
ANNOUNCED = re.compile(r"^\[\d+/\d+\] Processing file (.*)\.$")
CRASHED = ("PLEASE submit a bug report", "Stack dump:", "Assertion `", "LLVM ERROR")
# A check of clang-tidy's own that costs nothing: what fails with it is not ours.
STOCK_CHECKS = "-*,portability-restrict-system-includes"


@dataclasses.dataclass
class Failure:
    file: str
    kind: str  # "crash" or "timeout"
    detail: str
    whose: str = "ours"
    flag: str = ""


class Process:
    """One clang-tidy over several files, watched line by line."""

    def __init__(self, files, flags, checks, options):
        self.flags = flags
        self.last, self.since, self.errors = None, time.monotonic(), []
        with tempfile.TemporaryFile("w+") as out:
            self.process = subprocess.Popen(
                tidy.command(files, checks=checks, module=options.module if checks == tidy.ALL_CHECKS else None,
                             tidy_args=["--header-filter=.*"], clang_args=flags),
                stdout=out, stderr=subprocess.PIPE, text=True, errors="replace", env={**os.environ, "LD_BIND_NOW": "1"})
            self.timed_out = self.watch(options.timeout)
            self.process.wait()
            out.seek(0)
            self.output = out.read()

    def watch(self, timeout):
        """Follows the announcements until the process ends; kills it and returns True when one file takes too long."""
        lines = queue.Queue()

        def read():
            for line in self.process.stderr:
                lines.put(line)
            lines.put(None)

        threading.Thread(target=read, daemon=True).start()
        while True:
            try:
                line = lines.get(timeout=max(0.05, self.since + timeout - time.monotonic()))
            except queue.Empty:
                self.process.kill()
                return True
            if line is None:
                return False
            match = ANNOUNCED.match(line)
            if match:
                self.last, self.since = match[1], time.monotonic()
            else:
                self.errors.append(line.rstrip())

    def failure(self):
        """None, or what went wrong."""
        if self.timed_out:
            return "timeout", ""
        text = [l for l in self.errors if any(c in l for c in CRASHED)]
        if self.process.returncode < 0 or self.process.returncode > 1 or text:
            # Of the stack dump, what was being done last: "Matching mapwarden-… against …", a frame of ours, or the parser.
            dump = [l for l in self.errors if re.match(r"^ *#?\d+\.?\s", l) and "Program arguments" not in l]
            ours = [l for l in dump if "mapwarden" in l]
            return "crash", (ours or dump or text or self.errors or [f"exit code {self.process.returncode}"])[0].strip()[:160]
        return None


def suspects(files, flags, options):
    """Runs `files` to the end; the files at which a process died or hung."""
    found, left = [], list(files)
    while left:
        run = Process(left, flags, tidy.ALL_CHECKS, options)
        if not run.failure():
            break
        # A lone file is not announced; a process that dies before its first file has none to blame but it.
        position = left.index(run.last) if run.last in left else 0
        found.append(left[position])
        left = left[position + 1:]
    return found


def judge(file, flags, options):
    """Runs one suspect alone, with and without the module."""
    run = Process([file], flags, tidy.ALL_CHECKS, options)
    failed = run.failure()
    if not failed:
        return Failure(file, "crash", "only after other files in the same process; alone it ends well", "unclear", flags[0])
    alone = Process([file], flags, STOCK_CHECKS, options).failure()
    return Failure(file, *failed, whose="clang's own" if alone else "ours", flag=flags[0])


def batches(options):
    by_flags = {}
    for path in sorted(p for p in options.dir.rglob("*") if p.suffix in LANGUAGE_FLAGS and p.is_file()):
        by_flags.setdefault(LANGUAGE_FLAGS[path.suffix], []).append(str(path.resolve()))
    for flags, files in by_flags.items():
        for std in options.std if "{cxx}" in flags else options.std[:1]:
            arguments = [flags.format(cxx=std), "-fsyntax-only", "-ferror-limit=0", "-w", *options.extra_arg]
            for start in range(0, len(files), options.batch):
                yield files[start:start + options.batch], arguments


def check_batch(batch, options):
    files, flags = batch
    return len(files), [judge(f, flags, options) for f in suspects(files, flags, options)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=pathlib.Path, metavar="DIR")
    parser.add_argument("-j", dest="jobs", type=int, default=2)
    parser.add_argument("--timeout", type=int, default=30, metavar="S", help="seconds for one file (default: 30)")
    parser.add_argument("--batch", type=int, default=40, metavar="N", help="files per process (default: 40)")
    parser.add_argument("--std", action="append", help="C++ version, may be repeated (default: c++20)")
    parser.add_argument("--extra-arg", action="append", default=[], help="a further argument for the compiler")
    parser.add_argument("--module", type=pathlib.Path, default=tidy.MODULE)
    options = parser.parse_args()
    options.std = options.std or ["c++20"]
    if not options.dir.is_dir():
        tidy.fail(f"there is no folder '{options.dir}'.")
    if not options.module.exists():
        tidy.fail(f"the module {options.module} is not built; run scripts/build-module.sh.")
    work = list(batches(options))
    if not work:
        tidy.fail(f"'{options.dir}' holds no file of {' '.join(LANGUAGE_FLAGS)}.")

    total, done, failures, last = sum(len(f) for f, _ in work), 0, [], time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for finished in concurrent.futures.as_completed([pool.submit(check_batch, b, options) for b in work]):
            count, failed = finished.result()
            done += count
            failures += failed
            if time.monotonic() - last > 15:
                last = time.monotonic()
                print(f"==> {done} of {total} files, {len(failures)} suspects", file=sys.stderr, flush=True)
    for f in sorted(failures, key=lambda f: (f.whose, f.kind, f.file)):
        print(f"{f.whose}: {f.kind}: {f.file} ({f.flag}): {f.detail}")
    guilty = [f for f in failures if f.whose != "clang's own"]
    clang = len(failures) - len(guilty)
    print(f"files {total} crashes {sum(f.kind == 'crash' for f in guilty)} "
          f"timeouts {sum(f.kind == 'timeout' for f in guilty)} (clang's own, without the module too: {clang})")
    return 1 if guilty else 0


if __name__ == "__main__":
    sys.exit(main())
