"""A run's report as one HTML page that needs nothing else: no script, no picture, no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from pipeline.runs.nightly.report import Counts, Gains, RunReport
from pipeline.text.html_page import fill_page

_Rows = Iterable[Sequence[object]]
_Table = tuple[str, Sequence[str], list[Sequence[object]]]  # title, heads of the columns, rows


def make_page(report: RunReport) -> str:
    """Return the whole page."""
    return fill_page("pipeline.runs.nightly", "page.html", report=report, tables=list(_tables(report)))


def _tables(report: RunReport) -> Iterator[_Table]:
    yield _table("Files", ("fate", "files"), _numbers(report.counts, Counts))
    yield _table("Came into the database", ("what", "number"), _numbers(report.gains, Gains))
    yield _table(
        "Files that need a look",
        ("file", "outcome", "why", "what to do"),
        ((r.path, r.outcome.value, r.problem or "", r.remedy or "") for r in report.rows if not r.is_other),
    )
    others = ((row.path, row.kind or "", row.problem or "") for row in report.others)
    yield _table("No documents, kept without facts", ("file", "kind", "why"), others)
    yield _table(
        "Quarantine",
        ("file", "code", "why", "what to do", "attempts", "last"),
        ((item.path, item.code, item.problem, item.remedy, item.attempts, item.when) for item in report.quarantine),
    )
    yield _table(
        "Issues in the records that came in",
        ("stage", "code", "severity", "number"),
        ((item.stage, item.code, item.severity, item.count) for item in report.issues),
    )
    yield _table(
        "What this version reads otherwise than the last one",
        ("file", "facts", "gained", "lost", "changed"),
        (
            (item.path or "all files", item.kind, item.gained, item.lost, item.changed)
            for item in (*report.changes, *report.changed_files)
        ),
    )
    yield _table("Slowest files", ("file", "seconds"), ((item.path, f"{item.seconds:.2f}") for item in report.slowest))


def _numbers(values: Counts | Gains, kind: type[Counts | Gains]) -> _Rows:
    return [(field.name.replace("_", " "), getattr(values, field.name)) for field in fields(kind)]


def _table(title: str, head: Sequence[str], rows: _Rows) -> _Table:
    return title, head, list(rows)
