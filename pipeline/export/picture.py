"""The graph as one HTML page: drawn on a canvas, moved with the mouse, no network needed."""

from __future__ import annotations

import json
from importlib.resources import files

from pipeline.export.layout import Layout, lay_out
from pipeline.resolved import CitationGraph

_DATA = "/*GRAPH*/null"


def draw_picture(graph: CitationGraph) -> str:
    """Return the page; boxes are documents (dashed: not held), coloured by type, in bands by level.

    Hovering shows what a document is and its ties, a click everything it rests on and that rests on it.
    """
    template = (files("pipeline.export") / "picture.html").read_text("utf-8")
    data = json.dumps(_make_data(graph, lay_out(graph)), ensure_ascii=False, separators=(",", ":"))
    return template.replace(_DATA, data.replace("</", "<\\/").replace("<!--", "<\\!--"))


def _make_data(graph: CitationGraph, layout: Layout) -> dict[str, object]:
    number = {node.id: index for index, node in enumerate(graph.nodes)}
    nodes = [
        {
            "id": node.id,
            "label": node.label,
            "title": node.title,
            "type": node.type or "?",
            "issuer": node.issuer or "",
            "issued": node.issued or "",
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
    return {"nodes": nodes, "edges": edges, "bands": bands, "width": layout.width}
