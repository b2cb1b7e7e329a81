"""What left the inboxes since the last run: marked, told, and with `--prune` taken out of the answers."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.runs.address import Address, Source, printable
from pipeline.runs.inbox.files import shown
from pipeline.runs.nightly.selection import Selection
from pipeline.runs.report import FileRow, Outcome
from pipeline.runs.session import Session
from pipeline.runs.workspace.history import lies_in

MOST_AT_ONCE = 10  # files that an inbox may lose all of before it is taken for a drive that is not there
STILL = "it left the inbox; what it said still answers"
OUT = "it left the inbox, and was taken out of the answers"


@dataclass(frozen=True, slots=True)
class Left:
    """How many files are gone and still answer, how many were pruned, a row for each that changed, what was spared."""

    gone: int = 0
    pruned: int = 0
    rows: tuple[FileRow, ...] = ()
    spared: tuple[str, ...] = ()


def find_left(session: Session, selection: Selection, inboxes: Sequence[Source], *, prune: bool) -> Left:
    """Mark what left some inboxes, and with `prune` take it out, also what left before; a folder counts as a whole.

    Nothing is marked where an inbox could not be looked through, nor where one that held many files holds none: that is
    a drive that is not there.
    """
    history, now = session.state.history, time.time_ns()
    roots = [source.place if isinstance(source, Address) else _absolute(source) for source in inboxes]
    emptied = [root for root in roots if _is_emptied(session, selection, root)]
    looked = [root for root in roots if root not in emptied and root not in selection.unreached]
    with session.state.at_once():
        fresh = history.mark_gone(looked, selection.seen, selection.closed, now)
        gone = history.find_gone(looked)
        history.prune(gone if prune else (), now)
    told = [place for place in (gone if prune else fresh) if not lies_in(place, set(gone))]
    outcome, why = (Outcome.PRUNED, OUT) if prune else (Outcome.GONE, STILL)
    files = sum(not lies_in(place, set(gone)) for place in gone) if not prune else 0
    rows = tuple(FileRow(_shown(place), outcome, problem=why) for place in told)
    return Left(files, len(told) if prune else 0, rows, tuple(map(printable, emptied)))


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - as places are made


def _is_emptied(session: Session, selection: Selection, root: str) -> bool:
    head = f"{root.rstrip('/')}/"
    if root in selection.seen or any(place.startswith(head) for place in selection.seen):
        return False
    return session.state.history.count_below(root) > MOST_AT_ONCE


def _shown(place: str) -> str:
    return printable(place) if "://" in place else shown(place)
