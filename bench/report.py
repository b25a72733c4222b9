#!/usr/bin/env python3
"""Writes docs/runtime/performance.md and docs/runtime/plots/*.svg from bench/results. Called by scripts/bench.sh."""
import argparse
import collections
import datetime
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "runtime" / "performance.md"
PLOTS = ROOT / "docs" / "runtime" / "plots"
COLOURS = ["#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2", "#edc948", "#b07aa1", "#9c755f"]


def output_of(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def machine():
    cpu = next((line.split(":")[1].strip() for line in output_of("lscpu").splitlines() if line.startswith("Model name")), "unknown CPU")
    compiler = (output_of(os.environ.get("CXX", "g++"), "--version").splitlines() or ["unknown compiler"])[0]
    return f"{cpu}, {os.cpu_count()} cores, Linux {os.uname().release}; {compiler}, -O2; {datetime.date.today()}; load average {os.getloadavg()[0]:.0f}"


def bars(title, unit, values):
    """An SVG of horizontal bars; values: {group: [(label, value)]}."""
    rows = sum(len(group) + 1.5 for group in values.values())
    height, most = int(30 + 16 * rows), max((v for group in values.values() for _, v in group), default=1) or 1
    svg = [f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{height}" font-family="sans-serif" font-size="11">',
           f'<rect width="720" height="{height}" fill="white"/>',
           f'<text x="8" y="18" font-size="13" font-weight="bold">{title} ({unit})</text>']
    labels, y = {}, 38
    for name, group in values.items():
        svg.append(f'<text x="8" y="{y}" font-weight="bold">{name}</text>')
        y += 6
        for label, value in group:
            colour = COLOURS[labels.setdefault(label, len(labels)) % len(COLOURS)]
            width = 420 * value / most
            svg += [f'<text x="200" y="{y + 10}" text-anchor="end">{label}</text>',
                    f'<rect x="206" y="{y + 1}" width="{width:.1f}" height="12" fill="{colour}"/>',
                    f'<text x="{210 + width:.1f}" y="{y + 11}">{value:,.4g}</text>']
            y += 16
        y += 18
    return "\n".join(svg + ["</svg>"]) + "\n"


def plot(name, *arguments):
    PLOTS.mkdir(parents=True, exist_ok=True)
    (PLOTS / f"{name}.svg").write_text(bars(*arguments), encoding="utf-8")
    return f"![{name}](plots/{name}.svg)\n"


def gates():
    lines = [line.split(" ", 4) for path in sorted(RESULTS.glob("*.gates")) for line in path.read_text(encoding="utf-8").splitlines()]
    lines.sort(key=lambda line: (int(line[0].lstrip("G") or 0), line[4]))
    text = ["| gate | | measured | target | what |", "|---|---|---|---|---|"]
    text += [f"| {gate} | {'ok' if met == 'ok' else '**missed**'} | {measured} | {target.replace('>=', '≥ ').replace('<=', '≤ ')} | {what} |"
             for gate, met, measured, target, what in lines]
    return "\n".join(text) + "\n"


def hit_ratios(traces):
    columns = list(traces[0]["hit_ratio"])
    text = ["| trace | entries | " + " | ".join(columns) + " |", "|---" * (len(columns) + 2) + "|"]
    text += [f"| {t['trace']} | {t['size']:,} | " + " | ".join(f"{t['hit_ratio'].get(c, float('nan')):.2f}" for c in columns) + " |" for t in traces]
    texts = {t["trace"]: t["text"] for t in traces}
    return ("## Hit ratios\n\nPercent of requests. " + " ".join(f"*{name}*: {what}." for name, what in texts.items()) +
            "\n*optimum* is Belady's, which knows the future; *caffeine* is Caffeine 2.6 (W-TinyLFU with a fixed window).\n\n" + "\n".join(text) +
            "\n\n" + plot("hit_ratio", "Hit ratio", "percent", {f"{t['trace']} at {t['size']:,}": list(t["hit_ratio"].items()) for t in traces}))


def table(header, rows):
    return "\n".join(["| " + " | ".join(header) + " |", "|---" * len(header) + "|"] + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def memory(runs):
    """Bytes per entry, and what is kept of heap and resident memory."""
    rows = [[r["map"], f"{r['entries']:,}", f"{r['heap_full'] / r['entries']:.1f}", f"{r['heap_full'] / 1e6:.1f} → {r['heap_kept'] / 1e6:.1f}",
             f"{100 - 100 * r['heap_kept'] / r['heap_full']:.1f} %", f"{r['resident_full'] / 1e6:.1f} → {r['resident_kept'] / 1e6:.1f}",
             f"{100 - 100 * r['resident_kept'] / r['resident_full']:.1f} %", r["erased"]] for r in runs]
    kept = {f"{r['entries']:,} entries, {r['erased']} 99 % erased": [] for r in runs}
    for r in runs:
        kept[f"{r['entries']:,} entries, {r['erased']} 99 % erased"].append((r["map"], 100 * r["resident_kept"] / r["resident_full"]))
    return ("## Memory\n\nFill, then erase 99 % of the entries (a random 99 %, or the oldest, as sessions go); nobody asks the map to shrink. MB "
            "before and after, of the heap and resident; 16-byte entries; a process for each row, and `malloc_trim` at its end.\n\n" +
            table(["map", "entries", "bytes/entry", "heap, MB", "given back", "resident, MB", "given back", "erased"], rows) + "\n" +
            plot("memory", "Resident memory kept", "percent", kept))


def pauses(runs):
    names = list(dict.fromkeys(r["map"] for r in runs))
    of = {(r["what"], r["map"]): r["ms"] for r in runs}
    cell = lambda what, name: f"{of[what, name]:.3f}" if (what, name) in of else "–"
    return ("## Pauses\n\nThe longest single operation in ms: insertion while growing to 10 M entries, erasure until the map is empty, "
            "lookup by one thread while another makes the map grow to 10 M. Of each operation the shortest of several runs.\n\n" +
            table(["map", "insertion", "erasure", "lookup meanwhile"], [[n] + [cell(w, n) for w in ("insertion", "erasure", "lookup")] for n in names]) +
            "\n" + plot("pause", "Longest pause", "ms", {w: [(n, of[w, n]) for n in names if (w, n) in of] for w in ("insertion", "lookup")}))


def include_cost(runs):
    rows = [[f"`#include <{r['header']}>`", f"{r['seconds']:.3f}"] for r in runs]
    return "## Include cost\n\nSeconds of CPU that the frontend takes for a file with one line (`bench/include_cost.sh`).\n\n" + table(["file", "s"], rows)


def rate(run):
    """(value, unit) of one Google Benchmark run."""
    if "items_per_second" in run:
        return run["items_per_second"] / 1e6, "M operations/s, more is better"
    return run["real_time"], run["time_unit"] + ", less is better"


def benchmarks(name, runs):
    runs = [r for r in runs if r.get("run_type", "iteration") == "iteration" and not r.get("error_occurred")]
    groups = collections.defaultdict(lambda: collections.defaultdict(list))
    for run in runs:
        parts = run["name"].split("/")
        numbers = [p for p in parts[1:] if p.isdigit()]
        words = [p for p in parts[1:] if not p.isdigit() and p != "real_time"]
        value, unit = rate(run)
        groups[(parts[0], unit)][" ".join([parts[0], "at"] + [f"{int(n):,}" for n in numbers]) if numbers else parts[0]].append(
            ("/".join(words) or parts[0], value))
    text = [f"## {name}\n"]
    for number, ((workload, unit), values) in enumerate(groups.items()):
        text.append(plot(f"{name}_{workload}" + (f"_{number}" if (PLOTS / f"{name}_{workload}.svg").exists() and number else ""),
                         workload.replace("_", " "), unit, values))
    return "\n".join(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.parse_args()
    for old in PLOTS.glob("*.svg"):
        old.unlink()
    text = ["# Performance of the runtime library\n",
            "Written by `scripts/bench.sh`; do not edit. What stands under *What to read from it* comes from bench/notes.md.\n",
            f"{machine()}.\n", "## Gates\n",
            "Those that compare throughput or hits (G4, G5, G11) run both sides in turn, so that what else the machine does hits both; G1 is of the "
            "shortest of several runs. The plots run one map after another.\n", gates(),
            (ROOT / "bench" / "notes.md").read_text(encoding="utf-8")]
    for path in sorted(RESULTS.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        sections = {"traces": hit_ratios, "memory": memory, "pauses": pauses, "include_cost": include_cost}
        section = next((s for s in sections if s in data), None)
        text.append(sections[section](data[section]) if section else benchmarks(path.stem, data.get("benchmarks", [])))
    PAGE.write_text("\n".join(text).rstrip() + "\n", encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
