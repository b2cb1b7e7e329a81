"""Where the documents of a picture stand: one band a level, the centre on top, kin close together.

A cascade is read from the top down, which a spring layout hides. Rows within a band are filled in
the order of the neighbours' places (barycentre sweeps), so that most ties are short.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil, sqrt

from pipeline.resolved import CitationGraph, GraphNode, Level

COLUMN = 172.0  # width of a place, in pixels of the picture
ROW = 74.0
BAND_GAP = 66.0
SCREEN = 1.45  # width to height, beside the legend
FEWEST = 4  # columns, where there are as many documents
SWEEPS = 12
BANDS: tuple[Level | None, ...] = (*Level, None)


@dataclass(frozen=True, slots=True)
class Band:
    """A level's strip of the picture, from `top` to `bottom`."""

    level: Level | None
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The middle of every document's box, and the bands."""

    places: dict[str, tuple[float, float]]
    bands: tuple[Band, ...]
    width: float


def lay_out(graph: CitationGraph) -> Layout:
    """Return a place for every document; the same graph gives the same picture."""
    members = {band: [node for node in graph.nodes if node.level is band] for band in BANDS}
    columns = _count_columns([len(nodes) for nodes in members.values() if nodes])
    order = _sort_bands(graph, {band: nodes for band, nodes in members.items() if nodes})
    places: dict[str, tuple[float, float]] = {}
    bands: list[Band] = []
    top = 0.0
    for band, ids in order.items():
        rows = ceil(len(ids) / columns)
        bottom = top + rows * ROW
        places |= _fill(ids, top, rows, columns)
        bands.append(Band(band, top, bottom))
        top = bottom + BAND_GAP
    return Layout(places, tuple(bands), columns * COLUMN)


def _count_columns(sizes: list[int]) -> int:
    """Return the number of columns that makes the picture as wide to its height as a screen."""
    widest = max(sizes, default=1)

    def misfit(columns: int) -> float:
        height = sum(ceil(size / columns) * ROW + BAND_GAP for size in sizes)
        return abs(columns * COLUMN / height - SCREEN) if sizes else 0.0

    guess = ceil(sqrt(SCREEN * sum(sizes) * ROW / COLUMN)) + 1
    return min(range(min(FEWEST, widest), max(FEWEST, guess * 2) + 1), key=misfit)


def _fill(ids: list[str], top: float, rows: int, columns: int) -> dict[str, tuple[float, float]]:
    """Go down each column before the next, and centre what is narrower than the picture."""
    used = ceil(len(ids) / rows)
    left = (columns - used) * COLUMN / 2
    return {
        id_: (left + (index // rows + 0.5) * COLUMN, top + (index % rows + 0.5) * ROW) for index, id_ in enumerate(ids)
    }


def _sort_bands(graph: CitationGraph, members: dict[Level | None, list[GraphNode]]) -> dict[Level | None, list[str]]:
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    order = {band: [node.id for node in sorted(nodes, key=_start)] for band, nodes in members.items()}
    share: dict[str, float] = {}
    for ids in order.values():
        share |= _shares(ids)
    for _ in range(SWEEPS):
        for band, ids in order.items():
            middles = {id_: _middle(id_, neighbours, share) for id_ in ids}
            order[band] = sorted(ids, key=lambda id_: (middles[id_], id_))
            share |= _shares(order[band])
    return order


def _start(node: GraphNode) -> tuple[str, str, str]:
    return node.issuer or "", node.issued or "", node.id


def _shares(ids: list[str]) -> dict[str, float]:
    return {id_: (index + 0.5) / len(ids) for index, id_ in enumerate(ids)}


def _middle(id_: str, neighbours: dict[str, list[str]], share: dict[str, float]) -> float:
    near = neighbours[id_]
    return (sum(share[other] for other in near) + share[id_]) / (len(near) + 1)
