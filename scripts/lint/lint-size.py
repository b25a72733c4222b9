#!/usr/bin/env python3
"""Files stay readable: checks/ at most 250 lines, lib/analysis at most 400. Functions over 60 lines are remarks only."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "lib"))
import tree  # noqa: E402

MAX_LINES = {"checks": 250, "lib/analysis": 400}
MAX_FUNCTION = 60
NOT_A_FUNCTION = r"(?!namespace|class|struct|enum|union|if|for|while|switch|else|do\b|\}|//)"


def long_functions(lines):
    """In formatted code a function ends at the first `}` that stands as far left as its beginning.

    A constructor's initialisers stand four columns further right than that.
    """
    for number, line in enumerate(lines):
        opening = re.match(rf"^( {{0,4}}){NOT_A_FUNCTION}\S.*\{{$", re.sub(r"^    ( {0,4}):", r"\1:", line))
        if not opening or "(" not in "".join(lines[max(0, number - 3):number + 1]):
            continue
        end = next((n for n in range(number + 1, len(lines)) if re.match(rf"^{opening[1]}\}}", lines[n])), number)
        if end - number + 1 > MAX_FUNCTION:
            name = re.search(r"([\w:~]+)\(", line)
            yield number + 1, end - number + 1, name[1] if name else "a function"


def main():
    too_long = 0
    for folder, limit in MAX_LINES.items():
        for path in tree.files(f"{folder}/*.h", f"{folder}/*.cpp"):
            lines, name = path.read_text(encoding="utf-8").splitlines(), path.relative_to(tree.ROOT)
            if len(lines) > limit:
                too_long += 1
                print(f"{name} has {len(lines)} lines; the limit in {folder}/ is {limit}. Repair: split it")
            for start, length, function in long_functions(lines):
                print(f"remark: {name}:{start}: {function} has {length} lines (wanted: at most {MAX_FUNCTION})")
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main())
