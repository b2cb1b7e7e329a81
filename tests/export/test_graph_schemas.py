"""GraphML and GEXF files hold against XML schemas, whatever the documents are called."""

from __future__ import annotations

from pathlib import Path

import networkx
import pytest
from lxml import etree
from places import ROOT

from pipeline.export import write_graph
from pipeline.model import Relation
from pipeline.model.resolved import CitationGraph, GraphEdge, GraphNode, Hand, Level

SCHEMAS = ROOT / "tests" / "export" / "schemas"
IDS = ["a", "kế hoạch 15/KH", "<&>\"'", "", "\u0000\ufffe", "a b", "a_x20_b", "ph\u1ee5", "\ud800", "a\nb"]


def graph_of(ids: list[str]) -> CitationGraph:
    nodes = tuple(GraphNode(one, f" {one}\n", one, None, None, None, Level.PROVINCE, True, 2) for one in ids)
    edges = tuple(GraphEdge(one, ids[0], Relation.IMPLEMENTS, Hand.FIRST) for one in ids[1:])
    return CitationGraph(nodes, edges)


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
@pytest.mark.parametrize("ids", [IDS, IDS[:1]], ids=["strange ids", "one"])
def test_a_graph_file_is_valid(tmp_path: Path, ending: str, ids: list[str]) -> None:
    path = tmp_path / f"g.{ending}"
    write_graph(graph_of(ids), path)
    etree.XMLSchema(etree.parse(SCHEMAS / f"{ending}.xsd")).assertValid(etree.parse(path))
    read = networkx.read_graphml(path) if ending == "graphml" else networkx.read_gexf(path)
    assert (read.number_of_nodes(), read.number_of_edges()) == (len(ids), len(ids) - 1)
