"""Measure everything that the nightly runs promise and write `benchmarks/results.md`.

    python benchmarks/bench.py                                # the full sizes: the best part of an hour
    python benchmarks/bench.py --files 5000 --documents 200 --memory 500 --kills 10
    python benchmarks/bench.py --only pages,extraction        # some measures; the others keep their lines

What takes long to make (an inbox of many files and its database) is kept in --folder and used again.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sqlite3
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import corpora
import reading
import running
import timing

RESULTS = Path(__file__).parent / "results.md"
MEASURES: dict[str, Callable[[timing.Sizes], timing.Row | list[timing.Row]]] = {
    "pages": reading.measure_pages,
    "stages": reading.measure_stages,
    "extraction": reading.measure_extraction,
    "workers": running.measure_workers,
    "build": running.build,
    "unchanged": running.measure_unchanged,
    "one": running.measure_one_more,
    "questions": running.measure_questions,
    "scale": running.measure_scale,
    "memory": reading.measure_memory,
    "kills": running.measure_kills,
}
"""In the order of the table; `unchanged`, `one`, `questions` and `scale` need what `build` makes."""

HEAD = """# What the runs cost

Made by `make bench` (`python benchmarks/bench.py`). Ratios are measured in one run on the same files; the inbox is
invented plans, or copies of the samples with bytes of their own. The best of three timings counts, of long measures
the only one. Where other work shares the machine (see the load average), the processor time says more than the clock.

"""


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=corpora.ROOT / "out" / "bench")
    parser.add_argument("--files", type=int, default=100_000, help="in the large inbox")
    parser.add_argument("--documents", type=int, default=1000, help="for one worker against two")
    parser.add_argument("--memory", type=int, default=10_000, help="documents read while memory is watched")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--only", default=",".join(MEASURES), help="measures, parted by commas")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    sizes = timing.Sizes(given.folder.absolute(), given.files, given.documents, given.memory, given.kills)
    lines = _read_lines()
    for name in given.only.split(","):
        print(f"{name} ...", file=sys.stderr, flush=True)
        rows = MEASURES[name](sizes)
        if rows:
            lines[name] = "".join(_line(name, row) for row in (rows if isinstance(rows, list) else [rows]))
        _write(lines)
    print(RESULTS.read_text("utf-8"))


def _line(name: str, row: timing.Row) -> str:
    return f"| {row.what} | {row.measured} | {row.floor} | {row.bar} <!-- {name} --> |\n"


def _read_lines() -> dict[str, str]:
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    lines: dict[str, str] = {}
    for found in re.finditer(r"^\| .*<!-- (\w+) --> \|\n", text, re.MULTILINE):
        lines[found[1]] = lines.get(found[1], "") + found[0]
    return lines


def _write(lines: dict[str, str]) -> None:
    libraries = ("pypdfium2", "pdfplumber", "lxml", "python-docx", "spacy", "underthesea", "eyecite")
    found = ", ".join(f"{name} {version}" for name in libraries if (version := _version(name)))
    machine = f"{_processor()}, {platform.system()} {platform.release()}, Python {platform.python_version()}"
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    parts = [HEAD, f"Machine: {machine}, SQLite {sqlite3.sqlite_version}; {found}.\n"]
    parts.append(f"Load average at the end (1, 5, 15 minutes): {load}.\n")
    table = "\n| what | measured | beside it | bar |\n|---|---|---|---|\n"
    parts += [table, *(lines[name] for name in MEASURES if name in lines)]
    RESULTS.write_text("".join(parts), "utf-8")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", info.read_text()) if info.exists() else []
    return f"{len(os.sched_getaffinity(0))} cores of {names[0] if names else platform.processor() or 'unknown kind'}"


if __name__ == "__main__":
    main()
