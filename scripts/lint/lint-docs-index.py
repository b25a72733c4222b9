#!/usr/bin/env python3
"""docs/checks/index.md is what scripts/generate_docs_index.py writes. --fix writes it."""
import pathlib
import subprocess
import sys

generator = pathlib.Path(__file__).resolve().parents[1] / "generate_docs_index.py"
sys.exit(subprocess.run([sys.executable, generator] + ([] if "--fix" in sys.argv else ["--check"])).returncode)
