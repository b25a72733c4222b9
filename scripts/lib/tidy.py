"""Running clang-tidy with the module and reading what it says: shared by the scripts, the tests and the bench."""
import dataclasses
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LLVM_BIN = pathlib.Path(os.environ.get("MAPWARDEN_LLVM_BIN", "/usr/lib/llvm-22/bin"))
MODULE = pathlib.Path(os.environ.get("MAPWARDEN_MODULE", ROOT / "build/lib/libmapwarden-tidy.so"))
ALL_CHECKS = "-*,mapwarden-*"
RUNTIME_INCLUDE = ROOT / "lib/runtime/include"

_DIAGNOSTIC = re.compile(r"^(?P<path>[^\s:][^:]*):(?P<line>\d+):(?P<col>\d+): (?P<kind>warning|error|note|remark|fatal error): "
                         r"(?P<text>.*?)(?: \[(?P<check>[\w.,+=-]+)\])?$")
_UNLOCATED = re.compile(r"^(?P<kind>error|fatal error|warning): (?P<text>.*?)(?: \[(?P<check>[\w.,+=-]+)\])?$")


def fail(message):
    """Ends the program as a usage or configuration error."""
    print(f"{os.path.basename(sys.argv[0])}: {message}", file=sys.stderr)
    sys.exit(2)


@dataclasses.dataclass
class Diagnostic:
    """One message of clang-tidy; a warning or error owns the notes that follow it."""
    path: str
    line: int
    col: int
    kind: str
    text: str
    check: str = ""
    source: list = dataclasses.field(default_factory=list)  # the lines of code clang prints below the message
    notes: list = dataclasses.field(default_factory=list)

    @property
    def is_ours(self):
        return self.check.startswith("mapwarden-")

    @property
    def is_compile_error(self):
        return self.kind in ("error", "fatal error") and not self.is_ours


def parse(output):
    """The warnings and errors in clang-tidy's standard output, each with its notes."""
    found, current = [], None
    for line in output.splitlines():
        match = _DIAGNOSTIC.match(line)
        if match:
            current = Diagnostic(match["path"], int(match["line"]), int(match["col"]), match["kind"], match["text"],
                                 (match["check"] or "").split(",")[0])
            if current.kind == "note" and found:
                found[-1].notes.append(current)
            else:
                found.append(current)
            continue
        match = _UNLOCATED.match(line)
        if match:
            current = Diagnostic("", 0, 0, match["kind"], match["text"], (match["check"] or "").split(",")[0])
            found.append(current)
        elif current:
            current.source.append(line)
    return found


def command(files, *, checks=ALL_CHECKS, module=None, tidy_args=(), clang_args=None):
    """The clang-tidy command line for `files`; without `clang_args` clang-tidy looks for a compilation database."""
    line = [str(LLVM_BIN / "clang-tidy"), "--quiet", f"--checks={checks}"]
    if module:
        line.append(f"--load={module}")
    line += [*map(str, tidy_args), *map(str, files)]
    if clang_args is not None:
        line += ["--", *map(str, clang_args)]
    return line


def run(files, *, module=MODULE, timeout=600, cwd=None, **options):
    """Runs clang-tidy with the module; unresolved symbols of the module are errors at once."""
    return subprocess.run(command(files, module=module, **options), capture_output=True, text=True, errors="replace",
                          timeout=timeout, cwd=cwd, env={**os.environ, "LD_BIND_NOW": "1"})


def registry():
    """The rows of checks/Checks.def: id -> (class, offers_fix, summary), in the order of the file."""
    row = re.compile(r'^\s*MAPWARDEN_CHECK\(\s*"([^"]+)"\s*,\s*(\w+)\s*,\s*(true|false)\s*,\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)',
                     re.MULTILINE)
    path = ROOT / "checks/Checks.def"
    if not path.exists():
        fail("checks/Checks.def, the registry of the checks, is missing.")
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    rows = {}
    for check, class_name, offers_fix, summary in row.findall(text):
        summary = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', summary)).replace('\\"', '"')
        if check in rows:
            fail(f"checks/Checks.def names '{check}' twice; remove one of the lines.")
        rows[check] = (class_name, offers_fix == "true", summary)
    return rows


def rules():
    """The ids of the rules in Verdict/Rules.def."""
    return re.findall(r'^RULE\("([\w-]+)"', (ROOT / "lib/analysis/Verdict/Rules.def").read_text(encoding="utf-8"), re.MULTILINE)
