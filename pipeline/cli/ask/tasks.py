"""The command `tasks`: who leads what, by when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from pipeline.cli.ask.owners import print_owned
from pipeline.cli.dates import parse_full_day, parse_last_day
from pipeline.cli.opening import open_answers
from pipeline.cli.options import workspace_option
from pipeline.cli.printing import is_terminal, print_table, say, shorten
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.store.ask.answers import TaskRow

ROLES = ("lead", "coordinate", "direct", "report_to")
HEAD = ("document", "item", "task", "lead", "coordinate", "deadline", "last day", "page")
TEXT_SHOWN = 200  # characters of a task in a drawn table; a pipe, CSV and JSON get it whole
NAMES_SHOWN = 90


@click.command()
@click.option("--agency", metavar="NAME", help="Only tasks of this agency, by any of its names.")
@click.option("--role", type=click.Choice(ROLES), help="The part that the agency has in them.")
@click.option(
    "--due-before", metavar="DATE", callback=parse_last_day, help="Only what is due on or before this day: 2026-06-30."
)
@click.option("--document", metavar="CODE", help="Only tasks of this document.")
@click.option(
    "--as-of",
    metavar="DATE",
    callback=parse_full_day,
    help="Follow agencies through mergers to who they are on this day.",
)
@click.option(
    "--format", "form", type=click.Choice(("table", "csv", "json")), default="table", show_default=True, help="How."
)
@workspace_option
def tasks(
    agency: str | None,
    role: str | None,
    due_before: str | None,
    document: str | None,
    as_of: date | None,
    form: str,
    workspace: Workspace,
) -> None:
    """List tasks with their agencies and deadlines, those of the newest documents first.

    Without options: all tasks. An agency's name without a territory means it in every territory. With --as-of each
    agency is followed through mergers by the dated register, every step with its legal basis; where duties were split
    or nothing is on record, a person must say (marked !).

    \b
    Example:
      vanban tasks --agency "Sở Y tế" --role lead --due-before 2026-06-30
      vanban tasks --document 861/KH-UBND --format csv > tasks.csv
      vanban tasks --document 861/KH-UBND --as-of 2026-01-01
    """
    from pipeline.store.ask.tasks import find_tasks
    from pipeline.store.ask_graph.owners import find_owners

    with open_answers(workspace) as database:
        rows = find_tasks(database, agency=agency, role=role, due_before=due_before, document=document)
        owned = find_owners(database, rows, as_of) if as_of else None
    if owned is not None:
        print_owned(owned, form)
        return
    if form != "table":
        _print_data(rows, form)
        return
    if rows:
        print_table(HEAD, [_cells(row) for row in rows])
    documents = len({row.document for row in rows})
    say(f"{len(rows)} tasks in {documents} documents." if rows else "No task answers to that.")


def _print_data(rows: list[TaskRow], form: str) -> None:
    from pipeline.export.tables import make_csv, make_json
    from pipeline.store.ask.answers import TaskRow

    click.echo(make_csv(rows, TaskRow) if form == "csv" else make_json(rows), nl=False)


def _cells(row: TaskRow) -> tuple[str, ...]:
    text, lead, others = row.text, "; ".join(row.lead), "; ".join(row.coordinate)
    if is_terminal():
        text, lead, others = shorten(text, TEXT_SHOWN), shorten(lead, NAMES_SHOWN), shorten(others, NAMES_SHOWN)
    due = row.last_day or row.recurs or ""
    page = str(row.page) if row.page else ""
    return (row.code or row.document, row.path, text, lead, others, row.deadline or "", due, page)
