#!/usr/bin/env python3
"""compare_diff.py MATCHED.sarif OURS.json: both name the same findings new, gone and still there. exit code: 0 yes, 1 no"""
import collections
import json
import sys

STATES = {"new": "introduced", "absent": "fixed", "unchanged": "unchanged", "updated": "unchanged"}

with open(sys.argv[1], encoding="utf-8") as file:
    results = json.load(file)["runs"][0]["results"]
with open(sys.argv[2], encoding="utf-8") as file:
    ours = {state: collections.Counter(f["fingerprint"] for f in findings) for state, findings in json.load(file).items()}
theirs = {state: collections.Counter() for state in ours}
for result in results:
    if not result.get("suppressions"):  # A suppressed finding is none in our difference.
        theirs[STATES[result["baselineState"]]][result["partialFingerprints"]["mapwarden/v1"]] += 1
if theirs != ours or not all(ours.values()):
    sys.exit(f"theirs: {theirs}\nours:   {ours}")
