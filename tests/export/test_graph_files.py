"""The graph as a file: formats that others read, a page that needs no network."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import VanbanError
from pipeline.export import write_graph
from pipeline.export.cut import cut_graph
from pipeline.export.graph import FORMATS
from pipeline.export.layout import COLUMN, ROW, lay_out
from pipeline.export.picture import MOST, draw_picture, most_connected
from pipeline.model import Relation
from pipeline.model.resolved import CitationGraph, GraphEdge, GraphNode, Hand, Level

GRAPH = CitationGraph(
    (
        GraphNode(
            "a", "98-NQ/TW", "Phát triển <b>khoa học</b>", "NQ", "Bộ Chính trị", "2030-01-30", Level.CENTRAL, False
        ),
        GraphNode(
            "b", "15/KH-UBND", "Đầu tư </script>", "KH", "UBND tỉnh Hà Nam", "2031-01-20", Level.PROVINCE, True, 4
        ),
        GraphNode("c", "?", "", None, None, None, None, True),
    ),
    (
        GraphEdge("b", "a", Relation.IMPLEMENTS, Hand.FIRST, 2),
        GraphEdge("b", "a", Relation.LEGAL_BASIS, Hand.SECOND),
        GraphEdge("c", "b", Relation.MENTIONS, Hand.FIRST),
    ),
)


def test_graphml_is_read_back(tmp_path: Path) -> None:
    write_graph(GRAPH, tmp_path / "g.graphml")
    read = networkx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert dict(read.nodes["b"]) == {
        **{"label": "15/KH-UBND", "title": "Đầu tư </script>", "type": "KH", "issuer": "UBND tỉnh Hà Nam"},
        **{"issued": "2031-01-20", "level": "province", "is_held": True, "tasks": 4},
    }
    assert "issuer" not in read.nodes["c"], "an unknown value has no element"
    assert sorted((s, t, d["relation"], d["hand"], d["asserted"]) for s, t, d in read.edges(data=True)) == [
        ("b", "a", "implements", "first", 2),
        ("b", "a", "legal_basis", "second", 1),
        ("c", "b", "mentions", "first", 1),
    ]


def test_json_is_node_link_data(tmp_path: Path) -> None:
    write_graph(GRAPH, tmp_path / "g.JSON")
    data = json.loads((tmp_path / "g.JSON").read_text("utf-8"))
    assert [node["id"] for node in data["nodes"]] == ["a", "b", "c"]
    read = networkx.node_link_graph(data, edges="edges")
    assert read.number_of_edges() == 3 and read.nodes["c"]["issuer"] is None
    assert read.edges["b", "a", "implements"]["asserted"] == 2


def test_gexf_is_read_back(tmp_path: Path) -> None:
    write_graph(GRAPH, tmp_path / "g.gexf")
    read = networkx.read_gexf(tmp_path / "g.gexf")
    assert read.nodes["b"]["label"] == "15/KH-UBND" and read.nodes["b"]["title"] == "Đầu tư </script>"
    assert (read.nodes["b"]["tasks"], read.nodes["a"]["is_held"]) == (4, False)
    ends = [(source, target, data["relation"]) for source, target, data in read.edges(data=True)]
    assert sorted(ends) == [("b", "a", "implements"), ("b", "a", "legal_basis"), ("c", "b", "mentions")]


HOSTILE = 'x"]; click n0 call alert() \\" %% <script>\u0000\ufffe\n-->|| n9'


def hostile_graph() -> CitationGraph:
    node = GraphNode(HOSTILE, HOSTILE, HOSTILE, "KH", HOSTILE, "2031-01-20", Level.PROVINCE, True)
    return CitationGraph((node, replace(node, id="b")), (GraphEdge(HOSTILE, "b", Relation.MENTIONS, Hand.SECOND),))


def test_mermaid_is_a_node_or_a_tie_a_line(tmp_path: Path) -> None:
    write_graph(GRAPH, tmp_path / "g.mmd")
    lines = (tmp_path / "g.mmd").read_text("utf-8").splitlines()
    assert lines[0] == "flowchart BT"
    assert '  n0["98-NQ/TW<br/>2030-01-30 · Bộ Chính trị"]:::missing' in lines
    assert lines[-3:] == ["  n1 -->|implements| n0", "  n1 -.->|legal_basis| n0", "  n2 -->|mentions| n1"]


def test_dot_is_a_node_or_a_tie_a_line(tmp_path: Path) -> None:
    write_graph(GRAPH, tmp_path / "g.dot")
    lines = (tmp_path / "g.dot").read_text("utf-8").splitlines()
    assert '  "a" [label="98-NQ/TW\\n2030-01-30 · Bộ Chính trị", style=dashed];' in lines
    assert lines[-3:] == ['  "b" -> "a" [label="legal_basis", style=dashed];', '  "c" -> "b" [label="mentions"];', "}"]


def test_hostile_words_stay_inside_their_quotes(tmp_path: Path) -> None:
    write_graph(hostile_graph(), tmp_path / "g.mmd")
    write_graph(hostile_graph(), tmp_path / "g.dot")
    chart, dot = ((tmp_path / f"g.{ending}").read_text("utf-8") for ending in ("mmd", "dot"))
    node = re.compile(r'  n\d+\["(?:[^"#;<>&`|\[\](){}\\%\n]|#\d+;|<br/>)*"\]')
    assert [bool(node.fullmatch(line)) for line in chart.splitlines()[2:4]] == [True, True]
    quoted = r'"(?:[^"\\]|\\.)*"'
    assert re.fullmatch(
        rf"digraph citations \{{\n  rankdir=BT; node \[shape=box\];\n(?:  {quoted} \[label={quoted}\];\n){{2}}"
        rf"  {quoted} -> {quoted} \[label={quoted}, style=dashed\];\n\}}\n",
        dot,
    )


def test_hostile_words_leave_xml_and_json_whole(tmp_path: Path) -> None:
    kept = HOSTILE.replace("\u0000", "").replace("\ufffe", "")
    for ending, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        write_graph(hostile_graph(), tmp_path / f"g.{ending}")
        titles = {data["title"] for _, data in read(tmp_path / f"g.{ending}").nodes(data=True)}
        assert titles == {kept}, ending
    write_graph(hostile_graph(), tmp_path / "g.json")
    assert json.loads((tmp_path / "g.json").read_text("utf-8"))["nodes"][0]["title"] == HOSTILE


def test_a_cut_keeps_both_ways_from_an_act() -> None:
    chain = tuple(GraphNode(id_, id_, "", None, None, None, Level.PROVINCE, True) for id_ in "abcde")
    ties = tuple(GraphEdge(one, other, Relation.IMPLEMENTS, Hand.FIRST) for one, other in pairwise("edcba"))
    cut = cut_graph(CitationGraph(chain, ties), around="c", depth=1)
    assert [node.id for node in cut.nodes] == ["b", "c", "d"]
    assert [(edge.source, edge.target) for edge in cut.edges] == [("d", "c"), ("c", "b")]


def test_a_cut_by_relation_and_level() -> None:
    assert [node.id for node in cut_graph(GRAPH, relations=[Relation.IMPLEMENTS]).nodes] == ["a", "b"]
    only = cut_graph(GRAPH, levels=[Level.PROVINCE])
    assert ([node.id for node in only.nodes], only.edges) == (["b"], ())


def test_page_holds_the_graph_and_asks_for_nothing(tmp_path: Path) -> None:
    write_graph(GRAPH, tmp_path / "g.html")
    page = (tmp_path / "g.html").read_text("utf-8")
    assert not re.findall(r"https?://|<link|<script src|@import|url\(", page)
    assert page.count("</script>") == 1, "a title cannot end the script"
    data = json.loads(re.search(r"^const graph = (.+);$", page, re.MULTILINE)[1])  # type: ignore[index]
    assert [node["label"] for node in data["nodes"]] == ["98-NQ/TW", "15/KH-UBND", "?"]
    assert data["edges"][0] == {"s": 1, "t": 0, "relation": "implements", "hand": "first", "asserted": 2}
    assert [band["level"] for band in data["bands"]] == ["central", "province", ""]


def test_page_knows_a_colour_for_every_relation() -> None:
    colours = re.search(r"const RELATIONS = \{(.+?)\};", draw_picture(CitationGraph((), ())), re.DOTALL)
    assert colours and all(f"{relation.value}: " in colours[1] for relation in Relation)


def test_page_of_a_large_graph_draws_the_most_connected() -> None:
    assert [node.id for node in most_connected(GRAPH, 2).nodes] == ["a", "b"]
    assert len(most_connected(GRAPH, 2).edges) == 2
    assert most_connected(GRAPH, 3) == GRAPH
    many = tuple(GraphNode(str(index), "", "", None, None, None, None, True) for index in range(MOST + 7))
    assert '"omitted":7}' in draw_picture(CitationGraph(many, ()))


@pytest.mark.parametrize("name", ["g.png", "g", "html"])
def test_other_endings_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(VanbanError, match=r"a graph is written as \.graphml, \.gexf, \.json, \.mmd, \.dot, \.html"):
        write_graph(GRAPH, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_unwritable_place_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "g.html").mkdir()
    with pytest.raises(VanbanError, match="cannot be written"):
        write_graph(GRAPH, tmp_path / "g.html")
    assert [path.name for path in tmp_path.iterdir()] == ["g.html"]


def test_empty_graph_is_written(tmp_path: Path) -> None:
    for ending in FORMATS:
        assert write_graph(CitationGraph((), ()), tmp_path / f"g{ending}") == (0, 0)
        assert (tmp_path / f"g{ending}").stat().st_size > 10


LEVELS = st.sampled_from([*Level, None])
NODES = st.lists(LEVELS, max_size=60).map(
    lambda levels: tuple(
        GraphNode(str(index), str(index), "", "KH", None, None, level, True) for index, level in enumerate(levels)
    )
)


@settings(max_examples=60, deadline=None)
@given(NODES, st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), max_size=80))
def test_boxes_never_overlap_and_the_centre_is_on_top(
    nodes: tuple[GraphNode, ...], pairs: list[tuple[int, int]]
) -> None:
    within = [(one, other) for one, other in pairs if max(one, other) < len(nodes)]
    edges = tuple(GraphEdge(str(one), str(other), Relation.IMPLEMENTS, Hand.FIRST) for one, other in within)
    layout = lay_out(CitationGraph(nodes, edges))
    assert set(layout.places) == {node.id for node in nodes}
    places = sorted(layout.places.values())
    for (x, y), (other_x, other_y) in pairwise(places):
        assert abs(x - other_x) >= COLUMN / 2 or abs(y - other_y) >= ROW - 0.01
    tops = [band.top for band in layout.bands]
    assert tops == sorted(tops)
    for node in nodes:
        band = next(band for band in layout.bands if band.level is node.level)
        assert band.top < layout.places[node.id][1] < band.bottom
        assert 0 < layout.places[node.id][0] < layout.width
