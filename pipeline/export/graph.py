"""The graph of citations as a file: for Gephi and yEd, for programs, for a page or a report, for people.

All but the picture are written row by row, so that memory does not grow with the graph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO, TypeVar

from pipeline.errors import VanbanError
from pipeline.export.files import writing
from pipeline.export.graph_text import write_dot, write_mermaid, write_node_link
from pipeline.export.graph_xml import write_gexf, write_graphml
from pipeline.export.picture import draw_picture
from pipeline.model.resolved import CitationGraph, GraphLike, GraphStream

T = TypeVar("T")


def write_graph(graph: GraphLike, out: Path) -> tuple[int, int]:
    """Write a graph in the format of the file's ending; return how many documents and ties it has.

    Raises VanbanError for another ending.
    `.graphml` and `.gexf` hold every attribute as text, number or truth value, `.json` is node-link data as networkx
    reads it (`node_link_graph(data, edges="edges")`), `.mmd` is a Mermaid flowchart, `.dot` is for Graphviz, and
    `.html` is one page that needs no network.
    """
    write = FORMATS.get(out.suffix.lower())
    if write is None:
        raise VanbanError(f"{out.name}: a graph is written as {', '.join(FORMATS)}; give the file one of these endings")
    counts = [0, 0]
    with writing(out) as file:
        write(GraphStream(_counted(graph.nodes, counts, 0), _counted(graph.edges, counts, 1)), file)
    return counts[0], counts[1]


def _counted(items: Iterable[T], counts: list[int], place: int) -> Iterator[T]:
    for item in items:
        counts[place] += 1
        yield item


def _write_picture(graph: GraphLike, file: TextIO) -> None:
    file.write(draw_picture(CitationGraph(tuple(graph.nodes), tuple(graph.edges))))


FORMATS: dict[str, Callable[[GraphLike, TextIO], None]] = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".json": write_node_link,
    ".mmd": write_mermaid,
    ".dot": write_dot,
    ".html": _write_picture,
}
"""The formats by the ending of the file."""
