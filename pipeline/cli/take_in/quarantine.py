"""The command group `quarantine`: list what could not be read, try it again, drop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import print_json, print_table, say
from pipeline.cli.take_in.stopping import stopping_early
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.runs.quarantine import Entry


@click.group()
def quarantine() -> None:
    """See what could not be read and why, try it again, or drop it.

    \b
    Example:
      vanban quarantine list
      vanban quarantine retry --code no_access
    """


@quarantine.command("list")
@workspace_option
@json_option
def list_(workspace: Workspace, as_json: bool) -> None:
    """List the files in quarantine with the reason of each.

    \b
    Example:
      vanban quarantine list --json
    """
    from pipeline.runs.quarantine import read_entries

    entries = list(read_entries(workspace).values())
    if as_json:
        print_json(entries)
        return
    head = ("key", "file", "code", "attempts", "last", "why", "what to do")
    rows = [
        (item.key[:16], item.file, item.code, str(item.attempts), item.when, item.problem, item.remedy)
        for item in entries
    ]
    print_table(head, rows)


@quarantine.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--code", help="Every file that failed for this reason.")
@click.option("--all", "everything", is_flag=True, help="Every file.")
@workspace_option
@json_option
@click.pass_context
def retry(
    ctx: click.Context, keys: tuple[str, ...], code: str | None, everything: bool, workspace: Workspace, as_json: bool
) -> None:
    """Read files in quarantine again, now; what can be read goes into the database.

    A key may be cut short as long as it names one file. The exit status is 1 where a file failed again.

    \b
    Example:
      vanban quarantine retry 3f1c09aa
    """
    from pipeline.runs.nightly.retrying import retry_entries

    with stopping_early(workspace):
        report = retry_entries(_choose(workspace, keys, code, everything), workspace)
    if as_json:
        print_json(report)
    else:
        rows = [(row.path, row.outcome.value, row.problem or "") for row in report.rows]
        print_table(("file", "outcome", "why"), rows)
    ctx.exit(1 if report.quarantined else 0)


@quarantine.command()
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--code", help="Every file that failed for this reason.")
@click.option("--all", "everything", is_flag=True, help="Every file.")
@workspace_option
@json_option
def drop(keys: tuple[str, ...], code: str | None, everything: bool, workspace: Workspace, as_json: bool) -> None:
    """Take files out of the quarantine for good: later runs leave the same content alone.

    \b
    Example:
      vanban quarantine drop 3f1c09aa
    """
    from pipeline.runs.nightly.retrying import drop_entries

    entries = _choose(workspace, keys, code, everything)
    with stopping_early(workspace):
        drop_entries(entries, workspace)
    if as_json:
        print_json(entries)
    else:
        say(f"{len(entries)} files dropped.")


def _choose(workspace: Workspace, keys: tuple[str, ...], code: str | None, everything: bool) -> list[Entry]:
    """Return the entries that are meant; wrong use where none is named, or a key names none or several."""
    from pipeline.runs.quarantine import read_entries

    entries = read_entries(workspace)
    if not (keys or code or everything):
        raise click.UsageError("Which files? Give keys from `vanban quarantine list`, --code or --all.")
    chosen = {key: item for key, item in entries.items() if everything or item.code == code}
    for key in keys:
        found = [item for item in entries.values() if item.key.startswith(key)]
        if len(found) != 1:
            raise click.UsageError(f"{key}: {len(found)} files in quarantine have a key that begins so.")
        chosen[found[0].key] = found[0]
    return list(chosen.values())
