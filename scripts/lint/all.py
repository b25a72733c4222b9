#!/usr/bin/env python3
"""Runs every scripts/lint/lint-*.py. exit code: 0 all in order, 1 not. With --fix, those that can repair do."""
import pathlib
import subprocess
import sys


def main():
    if set(sys.argv[1:]) - {"--fix"}:
        print(__doc__)
        return 0 if sys.argv[1] in ("-h", "--help") else 2
    failed = []
    for lint in sorted(pathlib.Path(__file__).parent.glob("lint-*.py")):
        if subprocess.run([sys.executable, lint, *sys.argv[1:]]).returncode:
            failed.append(lint.name)
    print(f"failed: {', '.join(failed)}" if failed else "lint: all in order")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
