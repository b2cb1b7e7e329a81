"""How the time of reading grows: four times as much of anything takes about four times as long.

Processor times of one process are compared with each other, never with a clock; a pattern that looks steep is measured
again with more of it, since a busy machine shows a single time too long.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from growing.every import every_pattern
from growing.pattern import Pattern

from pipeline.errors import UnreadableFile
from pipeline.extract import make_record
from pipeline.ingest import read_document, unpack_file
from pipeline.model.record_json import dump_record
from pipeline.structure import make_outline

STEEPEST = 9.0  # four times as much: 4 where it grows in proportion, 16 where it grows by the square
LEAST = 0.04  # seconds below which a time says nothing
TRIES = 3
PATTERNS = every_pattern()

QUICK = frozenset({
    "txt: - items", "txt: tasks of bodies of their own", "txt: citations", "txt: one line of bodies",
    "md: open comments", "html: <li> with words", "html: rowspans", "docx: empty paragraphs",
    "xlsx: merged cells",
})  # fmt: skip


def take_in(path: Path, folder: Path) -> None:
    """Read a file as a run does: unpacked, or down to its record."""
    try:
        if unpack_file(path, folder) is None:
            dump_record(make_record(make_outline(read_document(path))))
    except UnreadableFile:
        pass  # a limit told so: that too must not take long


def time_of(pattern: Pattern, count: int, folder: Path) -> float:
    """Return the processor time that a file with so many of the pattern takes."""
    path = folder / f"{count}{pattern.suffix}"
    path.write_bytes(pattern.make(count))
    began = time.process_time()
    take_in(path, folder / f"in-{count}-{began}")
    return time.process_time() - began


def steepness(pattern: Pattern, count: int, folder: Path) -> float:
    """Return how many times as long four times as much takes."""
    short = min(time_of(pattern, count, folder) for _ in range(2))
    return time_of(pattern, 4 * count, folder) / max(short, LEAST)


def assert_grows_in_proportion(pattern: Pattern, count: int, folder: Path) -> None:
    """Fail where a pattern is steep in every one of some tries."""
    time_of(pattern, 2, folder)  # loads what this kind needs
    found = [steepness(pattern, count, folder)]
    while found[-1] > STEEPEST and len(found) < TRIES:
        found.append(steepness(pattern, count, folder))
    assert min(found) <= STEEPEST, found


@pytest.mark.parametrize("pattern", [one for one in PATTERNS if str(one) in QUICK], ids=str)
def test_time_grows_in_proportion_at_once(pattern: Pattern, tmp_path: Path) -> None:
    assert_grows_in_proportion(pattern, pattern.first // 5, tmp_path)


@pytest.mark.growth
@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
def test_time_grows_in_proportion(pattern: Pattern, tmp_path: Path) -> None:
    assert_grows_in_proportion(pattern, pattern.first // 2, tmp_path)
