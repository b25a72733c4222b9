"""Reading the pages docs/checks/<id>.md: their sections, summary sentence, options and code."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import tidy  # noqa: E402

# Every page has these sections, in this order; After stands exactly on the pages of checks that offer a fix-it.
SECTIONS = ["Summary", "Why", "Before", "After", "What each face sees", "Not reported and known false positives", "Options",
            "Runtime API", "How to silence"]


def path(check, root=tidy.ROOT):
    return root / "docs/checks" / f"{check}.md"


def sections(text):
    """Title -> text of each `## ` section, in order; headings inside code blocks are code."""
    found, title, in_code = {}, None, False
    for line in text.splitlines():
        if line.startswith("```"):
            in_code = not in_code
        if line.startswith("## ") and not in_code:
            title = line[3:].strip()
            found[title] = []
        elif title:
            found[title].append(line)
    return {title: "\n".join(lines).strip() for title, lines in found.items()}


def first_sentence(text):
    """The first sentence of a section, on one line."""
    paragraph = " ".join(text.split("\n\n")[0].split())
    return re.split(r"(?<=[.!?])\s", paragraph)[0]


def options(text):
    """The option names an Options section documents: lines of the form - `Name` (default `value`): meaning."""
    return set(re.findall(r"^[-*] `([\w.]+)`", text, flags=re.MULTILINE))


def code_blocks(text):
    return re.findall(r"^```cpp\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
