"""What is trusted of a file without opening it, and what is not."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.runs.address import Address
from pipeline.runs.inbox.footprints import Footprints, look_afar, look_at
from pipeline.runs.inbox.network import RemoteFile
from pipeline.runs.workspace.state import State

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


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path / "state.db")
    yield opened
    opened.close()


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
def test_what_is_trusted(state: State, later: os.stat_result, trusted: bool, why: str) -> None:
    footprints = Footprints(state, ["/in"])
    footprints.note(PLACE, look_at(status()), SHA)
    assert footprints.find(PLACE, look_at(later)) == (SHA if trusted else None), why


@pytest.mark.parametrize(("age", "why"), [(0, "changed within the grain"), (-86400, "the clock was set back a day")])
def test_a_change_that_the_clock_cannot_tell_is_not_trusted(state: State, age: float, why: str) -> None:
    footprints = Footprints(state, ["/in"])
    fresh = status(age=age, now=time.time_ns())
    footprints.note(PLACE, look_at(fresh), SHA)
    assert footprints.find(PLACE, look_at(fresh)) is None, why


def test_a_real_file_whose_date_is_set_back_is_noticed(state: State, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ban dau")
    before = path.stat()
    footprints = Footprints(state, ["/in"])
    footprints.note(str(path), look_at(before), SHA)
    time.sleep(0.02)
    path.write_text("ve  sau")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    assert footprints.find(str(path), look_at(after)) is None


@pytest.mark.parametrize("place", ["/in/c\udcf4ng văn \n.txt", "/in/\ud800", "/in/a'b", "/in", "/in/a/b/c"])
def test_they_come_back_whatever_the_name(place: str, state: State) -> None:
    footprints = Footprints(state, ["/in"])
    footprints.note(place, look_at(status()), SHA)
    footprints.flush()
    assert Footprints(state, ["/in"]).find(place, look_at(status())) == SHA


def test_numbers_that_no_database_holds_come_back(state: State) -> None:
    """The inode of a network drive may have all 64 bits, and a broken clock may give any date."""
    odd = look_at(
        os.stat_result((0o100644, 2**64 - 1, 1, 1, 0, 0, 9, 0, 0, 0), {"st_mtime_ns": 2**70, "st_ctime_ns": 1})
    )
    footprints = Footprints(state, ["/in"])
    footprints.note(PLACE, odd, SHA)
    footprints.flush()
    assert Footprints(state, ["/in"]).find(PLACE, odd) is None, "changed after it was noted"


@pytest.mark.parametrize("root", ["/in", "/", "/in/a"])
def test_a_root_knows_what_lies_below_it(root: str, state: State) -> None:
    every = Footprints(state, [])
    for place in ("/in/a", "/in/a/b", "/in/ab", "/in0/a", "/im"):
        every.note(place, look_at(status()), SHA)
    every.flush()
    known = Footprints(state, [root])
    found = [place for place in ("/in/a", "/in/a/b", "/in/ab", "/in0/a", "/im") if known.find(place, look_at(status()))]
    below = {
        "/in": ["/in/a", "/in/a/b", "/in/ab"],
        "/": ["/in/a", "/in/a/b", "/in/ab", "/in0/a", "/im"],
        "/in/a": ["/in/a", "/in/a/b"],
    }
    assert found == below[root]


def test_what_left_the_inbox_is_forgotten_and_other_inboxes_are_not(state: State) -> None:
    places, look = ["/in/a", "/in/b", "/inner/c", "s3://in/d"], look_at(status())
    footprints = Footprints(state, ["/in", "/inner", "s3://in"])
    for place in places:
        footprints.note(place, look, SHA)
    footprints.flush()
    Footprints(state, ["/in", "s3://in"]).tidy({"/in/a"}, unreached=["s3://in"])
    again = Footprints(state, ["/in", "/inner", "s3://in"])
    assert [again.find(place, look) for place in places] == [SHA, None, SHA, SHA]


HOUR_AGO = NOW / 1e9 - 3600
INBOX = Address("s3://in")


@pytest.mark.parametrize(
    ("noted", "later", "trusted", "why"),
    [
        (("sum a", NOW / 1e9), ("sum a", NOW / 1e9), True, "a checksum is trusted at once"),
        (("sum a", HOUR_AGO), ("sum b", HOUR_AGO), False, "another checksum"),
        (("time 5", HOUR_AGO), ("time 5", HOUR_AGO), True, "the time of an hour ago"),
        (("time 5", NOW / 1e9 + 3600), ("time 5", NOW / 1e9 + 3600), False, "changed after it was noted"),
        (("", None), ("", None), False, "the store tells nothing"),
    ],
)
def test_what_is_trusted_of_the_network(
    noted: tuple[str, float], later: tuple[str, float], trusted: bool, why: str, state: State
) -> None:
    one, other = (RemoteFile(INBOX, "in/a", "s3://in/a", 9, *told) for told in (noted, later))
    footprints = Footprints(state, ["s3://in"])
    footprints.note(one.place, look_afar(one), SHA)
    assert footprints.find(other.place, look_afar(other)) == (SHA if trusted else None), why
