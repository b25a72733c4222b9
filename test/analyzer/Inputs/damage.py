#!/usr/bin/env python3
"""Flips a bit in each file of a cache, at a place that depends on its name."""
import pathlib
import sys

for path in pathlib.Path(sys.argv[1]).rglob("*"):
    if path.is_file():
        data = bytearray(path.read_bytes())
        data[sum(path.name.encode()) % len(data)] ^= 0x20
        path.write_bytes(data)
