"""What a database tells of itself: runs, loads, known files, and how a file is named in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

FILE_ID = 16  # hex digits of the SHA-256 that name a file
TASK_BITS = 19  # of the number that names a passage: its lowest bits are the task, 0 for the document itself


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run wants to be remembered by; times are ISO 8601 with zone."""

    started: str | None = None
    finished: str | None = None
    code_version: str | None = None
    quarantined: int = 0


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did: records by fate."""

    added: int
    replaced: int
    unchanged: int
    removed: int


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file in the database: its name, its status, and the document it is a copy of."""

    sha256: str
    name: str
    status: str
    document: str


@dataclass(frozen=True, slots=True)
class Version:
    """The `number`-th content at a place, from when to when (ISO 8601), why it ended, since when its file is missed."""

    place: str
    number: int
    sha256: str
    name: str
    since: str
    until: str | None = None
    why: str | None = None
    gone: str | None = None

    @property
    def values(self) -> tuple[int | str | None, ...]:
        """All but the place, in the order of the table."""
        return self.number, self.sha256, self.name, self.since, self.until, self.why, self.gone


StampOf = Callable[[str], str | None]
"""Gives the stamp of the program that read a content (`pipeline.runs.workspace.versions`), where it is known."""
