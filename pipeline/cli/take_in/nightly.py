"""The command for runs that nobody watches, `run`, and the options it shares with `watch`."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from click.core import ParameterSource

from pipeline.cli.ending import BUSY, INTERRUPTED
from pipeline.cli.options import json_option, make_source, require_paths, workspace_option
from pipeline.cli.printing import progress_bar, say
from pipeline.cli.settings import config_option
from pipeline.cli.take_in.run_out import tell_report
from pipeline.cli.take_in.stopping import stopping_early
from pipeline.errors import WorkspaceBusy
from pipeline.runs.address import Address, Source
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.runs.jobs import Executor

CREDENTIALS = "Put them into the environment or into fsspec's own configuration (docs/nightly.md)."
FILE = click.Path(dir_okay=False, path_type=Path)
F = TypeVar("F", bound=Callable[..., Any])


def run_options(settle: float) -> Callable[[F], F]:
    """Add the options that `run` and `watch` share; `settle` is the default of --settle."""
    options = (
        workspace_option,
        click.option("--workers", type=click.IntRange(1, 64), help="Processes to read with.  [default: one a core]"),
        click.option(
            "--settle", type=click.FloatRange(0, 600), default=settle, show_default=True, metavar="SECONDS",
            help="Look twice at files that changed so short a time ago.",
        ),
        click.option(
            "--chunk", type=click.IntRange(1), default=200, show_default=True,
            help="Records to load in one transaction.",
        ),
        click.option("--log", type=FILE, metavar="FILE", help="Append JSON lines here."),
    )  # fmt: skip
    return lambda command: reduce(lambda done, option: option(done), reversed(options), command)


@click.command()
@click.argument("inbox", nargs=-1, metavar="[INBOX]...", type=make_source)
@run_options(settle=2.0)
@config_option
@click.option("--stale", is_flag=True, help="Read anew what an older version of the program read.")
@click.option("--prune", is_flag=True, help="Take out of the answers what left the inbox.")
@click.option("--scheduler", metavar="ADDRESS", help="Read on the Dask cluster of this scheduler: tcp://host:8786.")
@click.option("--slowest", type=click.IntRange(0), default=10, show_default=True, help="Slow files to name.")
@click.option("--html", type=FILE, metavar="FILE", help="Write the report here.")
@json_option
@click.pass_context
def run(
    ctx: click.Context, inbox: tuple[Source, ...], workspace: Workspace, workers: int | None, settle: float,
    chunk: int, stale: bool, prune: bool, scheduler: str | None, slowest: int, log: Path | None,
    html: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Bring the workspace up to what lies in one or more inboxes, unattended: for cron and systemd.

    INBOX is a folder, or an address on the network that fsspec knows: s3://bucket/folder, sftp://host/folder.

    Reads what is new or changed without opening the rest, leaves out what is still being written, loads in small
    transactions, tries again later what failed for a passing reason, and ends with a report. Killed at any moment,
    the next run goes on from there.

    After an upgrade, --stale reads anew what an older version read, from the text that was kept where the reader is
    the same, and reports the facts gained, lost and changed; it needs no INBOX.

    A changed file takes the place of what it said before. What left the inbox is told as gone and answers on; --prune
    takes it out of the answers. Original and record stay, and it answers again when it comes back.

    Exit status: 0 fine, 1 some files failed in this run, 2 wrong use, 3 another run holds the workspace (it is
    named), 4 the run had to stop early (disk full, database locked) or could not reach an inbox on the network, 130 and
    143 stopped by a signal.

    \b
    Example:
      vanban run /srv/inbox --workspace /srv/vanban --log /var/log/vanban.jsonl --html report.html
    """
    from pipeline.runs.nightly import RunOptions, run_inbox
    from pipeline.runs.nightly.journal import open_journal

    paths = require_inbox(ctx, inbox, may_lack=stale)
    options = RunOptions(workers, settle, chunk, stale, prune, slowest)
    signal.signal(signal.SIGTERM, end_by_signal)
    try:
        with stopping_early(workspace), open_journal(log) as journal, progress_bar("reading") as progress:
            execute = _choose_executor(scheduler)
            report = run_inbox(paths, workspace, options, journal=journal, progress=progress, execute=execute)
    except WorkspaceBusy as error:
        say(str(error))
        ctx.exit(BUSY)
    except KeyboardInterrupt:
        say("Stopped. Nothing is half-loaded; the next run goes on from here.")
        ctx.exit(INTERRUPTED)
    tell_report(report, html, as_json)
    ctx.exit(report.exit_code)


def _choose_executor(scheduler: str | None) -> Executor:
    if scheduler is None:
        from pipeline.runs.reading import read_files

        return read_files
    from pipeline.runs.nightly.cluster import read_on

    return read_on(scheduler)


def require_inbox(ctx: click.Context, inbox: tuple[Source, ...], *, may_lack: bool = False) -> list[Source]:
    """Return the inboxes, from the command line or the settings; wrong use where there is none."""
    given = inbox or tuple(map(make_source, ctx.lookup_default("inbox") or ()))
    if not given and not may_lack:
        raise click.UsageError('No INBOX. Name a folder, or write inbox = ["folder"] under [run] in vanban.toml.')
    _refuse_passwords(ctx, given)
    require_paths(given)
    return list(given)


def _refuse_passwords(ctx: click.Context, sources: Sequence[Source]) -> None:
    """Raise wrong use for a password in the settings: others may read the file."""
    if ctx.get_parameter_source("inbox") is ParameterSource.COMMANDLINE:
        return
    for source in sources:
        if isinstance(source, Address) and source.has_password:
            raise click.UsageError(f"{source}: leave name and password out of the settings. {CREDENTIALS}")


def end_by_signal(number: int, frame: object) -> NoReturn:
    """End the program as the system expects of one that a signal ended."""
    raise SystemExit(128 + number)
