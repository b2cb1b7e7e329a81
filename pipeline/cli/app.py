"""The `vanban` command and its list of subcommands, each imported when it is asked for."""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from pipeline import __version__
from pipeline.cli.ending import end_interrupted, make_ending, refuse_odd_words
from pipeline.cli.printing import shorten
from pipeline.errors import VanbanError
from pipeline.text.canonical import make_harmless

COMMANDS = (
    ("ingest", "pipeline.cli.take_in.intake"),
    ("run", "pipeline.cli.take_in.nightly"),
    ("watch", "pipeline.cli.take_in.watch"),
    ("units", "pipeline.cli.service.units"),
    ("quarantine", "pipeline.cli.take_in.quarantine"),
    ("forget", "pipeline.cli.take_in.forget"),
    ("extract", "pipeline.cli.take_in.intake"),
    ("tasks", "pipeline.cli.ask.tasks"),
    ("due", "pipeline.cli.ask.due"),
    ("show", "pipeline.cli.ask.show"),
    ("cites", "pipeline.cli.ask.cites"),
    ("cascade", "pipeline.cli.ask.cascade"),
    ("path", "pipeline.cli.ask.path"),
    ("affected", "pipeline.cli.ask.affected"),
    ("wanted", "pipeline.cli.ask.wanted"),
    ("lint", "pipeline.cli.ask.lint"),
    ("graph", "pipeline.cli.hand_out.graph"),
    ("spans", "pipeline.cli.hand_out.spans"),
    ("search", "pipeline.cli.ask.search"),
    ("rebuild", "pipeline.cli.take_in.intake"),
    ("review", "pipeline.cli.check.review"),
    ("evaluate", "pipeline.cli.check.evaluate"),
    ("doctor", "pipeline.cli.check.doctor"),
)
"""Every command, in the order of the help, with the module that holds it."""


class _Commands(click.Group):
    """A group that imports a command's module when somebody asks for the command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = dict(COMMANDS).get(cmd_name)
        if module is None:
            return None
        command = getattr(import_module(module), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        refuse_odd_words(args)
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            raise click.UsageError(f"{error.format_message()} Known: {', '.join(self.list_commands(ctx))}.") from error

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except VanbanError as error:
            raise make_ending(error) from error
        except click.ClickException as error:
            error.message = make_harmless(error.message)  # type: ignore[misc]
            raise
        except UnicodeEncodeError as error:
            if not any(map(_is_odd, [*map(str, error.args), *sys.argv])):
                raise
            message = "A value holds bytes that are no UTF-8; only names of files may. Type it anew."
            raise click.UsageError(message) from error
        except KeyboardInterrupt:
            raise end_interrupted() from None
        except BrokenPipeError:
            raise  # click ends quietly: whoever read our output has seen enough
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                raise click.UsageError(f"{shorten(str(error.filename), 60)}: no path is so long.") from error
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{where}{error.strerror or error}") from error


def _is_odd(word: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in word)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 fine, 1 some data failed, 2 wrong use; all: docs/commands.md.",
)
@click.version_option(__version__, prog_name="vanban")
def vanban() -> None:
    """Read Vietnamese administrative documents into a database that answers questions.

    Who issued what, on which documents it rests, which tasks it sets, who leads them and by when.

    \b
    Begin with:
      vanban ingest inbox/
      vanban tasks --agency "Sở Y tế" --due-before 2026-06-30
    """


def run() -> None:
    """Run the command line; Vietnamese comes out as UTF-8 in any locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    vanban(prog_name="vanban")
