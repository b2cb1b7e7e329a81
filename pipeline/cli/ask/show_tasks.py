"""How `show` prints the tasks of a card: each once and whole, with what was read in it, or a line for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pipeline.cli.dates import shown_day
from pipeline.cli.printing import is_terminal, open_console, print_table, shorten
from pipeline.cli.tables import Column, whole

if TYPE_CHECKING:
    from pipeline.store.ask.answers import CardTask, Place, TaskRow

FACTS = (whole("item"), whole("what"), Column("reading"), whole("page"), Column("printed"))
LINES = (whole("item"), Column("task"), Column("lead"), whole("due"), whole("page"))
BRIEF_SHOWN = 90  # characters of a task's text in the short form
ROLES = ("lead", "coordinate", "direct", "report_to")
Fact = tuple[str, str, "Place"]  # what, its reading, where it stands


def print_tasks(tasks: tuple[CardTask, ...], *, brief: bool) -> None:
    """Print tasks: as blocks at a terminal, as lines of facts into a pipe; `brief` as a table of one line each."""
    if not tasks:
        return
    click.echo(f"\nTasks ({len(tasks)})")
    if brief:
        print_table(LINES, [_short(entry.task) for entry in tasks])
    elif is_terminal():
        _draw(tasks)
    else:
        print_table(FACTS, [line for entry in tasks for line in _lines(entry)])


def _short(task: TaskRow) -> tuple[str, ...]:
    due = shown_day(task.last_day, task.recurs)
    return (task.path, shorten(task.text, BRIEF_SHOWN), "; ".join(task.lead), due, str(task.page or ""))


def _lines(entry: CardTask) -> Iterator[tuple[str, ...]]:
    """Yield a line for each fact; words that are printed as they are read stand once."""
    for place, (what, reading, stands) in enumerate(_facts(entry)):
        page = str(stands.page) if stands.page else ""
        yield (entry.task.path if place == 0 else "", what, reading, page, _printed(reading, stands))


def _facts(entry: CardTask) -> Iterator[Fact]:
    task = entry.task
    names = {role: list(getattr(task, role)) for role in ROLES}
    due = " … ".join(part for part in (task.starts, task.ends) if part)
    readings = {"deadline": task.recurs or due or task.kind or "", "product": task.product or "", "text": task.text}
    for what, place in entry.places:
        waiting = names.get(what)
        yield what, waiting.pop(0) if waiting else readings.get(what, ""), place


def _printed(reading: str, place: Place) -> str:
    """Return the printed words where they are not those of the reading."""
    return "" if " ".join(place.words.split()) == " ".join(reading.split()) else place.words


def _draw(tasks: tuple[CardTask, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for entry in tasks:
        for place, (what, reading, stands) in enumerate(_facts(entry)):
            printed = _printed(reading, stands)
            page = f" · page {stands.page}" if stands.page and (place == 0 or stands.page != entry.task.page) else ""
            words = f"{reading}{f' “{printed}”' if printed and what != 'text' else ''}{page}"
            grid.add_row(entry.task.path if place == 0 else "", what, Text(" ".join(words.split())))
    open_console().print(grid)
