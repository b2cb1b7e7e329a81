"""Chains of implementation from the centre down."""

from __future__ import annotations

import pytest

from pipeline.link import find_chains
from pipeline.model import Relation
from pipeline.model.resolved import CitationGraph, GraphEdge, Hand


def graph(*pairs: str) -> CitationGraph:
    """Return a graph of ties "lower>upper"."""
    ends = (pair.split(">") for pair in pairs)
    edges = tuple(GraphEdge(lower, upper, Relation.IMPLEMENTS, Hand.FIRST) for lower, upper in ends)
    return CitationGraph((), edges)


@pytest.mark.parametrize(
    ("pairs", "chains", "why"),
    [
        ((), [], "nothing"),
        (("b>a", "c>b"), [("a", "b", "c")], "one way down"),
        (("b>a", "c>b", "c>a"), [("a", "b", "c")], "the short cut is left out"),
        (("b>a", "c>a"), [("a", "b"), ("a", "c")], "two ends"),
        (("b>a", "c>b", "x>a"), [("a", "b", "c"), ("a", "x")], "the longest first"),
        (("b>a", "a>b"), [], "a mere circle has no top"),
        (("b>a", "c>b", "b>c"), [], "nothing below a circle is an end"),
        (("b>a", "c>b", "b>c", "d>c"), [("a", "b", "c", "d")], "a circle is walked once"),
        (("a>a", "b>a"), [("a", "b")], "a tie to itself does not count"),
    ],
)
def test_chains(pairs: tuple[str, ...], chains: list[tuple[str, ...]], why: str) -> None:
    assert find_chains(graph(*pairs)) == chains, why


def test_only_wanted_relations_count() -> None:
    edges = (GraphEdge("b", "a", Relation.MENTIONS, Hand.FIRST),)
    assert find_chains(CitationGraph((), edges)) == []
    assert find_chains(CitationGraph((), edges), {Relation.MENTIONS}) == [("a", "b")]


def test_wide_graphs_take_no_time() -> None:
    """Ten floors of ten documents, each tied to all above: 10^9 ways, one chain for each end."""
    pairs = [f"{floor}.{one}>{floor - 1}.{other}" for floor in range(1, 10) for one in range(10) for other in range(10)]
    chains = find_chains(graph(*pairs))
    assert [len(chain) for chain in chains] == [10] * 10
