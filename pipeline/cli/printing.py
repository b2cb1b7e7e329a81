"""How answers come out: a drawn table for a person at a terminal, plain lines for a pipe, JSON for a program.

Into a pipe a table goes as tab-separated lines under a head line, never cut and never coloured.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.text.canonical import make_harmless

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.cli.tables import Column
    from pipeline.runs.one_file import Progress

BYTE_ORDER_MARK = "\ufeff"
UNCUT = 5_000  # columns of a line into a pipe, where nothing is folded
Rows = Iterable[Sequence[str]]


def is_terminal() -> bool:
    """Say whether a person reads stdout, at once or (TTY_COMPATIBLE=1) later in a log."""
    return sys.stdout.isatty() or os.environ.get("TTY_COMPATIBLE") == "1"


def say(message: str) -> None:
    """Talk to the user: on stderr, so that data on stdout stays clean."""
    click.echo(make_harmless(message), err=True)


def print_json(data: object) -> None:
    """Print one JSON document; dataclasses become objects, Vietnamese stays readable."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1, default=_plain))


def print_csv(rows: Iterable[object], kind: type) -> None:
    """Print frozen rows as CSV, into a file or pipe behind the mark by which Excel knows UTF-8."""
    from pipeline.export.tables import stream_csv

    click.echo("" if sys.stdout.isatty() else BYTE_ORDER_MARK, nl=False)
    for line in stream_csv(rows, kind):
        click.echo(line, nl=False)


def print_table(head: Sequence[Column | str], rows: Rows, *, err: bool = False) -> None:
    """Print a table: drawn and folded at a terminal, tab-separated into a pipe; on stderr where it is talk."""
    from pipeline.cli.tables import Column, make_table

    columns = [Column(one) if isinstance(one, str) else one for one in head]
    if is_terminal():
        console = open_console(err=err)
        console.print(make_table(columns, [list(map(_plain_cell, row)) for row in rows], console.width))
        return
    click.echo("\t".join(column.title for column in columns), err=err)
    for row in rows:
        click.echo("\t".join(map(_plain_cell, row)), err=err)


def _plain_cell(cell: str) -> str:
    return make_harmless(" ".join(cell.split()))


def shorten(text: str, most: int) -> str:
    """Return a text on one line, cut between words with … where it is longer than `most` characters."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text.rfind(" ", 0, most)
    return text[: cut if cut > most // 2 else most - 1] + "…"


def print_rich(text: object) -> None:
    """Print rich text: wrapped and coloured at a terminal, whole lines into a pipe."""
    console = open_console()
    if is_terminal():
        console.print(text)
        return
    with console.capture() as capture:
        console.print(text)
    click.echo("\n".join(line.rstrip() for line in capture.get().splitlines()))


def open_console(*, err: bool = False) -> Console:
    """Return a console on stdout or stderr; colour only where a terminal is and NO_COLOR is not."""
    from rich.console import Console

    stream = sys.stderr if err else sys.stdout
    return Console(
        file=stream,
        width=None if is_terminal() else UNCUT,
        color_system="auto" if stream.isatty() else None,
        highlight=False,
        emoji=False,
        markup=False,
    )


@contextmanager
def progress_bar(title: str) -> Iterator[Progress | None]:
    """Give a function that moves a bar on stderr, or None where no person watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None, name="")
        yield lambda done, total, name: bar.update(task, completed=done, total=total, name=name)


def _plain(item: object) -> object:
    if is_dataclass(item) and not isinstance(item, type):
        return asdict(item)
    if isinstance(item, Enum):
        return item.value
    if isinstance(item, Path):
        return str(item)
    raise TypeError(f"no JSON form for {type(item).__name__}")
