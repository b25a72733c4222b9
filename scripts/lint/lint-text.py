#!/usr/bin/env python3
"""No unfinished-work markers, package registry host names, conflict markers or trailing blanks in any text file."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
import tree  # noqa: E402

# Written so that this file does not contain what it forbids.
MARKERS = re.compile(r"\b(" + "|".join(["TO" "DO", "FIX" "ME", "X" "XX", "HA" "CK"]) + r")\b")
HOSTS = re.compile(r"\b([\w-]+\.)*(debian|ubuntu|npmjs|pypi|pythonhosted|crates|rubygems)\.(org|io|com|net)\b|\b(proxy|sum)\.golang\.org\b")
RULES = [
    (MARKERS, "an unfinished-work marker; an honest limit belongs in docs/limits.md"),
    (HOSTS, "the host name of a package registry"),
    (re.compile(r"^(<<<<<<<|>>>>>>>) "), "a merge conflict marker"),
    (re.compile(r"[ \t]+$"), "blanks at the end of the line"),
]


def main():
    found = 0
    for path in tree.files():
        if "corpus" in path.parts:
            continue  # input of fuzz targets: bytes, not text
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # not text
        for number, line in enumerate(text.split("\n"), 1):
            for pattern, meaning in RULES:
                if pattern.search(line):
                    found += 1
                    print(f"{path.relative_to(tree.ROOT)}:{number}: {meaning}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
