"""The command `forget`: take a document or a file out of the answers, and take that back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import print_json, print_table, say
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.runs.workspace.history import Forgotten


@click.command()
@click.argument("names", nargs=-1, metavar="CODE|FILE...")
@workspace_option
@click.option("--undo", is_flag=True, help="Let it answer again.")
@click.option("--purge", is_flag=True, help="Remove original and record too, with former versions.")
@click.option("--list", "is_list", is_flag=True, help="List what was forgotten.")
@json_option
def forget(
    names: tuple[str, ...], workspace: Workspace, undo: bool, purge: bool, is_list: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Take a document or a file out of the answers, for good: no run and no rebuild brings it back.

    CODE names a document, with all its files; FILE is a path, a name, or the beginning of a SHA-256. The original is
    kept unless --purge says otherwise; --undo lets it answer again. A changed file under the same path is another
    content, and answers.

    \b
    Example:
      vanban forget 861/KH-UBND
      vanban forget --undo 861/KH-UBND
    """
    from pipeline.runs.workspace.forgetting import forget as take_out
    from pipeline.runs.workspace.forgetting import list_forgotten, recall

    _check(names, undo, purge, is_list)
    if is_list:
        entries = list(list_forgotten(workspace))
    elif undo:
        entries = [one for name in names for one in recall(workspace, name)]
    else:
        entries = [one for name in names for one in take_out(workspace, name, purge=purge)]
    if as_json:
        print_json(entries)
        return
    if entries:
        print_table(("file", "code", "title", "forgotten", "original"), [_row(one) for one in entries])
    say(_summary(entries, undo=undo, is_list=is_list))


def _check(names: tuple[str, ...], undo: bool, purge: bool, is_list: bool) -> None:
    if is_list and (names or undo or purge):
        raise click.UsageError("--list goes alone.")
    if not is_list and not all(name.strip() for name in names or ("",)):
        raise click.UsageError("Name a document by its code, or a file by its path or name.")
    if undo and purge:
        raise click.UsageError("--undo and --purge exclude each other.")


def _row(one: Forgotten) -> tuple[str, ...]:
    when = datetime.fromtimestamp(one.noted / 1e9).astimezone().isoformat(timespec="minutes")
    return one.name, one.code or "", one.title or "", when, "purged" if one.purged else "kept"


def _summary(entries: list[Forgotten], *, undo: bool, is_list: bool) -> str:
    files = f"{len(entries)} file{'' if len(entries) == 1 else 's'}"
    if is_list:
        return f"{files} forgotten."
    if not undo:
        return f"{files} taken out of the answers. `vanban forget --undo` takes that back."
    purged = sum(one.purged for one in entries)
    again = f" {purged} were purged: the next run reads them where they lie in an inbox." if purged else ""
    return f"{files} no longer forgotten.{again}"
