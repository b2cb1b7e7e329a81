"""Which files of an inbox a run must read: a look at each, opening only those that are new or changed.

A file that changed a moment ago may still be written: it is looked at again after a short time, and left to the next
run where it grew meanwhile. "A moment ago" is asked both ways round, so a file dated in the future by a wrong clock
is looked at twice as well, and is taken all the same.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import Unreached, UnreadableFile
from pipeline.runs.inbox.files import Found, find_files, read_hash
from pipeline.runs.inbox.footprints import Footprints, Look, look_at
from pipeline.runs.quarantine import Entry, make_key
from pipeline.runs.report import FileRow, Outcome
from pipeline.runs.workspace.history import Change
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.placing import Placing
from pipeline.runs.workspace.state import SeenContainer, State

READ = ("unchanged", "stale", "forgotten")
"""The fates of what has been read, so that it can lie at a place."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was known before the run: the state, contents in the database, the quarantine, what was dropped."""

    stamp: str
    state: State
    stored: frozenset[str]
    quarantine: dict[str, Entry]
    dropped: frozenset[str]
    forgotten: frozenset[str] = frozenset()

    def fate(self, key: str) -> str | None:
        """Return why the content (or, of an unreadable file, the path) with this key need not be read, or None."""
        fate = self._fate_of_one(key)
        if fate in ("unchanged", "forgotten"):
            return fate
        container = self.state.find_container(key)
        return self._fate_of_container(container) if container else fate

    def _fate_of_one(self, key: str) -> str | None:
        if key in self.forgotten:
            return "forgotten"
        entry = self.state.find(key)
        is_loaded = entry is not None and entry.loaded and key in self.stored
        if entry and is_loaded and entry.stamp == self.stamp:
            return "unchanged"
        if is_loaded:
            return "stale"
        held = self.quarantine.get(key)
        if held and not held.is_to_try(self.stamp, datetime.now(UTC)):
            return "held"
        return "dropped" if key in self.dropped else None

    def _fate_of_container(self, container: SeenContainer) -> str | None:
        """A container need not be read where nothing in it must be; what could not be taken out stays out."""
        containers, others = self.state.look_inside(container)
        fates = {self._fate_of_one(content) for content in others if content}
        if None in fates:
            return None
        is_stale = "stale" in fates or any(one.stamp != self.stamp for one in containers)
        return "stale" if is_stale else "unchanged"


class Selection:
    """The files to read, the number of those that need not be, and a row for each that is still being written."""

    def __init__(self, known: Known, footprints: Footprints, placing: Placing) -> None:
        self.known, self.footprints, self.placing = known, footprints, placing
        self.files: list[Found] = []
        self.fates: Counter[str] = Counter()
        self.writing: list[FileRow] = []
        self.seen: set[str] = set()  # places
        self.closed: set[str] = set()  # folders and inboxes that could not be looked through, at least in part
        self.unreached: dict[str, Unreached] = {}  # inboxes on the network that could not be looked through

    def sort_out(self, found: Found, key: str) -> None:
        """Count a file that need not be read, and add any other to those that must be."""
        if fate := self.known.fate(key):
            self.count(found, key, fate)
        else:
            self.files.append(found)

    def count(self, found: Found, key: str, fate: str) -> None:
        """Count a file that need not be read: `updated` where it is another known content than lay there before."""
        is_other = fate in READ and self.placing.note(found.place, key, found.name) is Change.REPLACED
        self.fates["updated" if is_other and fate != "forgotten" else fate] += 1

    def put_off(self, found: Found) -> None:
        """Leave a file to the next run."""
        self.writing.append(FileRow(found.shown, Outcome.WRITING, problem="still being written"))


def select_files(paths: Iterable[Path], workspace: Workspace, selection: Selection, settle: float) -> None:
    """Look at every file under the paths, and add to a selection what a run must read."""
    fresh: list[tuple[Found, Look]] = []
    for found in find_files(paths, workspace):
        place = os.path.abspath(found.path)  # noqa: PTH100 - resolve() would follow links to files
        selection.seen.add(place)
        look = _look(found)
        if found.error:
            selection.closed.add(place)
        if look is None:
            selection.sort_out(found, make_key(found, None))
            continue
        content = selection.footprints.find(place, look)
        if content and (fate := selection.known.fate(content)):
            selection.fates[fate] += 1
        elif settle > 0 and time.time() - look.changed / 1e9 < settle:
            fresh.append((found, look))
        else:
            _take(selection, found, look)
    if fresh:
        time.sleep(settle)
    for found, look in fresh:
        again = _look(found)
        if again and again != look:
            selection.put_off(found)
        else:
            _take(selection, found, look)


def _look(found: Found) -> Look | None:
    try:
        return None if found.error else look_at(found.path.stat())
    except OSError:
        return None  # reading it will say why


def _take(selection: Selection, found: Found, look: Look) -> None:
    """Hash a file whose content is not known, and sort it out by its content; by its path where it cannot be read."""
    try:
        content = read_hash(found.path)
    except UnreadableFile as error:
        selection.sort_out(replace(found, error=error), make_key(found, None))
        return
    selection.footprints.note(os.path.abspath(found.path), look, content)  # noqa: PTH100 - as above
    selection.sort_out(replace(found, sha256=content), content)
