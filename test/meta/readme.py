#!/usr/bin/env python3
"""Runs scripts/run_analyzer.py on the example program and compares it with what README.md quotes of its output.

The quotation is shortened: each of its lines must be one of the output's, in the same order.
exit code: 0 it is, 1 it is not
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUOTE = re.compile(r"^From `scripts/analyze\.sh`, on the example program.*?^```\n(.*?)^```", re.MULTILINE | re.DOTALL)


def main():
    if len(sys.argv) > 1:
        print(__doc__)
        return 0 if sys.argv[1] in ("-h", "--help") else 2
    done = subprocess.run([sys.executable, ROOT / "scripts/run_analyzer.py", "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 1:
        print(f"run_analyzer.py ended with {done.returncode} on examples/sessiond, which has findings\n{done.stderr}")
        return 1
    output, quote = done.stdout.splitlines(), QUOTE.search((ROOT / "README.md").read_text(encoding="utf-8"))
    left = iter(output)
    wrong = [line for line in quote[1].splitlines() if line not in left] if quote else ["(nothing is quoted)"]
    if wrong:
        print(f"README.md quotes a line that scripts/analyze.sh does not print there:\n  {wrong[0]}\nIt prints:")
        print("\n".join(f"  {line}" for line in output))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
