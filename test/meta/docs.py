#!/usr/bin/env python3
"""Executes the examples of the pages docs/checks/<id>.md.

A ```cpp block under Before must be reported by its check; one under After must compile against lib/runtime without a
warning and be silent for all checks. Blocks are whole programs' worth of code: they include what they use.
usage: docs.py [ID...]   exit code: 0 all as claimed, 1 not
"""
import argparse
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lib"))
import pages  # noqa: E402
import tidy  # noqa: E402

FLAGS = ["-std=c++17", f"-I{tidy.RUNTIME_INCLUDE}"]


def diagnose(code, folder, module):
    """Compiles and checks one block, in one run of clang-tidy; returns the compiler's complaints and mapwarden's findings."""
    path = pathlib.Path(folder) / "example.cpp"
    path.write_text(code, encoding="utf-8")
    done = tidy.run([path], module=module, checks=f"{tidy.ALL_CHECKS},clang-diagnostic-*", tidy_args=["--header-filter=.*"],
                    clang_args=["-Wall", *FLAGS])
    found = tidy.parse(done.stdout)
    complaints = [f"{d.path}:{d.line}: {d.text}" for d in found if not d.is_ours]
    if done.returncode and not complaints:
        complaints.append(done.stderr)
    return "\n".join(complaints), [d for d in found if d.is_ours and os.path.basename(d.path) == path.name]


def wrong_in(check, offers_fix, module, folder):
    page = pages.path(check)
    if not page.exists():
        return [f"docs/checks/{check}.md is missing"]
    sections, wrong = pages.sections(page.read_text(encoding="utf-8")), []
    for title in ["Before"] + ["After"] * offers_fix:
        blocks = pages.code_blocks(sections.get(title, ""))
        if not blocks:
            wrong.append(f"docs/checks/{check}.md has no ```cpp block under {title}")
        for number, code in enumerate(blocks, 1):
            name = f"docs/checks/{check}.md, block {number} under {title}"
            complaints, findings = diagnose(code, folder, module)
            if complaints:
                wrong.append(f"{name} does not compile cleanly:\n{complaints}")
            if title == "Before" and f"mapwarden-{check}" not in {d.check for d in findings}:
                wrong.append(f"{name} is not reported by mapwarden-{check}")
            if title == "After":
                wrong += [f"{name} is not silent: line {d.line}: {d.text} [{d.check}]" for d in findings]
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ids", nargs="*", metavar="ID", help="checks without mapwarden- (default: all)")
    parser.add_argument("--module", type=pathlib.Path, default=tidy.MODULE)
    options = parser.parse_args()
    checks = tidy.registry()
    unknown = set(options.ids) - set(checks)
    if unknown:
        tidy.fail(f"checks/Checks.def has no check named {', '.join(sorted(unknown))}.")
    with tempfile.TemporaryDirectory() as folder:
        wrong = [w for c in options.ids or checks for w in wrong_in(c, checks[c][1], options.module, folder)]
    print("\n".join(wrong) or "all examples do what the pages say")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
