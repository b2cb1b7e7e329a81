"""GraphML and GEXF, as Gephi, yEd and networkx read them; attributes typed, written node by node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from pipeline.model.resolved import GraphEdge, GraphLike, GraphNode

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"
NODE_TYPES = {
    **dict.fromkeys(("label", "title", "type", "issuer", "issued", "level"), "string"),
    **{"is_held": "boolean", "tasks": "int"},
}
EDGE_TYPES = {"relation": "string", "hand": "string", "asserted": "int"}
_NO_TOKEN = re.compile(r"[^A-Za-zÀ-ÖØ-öø-\u02ff\u1e00-\u1eff0-9.:_-]|_(?=x[0-9A-F]*_)")
_FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
"""Characters that XML 1.0 cannot hold, not even escaped (section 2.2); broken files bring them in titles."""


class _Xml:
    """Writes elements; `open` and `close` for those with children, `leaf` for the others."""

    def __init__(self, file: TextIO) -> None:
        self._write = file.write
        self._write('<?xml version="1.0" encoding="utf-8"?>\n')

    def open(self, name: str, **attributes: str) -> None:
        self._write(f"<{name}{_attributes(attributes)}>")

    def close(self, *names: str) -> None:
        for name in names:
            self._write(f"</{name}>\n")

    def leaf(self, name: str, text: str = "", **attributes: str) -> None:
        self._write(f"<{name}{_attributes(attributes)}>{_escape(text)}</{name}>")


def write_graphml(graph: GraphLike, file: TextIO) -> None:
    """Write a graph as GraphML; an unknown value has no data element."""
    xml = _Xml(file)
    xml.open("graphml", xmlns=GRAPHML)
    for scope, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
        for name, type_ in types.items():
            xml.leaf("key", id=f"{scope}-{name}", **{"for": scope, "attr.name": name, "attr.type": type_})
    xml.open("graph", edgedefault="directed")
    for node in graph.nodes:
        xml.open("node", id=_make_token(node.id))
        for name, value in _values(node, NODE_TYPES):
            xml.leaf("data", value, key=f"node-{name}")
        xml.close("node")
    for number, edge in enumerate(graph.edges):
        xml.open("edge", id=f"e{number}", source=_make_token(edge.source), target=_make_token(edge.target))
        for name, value in _values(edge, EDGE_TYPES):
            xml.leaf("data", value, key=f"edge-{name}")
        xml.close("edge")
    xml.close("graph", "graphml")


def write_gexf(graph: GraphLike, file: TextIO) -> None:
    """Write a graph as GEXF 1.2; the label of an edge is its relation, its weight how many files assert it."""
    xml = _Xml(file)
    xml.open("gexf", xmlns=GEXF, version="1.2")
    xml.open("graph", defaultedgetype="directed", mode="static")
    for scope, types in (("node", NODE_TYPES), ("edge", EDGE_TYPES)):
        xml.open("attributes", **{"class": scope, "mode": "static"})
        for name, type_ in types.items():
            xml.leaf("attribute", id=f"{scope}-{name}", title=name, type="integer" if type_ == "int" else type_)
        xml.close("attributes")
    xml.open("nodes")
    for node in graph.nodes:
        xml.open("node", id=_make_token(node.id), label=" ".join(node.label.split()))
        _gexf_values(xml, "node", node, NODE_TYPES)
        xml.close("node")
    xml.close("nodes")
    xml.open("edges")
    for number, edge in enumerate(graph.edges):
        ends = {"source": _make_token(edge.source), "target": _make_token(edge.target)}
        xml.open("edge", id=f"e{number}", **ends, label=edge.relation.value, weight=str(edge.asserted))
        _gexf_values(xml, "edge", edge, EDGE_TYPES)
        xml.close("edge")
    xml.close("edges", "graph", "gexf")


def _gexf_values(xml: _Xml, scope: str, item: GraphNode | GraphEdge, types: Mapping[str, str]) -> None:
    xml.open("attvalues")
    for name, value in _values(item, types):
        xml.leaf("attvalue", **{"for": f"{scope}-{name}", "value": value})
    xml.close("attvalues")


def _values(item: GraphNode | GraphEdge, types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, type_ in types.items():
        value = getattr(item, name)
        if value is not None:
            yield name, str(value).lower() if type_ == "boolean" else str(value)


@lru_cache(maxsize=1 << 16)
def _make_token(id_: str) -> str:
    """Return an id as XML schema takes it (NMTOKEN): what is neither letter, digit nor `.-_:` stands as its code.

    >>> _make_token("15/KH"), _make_token("a_b")
    ('15_x2F_KH', 'a_b')
    """
    return _NO_TOKEN.sub(lambda sign: f"_x{ord(sign.group()):X}_", id_) or "_x_"


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join([f" {key}={_quote(value)}" for key, value in attributes.items()])


@lru_cache(maxsize=1 << 16)
def _escape(text: str) -> str:
    return escape(text.translate(_FORBIDDEN)) if text else ""


@lru_cache(maxsize=1 << 16)
def _quote(value: str) -> str:
    return quoteattr(value.translate(_FORBIDDEN))
