"""The command `due`: what falls due, body by body."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from pipeline.cli.dates import parse_full_day, today_or
from pipeline.cli.opening import open_answers
from pipeline.cli.options import form_options, workspace_option
from pipeline.cli.printing import is_terminal, print_csv, print_json, print_table, say, shorten
from pipeline.cli.tables import Column, whole
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.store.ask.answers import DueGroup, DueTask

HEAD = (whole("due"), whole("document"), whole("item"), Column("task"), Column("deadline", needs=90))
NOBODY = "(nobody is named)"
TEXT_SHOWN = 200


@click.command()
@click.option(
    "--within", type=click.IntRange(0, 36_500), default=30, show_default=True, metavar="DAYS", help="In so many days."
)
@click.option("--agency", metavar="NAME", help="Only what this agency leads, by any of its names.")
@click.option("--overdue", is_flag=True, help="Also what was due before today.")
@click.option("--today", metavar="DATE", callback=parse_full_day, help="The day that counts as today.")
@form_options
@workspace_option
def due(within: int, agency: str | None, overdue: bool, today: date | None, form: str, workspace: Workspace) -> None:
    """List what falls due, agency by agency, the soonest first; recurring tasks with the next day on which they fall.

    A task that several lead stands with each of them, one that names nobody at the end.

    \b
    Example:
      vanban due
      vanban due --within 7 --agency "Sở Y tế"
      vanban due --overdue --format csv > due.csv
    """
    from pipeline.store.ask.answers import DueRow
    from pipeline.store.ask.due import find_due, make_due_rows

    day = today_or(today)
    with open_answers(workspace) as database:
        groups = list(find_due(database, within=within, today=day, agency=agency, with_overdue=overdue))
    if form == "json":
        print_json(groups)
    elif form == "csv":
        print_csv(make_due_rows(groups), DueRow)
    else:
        _print_groups(groups, day)


def _print_groups(groups: list[DueGroup], day: date) -> None:
    if is_terminal():
        for group in groups:
            click.echo(f"{group.name or NOBODY} ({len(group.tasks)})")
            print_table(HEAD, [_cells(one, day) for one in group.tasks])
            click.echo()
    elif groups:
        rows = [(group.name or "", *_cells(one, day)) for group in groups for one in group.tasks]
        print_table(("agency", *HEAD), rows)
    count = len({one.task.id for group in groups for one in group.tasks})
    bodies = sum(group.name is not None for group in groups)
    say(f"{count} tasks of {bodies} agencies, as of {day}." if groups else "Nothing falls due.")


def _cells(one: DueTask, day: date) -> tuple[str, ...]:
    from pipeline.store.ask.names import name_document

    task = one.task
    text = shorten(task.text, TEXT_SHOWN) if is_terminal() else task.text
    late = " overdue" if one.due < day.isoformat() else ""
    return (f"{one.due}{late}", name_document(task), task.path, text, task.deadline or "")
