"""Which files the project consists of."""
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def files(*patterns):
    """The files git tracks or would track, that match one of the patterns (git's: * also crosses folders)."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
                            capture_output=True, text=True, check=True).stdout.split("\0")
    return [path for path in sorted({ROOT / name for name in listed if name}) if path.is_file()]
