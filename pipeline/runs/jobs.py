"""A file to read and what became of it, as they pass between a run and its workers."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import FileKind, Status
from pipeline.runs.inbox.files import Found
from pipeline.runs.quarantine import Failure
from pipeline.runs.workspace.layout import Workspace

Place = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A file that must be read: its place in the report, its content, where to unpack it, its size.

    `parse` is where its text and places may be kept from an earlier reading.
    `converted` is what LibreOffice made of it, where it did so beforehand. In the `workspace` that is named the
    reader itself keeps original, parse and record of a content that it holds no record of yet.
    """

    place: Place
    found: Found
    sha256: str
    folder: Path
    size: int
    parse: Path | None = None
    converted: Path | None = None
    workspace: Workspace | None = None

    @property
    def copy(self) -> Path:
        """Where a file of the network is copied to."""
        suffix = self.found.remote.suffix if self.found.remote else ""
        return self.folder.with_name(f"{self.folder.name}-copy{suffix}")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job: a record, members, or a failure; and how long it took.

    `json` is the record and `parse` the parse to keep; both are empty where the reader kept them itself (`is_kept`).
    `rows` is what a load will write of the record (`pipeline.runs.workspace.loading.dump_rows`). Of a file that was
    away, `fetched` is what came: it is read in the next round.
    """

    job: Job
    failure: Failure | None = None
    json: bytes = b""
    parse: bytes = b""
    status: Status | None = None
    doubt: str | None = None
    kind: FileKind | None = None
    members: tuple[Found, ...] | None = None
    fetched: Found | None = None
    seconds: float = 0.0
    rows: bytes = b""
    is_kept: bool = False


Executor = Callable[[Sequence[Job], int | None], Generator[Result, None, None]]
"""Reads files somewhere, with so many workers, and yields the results in any order."""
