"""The graph as a file: formats that others read, a page that needs no network."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import VanbanError
from pipeline.export import write_graph
from pipeline.export.graph import make_node_link
from pipeline.export.layout import COLUMN, ROW, lay_out
from pipeline.export.picture import MOST, draw_picture, most_connected
from pipeline.model import Relation
from pipeline.resolved import CitationGraph, GraphEdge, GraphNode, Hand, Level

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
    assert read.nodes["c"]["issuer"] == ""
    assert sorted((s, t, key, d["hand"], d["asserted"]) for s, t, key, d in read.edges(keys=True, data=True)) == [
        ("b", "a", "implements", "first", 2),
        ("b", "a", "legal_basis", "second", 1),
        ("c", "b", "mentions", "first", 1),
    ]


def test_json_is_node_link_data(tmp_path: Path) -> None:
    write_graph(GRAPH, tmp_path / "g.JSON")
    data = json.loads((tmp_path / "g.JSON").read_text("utf-8"))
    assert data == make_node_link(GRAPH)
    read = networkx.node_link_graph(data, edges="edges")
    assert read.number_of_edges() == 3 and read.nodes["c"]["issuer"] is None
    assert read.edges["b", "a", "implements"]["asserted"] == 2


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
    with pytest.raises(VanbanError, match=r"a graph is written as \.graphml, \.json, \.html"):
        write_graph(GRAPH, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_unwritable_place_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "g.html").mkdir()
    with pytest.raises(VanbanError, match="cannot be written"):
        write_graph(GRAPH, tmp_path / "g.html")
    assert [path.name for path in tmp_path.iterdir()] == ["g.html"]


def test_empty_graph_is_written(tmp_path: Path) -> None:
    for ending in ("graphml", "json", "html"):
        write_graph(CitationGraph((), ()), tmp_path / f"g.{ending}")
        assert (tmp_path / f"g.{ending}").stat().st_size > 50


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
