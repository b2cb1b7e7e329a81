"""Which files were seen with which content, by size, times and inode, so that the unchanged are not opened again.

A footprint is trusted when size, both times and inode are those of the last look. The time of the last *change of
the inode* (ctime) is set by the system and cannot be set back by `touch` or `cp -p`, so a new content under the old
size and date is noticed. Times are compared for being equal, never for order: a jump of the clock does no harm. One
thing remains, as in git: a file that changed within the clock's grain of the look itself. Such a footprint (changed
less than two seconds before it was noted, or after it by a clock that was set back) is kept, but not trusted, and the
file is hashed again next time.

Of a file on the network the listing tells size and mark: a checksum, which is trusted as it is, or the time of the last
change, which is trusted as above. A file without either is fetched each time. One that is not fetched because of its
size has the content "".
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.runs.inbox.network import RemoteFile
from pipeline.runs.workspace.state import Footprint, State, make_mark

GRAIN = 2_000_000_000  # nanoseconds: the coarsest clock of a file system (FAT)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a file tells without opening it: a mark that changes with it, and when it changed (ns).

    A file of which nothing can be told has an empty mark; one told by its checksum has changed long ago.
    """

    mark: str
    changed: int


def look_at(status: os.stat_result) -> Look:
    """Return what the system tells of a file of this machine."""
    mark = make_mark(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return Look(mark, max(status.st_mtime_ns, status.st_ctime_ns))


def look_afar(file: RemoteFile) -> Look:
    """Return what a listing tells of a file on the network."""
    changed = int((file.changed or 0) * 1e9) if file.mark.startswith("time") else 0
    return Look(make_mark(file.size, file.mark) if file.mark else "", changed)


class Footprints:
    """The footprints below the roots that a run looks through: looked up, added to, tidied at its end."""

    def __init__(self, state: State, roots: Iterable[str]) -> None:
        self._state = state
        self._roots = tuple(roots)
        self._known = {item.place: item for root in self._roots for item in state.read_footprints(root)}
        self._fresh: list[Footprint] = []

    def find(self, place: str, look: Look) -> str | None:
        """Return the content that lies at a place, if nothing has changed there since it was noted."""
        known = self._known.get(place)
        if known is None or not look.mark or known.mark != look.mark or known.noted - known.changed < GRAIN:
            return None
        return known.sha256

    def note(self, place: str, look: Look, sha256: str) -> None:
        """Keep what lies at a place; the look must have been taken before the content was read."""
        self._known[place] = known = Footprint(place, look.mark, look.changed, sha256, time.time_ns())
        self._fresh.append(known)

    def flush(self) -> None:
        """Write what was noted since the last time."""
        self._state.note_footprints(self._fresh)
        self._fresh.clear()

    def tidy(self, seen: set[str], unreached: Iterable[str] = ()) -> None:
        """Forget places below the roots that are not there any more, but not below a root that could not be reached."""
        self.flush()
        looked = (root for root in self._roots if root not in unreached)
        heads = tuple(os.path.join(root, "") for root in looked)  # noqa: PTH118 - places are strings
        self._state.forget_places(place for place in self._known.keys() - seen if place.startswith(heads))
