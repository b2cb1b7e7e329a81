"""The memory of a workspace: what was noted comes back, whatever happens to the process or the file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from places import ROOT

from pipeline.errors import StoreError
from pipeline.runs.workspace.state import Footprint, Seen, SeenContainer, State

FIRST, SECOND, THIRD = ("ab" * 32, "cd" * 32, "ef" * 32)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "extracted" / "state.db"


@pytest.fixture
def state(path: Path) -> Iterator[State]:
    opened = State(path)
    yield opened
    opened.close()


def test_the_last_word_on_a_content_counts(state: State, path: Path) -> None:
    state.note(
        [Seen(FIRST, "kế hoạch.txt", "1"), Seen(SECOND, "b", "1"), Seen(FIRST, "kế hoạch.txt", "2", loaded=True)]
    )
    with closing(State(path)) as again:
        assert again.find(FIRST) == Seen(FIRST, "kế hoạch.txt", "2", loaded=True)
        assert (again.find(SECOND), again.find(THIRD)) == (Seen(SECOND, "b", "1"), None)


def test_what_is_at_hand_is_what_was_noted_last(state: State) -> None:
    state.note([Seen(FIRST, "a", "1")])
    state.note_footprints([Footprint("/in/a", "1", 0, FIRST, 9)])
    list(state.read_footprints("/in"))
    state.note([Seen(FIRST, "a", "2")])
    assert state.find(FIRST) == Seen(FIRST, "a", "2")


@pytest.mark.parametrize(
    ("stored", "waiting", "why"),
    [
        ({FIRST, SECOND, THIRD}, {SECOND}, "it was noted, and not yet loaded"),
        ({FIRST, SECOND}, {SECOND, THIRD}, "it says loaded, the database is another one"),
        (set(), {FIRST, SECOND, THIRD}, "there is no database"),
    ],
)
def test_what_waits_for_a_load(state: State, stored: set[str], waiting: set[str], why: str) -> None:
    state.note([Seen(FIRST, "a", "1"), Seen(SECOND, "b", "1"), Seen(THIRD, "c", "1", loaded=True)])
    state.note([Seen(FIRST, "a", "1", loaded=True)])
    assert state.find_waiting(stored) == waiting, why


def test_a_container_comes_back_with_its_members(state: State) -> None:
    container = SeenContainer(FIRST, "công văn.zip", "1", (("phụ lục\udc80.docx", SECOND), ("hỏng", None)))
    state.note_containers([container])
    assert state.find_container(FIRST) == container
    assert (state.find_container(SECOND), state.find(FIRST)) == (None, None)


def test_what_another_version_read_comes_by_name(state: State) -> None:
    state.note([Seen(FIRST, "b", "1"), Seen(SECOND, "a", "1"), Seen(THIRD, "c", "2")])
    state.note_containers([SeenContainer("01" * 32, "z", "1", ())])
    assert state.find_stale("2") == [(SECOND, "a"), (FIRST, "b"), ("01" * 32, "z")]


def test_a_damaged_file_says_what_to_do(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 300)
    with pytest.raises(StoreError, match=r"state\.db: it is damaged .* Move it away"):
        State(path)


def test_a_newer_file_is_left_alone(state: State, path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="newer version"):
        State(path)


def test_an_empty_file_of_a_killed_run_is_made_anew(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with closing(State(path)) as state:
        state.note([Seen(FIRST, "a", "1")])
        assert state.find(FIRST)


def test_a_change_that_fails_leaves_nothing_of_itself(state: State) -> None:
    def broken() -> Iterator[Seen]:
        yield Seen(FIRST, "a", "1")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        state.note(broken())
    state.note([Seen(SECOND, "b", "1")])
    assert (state.find(FIRST), state.find(SECOND)) == (None, Seen(SECOND, "b", "1"))


WRITER = """
import itertools, sys
from pathlib import Path
from pipeline.runs.workspace.state import Footprint, Seen, State
state = State(Path(sys.argv[1]))
for number in itertools.count():
    pair = [f"{number:063}a", f"{number:063}b"]
    state.note(Seen(content, "x" * 99, "1") for content in pair)
    state.note_footprints(Footprint(f"/in/{content}", "1", 0, content, 9) for content in pair)
    print(number, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.8])
def test_a_killed_process_leaves_what_it_had_noted_and_nothing_half(seconds: float, path: Path) -> None:
    command, env = [sys.executable, "-c", WRITER, str(path)], {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "0\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        told = 1 + process.stdout.read().count("\n")
    with closing(State(path)) as state:
        contents = state.find_waiting(set())
        places = {item.sha256 for item in state.read_footprints("/in")}
    assert {f"{number:063}{side}" for number in range(told) for side in "ab"} <= contents & places
    assert len(contents) % 2 == len(places) % 2 == 0
    assert places <= contents
