#!/usr/bin/env python3
"""Checks.def is the only registry: sources, tests, pages and the built module must agree with it.

Each line of output is one disagreement and the command or edit that repairs it. exit code: 0 none, 1 some
"""
import argparse
import pathlib
import re
import subprocess
import sys

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lib"))
import pages  # noqa: E402
import tidy  # noqa: E402

ROOT = tidy.ROOT
problems = []


def report(problem, repair):
    problems.append(f"{problem}. Repair: {repair}")


def new_check(check, summary):
    return f'scripts/new_check.py {check} "{summary}" (it keeps the files that exist)'


def check_registry(checks):
    if not checks:
        report("checks/Checks.def registers no check", 'add a line MAPWARDEN_CHECK("id", Class, true, "Summary.")')
    if list(checks) != sorted(checks):
        report("the ids in checks/Checks.def are not sorted", "sort the lines of checks/Checks.def")
    for check, (class_name, _, summary) in checks.items():
        expected = "".join(word.capitalize() for word in check.split("-")) + "Check"
        if class_name != expected:
            report(f"the class of '{check}' is {class_name}", f"rename it to {expected} in checks/Checks.def and its source")
        if not summary.endswith(".") or pages.first_sentence(summary) != summary:
            report(f"the summary of '{check}' is not one sentence with a full stop", "reword it in checks/Checks.def")


def check_files(checks):
    """Every check has its source, test and page; there are no others."""
    for check, (class_name, _, summary) in checks.items():
        for path in (f"checks/{class_name}.cpp", f"test/checks/{check}.cpp", f"docs/checks/{check}.md"):
            if not (ROOT / path).exists():
                report(f"{path} is missing", new_check(check, summary))
    sources = {f"{class_name}.cpp" for class_name, _, _ in checks.values()}
    for folder, pattern, known in [("checks", "*Check.cpp", sources),
                                   ("test/checks", "*.cpp", {f"{c}.cpp" for c in checks}),
                                   ("test/checks", "*/", set(checks) | {"Inputs"}),
                                   ("docs/checks", "*.md",
                                    {f"{c}.md" for c in [*checks, *tidy.program_rules()]} | {"index.md"})]:
        for path in sorted((ROOT / folder).glob(pattern)):
            if path.name not in known:
                report(f"{folder}/{path.name} belongs to no check of checks/Checks.def",
                       f"register its check, or git rm -r {folder}/{path.name}")


def check_module(checks, module):
    listed = subprocess.run(tidy.command([], module=module, tidy_args=["--list-checks"]), capture_output=True, text=True)
    built = sorted(re.findall(r"^\s+mapwarden-([\w-]+)$", listed.stdout, flags=re.MULTILINE))
    if built != sorted([*checks, *tidy.program_rules()]):
        report(f"the module's checks ({', '.join(built) or 'none: ' + listed.stderr.strip()[:200]}) are not those of "
               "checks/Checks.def and Verdict/Rules.def", "ninja -C build mapwarden-tidy")


def tests_of(check):
    return [p for p in [ROOT / f"test/checks/{check}.cpp", *(ROOT / f"test/checks/{check}").glob("**/*.*")] if p.is_file()]


def check_fixes(checks):
    for check, (_, offers_fix, _) in checks.items():
        tested = any("CHECK-FIXES" in p.read_text(encoding="utf-8") for p in tests_of(check))
        if tested != offers_fix:
            report(f"checks/Checks.def says that '{check}' offers {'a' if offers_fix else 'no'} fix-it, but its tests have "
                   f"{'no' if offers_fix else 'a'} CHECK-FIXES line", f"correct the line in checks/Checks.def or test/checks/{check}.cpp")


def dumped_options(check, module):
    dumped = subprocess.run(tidy.command([], checks=f"-*,mapwarden-{check}", module=module, tidy_args=["--dump-config"]),
                            capture_output=True, text=True)
    prefix = f"mapwarden-{check}."
    values = (yaml.safe_load(dumped.stdout) or {}).get("CheckOptions") or {}
    return {key.removeprefix(prefix) for key in values if key.startswith(prefix)}


def check_pages(checks, module):
    for check, (_, offers_fix, summary) in checks.items():
        page = f"docs/checks/{check}.md"
        if not (ROOT / page).exists():
            continue
        text = (ROOT / page).read_text(encoding="utf-8")
        sections = pages.sections(text)
        if not text.startswith(f"# mapwarden-{check}\n"):
            report(f"{page} does not begin with its check's name", f"make its first line '# mapwarden-{check}'")
        wanted = [s for s in pages.SECTIONS if s != "After" or offers_fix]
        if list(sections) != wanted:
            report(f"{page} has the sections {', '.join(sections)}", f"give it, in this order: {', '.join(wanted)}")
        empty = [s for s in wanted if s in sections and not sections[s]]
        if empty:
            report(f"{page} says nothing under {', '.join(empty)}", "write it; 'None.' is an answer")
        if pages.first_sentence(sections.get("Summary", "")) != summary:
            report(f"the first sentence of {page} is not the summary of checks/Checks.def", f"begin its Summary with: {summary}")
        documented, dumped = pages.options(sections.get("Options", "")), dumped_options(check, module)
        if documented != dumped:
            report(f"{page} documents the options {sorted(documented)}, the check has {sorted(dumped)} (--dump-config)",
                   "one line per option: - `Name` (default `value`): meaning")


def check_program_rules():
    """A rule of Rules.def without a check has its source, its unit test and a page in the form of the others."""
    rules = tidy.program_rules()
    for rule in rules:
        name = "".join(word.capitalize() for word in rule.split("-"))
        for path in (f"lib/analysis/Verdict/{name}Rule.cpp", f"test/unit/Verdict/{name}_test.cpp", f"docs/checks/{rule}.md"):
            if not (ROOT / path).exists():
                report(f"{path} is missing", f"write it, or take the rule '{rule}' out of lib/analysis/Verdict/Rules.def")
        page = pages.path(rule)
        if not page.exists():
            continue
        text = page.read_text(encoding="utf-8")
        wanted = [s for s in pages.SECTIONS if s != "After"]
        if not text.startswith(f"# mapwarden-{rule}\n"):
            report(f"{page.name} does not begin with its rule's name", f"make its first line '# mapwarden-{rule}'")
        sections = pages.sections(text)
        if list(sections) != wanted or not all(sections.values()):
            report(f"{page.name} has the sections {', '.join(sections)}", f"give it, in this order and not empty: {', '.join(wanted)}")


def check_cases():
    for family in sorted(p for p in (ROOT / "test/cases").glob("*/") if p.name not in ("__pycache__", "Inputs")):
        if not family.with_suffix(".test").exists():
            report(f"nothing runs test/cases/{family.name}",
                   f"echo 'RUN: %cases %S/{family.name}' > test/cases/{family.name}.test")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--module", type=pathlib.Path, default=tidy.MODULE)
    module = parser.parse_args().module
    checks = tidy.registry()
    check_registry(checks)
    check_files(checks)
    check_module(checks, module)
    check_fixes(checks)
    check_pages(checks, module)
    check_program_rules()
    check_cases()
    index = subprocess.run([sys.executable, ROOT / "scripts/generate_docs_index.py", "--check"], capture_output=True, text=True)
    if index.returncode:
        problems.append(index.stderr.strip())
    print("\n".join(problems) or f"{len(checks)} checks are consistent")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
