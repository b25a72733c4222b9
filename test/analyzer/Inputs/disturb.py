#!/usr/bin/env python3
"""disturb.py MAPWARDEN DIR: runs that share a cache, and runs that are killed, leave it usable."""
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

tool, folder = sys.argv[1], pathlib.Path(sys.argv[2])
cache = folder / "disturbed"
command = [tool, "analyze", str(folder), f"--cache-dir={cache}", "--format=json", "--quiet", "-j2"]
expected = subprocess.run(command[:3] + ["--no-cache"] + command[4:], capture_output=True, check=True).stdout

both = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
for run in both:
    out, _ = run.communicate()
    assert (run.returncode, out) == (0, expected), "two runs at once disagree"

random.seed(7)
for _ in range(12):
    shutil.rmtree(cache, ignore_errors=True)
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(random.uniform(0, 0.6))
    run.send_signal(signal.SIGKILL)
    run.wait()
    again = subprocess.run(command, capture_output=True)
    assert (again.returncode, again.stdout) == (0, expected), "the run after a killed one is wrong"
