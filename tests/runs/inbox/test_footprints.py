"""What is trusted of a file without opening it, and what is not."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipeline.runs.inbox.footprints import Footprints

SHA = "ab" * 32
PLACE = "/in/a.pdf"
NOW = time.time_ns()


def status(
    size: int = 9, mtime: int = 0, ctime: int = 0, inode: int = 7, age: float = 3600, now: int = NOW
) -> os.stat_result:
    """Return a stat that is an hour old; the times are moved by some nanoseconds."""
    then = now - int(age * 1e9)
    values = (0o100644, inode, 1, 1, 0, 0, size, 0, 0, 0)
    more = {"st_mtime_ns": then + mtime, "st_ctime_ns": then + ctime}
    return os.stat_result(values, more)


@pytest.mark.parametrize(
    ("later", "trusted", "why"),
    [
        (status(), True, "nothing has changed"),
        (status(size=10), False, "it grew"),
        (status(mtime=1), False, "it was written"),
        (status(ctime=1), False, "its date was set back after it was written"),
        (status(inode=8), False, "another file took its name"),
        (status(mtime=-5), False, "an older file took its place: dates are compared for being equal"),
    ],
)
def test_what_is_trusted(tmp_path: Path, later: os.stat_result, trusted: bool, why: str) -> None:
    footprints = Footprints(tmp_path / "inbox.jsonl")
    footprints.note(PLACE, status(), SHA)
    assert footprints.find(PLACE, later) == (SHA if trusted else None), why


@pytest.mark.parametrize(("age", "why"), [(0, "changed within the grain"), (-86400, "the clock was set back a day")])
def test_a_change_that_the_clock_cannot_tell_is_not_trusted(tmp_path: Path, age: float, why: str) -> None:
    footprints = Footprints(tmp_path / "inbox.jsonl")
    fresh = status(age=age, now=time.time_ns())
    footprints.note(PLACE, fresh, SHA)
    assert footprints.find(PLACE, fresh) is None, why


def test_a_real_file_whose_date_is_set_back_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ban dau")
    before = path.stat()
    footprints = Footprints(tmp_path / "inbox.jsonl")
    footprints.note(str(path), before, SHA)
    time.sleep(0.02)
    path.write_text("ve  sau")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    assert footprints.find(str(path), after) is None


def test_they_come_back_whatever_the_name(tmp_path: Path) -> None:
    place = "/in/c\udcf4ng văn \n.txt"
    footprints = Footprints(tmp_path / "inbox.jsonl")
    footprints.note(place, status(), SHA)
    footprints.flush()
    assert Footprints(tmp_path / "inbox.jsonl").find(place, status()) == SHA


@pytest.mark.parametrize("tail", ["", '["/in/b.pdf", 1', "[1, 2]\n", "{}\n", "\x00\n"])
def test_a_line_cut_short_costs_only_itself(tmp_path: Path, tail: str) -> None:
    path = tmp_path / "inbox.jsonl"
    footprints = Footprints(path)
    footprints.note(PLACE, status(), SHA)
    footprints.flush()
    with path.open("a") as handle:
        handle.write(tail)
    assert Footprints(path).find(PLACE, status()) == SHA


def test_what_left_the_inbox_is_forgotten_and_other_inboxes_are_not(tmp_path: Path) -> None:
    path = tmp_path / "inbox.jsonl"
    footprints = Footprints(path)
    for place in ("/in/a", "/in/b", "/inner/c"):
        footprints.note(place, status(), SHA)
    footprints.tidy(["/in"], {"/in/a"})
    again = Footprints(path)
    assert [again.find(place, status()) for place in ("/in/a", "/in/b", "/inner/c")] == [SHA, None, SHA]
