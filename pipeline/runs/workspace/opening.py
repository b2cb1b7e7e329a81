"""Opening the state of a workspace; what earlier versions kept in four files is carried over into it.

    extracted/ledger.jsonl          {"sha256": …, "name": …, "stamp": …, "loaded": …}, the last line of a content counts
    extracted/containers.jsonl      {"sha256": …, "name": …, "stamp": …, "members": [[name, sha256], …]}
    extracted/inbox.jsonl           [place, size, mtime_ns or mark, ctime_ns or changed_ns, inode, sha256, noted_ns]
    corpus/quarantine/dropped.txt   a key a line

A file goes when its lines are in the state: a run that is killed in between carries them over again. A damaged line is
passed over, as ever; it only means to look at that file again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.state import Footprint, Seen, SeenContainer, State, make_mark

T = TypeVar("T")


@contextmanager
def open_state(workspace: Workspace) -> Iterator[State]:
    """Open the state of a workspace whose lock is held; raises StoreError."""
    state = State(workspace.state)
    try:
        _carry_over(workspace, state)
        yield state
    finally:
        state.close()


def _carry_over(workspace: Workspace, state: State) -> None:
    extracted, dropped = workspace.extracted, workspace.quarantine / "dropped.txt"
    former: tuple[tuple[Path, Callable[[Path], None]], ...] = (
        (extracted / "ledger.jsonl", lambda path: state.note(_read(path, _make_seen))),
        (extracted / "containers.jsonl", lambda path: state.note_containers(_read(path, _make_container))),
        (extracted / "inbox.jsonl", lambda path: state.note_footprints(_read(path, _make_footprint))),
        (dropped, lambda path: state.note_dropped(path.read_text("ascii", errors="replace").split())),
    )
    there = [(path, take) for path, take in former if path.is_file()]
    for path, take in there:
        take(path)
    if there:
        state.history.carry_over()
    for path, _ in there:
        path.unlink()


def _read(path: Path, make: Callable[[Any], T]) -> Iterator[T]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            with suppress(ValueError, TypeError, KeyError, AttributeError):
                yield make(json.loads(line))


def _make_seen(row: Any) -> Seen:
    return Seen(str(row["sha256"]), str(row["name"]), str(row["stamp"]), bool(row.get("loaded")))


def _make_container(row: Any) -> SeenContainer:
    members = tuple((str(name), content and str(content)) for name, content in row["members"])
    return SeenContainer(str(row["sha256"]), str(row["name"]), str(row["stamp"]), members)


def _make_footprint(row: Any) -> Footprint:
    place, size, mark, changed, inode, content, noted = row
    if isinstance(mark, str):
        changed = 0 if mark.startswith("sum") else changed
        return Footprint(str(place), make_mark(size, mark), int(changed), str(content), int(noted))
    return Footprint(str(place), make_mark(size, mark, changed, inode), max(mark, changed), str(content), int(noted))
