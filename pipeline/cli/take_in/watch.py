"""The command for files as they arrive: `watch`."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import NoReturn

import click

from pipeline.cli.ending import INTERRUPTED
from pipeline.cli.options import make_source
from pipeline.cli.printing import say
from pipeline.cli.settings import config_option
from pipeline.cli.take_in.nightly import end_by_signal, require_inbox, run_options
from pipeline.cli.take_in.run_out import summarize
from pipeline.runs.address import Address, Source
from pipeline.runs.workspace.layout import Workspace


@click.command()
@click.argument("inbox", nargs=-1, metavar="[INBOX]...", type=make_source)
@run_options(settle=0.5)
@config_option
@click.pass_context
def watch(
    ctx: click.Context, inbox: tuple[Source, ...], workspace: Workspace, workers: int | None, settle: float,
    chunk: int, log: Path | None,
) -> None:  # fmt: skip
    """Read files as they arrive in one or more inboxes, until Ctrl-C.

    Begins with a run over the whole inbox. Holds the workspace only while it reads, so a nightly `vanban run` works
    beside it.

    \b
    Example:
      vanban watch /srv/inbox --workspace /srv/vanban
    """
    from pipeline.runs.nightly import RunOptions
    from pipeline.runs.nightly.journal import open_journal
    from pipeline.runs.nightly.watch import watch_inbox

    paths = _require_folders(require_inbox(ctx, inbox))
    ending = _Ending()
    signal.signal(signal.SIGTERM, ending.end)
    try:
        with open_journal(log) as journal:
            options = RunOptions(workers=workers, settle=settle, chunk=chunk)
            say(f"Watching {', '.join(map(str, paths))}; Ctrl-C ends it.")
            for report in watch_inbox(paths, workspace, options, journal=journal):
                for row in report.rows:
                    click.echo(f"{row.path}: {row.outcome.value}{f' ({row.problem})' if row.problem else ''}")
                say(report.stopped or summarize(report))
    except KeyboardInterrupt:  # watchfiles says so of every signal
        say("Stopped watching.")
        ctx.exit(ending.status)


class _Ending:
    """With which status the command ends: Ctrl-C, unless the system asked for it."""

    status = INTERRUPTED

    def end(self, number: int, frame: object) -> NoReturn:
        """Note the signal, and end."""
        self.status = 128 + number
        end_by_signal(number, frame)


def _require_folders(inbox: list[Source]) -> list[Path]:
    """Return the folders; wrong use where one is an address, of which no system tells what arrives."""
    if away := next((source for source in inbox if isinstance(source, Address)), None):
        remedy = f"Run `vanban run {away}` on a timer (docs/nightly.md)."
        raise click.UsageError(f"{away}: vanban watch watches folders of this machine only. {remedy}")
    return [source for source in inbox if isinstance(source, Path)]
