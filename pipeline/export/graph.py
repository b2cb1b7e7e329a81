"""The graph of citations as a file: .graphml for Gephi and yEd, .json for programs, .html for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from io import BytesIO
from pathlib import Path

from pipeline.errors import VanbanError
from pipeline.export.files import write_text
from pipeline.export.picture import draw_picture
from pipeline.resolved import CitationGraph, GraphEdge, GraphNode

Attributes = dict[str, str | int | bool | None]


def write_graph(graph: CitationGraph, out: Path) -> None:
    """Write a graph in the format of the file's ending; raises VanbanError for another ending.

    `.graphml` holds every attribute as text, number or truth value (unknown ones are empty),
    `.json` is node-link data as networkx reads it (`node_link_graph(data, edges="edges")`), `.html` is
    one page that needs no network.
    """
    write = _FORMATS.get(out.suffix.lower())
    if write is None:
        raise VanbanError(
            f"{out.name}: a graph is written as {', '.join(_FORMATS)}; give the file one of these endings"
        )
    write_text(out, write(graph))


def make_node_link(graph: CitationGraph) -> dict[str, object]:
    """Return a graph as node-link data: a directed multigraph whose edge keys are the relations."""
    nodes = [_attributes(node) for node in graph.nodes]
    edges = [{**_attributes(edge), "key": edge.relation.value} for edge in graph.edges]
    return {"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges}


def _node_link_text(graph: CitationGraph) -> str:
    return json.dumps(make_node_link(graph), ensure_ascii=False, indent=1) + "\n"


def _graphml_text(graph: CitationGraph) -> str:
    import networkx

    drawn = networkx.MultiDiGraph()
    for node in graph.nodes:
        drawn.add_node(node.id, **_stated(_attributes(node)))
    for edge in graph.edges:
        drawn.add_edge(edge.source, edge.target, edge.relation.value, **_stated(_attributes(edge)))
    buffer = BytesIO()
    networkx.write_graphml(drawn, buffer)
    return buffer.getvalue().decode("utf-8") + "\n"


def _attributes(item: GraphNode | GraphEdge) -> Attributes:
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    return {name: str(value) if isinstance(value, str) else value for name, value in values.items()}


def _stated(attributes: Attributes) -> Attributes:
    """GraphML has no null: an unknown value is an empty text; ids and ends stand elsewhere in it."""
    kept = {name: value for name, value in attributes.items() if name not in ("id", "source", "target")}
    return {name: "" if value is None else value for name, value in kept.items()}


_FORMATS: dict[str, Callable[[CitationGraph], str]] = {
    ".graphml": _graphml_text,
    ".json": _node_link_text,
    ".html": draw_picture,
}
