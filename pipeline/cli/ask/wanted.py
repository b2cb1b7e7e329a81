"""The command `wanted`: the acts that are cited most and not held."""

from __future__ import annotations

import click

from pipeline.cli.opening import open_answers
from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import is_terminal, print_json, print_table, say, shorten
from pipeline.cli.tables import Column, whole
from pipeline.runs.workspace.layout import Workspace

HEAD = (
    *(whole("cited by"), whole("type", needs=70), whole("code"), whole("issued"), Column("issuer"), Column("title")),
)
TITLE_SHOWN = 70


@click.command()
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, metavar="N", help="How many.")
@workspace_option
@json_option
def wanted(limit: int, workspace: Workspace, as_json: bool) -> None:
    """List the acts that are cited but not held, those that most documents cite first: what to look for next.

    \b
    Example:
      vanban wanted --limit 10
    """
    print_wanted(workspace, limit, as_json)


def print_wanted(workspace: Workspace, limit: int, as_json: bool) -> None:
    """Print the acts that are cited but not held, as a table or as JSON."""
    from pipeline.store.ask.overview import missing_documents

    with open_answers(workspace) as database:
        rows = missing_documents(database, limit)
    if as_json:
        print_json(rows)
        return
    lines = [
        (str(row.cited_by), *(value or "" for value in (row.type, row.code, row.issued, row.issuer)), _cut(row.title))
        for row in rows
    ]
    if lines:
        print_table(HEAD, lines)
    else:
        say("Every cited document is held.")


def _cut(text: str | None) -> str:
    return shorten(text or "", TITLE_SHOWN) if is_terminal() else text or ""
