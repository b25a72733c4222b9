#!/usr/bin/env python3
"""Starts a check: registers it in checks/Checks.def and creates its source, its (failing) test and its page.

    scripts/new_check.py stale-widget "A widget outlives the map that owns it."

Files that exist are kept. --dry-run only says what would be written.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import textwrap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))
import pages  # noqa: E402
import tidy  # noqa: E402

SOURCE = '''\
{comment}
#include "CheckBase.h"

namespace clang::tidy::mapwarden {{
namespace {{

class {class_name} : public MapCheck {{
public:
  using MapCheck::MapCheck;

private:
  void fix(const Finding &F, FixContext &Fix, DiagnosticBuilder &D) override {{}}
}};

}} // namespace

std::unique_ptr<ClangTidyCheck>
make{class_name}(StringRef Name, ClangTidyContext *Context,
{pad}std::shared_ptr<SharedAnalysis> Shared) {{
  return std::make_unique<{class_name}>(Name, Context, std::move(Shared));
}}

}} // namespace clang::tidy::mapwarden
'''

TEST = '''\
// RUN: %check %s mapwarden-{check} %t
#include <map>

static std::map<int, int> example;
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: replace this example by the first case [mapwarden-{check}]
'''

PAGE = '''\
# mapwarden-{check}

## Summary
{summary}

## Why

## Before
```cpp
```

## What each face sees

## Not reported and known false positives

## Options
None.

## Runtime API
None.

## How to silence
`// NOLINT(mapwarden-{check})` on the reported line.
'''


def register(text, row):
    """Checks.def with the new line at its place in the order of ids."""
    lines = text.splitlines()
    check = re.search(r'"([^"]+)"', row)[1]
    later = [n for n, line in enumerate(lines) if (m := re.match(r'\s*MAPWARDEN_CHECK\(\s*"([^"]+)"', line)) and m[1] > check]
    rows = [n for n, line in enumerate(lines) if re.match(r'\s*MAPWARDEN_CHECK\(\s*"', line)]
    if later:
        place = later[0]
    else:  # behind the last row, which may be several lines long
        place = next(n for n in range(rows[-1], len(lines)) if lines[n].rstrip().endswith(")")) + 1 if rows else len(lines)
    return "\n".join([*lines[:place], row, *lines[place:]]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("id", help="lower-case words with hyphens, without mapwarden-")
    parser.add_argument("summary", help="one sentence with a full stop")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--root", type=pathlib.Path, default=tidy.ROOT, help=argparse.SUPPRESS)  # for its test
    options = parser.parse_args()
    check, summary, root = options.id.removeprefix("mapwarden-"), options.summary, options.root
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", check):
        tidy.fail(f"'{options.id}' is no check id; use two or more lower-case words joined by hyphens, as in stale-widget.")
    if not summary.endswith(".") or pages.first_sentence(summary) != summary or '"' in summary or "\n" in summary:
        tidy.fail("the summary must be one sentence on one line, with a full stop and without double quotes.")

    class_name = "".join(word.capitalize() for word in check.split("-")) + "Check"
    comment = textwrap.fill(f"mapwarden-{check}: {summary}", 80, initial_indent="// ", subsequent_indent="// ")
    names = {"check": check, "class_name": class_name, "summary": summary, "comment": comment,
             "pad": " " * len(f"make{class_name}(")}
    files = {root / f"checks/{class_name}.cpp": SOURCE.format(**names), root / f"test/checks/{check}.cpp": TEST.format(**names),
             root / f"docs/checks/{check}.md": PAGE.format(**names)}
    registry = root / "checks/Checks.def"
    text = registry.read_text(encoding="utf-8")
    if f'"{check}"' not in text:
        files[registry] = register(text, f'MAPWARDEN_CHECK("{check}", {class_name}, false, "{summary}")')

    for path, content in files.items():
        if path.exists() and path != registry:
            print(f"kept    {path.relative_to(root)}")
            continue
        print(f"{'would write' if options.dry_run else 'wrote  '} {path.relative_to(root)}")
        if not options.dry_run:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
            if path == root / f"checks/{class_name}.cpp":
                subprocess.run([tidy.LLVM_BIN / "clang-format", "-i", "--style=LLVM", path], check=True)
    if not options.dry_run and root == tidy.ROOT:
        subprocess.run([sys.executable, root / "scripts/generate_docs_index.py"], check=True)
        print("Next: ninja -C build mapwarden-tidy && /usr/lib/llvm-22/bin/lit -v build/test "
              f"--filter '{check}|meta'   (they fail until the check, its test and its page are written)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
