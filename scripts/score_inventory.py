#!/usr/bin/env python3
"""Compares the inventory of a program with labels made by hand.

scripts/score_inventory.py INVENTORY.json LABELS.tsv [--either FILE]

INVENTORY.json: `mapwarden inventory --format=json`: an object whose array `maps` holds {name, owner, file, line, verdict, confidence, …}
LABELS.tsv: columns file, line, class_or_scope, name, container_type, owner_lifetime, verdict, …; rows whose container_type says
"(extra row)" are optional. A row is listed when a map of its name is declared in its file (or within 3 lines of it).

--either FILE: "class name" per line: containers whose label may be read either way; they count as right in the table of agreement.

Prints three figures, the table of verdicts against labels, and the rows that disagree. exit code: 0 all figures reach their
thresholds, 1 one does not, 2 bad input
"""
import argparse
import collections
import csv
import json
import pathlib
import sys

LISTED, PRECISION, RECALL = 0.97, 0.80, 0.60
LEAKING = {"unbounded", "teardown-only", "dead-eviction", "partial"}
LEAK_LABELS = {"unbounded", "unbounded-partial"}
# What a verdict of the inventory may be where the label says…
AGREES = {
    "no-growth": {"no-growth"},
    "bounded-domain": {"bounded-keys"},
    "bounded-guard": {"bounded-guard"},
    "erased": {"erased"},
    "erased-only-in-dtor": {"teardown-only"},
    "unbounded": {"unbounded", "dead-eviction"},
    "unbounded-partial": {"partial", "dead-eviction", "unbounded"},
    "lookup-inserts": {"unbounded", "partial"},
    "unclear": {"unknown"},
}


def read_labels(path):
    with open(path, encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    missing = {"file", "line", "name", "verdict"} - set(rows[0] if rows else [])
    if missing:
        sys.exit(f"score_inventory.py: {path} lacks the columns {', '.join(sorted(missing))}")
    return rows


def find(row, maps):
    """The map that a label is about: same file and name, the nearest line."""
    same = [m for m in maps if m["name"] == row["name"] and pathlib.PurePath(m["file"]).name == pathlib.PurePath(row["file"]).name]
    same = [m for m in same if m["file"].endswith(row["file"]) or row["file"].endswith(m["file"])] or same
    line = int(row["line"].split("-")[0])
    return min(same, key=lambda m: abs(m["line"] - line), default=None)


def ratio(part, whole):
    return part / whole if whole else 1.0


def show(name, part, whole, wanted):
    print(f"{name:58} {part:3} of {whole:3} = {ratio(part, whole):6.1%}   (wanted {wanted:.0%})")
    return ratio(part, whole) >= wanted


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inventory", type=pathlib.Path)
    parser.add_argument("labels", type=pathlib.Path)
    parser.add_argument("--either", type=pathlib.Path)
    parser.add_argument("--quiet", action="store_true", help="no table, no rows")
    args = parser.parse_args()
    try:
        maps = json.loads(args.inventory.read_text(encoding="utf-8"))["maps"]
        labels = read_labels(args.labels)
        either = set(args.either.read_text(encoding="utf-8").splitlines()) if args.either else set()
    except (OSError, ValueError, KeyError) as error:
        print(f"score_inventory.py: {error}", file=sys.stderr)
        return 2

    pairs = [(row, find(row, maps)) for row in labels]
    needed = [(r, m) for r, m in pairs if "(extra row)" not in r.get("container_type", "")]
    listed = [(r, m) for r, m in needed if m]
    leaking = [(r, m) for r, m in listed if m["verdict"] in LEAKING and m["confidence"] != "possible"]
    right = [(r, m) for r, m in leaking if r["verdict"] in LEAK_LABELS | {"erased-only-in-dtor"}]
    # What a short-lived object holds is no leak, however it grows.
    leaks = [(r, m) for r, m in needed if r["verdict"] in LEAK_LABELS and r.get("owner_lifetime") != "short"]
    found = [(r, m) for r, m in leaks if m and m["verdict"] in LEAKING]

    def agrees(r, m):
        return m["verdict"] in AGREES[r["verdict"]] or f"{r.get('class_or_scope', '')} {r['name']}" in either \
            or (m["verdict"] == "short-lived" and r.get("owner_lifetime") == "short")
    agreeing = [(r, m) for r, m in listed if agrees(r, m)]

    good = show("labelled containers that are listed", len(listed), len(needed), LISTED)
    good &= show("called leaking (likely, proved) and labelled so", len(right), len(leaking), PRECISION)
    good &= show("labelled leaking and called so at some level", len(found), len(leaks), RECALL)
    show("verdicts that agree with their label", len(agreeing), len(listed), 0)
    if args.quiet:
        return 0 if good else 1

    table = collections.Counter((r["verdict"], m["verdict"]) for r, m in listed)
    columns = sorted({v for _, v in table})
    print("\n" + f"{'label':20}" + "".join(f"{c:>14}" for c in columns))
    for label in sorted({label for label, _ in table}):
        print(f"{label:20}" + "".join(f"{table[label, c] or '':>14}" for c in columns))
    print()
    for r, m in pairs:
        if m is None or not agrees(r, m):
            called = f"{m['verdict']} ({m['confidence']}): {m['reason']}" if m else "not listed"
            print(f"{r['file']}:{r['line']} {r.get('class_or_scope', '')} {r['name']}: {r['verdict']} / {called}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
