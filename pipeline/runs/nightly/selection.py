"""Which files of an inbox a run must read: a look at each, opening only those that are new or changed.

A file that changed a moment ago may still be written: it is looked at again after a short time, and left to the next
run where it grew meanwhile. "A moment ago" is asked both ways round, so a file dated in the future by a wrong clock
is looked at twice as well, and is taken all the same.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import FileAccessError, Unreached
from pipeline.runs.inbox.files import Found, find_files, read_hash
from pipeline.runs.inbox.footprints import Footprints
from pipeline.runs.quarantine import Entry, make_key
from pipeline.runs.report import FileRow, Outcome
from pipeline.runs.workspace.layout import Held, Workspace
from pipeline.runs.workspace.ledger import Seen

_Look = tuple[int, int]
WRITING = "still being written"


@dataclass(frozen=True, slots=True)
class Known:
    """What was known before the run: ledger, containers, the database's contents, the quarantine, what was dropped."""

    stamp: str
    ledger: Mapping[str, Seen]
    containers: dict[str, Held]
    stored: frozenset[str]
    quarantine: dict[str, Entry]
    dropped: frozenset[str]

    def fate(self, key: str) -> str | None:
        """Return why the content (or, of an unreadable file, the path) with this key need not be read, or None."""
        if container := self.containers.get(key):
            return self._fate_of_container(container)
        entry = self.ledger.get(key)
        if entry and entry.loaded and key in self.stored:
            return "unchanged" if entry.stamp == self.stamp else "stale"
        held = self.quarantine.get(key)
        if held and not held.is_to_try(self.stamp, datetime.now(UTC)):
            return "held"
        return "dropped" if key in self.dropped else None

    def _fate_of_container(self, container: Held) -> str | None:
        """A container need not be read where none of its members must be; what could not be taken out stays out."""
        fates = {self.fate(content) for _, content in container.members if content}
        if None in fates:
            return None
        return "stale" if "stale" in fates or container.stamp != self.stamp else "unchanged"


@dataclass(slots=True)
class Selection:
    """The files to read, the number of those that need not be, and a row for each that is still being written."""

    files: list[Found] = field(default_factory=list)
    fates: Counter[str] = field(default_factory=Counter)
    writing: list[FileRow] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    roots: list[str] = field(default_factory=list)  # what was looked through
    unreached: list[Unreached] = field(default_factory=list)  # inboxes on the network that could not be


def select_files(
    paths: Sequence[Path], workspace: Workspace, known: Known, footprints: Footprints, settle: float
) -> Selection:
    """Look at every file under the paths and return what a run must read."""
    selection = Selection(roots=[str(path.absolute()) for path in paths])
    fresh: list[tuple[Found, _Look]] = []
    for found in find_files(paths, workspace):
        place = os.path.abspath(found.path)  # noqa: PTH100 - resolve() would follow links to files
        selection.seen.add(place)
        status = _stat(found)
        if status is None:
            _sort_out(selection, known, found, make_key(found, None))
            continue
        content = footprints.find(place, status)
        if content and (fate := known.fate(content)):
            selection.fates[fate] += 1
        elif _is_fresh(status, settle):
            fresh.append((found, (status.st_size, status.st_mtime_ns)))
        else:
            _take(selection, known, footprints, found, status)
    _settle(selection, known, footprints, fresh, settle)
    return selection


def _stat(found: Found) -> os.stat_result | None:
    try:
        return None if found.error else found.path.stat()
    except OSError:
        return None  # reading it will say why


def _is_fresh(status: os.stat_result, settle: float) -> bool:
    return settle > 0 and time.time() - max(status.st_mtime, status.st_ctime) < settle


def _settle(
    selection: Selection, known: Known, footprints: Footprints, fresh: list[tuple[Found, _Look]], settle: float
) -> None:
    if fresh:
        time.sleep(settle)
    for found, look in fresh:
        status = _stat(found)
        if status and (status.st_size, status.st_mtime_ns) != look:
            selection.writing.append(FileRow(found.shown, Outcome.WRITING, problem=WRITING))
        else:
            _take(selection, known, footprints, found, status)


def _take(
    selection: Selection, known: Known, footprints: Footprints, found: Found, status: os.stat_result | None
) -> None:
    """Hash a file unless its content is known, and sort it out by its content; by its path where it cannot be read."""
    try:
        content = read_hash(found.path)
    except FileAccessError as error:
        _sort_out(selection, known, replace(found, error=error), make_key(found, None))
        return
    if status:
        footprints.note(os.path.abspath(found.path), status, content)  # noqa: PTH100 - as above
    _sort_out(selection, known, replace(found, sha256=content), content)


def _sort_out(selection: Selection, known: Known, found: Found, key: str) -> None:
    fate = known.fate(key)
    if fate:
        selection.fates[fate] += 1
    else:
        selection.files.append(found)
