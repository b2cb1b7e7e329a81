"""The graph as one HTML page: drawn on a canvas, moved with the mouse, no network needed."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

from pipeline.export.layout import Layout, lay_out
from pipeline.model.resolved import CitationGraph

MOST = 1500  # documents; beyond, drawing is slower than the hand that moves it
_DATA = "/*GRAPH*/null"


def draw_picture(graph: CitationGraph) -> str:
    """Return the page; boxes are documents (dashed: not held), coloured by type, in bands by level.

    Hovering shows what a document is and its ties, a click its card and everything it rests on and that rests on it;
    it can be searched, and filtered by relation, level, type and year.
    Of more than 1,500 documents those with most ties are drawn, and the page says so; the other
    formats always hold all.
    """
    template = (files("pipeline.export") / "picture.html").read_text("utf-8")
    drawn = most_connected(graph, MOST)
    data = _make_data(drawn, lay_out(drawn), len(graph.nodes) - len(drawn.nodes))
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return template.replace(_DATA, text.replace("</", "<\\/").replace("<!--", "<\\!--"))


def most_connected(graph: CitationGraph, most: int) -> CitationGraph:
    """Return the part of a graph with at most so many documents, those with most ties first, then held ones."""
    if len(graph.nodes) <= most:
        return graph
    ties = Counter(end for edge in graph.edges for end in (edge.source, edge.target))
    kept = sorted(graph.nodes, key=lambda node: (-ties[node.id], not node.is_held, node.id))[:most]
    ids = {node.id for node in kept}
    edges = tuple(edge for edge in graph.edges if edge.source in ids and edge.target in ids)
    return CitationGraph(tuple(node for node in graph.nodes if node.id in ids), edges)


def _make_data(graph: CitationGraph, layout: Layout, omitted: int) -> dict[str, object]:
    number = {node.id: index for index, node in enumerate(graph.nodes)}
    nodes = [
        {
            "id": node.id,
            "label": node.label,
            "title": node.title,
            "type": node.type or "?",
            "issuer": node.issuer or "",
            "issued": node.issued or "",
            "level": node.level or "",
            "held": node.is_held,
            "tasks": node.tasks,
            "x": round(layout.places[node.id][0], 1),
            "y": round(layout.places[node.id][1], 1),
        }
        for node in graph.nodes
    ]
    edges = [
        {
            "s": number[edge.source],
            "t": number[edge.target],
            "relation": edge.relation.value,
            "hand": edge.hand.value,
            "asserted": edge.asserted,
        }
        for edge in graph.edges
    ]
    bands = [{"level": band.level or "", "top": band.top, "bottom": band.bottom} for band in layout.bands]
    return {"nodes": nodes, "edges": edges, "bands": bands, "width": layout.width, "omitted": omitted}
