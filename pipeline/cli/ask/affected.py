"""The command `affected`: what hangs on an act that is replaced or repealed, down to open tasks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from pipeline.cli.dates import parse_full_day, shown_day, today_or
from pipeline.cli.opening import open_answers
from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import is_terminal, print_json, print_table, say, shorten
from pipeline.cli.tables import Column, whole
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.store.ask.answers import TaskRow
    from pipeline.store.ask_graph.answers import Affected

ACTS = (*(whole("steps"), whole("tie"), whole("document"), whole("issued"), Column("issuer"), whole("open tasks")),)
TASKS = (
    *(whole("document"), whole("item"), Column("task"), Column("lead"), Column("deadline", needs=95)),
    whole("last day"),
)
ENDED = (
    *(whole("document"), whole("issued"), whole("ended by"), whole("how"), whole("on")),
    *(whole("acts that rest on it"), Column("printed", needs=95)),
)
TEXT_SHOWN = 160


@click.command()
@click.argument("code", metavar="DOCUMENT", required=False)
@click.option("--depth", type=click.IntRange(1, 12), default=6, show_default=True, metavar="N", help="How many steps.")
@click.option("--today", metavar="DATE", callback=parse_full_day, help="The day on which a task must be open.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Lines without a DOCUMENT.")
@workspace_option
@json_option
def affected(code: str | None, depth: int, today: date | None, limit: int, workspace: Workspace, as_json: bool) -> None:
    """Show what hangs on an act: who ends the whole of it, which acts rest on it, which of their tasks are open.

    Printed words tell why an act counts as ended. One that was changed in part does not, nor one of a higher body.
    Without a DOCUMENT: the acts that others replace or repeal and on which something still rests.

    \b
    Example:
      vanban affected
      vanban affected 861/KH-UBND --today 2026-01-01
    """
    from pipeline.store.ask_graph.affected import affected

    if code is None:
        _print_ended(workspace, limit, as_json)
        return
    with open_answers(workspace) as database:
        found = affected(database, code, depth=depth, on=today_or(today))
    if as_json:
        print_json(found)
    else:
        _print_affected(found)


def _print_affected(found: Affected) -> None:
    from pipeline.store.ask.names import name_document

    for end in found.ended_by:
        who = end.document
        click.echo(f"{name_document(who)} {end.relation} it · {who.issued or 'no date'} · {who.issuer or ''}")
        click.echo(f"  “{end.words}” ({end.file})")
    if not found.ended_by:
        say("No document here replaces or repeals the whole of it.")
    rows = [
        (
            str(row.steps),
            ", ".join(row.relations),
            name_document(row.document),
            row.document.issued or "",
            row.document.issuer or "",
            str(row.open_tasks),
        )
        for row in found.resting
    ]
    if not rows:
        say("Nothing here rests on it.")
        return
    print_table(ACTS, rows)
    if found.tasks:
        click.echo(f"\nOpen on {found.on}")
        print_table(TASKS, [_task_cells(task) for task in found.tasks])
    say(f"{len(found.resting)} acts rest on it, with {len(found.tasks)} tasks open on {found.on}.")


def _task_cells(task: TaskRow) -> tuple[str, ...]:
    from pipeline.store.ask.names import name_document

    text = shorten(task.text, TEXT_SHOWN) if is_terminal() else task.text
    due = shown_day(task.last_day, task.recurs)
    return (name_document(task), task.path, text, "; ".join(task.lead), task.deadline or "", due)


def _print_ended(workspace: Workspace, limit: int, as_json: bool) -> None:
    from pipeline.store.ask.names import name_document
    from pipeline.store.ask_graph.affected import ended_acts

    with open_answers(workspace) as database:
        rows = ended_acts(database, limit=limit)
    if as_json:
        print_json(rows)
        return
    lines = [
        (
            name_document(row.document),
            row.document.issued or "",
            name_document(row.ended_by.document),
            row.ended_by.relation,
            row.ended_by.document.issued or "",
            str(row.resting),
            shorten(row.ended_by.words, TEXT_SHOWN) if is_terminal() else row.ended_by.words,
        )
        for row in rows
    ]
    if lines:
        print_table(ENDED, lines)
    else:
        say("No act that another one replaces or repeals has anything resting on it.")
