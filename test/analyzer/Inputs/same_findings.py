#!/usr/bin/env python3
"""same_findings.py TEXT-REPORT -- CLANG-TIDY...: the command warns of exactly what the analyzer's report warns of."""
import os
import re
import subprocess
import sys

WARNING = re.compile(r"^(?:.*/)?([^/:\n]+:\d+:\d+: warning: .*)$", re.MULTILINE)

at = sys.argv.index("--")
report = sorted(set(WARNING.findall(open(sys.argv[1], encoding="utf-8").read())))
done = subprocess.run(sys.argv[at + 1:], capture_output=True, text=True)
warned = sorted(WARNING.findall(done.stdout))
if not report or report != warned:
    sys.exit(f"the analyzer says\n  {os.linesep.join(report)}\nclang-tidy says\n  {os.linesep.join(warned)}\n{done.stderr}")
