"""How the time of reading grows with the size of a file, for each way in which a file may grow.

    python benchmarks/growth.py [--only WORD] [--workers 2] [--write]

A pattern (tests/makers/growing) is read with n of something, then with twice as much, until it takes a second or the
file is large. The exponent is that of the last three sizes, each read in one process by its processor time: 1 where
twice as much takes twice as long, 2 where it takes four times as long; of the stages (reader, outline, record, JSON)
the steepest counts. `--write` writes benchmarks/growth.md, which
keeps the exponents it had at first as those before.
"""

from __future__ import annotations

import argparse
import math
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

from corpora import ROOT
from growing.every import every_pattern
from growing.pattern import Pattern

PAGE = ROOT / "benchmarks" / "growth.md"
ENOUGH = 0.5  # seconds of processor time behind which nothing larger is read
LARGE = 6 * 2**20  # bytes, likewise
TOLD = 0.2  # seconds of a stage from which its exponent is told
MEMORY = 5 * 2**30
STEEP = 1.3
ABOUT = """# How time grows with size

Made by `python benchmarks/growth.py --write`. A file with n of what the pattern names is read, down to its record, then
one with 2n and one with 4n, in one process; the exponent is that of the processor time (1: twice as much takes twice as
long, 2: four times as long) of its steepest stage: reader, outline, record or JSON. Seconds are those of the largest
file. "before" is what was measured before readers and rules were mended; `–` where that was not measured.

| pattern | 4n | file | seconds | before | now |
|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Growth:
    """What was measured of a pattern: the largest n, its bytes, the seconds of each stage at 4n, the exponents."""

    name: str
    count: int
    size: int
    seconds: float
    exponent: float
    stages: str


def read(path: Path, folder: Path) -> dict[str, float]:
    """Read a file as a run does and return the processor time of each stage."""
    from pipeline.errors import UnreadableFile
    from pipeline.extract import make_record
    from pipeline.ingest import read_document, unpack_file
    from pipeline.model.record_json import dump_record
    from pipeline.structure import make_outline

    times = [time.process_time()]
    try:
        if unpack_file(path, folder) is None:
            parsed = read_document(path)
            times.append(time.process_time())
            outline = make_outline(parsed)
            times.append(time.process_time())
            record = make_record(outline)
            times.append(time.process_time())
            dump_record(record)
    except UnreadableFile:
        pass
    times.append(time.process_time())
    spent = (after - before for before, after in pairwise(times))
    return dict(zip(("read", "outline", "record", "dump"), spent, strict=False))


def measure(pattern: Pattern) -> Growth:
    """Read a pattern in growing sizes and return how its time grows."""
    sys.setrecursionlimit(1000)
    sizes: list[tuple[int, int, dict[str, float]]] = []
    count = pattern.first
    with tempfile.TemporaryDirectory() as name:
        while len(sizes) < 3 or (sum(sizes[-1][2].values()) < ENOUGH and sizes[-1][1] < LARGE):
            path = Path(name, f"a{pattern.suffix}")
            path.write_bytes(pattern.make(count))
            try:
                sizes.append((count, path.stat().st_size, read(path, Path(name, str(count)))))
            except (MemoryError, RecursionError) as error:
                return Growth(str(pattern), count, path.stat().st_size, 0, 9, type(error).__name__)
            if sum(sizes[-1][2].values()) > 30:
                break
            count *= 2
    return _grown(pattern, sizes[-3:])


def _grown(pattern: Pattern, sizes: Sequence[tuple[int, int, dict[str, float]]]) -> Growth:
    first, last = sizes[0], sizes[-1]
    doublings = max(len(sizes) - 1, 1)
    grown = {
        stage: (seconds, math.log2(max(seconds, 1e-4) / max(first[2].get(stage, 0), 1e-4)) / doublings)
        for stage, seconds in last[2].items()
        if seconds > TOLD
    }
    whole = [max(sum(times.values()), 1e-4) for _, _, times in (first, last)]
    exponent = max((one for _, one in grown.values()), default=math.log2(whole[1] / whole[0]) / doublings)
    stages = " ".join(f"{stage} {seconds:.2f}s^{one:.2f}" for stage, (seconds, one) in grown.items())
    return Growth(str(pattern), last[0], last[1], whole[1], exponent, stages)


def measure_all(patterns: Sequence[Pattern], workers: int) -> Iterator[Growth]:
    """Measure patterns, each in a process of its own."""
    from pipeline.runs.workers import warm_reading

    warm_reading.warm_up()
    with get_context("fork").Pool(workers, _begin, maxtasksperchild=1) as pool:
        yield from pool.imap(_measure_named, [str(pattern) for pattern in patterns])


def _begin() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _measure_named(name: str) -> Growth:
    try:
        return measure(next(pattern for pattern in every_pattern() if str(pattern) == name))
    except Exception as error:  # a pattern that cannot be made must not end the measure of the others
        return Growth(name, 0, 0, 0, 9, f"{type(error).__name__}: {error}"[:80])


def read_before() -> dict[str, str]:
    """Return the exponents before, by pattern, of the page as it is."""
    rows = (
        re.findall(r"^\| (.+?) \| [\d,]+ \|.*\| ([\d.–]+) \| [\d.]+ \|$", PAGE.read_text("utf-8"), re.M)
        if PAGE.exists()
        else []
    )
    return {name.replace("\\|", "|"): before for name, before in rows}


def make_page(grown: Sequence[Growth]) -> str:
    """Return the page: a row for each pattern, the steepest first."""
    before = read_before()
    rows = [
        f"| {one.name.replace('|', chr(92) + '|')} | {one.count:,} | {one.size / 1000:,.0f} kB | {one.seconds:.1f} "
        f"| {before.get(one.name, '–')} | {one.exponent:.2f} |"
        for one in sorted(grown, key=lambda one: (-one.exponent, one.name))
    ]
    return ABOUT + "\n".join(rows) + "\n"


def main() -> None:
    """Measure, and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only patterns whose name holds this")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    patterns = [pattern for pattern in every_pattern() if options.only in str(pattern)]
    grown = []
    for one in measure_all(patterns, options.workers):
        grown.append(one)
        mark = "!!" if one.exponent > STEEP else "  "
        print(
            f"{mark} {one.exponent:5.2f} {one.name:45} n={one.count} {one.size / 1000:.0f} kB  {one.stages}",
            file=sys.stderr,
        )
    if options.write:
        PAGE.write_text(make_page(grown), "utf-8")


if __name__ == "__main__":
    main()
