#!/usr/bin/env python3
"""Runs a command with a terminal as its output, and copies what it writes there; ends with the command's exit code."""
import os
import pty
import sys

os.environ["TERM"] = "xterm"
status = pty.spawn(sys.argv[1:], lambda fd: os.read(fd, 4096))
sys.exit(os.waitstatus_to_exitcode(status))
