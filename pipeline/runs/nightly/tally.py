"""Counts what the records of a run bring, as they pass on their way into the database."""

from __future__ import annotations

from collections import Counter

from pipeline.model import Record
from pipeline.runs.loading import Loaded
from pipeline.runs.nightly.changes import Change, compare_records
from pipeline.runs.nightly.report import Gains, IssueCount


class Tally:
    """Takes records and gives sums."""

    def __init__(self) -> None:
        self.contents: list[str] = []
        self.changes: list[Change] = []
        self._issues: Counter[tuple[str, str, str]] = Counter()
        self._tasks = self._citations = self._edges = 0

    def add(self, loaded: Loaded) -> None:
        """Count what one record brought."""
        self.contents.append(loaded.sha256)
        self._tasks += loaded.tasks
        self._citations += loaded.citations
        self._edges += loaded.edges
        self._issues.update(loaded.issues)

    def compare(self, old: Record, new: Record) -> None:
        """Note what a newer reading of a file tells otherwise."""
        self.changes += compare_records(old, new)

    def gains(self, documents: int, stubs_resolved: int) -> Gains:
        """Return the sums, with what only the database can tell."""
        return Gains(len(self.contents), documents, self._tasks, self._citations, self._edges, stubs_resolved)

    def issues(self) -> tuple[IssueCount, ...]:
        """Return the issues by kind, the most frequent first."""
        found = sorted(self._issues.items(), key=lambda item: (-item[1], item[0]))
        return tuple(IssueCount(*kind, count) for kind, count in found)
