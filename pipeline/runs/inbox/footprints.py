"""Which files were seen with which content, by size, times and inode, so that the unchanged are not opened again.

    extracted/inbox.jsonl   ["/inbox/a.pdf", size, mtime_ns, ctime_ns, inode, sha256, noted_ns]
                            ["s3://bucket/inbox/a.pdf", size, mark, changed_ns, 0, sha256, noted_ns]

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

import json
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.runs.inbox.network import RemoteFile
from pipeline.runs.workspace.json_lines import LineFile
from pipeline.runs.workspace.layout import write_atomically

GRAIN = 2_000_000_000  # nanoseconds: the coarsest clock of a file system (FAT)
LENGTH = 7
Line = Sequence[Any]


class Footprints:
    """The footprints of a workspace: looked up, added to during a run, tidied at its end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = LineFile(path)
        self._noted: dict[str, Line] = {}
        self._old: dict[str, Line] | None = None
        self._fresh: list[Line] = []
        self._count = self._lines.count()

    def find(self, place: str, status: os.stat_result) -> str | None:
        """Return the content that lies at a place, if nothing has changed there since it was noted."""
        line = self._noted.get(place) or self._look_up(place)
        if line is None or tuple(line[1:5]) != _measure(status) or not _is_whole(line):
            return None
        if line[6] - max(line[2], line[3]) < GRAIN:
            return None
        return str(line[5])

    def note(self, place: str, status: os.stat_result, sha256: str) -> None:
        """Keep what lies at a place; `status` must have been taken before the content was read."""
        line = (place, *_measure(status), sha256, time.time_ns())
        self._noted[place] = line
        self._fresh.append(line)

    def find_remote(self, file: RemoteFile) -> str | None:
        """Return the content of a file on the network, if its listing tells that nothing has changed."""
        line = self._noted.get(file.place) or self._look_up(file.place)
        if line is None or not file.mark or (line[1], line[2]) != (file.size, file.mark) or not _is_whole(line):
            return None
        if file.mark.startswith("time") and line[6] - _changed(file) < GRAIN:
            return None
        return str(line[5])

    def note_remote(self, file: RemoteFile, sha256: str) -> None:
        """Keep what a file on the network held whose listing was taken before it was fetched."""
        line = (file.place, file.size, file.mark, _changed(file), 0, sha256, time.time_ns())
        self._noted[file.place] = line
        self._fresh.append(line)

    def flush(self) -> None:
        """Append what was noted since the last time; a line cut short by a crash only means hashing that file again."""
        if self._fresh:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="ascii") as handle:
                handle.writelines(json.dumps(line) + "\n" for line in self._fresh)
            self._count += len(self._fresh)
            self._fresh.clear()

    def tidy(self, roots: Iterable[str], seen: set[str]) -> None:
        """Forget places under the roots that are not there any more, and keep one line a place."""
        self.flush()
        heads = tuple(os.path.join(root, "") for root in roots)  # noqa: PTH118 - places are strings
        if self._old is None and not self._knows_any(heads):
            return  # runs over single files do not read and write what is known of a hundred thousand others
        lines = {**self._read(), **self._noted}
        gone = {place for place in lines.keys() - seen if place.startswith(heads)}
        if gone or self._count > len(lines):
            kept = "".join(json.dumps(line) + "\n" for place, line in lines.items() if place not in gone)
            write_atomically(self._path, kept.encode("ascii"))
            self._count = len(lines) - len(gone)

    def _knows_any(self, heads: tuple[str, ...]) -> bool:
        noted = any(place.startswith(heads) for place in self._noted)
        return noted or any(self._lines.count(_begin(head)) for head in heads)

    def _look_up(self, place: str) -> Line | None:
        if self._old is not None or self._lines.is_worn:
            return self._read().get(place)
        found = (line for line in self._lines.find(_begin(place)) if _is_line(line) and line[0] == place)
        return next(found, None)

    def _read(self) -> dict[str, Line]:
        """Read all lines, once."""
        if self._old is None:
            self._old = {line[0]: line for line in self._lines.read() if _is_line(line)}
        return self._old


def _measure(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _changed(file: RemoteFile) -> int:
    return int((file.changed or 0) * 1e9)


def _begin(place: str) -> str:
    """Return how the lines of a place and of all below it begin."""
    return json.dumps([place])[:-2]


def _is_line(row: Any) -> bool:
    return isinstance(row, list) and len(row) == LENGTH and isinstance(row[0], str)


def _is_whole(line: Line) -> bool:
    """Tell whether a line that fits a file is what we wrote; the others are not looked at, as they are many."""
    return isinstance(line[5], str) and isinstance(line[6], int)
