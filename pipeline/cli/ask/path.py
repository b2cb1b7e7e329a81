"""The command `path`: the shortest way between two acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.opening import open_answers
from pipeline.cli.options import RELATIONS, json_option, workspace_option
from pipeline.cli.printing import print_json, print_table, say
from pipeline.cli.tables import Column, whole
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.store.ask_graph.answers import PathStep

HEAD = (whole("tie"), whole("document"), whole("issued"), Column("issuer"), Column("title", needs=90))


@click.command()
@click.argument("one", metavar="DOCUMENT")
@click.argument("other", metavar="DOCUMENT")
@click.option("--one-way", is_flag=True, help="Only from the citing to the cited.")
@click.option(
    "--relation",
    "relations",
    multiple=True,
    type=click.Choice(RELATIONS),
    metavar="TIE",
    help=f"Only over these ties: {', '.join(RELATIONS)}.",
)
@workspace_option
@json_option
def path(one: str, other: str, one_way: bool, relations: tuple[str, ...], workspace: Workspace, as_json: bool) -> None:
    """Show the shortest way between two acts, tie by tie; → reads "it … the next", ← "it is … by the next".

    \b
    Example:
      vanban path 861/KH-UBND 98-NQ/TW
      vanban path 38/KH-UBND 98-NQ/TW --relation implements --json
    """
    from pipeline.store.ask_graph.paths import shortest_path

    with open_answers(workspace) as database:
        steps = shortest_path(database, one, other, relations=relations, one_way=one_way)
    if as_json:
        print_json(steps)
    elif steps:
        print_table(HEAD, [_cells(step) for step in steps])
    else:
        say("No way leads from the one to the other.")


def _cells(step: PathStep) -> tuple[str, ...]:
    from pipeline.store.ask.names import name_document

    document = step.document
    arrow = "→ " if step.is_forward else "← "
    tie = f"{arrow}{', '.join(step.relations)}" if step.relations else ""
    rest = (document.issued or "", document.issuer or "", document.title or "")
    return (tie, name_document(document), *rest)
