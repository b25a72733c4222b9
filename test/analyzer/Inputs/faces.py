#!/usr/bin/env python3
"""faces.py MAPWARDEN FOLDER [NAME...]: the clang-tidy module and the analyzer report the same of programs of one unit.

Every .cpp file of FOLDER (or those whose names begin with NAME) is such a program; `// flags:` in its head adds compiler
arguments, `// mode: program` leaves it out.
exit code: 0 they agree, 1 they do not
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "scripts" / "lib"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
import prepared  # noqa: E402
import tidy  # noqa: E402

FLAGS = re.compile(r"^//\s*flags:\s*(.*)$", re.MULTILINE)
PROGRAM = re.compile(r"^//\s*mode:\s*program", re.MULTILINE)


def findings(text):
    return {(os.path.basename(d.path), d.line, d.col, d.check, d.text) for d in tidy.parse(text) if d.is_ours}


def by_module(file, flags):
    done = tidy.run([file], tidy_args=["--header-filter=.*"], clang_args=flags)
    return findings(done.stdout)


def by_analyzer(file, flags, tool):
    with tempfile.TemporaryDirectory() as folder:
        entry = {"directory": str(file.parent), "file": str(file), "arguments": ["c++", *flags, "-c", str(file)]}
        pathlib.Path(folder, "compile_commands.json").write_text(json.dumps([entry]))
        done = subprocess.run([tool, "analyze", file.parent, "-p", folder, "--no-cache"],
                              capture_output=True, text=True)
    return findings(done.stdout)


def differences(file, tool, include):
    text = file.read_text(encoding="utf-8")
    if PROGRAM.search(text):
        return []
    flags = ["-std=c++17", f"-I{include}", f"-I{file.parent}", *(FLAGS.search(text) or [None, ""])[1].split()]
    module, analyzer = by_module(file, prepared.flags(text) + flags), by_analyzer(file, flags, tool)
    return [f"only the {face} reports {':'.join(map(str, finding))}"
            for face, more in (("module", module - analyzer), ("analyzer", analyzer - module)) for finding in sorted(more)]


def main():
    tool, folder, names = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), tuple(sys.argv[3:]) or ("",)
    files = [f for f in sorted(folder.glob("*.cpp")) if f.name.startswith(names)]
    include = folder.parent / "include"
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [line for lines in pool.map(lambda f: differences(f, tool, include), files) for line in lines]
    print("\n".join(wrong) or f"both faces agree on {len(files)} programs")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
