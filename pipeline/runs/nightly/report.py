"""What a run did, in numbers and in rows that need a look."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.runs.nightly.changes import Change
from pipeline.runs.quarantine import Entry
from pipeline.runs.report import FileRow


@dataclass(frozen=True, slots=True)
class Counts:
    """How many files had which fate; `seen` is the sum of all but `gone` and `pruned`, which are not there to see."""

    seen: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    unpacked: int = 0  # archives and mails; each member counts by itself
    failed: int = 0  # tried in this run and put into quarantine
    held: int = 0  # in quarantine since an earlier run and not tried in this one
    dropped: int = 0  # taken out of the quarantine by a person for good
    writing: int = 0  # still being written, left to the next run
    unreached: int = 0  # on the network and not fetched, left to the next run
    forgotten: int = 0  # taken out by a person with `vanban forget`
    gone: int = 0  # left the inbox, in this run or before, and still answer
    pruned: int = 0  # left the inbox, and were taken out of the answers in this run
    stale: int = 0  # read by an older version of the program; `vanban run --stale` reads them anew


@dataclass(frozen=True, slots=True)
class Gains:
    """What came into the database."""

    records: int = 0
    documents: int = 0
    tasks: int = 0
    citations: int = 0
    edges: int = 0
    stubs_resolved: int = 0
    others: int = 0  # of the records: files that are no administrative documents, kept without facts


@dataclass(frozen=True, slots=True)
class Slow:
    """How long the reading of a file took."""

    path: str
    seconds: float


@dataclass(frozen=True, slots=True)
class IssueCount:
    """How often an issue was noted in the records that came in."""

    stage: str
    code: str
    severity: str
    count: int


@dataclass(frozen=True, slots=True)
class RunReport:
    """A whole run.

    `stopped` says in a sentence why it could not come to its end, or which inbox it could not reach.
    """

    started: str
    finished: str
    seconds: float
    version: str
    counts: Counts
    gains: Gains
    issues: tuple[IssueCount, ...] = ()
    changes: tuple[Change, ...] = ()  # by kind, over all files that an older version had read
    changed_files: tuple[Change, ...] = ()
    slowest: tuple[Slow, ...] = ()
    rows: tuple[FileRow, ...] = ()  # files that failed, are partial, are still being written, or left the inbox
    quarantine: tuple[Entry, ...] = ()
    stopped: str | None = None

    @property
    def others(self) -> tuple[FileRow, ...]:
        """Return the files that are kept without facts, being no administrative documents."""
        return tuple(row for row in self.rows if row.is_other)

    @property
    def exit_code(self) -> int:
        """Return the exit status of the run: 4 stopped early or an inbox not reached, 1 files failed in it, 0 fine."""
        if self.stopped:
            return 4
        return 1 if self.counts.failed or self.counts.unreached else 0
