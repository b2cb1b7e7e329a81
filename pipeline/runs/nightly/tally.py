"""Counts what the records of a run bring, as they pass on their way into the database."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path

from pipeline.errors import RecordError
from pipeline.model.record_json import parse_record, read_record
from pipeline.runs.nightly.changes import Change, compare_records
from pipeline.runs.nightly.report import Gains, IssueCount
from pipeline.runs.workspace.loading import Load


class Tally:
    """Takes records and gives sums."""

    def __init__(self) -> None:
        self.contents: list[str] = []
        self.changes: list[Change] = []
        self._issues: Counter[tuple[str, str, str]] = Counter()
        self._tasks = self._citations = self._edges = 0

    def add(self, load: Load) -> None:
        """Count what some records brought."""
        for one in load.records:
            self.contents.append(one.sha256)
            self._tasks += one.tasks
            self._citations += one.citations
            self._edges += one.edges
            self._issues.update(one.issues)

    def compare(self, old: Path, new: bytes) -> None:
        """Note what a newer reading of a file tells otherwise; an older record that is damaged tells nothing."""
        with suppress(RecordError):
            self.changes += compare_records(read_record(old), parse_record(new))

    def gains(self, documents: int, stubs_resolved: int) -> Gains:
        """Return the sums, with what only the database can tell."""
        return Gains(
            len(self.contents), documents, self._tasks, self._citations, self._edges, stubs_resolved, self._others()
        )

    def _others(self) -> int:
        return sum(count for (_, code, _), count in self._issues.items() if code == "no_document")

    def issues(self) -> tuple[IssueCount, ...]:
        """Return the issues by kind, the most frequent first."""
        found = sorted(self._issues.items(), key=lambda item: (-item[1], item[0]))
        return tuple(IssueCount(*kind, count) for kind, count in found)
