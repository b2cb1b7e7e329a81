"""The command `path`: the shortest way between two acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.opening import open_answers
from pipeline.cli.options import json_option, workspace_option
from pipeline.cli.printing import print_json, print_table, say
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.store.ask_graph.answers import PathStep

HEAD = ("tie", "document", "issued", "issuer", "title")


@click.command()
@click.argument("one", metavar="CODE")
@click.argument("other", metavar="CODE")
@click.option("--one-way", is_flag=True, help="Only from the citing to the cited.")
@click.option(
    "--relation", "relations", multiple=True, metavar="TIE", help="Only over these ties: implements, replaces, …"
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
    document = step.document
    arrow = "→ " if step.is_forward else "← "
    tie = f"{arrow}{', '.join(step.relations)}" if step.relations else ""
    rest = (document.issued or "", document.issuer or "", document.title or "")
    return (tie, document.code or document.id, *rest)
