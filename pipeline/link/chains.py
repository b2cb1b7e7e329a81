"""The cascade: how a resolution of the centre comes down, plan by plan, to the districts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pipeline.model import Relation
from pipeline.model.resolved import CitationGraph

CARRIES_OUT = frozenset({Relation.IMPLEMENTS})
DEEPEST = 12

Chain = tuple[str, ...]


def find_chains(graph: CitationGraph, relations: Iterable[Relation] = CARRIES_OUT) -> list[Chain]:
    """Return for each document that nothing carries out further the longest way down to it.

    A chain is a tuple of document ids, the highest first; the longest chains come first. Ties told
    at second hand count like those at first hand. A circle is walked once, a way is cut at 12
    documents. Time grows with the number of ties, not with the number of ways.
    """
    below = _steps_down(graph, frozenset(relations))
    lower = {document for documents in below.values() for document in documents}
    longest: dict[str, Chain] = {top: (top,) for top in sorted(set(below) - lower)}
    front = sorted(longest)
    while front:
        front = _walk_on(below, longest, front)
    ends = (chain for document, chain in longest.items() if document not in below)
    return sorted(ends, key=lambda chain: (-len(chain), chain))


def _steps_down(graph: CitationGraph, relations: frozenset[Relation]) -> dict[str, set[str]]:
    below: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        if edge.relation in relations and edge.source != edge.target:
            below[edge.target].add(edge.source)
    return dict(below)


def _walk_on(below: dict[str, set[str]], longest: dict[str, Chain], front: list[str]) -> list[str]:
    reached: set[str] = set()
    for document in front:
        way = longest[document]
        for step in sorted(below.get(document, set()) - set(way)):
            if len(way) < DEEPEST and len(way) + 1 > len(longest.get(step, ())):
                longest[step] = (*way, step)
                reached.add(step)
    return sorted(reached)
