#!/usr/bin/env python3
"""Writes docs/checks/index.md from checks/Checks.def. With --check, only says whether it is up to date (exit 1: no)."""
import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))
import pages  # noqa: E402
import tidy  # noqa: E402


def program_rules():
    """Rules that only a whole program can show; their summaries stand on their pages."""
    rows = ""
    for rule in tidy.program_rules():
        page = pages.path(rule)
        text = page.read_text(encoding="utf-8") if page.exists() else ""
        rows += f"| [mapwarden-{rule}]({rule}.md) | {pages.first_sentence(pages.sections(text).get('Summary', ''))} |\n"
    return ("\nJudged for whole programs only, by the analyzer `mapwarden` (clang-tidy reports them with `mapwarden.Facts`):\n\n| rule | finds |\n|---|---|\n" + rows) if rows else ""


def index():
    rows = "".join(f"| [mapwarden-{check}]({check}.md) | {summary} | {'yes' if offers_fix else 'no'} |\n"
                   for check, (_, offers_fix, summary) in tidy.registry().items())
    return ("# Checks\n\n<!-- Generated from checks/Checks.def by scripts/generate_docs_index.py; do not edit. -->\n\n"
            "| check | finds | fix-it |\n|---|---|---|\n" + rows + program_rules())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file differs")
    options = parser.parse_args()
    path = tidy.ROOT / "docs/checks/index.md"
    if not options.check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(index(), encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != index():
        print("docs/checks/index.md does not correspond to checks/Checks.def. "
              "Repair: scripts/generate_docs_index.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
