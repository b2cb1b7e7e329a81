"""A run's report as people read it: tables on stdout, a summary on stderr, a page where one is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.printing import print_json, print_table, say
from pipeline.runs.workspace.layout import write_atomically

if TYPE_CHECKING:
    from pipeline.runs.nightly import RunReport
MOST_CHANGED = 20  # the JSON and the page have all


def tell_report(report: RunReport, html: Path | None, as_json: bool) -> None:
    """Give a run's report: as JSON or text on stdout, and as a page where one is wanted."""
    if html:
        from pipeline.runs.nightly.page import make_page

        write_atomically(html, make_page(report).encode("utf-8", "replace"))
    if as_json:
        print_json(report)
    else:
        _print_tables(report)
        say(summarize(report))
    if report.stopped:
        say(f"Stopped: {report.stopped}")


def summarize(report: RunReport) -> str:
    """Return a run in a sentence."""
    gains = report.gains
    return (
        f"{gains.records} records loaded in {report.seconds:.1f} s: {gains.documents} new documents, "
        f"{gains.tasks} tasks, {gains.citations} citations, {gains.edges} edges; "
        f"{gains.stubs_resolved} cited documents arrived; {gains.others} files are no documents."
    )


def _print_tables(report: RunReport) -> None:
    counts = [(field.name, getattr(report.counts, field.name)) for field in fields(report.counts)]
    print_table([name for name, _ in counts], [[str(value) for _, value in counts]])
    files = [(row.path, row.outcome.value, row.problem or "") for row in report.rows if not row.is_other]
    _print_part("Files", ("file", "outcome", "why"), files)
    others = [(row.path, str(row.kind), row.problem or "") for row in report.others]
    _print_part("No documents, kept without facts", ("file", "kind", "why"), others)
    quarantine = [(item.key[:16], item.file, item.problem, str(item.attempts)) for item in report.quarantine]
    _print_part("Quarantine (vanban quarantine list)", ("key", "file", "why", "attempts"), quarantine)
    issues = [(item.stage, item.code, item.severity, str(item.count)) for item in report.issues]
    _print_part("Issues in the records that came in", ("stage", "code", "severity", "number"), issues)
    changes = [
        (item.path or "all files", item.kind, str(item.gained), str(item.lost), str(item.changed))
        for item in (*report.changes, *report.changed_files[:MOST_CHANGED])
    ]
    head = ("file", "facts", "gained", "lost", "changed")
    _print_part("What this version reads otherwise than the last one", head, changes)
    slow = [(item.path, f"{item.seconds:.2f}") for item in report.slowest]
    _print_part("Slowest files", ("file", "seconds"), slow)


def _print_part(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        click.echo(f"\n{title}")
        print_table(head, rows)
