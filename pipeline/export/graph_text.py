"""The graph as text: node-link JSON for programs, Mermaid for pages and reports, DOT for Graphviz."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import TextIO

from pipeline.model.resolved import GraphEdge, GraphLike, GraphNode, Hand

SHOWN = 60  # characters of a title in a drawing
_MERMAID = {ord(sign): f"#{ord(sign)};" for sign in '"#;<>&`|[](){}\\%'}
_DOT = {ord("\\"): "\\\\", ord('"'): '\\"'}


def write_node_link(graph: GraphLike, file: TextIO) -> None:
    """Write node-link data: a directed multigraph whose edge keys are the relations; unknown values are null."""
    file.write('{"directed": true, "multigraph": true, "graph": {}, "nodes": [\n')
    _write_items(file, (_attributes(node) for node in graph.nodes))
    file.write('], "edges": [\n')
    _write_items(file, ({**_attributes(edge), "key": edge.relation.value} for edge in graph.edges))
    file.write("]}\n")


def write_mermaid(graph: GraphLike, file: TextIO) -> None:
    """Write a Mermaid flowchart, the acts that others rest on above; cited ones that are not held are dashed.

    Mermaid draws 500 edges unless `maxEdges` says more; cut a larger graph before.
    """
    file.write("flowchart BT\n  classDef missing stroke-dasharray: 5 4\n")
    numbers: dict[str, int] = {}
    for node in graph.nodes:
        numbers[node.id] = len(numbers)
        words = "<br/>".join(part.translate(_MERMAID) for part in _lines(node))
        file.write(f'  n{numbers[node.id]}["{words}"]{"" if node.is_held else ":::missing"}\n')
    for edge in graph.edges:
        arrow = "-.->" if edge.hand is Hand.SECOND else "-->"
        file.write(f"  n{numbers[edge.source]} {arrow}|{edge.relation.value}| n{numbers[edge.target]}\n")


def write_dot(graph: GraphLike, file: TextIO) -> None:
    """Write a graph for Graphviz, the acts that others rest on above; second-hand ties and missing acts are dashed."""
    file.write("digraph citations {\n  rankdir=BT; node [shape=box];\n")
    for node in graph.nodes:
        words = "\\n".join(part.translate(_DOT) for part in _lines(node))
        file.write(f'  {_quoted(node.id)} [label="{words}"{"" if node.is_held else ", style=dashed"}];\n')
    for edge in graph.edges:
        style = ", style=dashed" if edge.hand is Hand.SECOND else ""
        ends = f"{_quoted(edge.source)} -> {_quoted(edge.target)}"
        file.write(f'  {ends} [label="{edge.relation.value}"{style}];\n')
    file.write("}\n")


def _lines(node: GraphNode) -> list[str]:
    """Return what stands in a box: the code, then who and when, each on one line and cut to its room."""
    rest = " · ".join(part for part in (node.issued, node.issuer) if part)
    return [_cut(line) for line in (node.label, rest) if line.strip()]


def _cut(text: str) -> str:
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _quoted(id_: str) -> str:
    return f'"{id_.translate(_DOT)}"'


def _attributes(item: GraphNode | GraphEdge) -> dict[str, str | int | bool | None]:
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    return {name: str(value) if isinstance(value, str) else value for name, value in values.items()}


def _write_items(file: TextIO, items: Iterable[dict[str, str | int | bool | None]]) -> None:
    for number, item in enumerate(items):
        file.write(f"{',' if number else ''}{json.dumps(item, ensure_ascii=False)}\n")
