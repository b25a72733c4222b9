#!/usr/bin/env python3
"""Writes DIR/compile_commands.json for all .cpp files of DIR: database.py DIR [--reverse] [FLAG...]"""
import json
import pathlib
import sys

folder, flags = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
files = sorted(p.name for p in folder.glob("*.cpp"))
if "--reverse" in flags:
    flags.remove("--reverse")
    files.reverse()
entries = [{"directory": str(folder), "file": f, "arguments": ["c++", "-std=c++17", *flags, "-c", f, "-o", f + ".o"]}
           for f in files]
(folder / "compile_commands.json").write_text(json.dumps(entries, indent=1))
