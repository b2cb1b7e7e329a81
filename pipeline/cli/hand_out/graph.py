"""The command `graph`: the citations as a file or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.hand_out.place import out_option
from pipeline.cli.opening import open_answers
from pipeline.cli.options import LEVELS, RELATIONS, json_option, workspace_option
from pipeline.cli.printing import print_json, say
from pipeline.runs.workspace.layout import Workspace

if TYPE_CHECKING:
    from pipeline.model.resolved import GraphLike
    from pipeline.store.database import Database

ENDINGS = (".graphml", ".gexf", ".json", ".mmd", ".dot", ".html")


@click.command()
@out_option(ENDINGS, "a graph is")
@click.option("--around", metavar="DOCUMENT", help="Only what this act rests on, and what rests on it.")
@click.option(
    "--depth", type=click.IntRange(1, 20), default=3, show_default=True, metavar="N", help="Steps of --around."
)
@click.option(
    "--relation", "relations", multiple=True, type=click.Choice(RELATIONS), help="Only such ties; may be repeated."
)
@click.option(
    "--level", "levels", multiple=True, type=click.Choice(LEVELS), help="Only acts of this level; may be repeated."
)
@workspace_option
@json_option
def graph(
    out: Path,
    around: str | None,
    depth: int,
    relations: tuple[str, ...],
    levels: tuple[str, ...],
    workspace: Workspace,
    as_json: bool,
) -> None:
    """Write the graph of citations as a file or as a picture, whole or the part around an act.

    .graphml and .gexf are for Gephi and yEd, .json for a program (node-link), .mmd is a Mermaid chart, .dot is for
    Graphviz, .html is a page to look at that needs no network.

    \b
    Example:
      vanban graph --out graph.html
      vanban graph --out cascade.mmd --around 98-NQ/TW --relation implements
    """
    from pipeline.export.graph import write_graph

    with open_answers(workspace) as database:
        nodes, edges = write_graph(_asked(database, around, depth, relations, levels), out)
    if as_json:
        print_json({"file": out, "documents": nodes, "ties": edges})
    else:
        say(f"{out}: {nodes} documents, {edges} ties.")


def _asked(
    database: Database, around: str | None, depth: int, relations: tuple[str, ...], levels: tuple[str, ...]
) -> GraphLike:
    from pipeline.export.cut import cut_graph
    from pipeline.model import Relation
    from pipeline.model.resolved import Level
    from pipeline.store.ask.lookup import resolve_document
    from pipeline.store.ask.overview import stream_graph

    stream = stream_graph(database)
    if not (around or relations or levels):
        return stream
    middle = resolve_document(database.connection, around).id if around else None
    wanted = tuple(Relation(name) for name in relations), tuple(Level(name) for name in levels)
    return cut_graph(stream, around=middle, depth=depth, relations=wanted[0], levels=wanted[1])
