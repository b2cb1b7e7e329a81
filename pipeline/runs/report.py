"""What a run over an inbox did, file by file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model import FileKind, Status


class Outcome(StrEnum):
    """What became of one file of the inbox."""

    NEW = "new"
    UPDATED = "updated"  # a new version of a known file, or known content read again by a newer program
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"  # known content under another name
    UNPACKED = "unpacked"  # an archive or a mail; each of its members has a row of its own
    QUARANTINED = "quarantined"
    WRITING = "writing"  # somebody is still writing it; left to the next run
    UNREACHED = "unreached"  # on the network, and could not be fetched; left to the next run
    FORGOTTEN = "forgotten"  # a person took it out with `vanban forget`
    GONE = "gone"  # it left the inbox; what it said still answers
    PRUNED = "pruned"  # it left the inbox, and was taken out of the answers


@dataclass(frozen=True, slots=True)
class FileRow:
    """One line of the report.

    `code`, `problem` and `remedy` tell why a file is in quarantine; of a record that is only partial, `problem` is
    its first error, of a complete one what the reader warned of. `same_as` names the file that a duplicate repeats,
    `container` the archive or mail that a member came in. `kind` is what a file that was read is; of what is no
    administrative document `problem` says why.
    """

    path: str
    outcome: Outcome
    sha256: str | None = None
    status: Status | None = None
    code: str | None = None
    problem: str | None = None
    remedy: str | None = None
    same_as: str | None = None
    container: str | None = None
    kind: FileKind | None = None

    @property
    def is_other(self) -> bool:
        """Whether it was read, and is no administrative document."""
        return self.kind not in (None, FileKind.DOCUMENT)


@dataclass(frozen=True, slots=True)
class BatchReport:
    """The rows in the order of the inbox, how long it took, how many records went into the database."""

    rows: tuple[FileRow, ...]
    seconds: float
    loaded: int

    def count(self, outcome: Outcome) -> int:
        """Return how many files had this outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def members(self) -> tuple[FileRow, ...]:
        """The files that came in an archive or a mail."""
        return tuple(row for row in self.rows if row.container)

    @property
    def partial(self) -> tuple[FileRow, ...]:
        """The files whose record has an error."""
        return tuple(row for row in self.rows if row.status is Status.PARTIAL)

    @property
    def others(self) -> tuple[FileRow, ...]:
        """The files that are kept without facts, being no administrative documents."""
        return tuple(row for row in self.rows if row.is_other)

    @property
    def unreached(self) -> tuple[FileRow, ...]:
        """The files, and the inboxes, on the network that could not be reached."""
        return tuple(row for row in self.rows if row.outcome is Outcome.UNREACHED)

    @property
    def quarantined(self) -> tuple[FileRow, ...]:
        """The files that became no record."""
        return tuple(row for row in self.rows if row.outcome is Outcome.QUARANTINED)
