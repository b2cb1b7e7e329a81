"""The command `tasks`: who leads what, by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli.dates import parse_first_day, parse_full_day, parse_last_day, shown_day
from pipeline.cli.opening import open_answers
from pipeline.cli.options import LEVELS, form_options, workspace_option
from pipeline.cli.printing import is_terminal, print_csv, print_table, say, shorten
from pipeline.cli.tables import Column, whole
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.store.ask.answers import TaskRow
    from pipeline.store.ask.task_question import TaskQuestion

F = TypeVar("F", bound=Callable[..., Any])
ROLES = ("lead", "coordinate", "direct", "report_to")
STATUSES = ("open", "overdue", "undated", "recurring")
SORTS = ("newest", "oldest", "due")
HEAD = (
    *(whole("document"), whole("item"), Column("task"), Column("lead"), Column("coordinate", needs=110)),
    *(Column("deadline", needs=95), whole("last day"), whole("page", needs=70)),
)
TEXT_SHOWN = 200  # characters of a task in a drawn table; a pipe, CSV and JSON get it whole
NAMES_SHOWN = 90
TODAY = "today"


def _parse_overdue(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    return date.today() if value == TODAY else parse_full_day(ctx, param, value)


def _parse_status(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value == "done":
        raise click.BadParameter(
            "the database does not know what is done; open tasks may be, overdue ones are late or done."
        )
    return None if value is None else str(click.Choice(STATUSES).convert(value, param, ctx))


OPTIONS = (
    click.option("--agency", metavar="NAME", help="Only tasks of this agency, by any of its names."),
    click.option("--role", type=click.Choice(ROLES), help="The part that the agency has in them."),
    click.option("--no-lead", is_flag=True, help="Only tasks that name nobody who leads."),
    click.option("--document", metavar="DOCUMENT", help="Only tasks of this document, named as for `vanban show`."),
    click.option("--type", metavar="TYPE", help="Only tasks of documents of this type: KH, quyết định."),
    click.option("--issuer", metavar="NAME", help="Only tasks that this agency set, by any of its names."),
    click.option("--level", type=click.Choice(LEVELS), help="Only tasks that bodies of this level set."),
    click.option("--due-before", metavar="DATE", callback=parse_last_day, help="Due on or before it: 2026-06-30."),
    click.option("--due-after", metavar="DATE", callback=parse_first_day, help="Due on or after it."),
    click.option(
        "--due-within", type=click.IntRange(0, 36_500), metavar="DAYS",
        help="Due today or in so many days; recurring ones by their next day.",
    ),
    click.option(
        "--overdue", metavar="[DATE]", is_flag=False, flag_value=TODAY, callback=_parse_overdue,
        help="Only tasks whose last day had passed on this day, today where none is given.",
    ),
    click.option("--no-deadline", is_flag=True, help="Only tasks that say nothing of a time."),
    click.option(
        "--status", metavar=f"[{'|'.join(STATUSES)}]", callback=_parse_status,
        help="open: the last day has not passed, or none is known; overdue: it has passed; undated: none is known, and "
        "it does not recur; recurring.",
    ),
    click.option("--today", metavar="DATE", callback=parse_full_day, help="The day that counts as today."),
    click.option(
        "--sort", type=click.Choice(SORTS), default="newest", show_default=True,
        help="By the documents' dates, or by the tasks' last days.",
    ),
    click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.  [default: all]"),
)  # fmt: skip
"""Which tasks: the names are those of `TaskQuestion`."""


def task_options(command: F) -> F:
    """Add the options that say which tasks."""
    return reduce(lambda done, option: option(done), reversed(OPTIONS), command)


@click.command()
@task_options
@click.option(
    "--as-of",
    metavar="DATE",
    callback=parse_full_day,
    help="Follow agencies through mergers to who they are on this day.",
)
@form_options
@workspace_option
def tasks(as_of: date | None, form: str, workspace: Workspace, **asked: Any) -> None:
    """List tasks with their agencies and deadlines, those of the newest documents first.

    Without options: all tasks. An agency's name without a territory means it in every territory. With --as-of each
    agency is followed through mergers by the dated register, every step with its legal basis; where duties were split
    or nothing is on record, a person must say (marked !).

    \b
    Example:
      vanban tasks --agency "Sở Y tế" --role lead --due-before 2026-06-30
      vanban tasks --type KH --level province --no-lead
      vanban tasks --overdue --sort due --limit 20
      vanban tasks --document 861/KH-UBND --format csv > tasks.csv
      vanban tasks --document 861/KH-UBND --as-of 2026-01-01
    """
    from pipeline.store.ask.tasks import ask_tasks

    question = _make_question(asked)
    with open_answers(workspace) as database:
        rows = ask_tasks(database, question)
        if as_of:
            from pipeline.cli.ask.owners import print_owned
            from pipeline.store.ask_graph.owners import find_owners

            print_owned(find_owners(database, list(rows), as_of), form)
        elif form == "table":
            _print_rows(rows, question.limit)
        else:
            _print_data(rows, form)


def _make_question(asked: dict[str, Any]) -> TaskQuestion:
    """Return the question that the options ask; wrong use where two of them contradict each other."""
    from pipeline.store.ask.task_question import Sort, TaskQuestion

    on = asked.pop("overdue")
    if on and asked["status"]:
        raise click.UsageError("--overdue and --status: give one of them.")
    if asked["no_lead"] and asked["role"] == "lead":
        raise click.UsageError("--no-lead and --role lead: no task is both. Give one of them.")
    if on:
        asked |= {"status": "overdue", "today": on}
    return TaskQuestion(**asked | {"sort": Sort(asked["sort"]), "limit": asked["limit"] or 0})


def _print_data(rows: Iterable[TaskRow], form: str) -> None:
    from pipeline.export.tables import stream_json
    from pipeline.store.ask.answers import TaskRow

    if form == "csv":
        print_csv(rows, TaskRow)
        return
    for piece in stream_json(rows):
        click.echo(piece, nl=False)


def _print_rows(rows: Iterator[TaskRow], limit: int) -> None:
    documents: list[str] = []

    def noted() -> Iterator[tuple[str, ...]]:
        for row in rows:
            documents.append(row.document)
            yield _cells(row)

    lines = noted()
    first = next(lines, None)
    if first is None:
        say("No task answers to that.")
        return
    print_table(HEAD, (line for some in ((first,), lines) for line in some))
    more = f" These are the first {limit}; --limit takes more." if len(documents) == limit else ""
    say(f"{len(documents)} tasks in {len(set(documents))} documents.{more}")


def _cells(row: TaskRow) -> tuple[str, ...]:
    from pipeline.store.ask.names import name_document

    text, lead, others = row.text, "; ".join(row.lead), "; ".join(row.coordinate)
    due = row.last_day or row.recurs or ""
    if is_terminal():
        text, lead, others = shorten(text, TEXT_SHOWN), shorten(lead, NAMES_SHOWN), shorten(others, NAMES_SHOWN)
        due = shown_day(row.last_day, row.recurs)
    page = str(row.page) if row.page else ""
    return (name_document(row), row.path, text, lead, others, row.deadline or "", due, page)
