#!/usr/bin/env python3
"""Tests one check on one file: its messages, its fix-its, and what the fix-its leave behind.

    // RUN: %check %s mapwarden-unbounded-map %t [options] [-- compiler arguments]

1. The messages must be those of the CHECK-MESSAGES lines, and no other warning or error:
       // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'cache' grows at run time and nothing bounds it
   (With CHECK-NOTES instead, the notes must be complete too. A file without either must be silent.)
2. With CHECK-FIXES lines the fix-its are applied to a copy, which must match them. Without, no fix-it may be offered.
3. The fixed copy must compile against lib/runtime.
4. On the fixed copy the check must neither offer another fix-it nor report more than the findings that had none.

The last two are what makes a fix-it trustworthy; there is no option to leave them out.
"""
import argparse
import pathlib
import re
import subprocess
import sys

import yaml

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "scripts" / "lib"))
import prepared  # noqa: E402
import tidy  # noqa: E402

ANNOTATION = re.compile(r"// *(CHECK-(?:MESSAGES|NOTES|FIXES)|RUN|XFAIL|REQUIRES|UNSUPPORTED)[A-Z0-9-]*:[^\n]*")


class Failed(Exception):
    pass


def run(command, what, stdin=None):
    done = subprocess.run([str(c) for c in command], input=stdin, capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"{what}\n{done.stdout}{done.stderr}")
    return done


def file_check(options, prefix, text, *arguments):
    run([tidy.LLVM_BIN / "FileCheck", options.source, f"--check-prefix={prefix}", "--input-file=-", "--dump-input=fail",
         *arguments], f"The {prefix} lines of {options.source} do not match.", stdin=text)


class Test:
    def __init__(self, options):
        self.options = options
        self.text = options.source.read_text(encoding="utf-8")
        suffix = f"-{options.suffix}" if options.suffix else ""
        self.messages, self.notes, self.fixes = (f"CHECK-{kind}{suffix}" for kind in ("MESSAGES", "NOTES", "FIXES"))
        # %t becomes a folder, in which the copy keeps the name of the test.
        options.temp.mkdir(parents=True, exist_ok=True)
        self.copy = options.temp / options.source.name
        self.std = [] if any(a.startswith("-std=") for a in options.clang_args) else (
            ["-std=c++17"] if options.source.suffix in (".cpp", ".cc", ".mm") else [])
        self.headers = prepared.flags(self.text) if self.std == [prepared.STANDARD] and not options.clang_args else []
        self.clang_args = [*self.std, f"-I{options.source.parent}", f"-I{tidy.RUNTIME_INCLUDE}", *options.clang_args]

    def has(self, prefix):
        return re.search(rf"// *{prefix}(-NEXT|-DAG|-NOT|-SAME|-COUNT-\d+)?:", self.text) is not None

    def tidy(self, *arguments):
        """Runs the check on the copy; returns its output and the diagnostics it exports."""
        export = self.options.temp / "fixes.yaml"
        export.unlink(missing_ok=True)
        done = tidy.run([self.copy], module=self.options.module, checks=f"-*,{self.options.check}",
                        tidy_args=[f"--export-fixes={export}", "--header-filter=.*", *self.options.tidy_args, *arguments],
                        clang_args=[*self.headers, *self.clang_args])
        if done.returncode not in (0, 1) or "no checks enabled" in done.stderr:
            raise Failed(f"clang-tidy ended with {done.returncode}.\n{done.stdout}{done.stderr}")
        exported = yaml.safe_load(export.read_text()) if export.exists() else {}
        return done.stdout, (exported or {}).get("Diagnostics", [])

    def check_messages(self, output):
        output = output.replace(str(self.copy), str(self.options.source))
        if self.has(self.notes):
            file_check(self.options, self.notes, output, "--implicit-check-not={{warning|error|note}}:")
        elif self.has(self.messages):
            file_check(self.options, self.messages, output, "--implicit-check-not={{warning|error}}:")
        elif re.search(r": (warning|error):", output):
            raise Failed(f"The check must be silent on {self.options.source}, but it says:\n{output}")

    def check_fixes(self, before):
        offered = sum(self.is_offered(d) for d in before)
        if not self.has(self.fixes):
            if offered:
                raise Failed(f"{offered} fix-its are offered, but {self.options.source} has no {self.fixes} line.")
            return
        fixed, _ = self.apply()
        file_check(self.options, self.fixes, fixed)
        run([tidy.LLVM_BIN / "clang++", "-fsyntax-only", "-Wno-everything", *self.clang_args, self.copy],
            f"The fixed copy {self.copy} does not compile.")
        again, after = self.apply()
        if again != fixed:
            raise Failed(f"Applying the fix-its twice differs from applying them once; see {self.copy}.")
        unfixed = len(before) - offered
        if len(after) > unfixed:
            remaining = "\n".join(d["DiagnosticMessage"]["Message"] for d in after)
            raise Failed(f"{unfixed} findings had no fix-it, but on the fixed copy {self.copy} the check still reports "
                         f"{len(after)}:\n{remaining}")

    def is_offered(self, diagnostic):
        if diagnostic["DiagnosticMessage"].get("Replacements"):
            return True
        in_notes = [n for n in diagnostic.get("Notes", []) if n.get("Replacements")]
        return "--fix-notes" in self.options.tidy_args and len(in_notes) == 1

    def apply(self):
        """Applies the fix-its to the copy; returns its text and the diagnostics that were there before."""
        _, diagnostics = self.tidy("--fix")
        return self.copy.read_text(encoding="utf-8"), diagnostics

    def run(self):
        # Expectations are no part of the code: they must not match themselves, nor silence a check that reads comments.
        self.copy.write_text(ANNOTATION.sub("//", self.text), encoding="utf-8")
        output, diagnostics = self.tidy()
        self.check_messages(output)
        self.check_fixes(diagnostics)


def parse_arguments():
    arguments = sys.argv[1:]
    end = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("check", help="check id or glob, e.g. mapwarden-unbounded-map")
    parser.add_argument("temp", type=pathlib.Path, help="scratch path of this test (%%t)")
    parser.add_argument("--module", type=pathlib.Path, default=tidy.MODULE)
    parser.add_argument("--suffix", help="use CHECK-MESSAGES-SUFFIX and CHECK-FIXES-SUFFIX (several RUN lines)")
    options, options.tidy_args = parser.parse_known_args(arguments[:end])  # the rest goes to clang-tidy: --config=…, --fix-notes
    options.clang_args = arguments[end + 1:]
    return options


def main():
    try:
        Test(parse_arguments()).run()
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
