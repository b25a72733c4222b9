#!/usr/bin/env python3
"""validate.py SCHEMA FOLDER: reads the sample reports of a folder as their consumers do. exit code: 0 all right, 1 not"""
import copy
import json
import pathlib
import re
import sys
import xml.etree.ElementTree

import jsonschema

problems = []


def check(holds, text):
    if not holds:
        problems.append(text)


def read(folder, name):
    return (folder / name).read_bytes().decode("utf-8")  # strict: no report has invalid UTF-8


def check_json(schema, folder):
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name in ("sample", "hostile", "changed", "empty"):
        for error in validator.iter_errors(json.loads(read(folder, f"{name}.json"))):
            problems.append(f"{name}.json: {list(error.absolute_path)}: {error.message}")

    # A schema that accepts everything would not be noticed above.
    def damaged(change):
        report = copy.deepcopy(json.loads(read(folder, "sample.json")))
        change(report)
        return report
    for what, change in [
        ("an unknown verdict", lambda r: r["maps"][0].update(verdict="fine")),
        ("a missing verdict", lambda r: r["maps"][0].pop("verdict")),
        ("an unknown field of a map", lambda r: r["maps"][0].update(colour="red")),
        ("a growth site with a grade", lambda r: r["maps"][0]["growth"][0].update(grade="run-time")),
        ("a shrink site without one", lambda r: r["maps"][1]["shrink"][0].pop("grade")),
        ("a short fingerprint", lambda r: r["findings"][0].update(fingerprint="00")),
        ("another format", lambda r: r.update(format=2)),
    ]:
        check(not validator.is_valid(damaged(change)), f"the schema accepts {what}")


def check_gitlab(folder):
    for name, count in [("sample", 2), ("hostile", 2), ("empty", 0)]:
        report = json.loads(read(folder, f"{name}.gitlab"))
        check(len(report) == count, f"{name}.gitlab has {len(report)} findings, not {count}")
        check(len({f["fingerprint"] for f in report}) == count, f"{name}.gitlab repeats a fingerprint")
        for finding in report:
            check(finding["severity"] in ("info", "minor", "major", "critical", "blocker"), f"{name}.gitlab: {finding['severity']}")
            check(finding["location"]["lines"]["begin"] >= 1 and finding["location"]["path"], f"{name}.gitlab: no place")


def unescape(text):
    return re.sub("%(25|0D|0A|3A|2C)", lambda m: chr(int(m[1], 16)), text)


def check_github(folder):
    """As the runner reads it: one command per line, properties split at commas."""
    for name, count in [("sample", 3), ("hostile", 3), ("empty", 0)]:
        lines = read(folder, f"{name}.github").split("\n")[:-1]
        check(len(lines) == count, f"{name}.github has {len(lines)} commands, not {count}")
        for line in lines:
            match = re.fullmatch(r"::(warning|notice|error) ([^:]*)::([^\r\n]*)", line)
            check(match, f"{name}.github: {line!r} is no command")
            if match:
                keys = [p.split("=")[0] for p in match[2].split(",")]
                check(keys in (["file", "line", "col", "title"], ["file", "title"]), f"{name}.github: properties {keys}")
    hostile = read(folder, "hostile.github").split("\n")[0]
    file = unescape(re.match(r"::warning file=([^,]*),", hostile)[1])
    expected = json.loads(read(folder, "hostile.json"))["findings"][0]["file"]
    check(file == expected, f"hostile.github: the file reads {file!r}")


def check_junit(folder):
    for name, counts in [("sample", ["2", "1", "1"]), ("hostile", ["2", "1", "1"]), ("empty", ["0", "0", "0"])]:
        root = xml.etree.ElementTree.fromstring(read(folder, f"{name}.junit"))
        stated = [root.get(key) for key in ("tests", "failures", "errors", "skipped")]
        counted = [str(len(root.findall(f".//{tag}"))) for tag in ("testcase", "failure", "error", "skipped")]
        check(stated == counted, f"{name}.junit states {stated} and has {counted}")
        check(counted[1:] == counts, f"{name}.junit has {counted}")
        names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
        check(len(set(names)) == len(names), f"{name}.junit repeats a test case")


def check_rule_table(folder):
    """SARIF's rules are those of the checks' pages, word for word."""
    rules = json.loads(read(folder, "sample.sarif"))["runs"][0]["tool"]["driver"]["rules"]
    pages = pathlib.Path(sys.argv[1]).resolve().parents[1] / "checks"
    check(rules, "sample.sarif has no rules")
    for rule in rules:
        page = (pages / (rule["id"].removeprefix("mapwarden-") + ".md")).read_text(encoding="utf-8")
        check(rule["help"]["markdown"] == page, f"the help of {rule['id']} is not its page")
        check(rule["shortDescription"]["text"] in " ".join(page.split()), f"the summary of {rule['id']} is not that of its page")


def main():
    folder = pathlib.Path(sys.argv[2])
    check_json(json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")), folder)
    for checker in (check_gitlab, check_github, check_junit, check_rule_table):
        checker(folder)
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
