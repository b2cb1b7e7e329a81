"""How every command ends: the exit statuses (docs/commands.md), and which error ends with which.

0 is fine; 1 means that something in the data failed, or that nothing answers to a name.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from typing import IO, Any

import click

from pipeline.errors import Ambiguous, VanbanError, WorkspaceBusy, WrongQuestion
from pipeline.text.canonical import make_harmless

WRONG_USE = 2  # what was asked for cannot be: an unknown option, an empty value, a name of several documents
BUSY = 3  # another process holds the workspace
STOPPED = 4  # a run had to stop early
INTERRUPTED = 130  # Ctrl-C
LONGEST_WORD = 4_096  # letters of a word of the command line: as long as a path can be


class Interrupted(click.ClickException):
    """Ctrl-C: nothing more is done, and a second one changes nothing."""

    exit_code = INTERRUPTED

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it in a line."""
        click.echo(self.format_message(), err=True)


class Busy(click.ClickException):
    """Another process holds the workspace."""

    exit_code = BUSY


class Stopped(click.ClickException):
    """A command that takes documents in cannot go on."""

    exit_code = STOPPED


class SeveralMeant(click.ClickException):
    """A name of several documents: the candidates are listed on stderr."""

    exit_code = WRONG_USE

    def __init__(self, error: Ambiguous) -> None:
        super().__init__(_sentence(error))
        self.error = error

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence and the candidates."""
        from pipeline.cli.printing import print_table
        from pipeline.cli.tables import Column

        super().show(file)
        head = [Column(name, is_whole=name in ("number", "date")) for name in self.error.head]
        print_table(head, self.error.rows, err=True)


def make_ending(error: VanbanError) -> click.ClickException:
    """Return how the command line ends with an error of ours."""
    if isinstance(error, Ambiguous):
        return SeveralMeant(error)
    if isinstance(error, WrongQuestion):
        return click.UsageError(_sentence(error))
    return Busy(_sentence(error)) if isinstance(error, WorkspaceBusy) else click.ClickException(_sentence(error))


def end_interrupted() -> Interrupted:
    """Return how the command line ends at Ctrl-C; what is still to be tidied up is not interrupted again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return Interrupted("Stopped.")


def refuse_odd_words(args: Sequence[str]) -> None:
    """Raise wrong use where a word of the command line is empty or endless.

    `--agency ''` asks for nothing, or for everything; no name, path or question has thousands of letters.
    """
    for place, word in enumerate(args):
        if len(word) > LONGEST_WORD:
            shown = make_harmless(word[:40])
            raise click.UsageError(
                f"{shown}…: {len(word):,} letters are more than {LONGEST_WORD:,}. Give a shorter value."
            )
        name, equals, value = word.partition("=")
        if name.startswith("-") and equals and not value.strip():
            raise click.UsageError(f"{name}: the value is empty. Give one, or leave {name} out.")
        if not word.strip():
            before = args[place - 1] if place else ""
            option = f"{before}: the value" if before.startswith("-") else "An argument"
            raise click.UsageError(f"{option} is empty. Give a value, or leave it out.")


def _sentence(error: VanbanError) -> str:
    words = make_harmless(str(error))
    return words if words.endswith((".", "!", "?")) else f"{words}."
