#!/usr/bin/env python3
"""C++ is formatted as clang-format-22 formats it. Tests of checks are not: their lines are counted. --fix formats."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
import tidy  # noqa: E402
import tree  # noqa: E402


def main():
    program = tidy.LLVM_BIN / "clang-format"
    if not program.exists():
        print("lint-format: clang-format-22 is not installed; nothing was checked", file=sys.stderr)
        return 0
    paths = [p for p in tree.files("checks/*", "lib/*", "tools/*", "bench/*", "examples/*", "cmake/*", "test/unit/*", "test/runtime/*")
             if p.suffix in (".h", ".hpp", ".cpp")]
    mode = ["-i"] if "--fix" in sys.argv else ["--dry-run", "-Werror", "-ferror-limit=1"]
    done = subprocess.run([program, *mode, *paths], capture_output=True, text=True) if paths else None
    if done and done.returncode:
        unformatted = sorted({line.split(":")[0] for line in done.stderr.splitlines() if ": error:" in line})
        print("\n".join(f"{pathlib.Path(p).relative_to(tree.ROOT)} is not formatted" for p in unformatted) or done.stderr)
        print("Repair: scripts/lint/lint-format.py --fix")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
