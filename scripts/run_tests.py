#!/usr/bin/env python3
"""Configures (preset ci), builds, runs ctest and lit, and prints one overall count. Called by scripts/test.sh."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))
import tidy  # noqa: E402

BUILD = tidy.ROOT / "build"
JOBS = str(os.cpu_count() or 1)
LIT_FAILURES = {"FAIL", "XPASS", "TIMEOUT", "UNRESOLVED"}
LIT_SKIPS = {"UNSUPPORTED", "SKIPPED", "EXCLUDED"}


def step(what, *command):
    """Runs one command with its output shown; returns whether it succeeded."""
    print(f"==> {what}", flush=True)
    start = time.monotonic()
    code = subprocess.run([str(c) for c in command], cwd=tidy.ROOT).returncode
    print(f"==> {what}: {'done' if code == 0 else f'exit code {code}'} after {time.monotonic() - start:.0f} s", flush=True)
    return code == 0


def count_ctest(report):
    """(passed, failed, skipped) of a JUnit file."""
    suite = xml.etree.ElementTree.parse(report).getroot()
    total, failed, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "skipped"))
    skipped += int(suite.get("disabled", 0))
    return total - failed - skipped, failed, skipped


def count_lit(report):
    codes = [test["code"] for test in json.loads(report.read_text())["tests"]]
    failed, skipped = sum(c in LIT_FAILURES for c in codes), sum(c in LIT_SKIPS for c in codes)
    return len(codes) - failed - skipped, failed, skipped


def counted(what, count, report, *command):
    """Runs a test runner that writes `report`; without one, the runner itself is the failed test."""
    report.unlink(missing_ok=True)
    succeeded = step(what, *command)
    passed, failed, skipped = count(report) if report.exists() else (0, 0, 0)
    if not succeeded and not failed:
        failed = 1
    return passed, failed, skipped


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("filter", nargs="?", help="regular expression: only tests whose name matches")
    options = parser.parse_args()
    if not (step("Configuring", "cmake", "--preset", "ci", "--log-level=WARNING") and
            step("Building (a few minutes from scratch)", "ninja", "-C", BUILD, "--quiet")):
        return 2
    only = (["-R", options.filter], ["--filter", options.filter, "--allow-empty-runs"]) if options.filter else ([], [])
    rows = {
        "ctest": counted("Running ctest (unit and runtime tests)", count_ctest, BUILD / "ctest.xml", "ctest", "--test-dir", BUILD,
                         "-j", JOBS, "--output-on-failure", "--output-junit", BUILD / "ctest.xml", *only[0]),
        "lit": counted("Running lit (checks, fix-its, documentation, consistency)", count_lit, BUILD / "lit.json",
                       tidy.LLVM_BIN / "lit", "-v", "-j", JOBS, "-o", BUILD / "lit.json", *only[1], BUILD / "test"),
    }
    for name, (passed, failed, skipped) in rows.items():
        print(f"{name}: {passed} passed, {failed} failed, {skipped} skipped")
    passed, failed, _ = (sum(column) for column in zip(*rows.values()))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
