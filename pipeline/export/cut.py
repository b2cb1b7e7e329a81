"""Cutting a graph down to what somebody asks about: around an act, by relation, by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from pipeline.model import Relation
from pipeline.model.resolved import CitationGraph, GraphEdge, GraphLike, Level


def cut_graph(
    graph: GraphLike,
    *,
    around: str | None = None,
    depth: int = 3,
    relations: Collection[Relation] = (),
    levels: Collection[Level] = (),
) -> CitationGraph:
    """Return the part of a graph with only these relations and levels (none given: all), around one document.

    `around` is the id of a document: kept is what it rests on and what rests on it, at most `depth` ties away, each
    way by itself, with all ties between what is kept. Documents of unknown level stay only where no level is asked for.
    """
    nodes = {node.id: node for node in graph.nodes if not levels or node.level in levels}
    edges = [
        edge
        for edge in graph.edges
        if edge.source in nodes and edge.target in nodes and (not relations or edge.relation in relations)
    ]
    if around is not None:
        kept = _reach(edges, around, depth, up=True) | _reach(edges, around, depth, up=False)
        nodes = {id_: node for id_, node in nodes.items() if id_ in kept}
        edges = [edge for edge in edges if edge.source in nodes and edge.target in nodes]
    elif relations:
        tied = {end for edge in edges for end in (edge.source, edge.target)}
        nodes = {id_: node for id_, node in nodes.items() if id_ in tied}
    return CitationGraph(tuple(nodes.values()), tuple(edges))


def _reach(edges: list[GraphEdge], start: str, depth: int, *, up: bool) -> set[str]:
    ways: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        ways[edge.source if up else edge.target].add(edge.target if up else edge.source)
    seen, front = {start}, {start}
    for _ in range(depth):
        front = {other for document in front for other in ways[document]} - seen
        seen |= front
    return seen
