"""The usual headers of the C++ library, precompiled for clang-tidy: half of the time of most tests is reading them."""
import fcntl
import os
import pathlib
import re
import subprocess
import tempfile

import tidy

HEADERS = """algorithm atomic chrono cstddef cstdint functional iterator map memory mutex set string unordered_map utility
vector""".split()
MACROS = re.compile(r"^\s*#\s*(define|undef)\b|^//\s*flags:.*-[DUxs]", re.MULTILINE)
STANDARD = "-std=c++17"
LIKE_TIDY = ["-Xclang", "-setup-static-analyzer"]  # defines __clang_analyzer__

_folder = None


def folder():
    """Where the header is: $MAPWARDEN_PREPARED, which lit sets for all tests of a run, or a folder of this process."""
    global _folder
    if not _folder:
        shared = os.environ.get("MAPWARDEN_PREPARED")
        _folder = shared or tempfile.TemporaryDirectory()
    name = pathlib.Path(getattr(_folder, "name", _folder))
    name.mkdir(parents=True, exist_ok=True)
    return name


def flags(text):
    """Compiler arguments for a file of C++17 with that text; none when it defines macros, which headers might see."""
    if MACROS.search(text):
        return []
    source = folder() / "prepared.h"
    compiled = source.with_suffix(".h.pch")
    with open(folder() / "lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not compiled.exists():
            source.write_text("".join(f"#include <{h}>\n" for h in HEADERS))
            subprocess.run([tidy.LLVM_BIN / "clang++", STANDARD, *LIKE_TIDY, "-x", "c++-header", source, "-o", f"{compiled}.part"], check=True)
            os.replace(f"{compiled}.part", compiled)
    return ["-include-pch", str(compiled)]
