"""A run's report as one HTML page that needs nothing else: no script, no picture, no other file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from html import escape
from importlib import resources
from string import Template

from pipeline.runs.nightly.report import Counts, Gains, RunReport

_Rows = Iterable[Sequence[object]]


def make_page(report: RunReport) -> str:
    """Return the whole page."""
    template = Template((resources.files("pipeline.runs.nightly") / "page.html").read_text("utf-8"))
    verdict = report.stopped or ("Some files failed." if report.exit_code else "All is well.")
    return template.substitute(
        title=f"vanban run, {escape(report.started)}",
        verdict=escape(verdict),
        kind="bad" if report.exit_code else "good",
        facts=escape(f"{report.started} to {report.finished}, {report.seconds:.1f} s, version {report.version}"),
        tables="".join(_tables(report)),
    )


def _tables(report: RunReport) -> Iterable[str]:
    yield _table("Files", ("fate", "files"), _numbers(report.counts, Counts))
    yield _table("Came into the database", ("what", "number"), _numbers(report.gains, Gains))
    yield _table(
        "Files that need a look",
        ("file", "outcome", "why", "what to do"),
        ((row.path, row.outcome.value, row.problem or "", row.remedy or "") for row in report.rows),
    )
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


def _table(title: str, head: Sequence[str], rows: _Rows) -> str:
    body = "".join(f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>\n" for row in rows)
    if not body:
        return f"<h2>{escape(title)}</h2>\n<p>None.</p>\n"
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    return f"<h2>{escape(title)}</h2>\n<table>\n<tr>{top}</tr>\n{body}</table>\n"
