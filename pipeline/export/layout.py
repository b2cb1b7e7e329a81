"""Where the documents of a picture stand: one band a level, the centre on top; in a band the older rows above.

A cascade is read from the top down, by level and by time, which a spring layout hides. Each row is ordered by the
places of its neighbours (barycentre sweeps), so that most ties are short.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt

from pipeline.model.resolved import CitationGraph, GraphNode, Level

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
    rows = {band: _rows_by_date(nodes, columns) for band, nodes in members.items() if nodes}
    _sort_rows(graph, [row for band in rows.values() for row in band])
    places: dict[str, tuple[float, float]] = {}
    bands: list[Band] = []
    top = 0.0
    for band, lines in rows.items():
        bottom = top + len(lines) * ROW
        places |= _fill(lines, top, columns)
        bands.append(Band(band, top, bottom))
        top = bottom + BAND_GAP
    return Layout(places, tuple(bands), columns * COLUMN)


def _rows_by_date(nodes: list[GraphNode], columns: int) -> list[list[str]]:
    """Return a band's rows, the oldest documents in the first, those without a date in the last, all about full."""
    ordered = [node.id for node in sorted(nodes, key=lambda node: (node.issued is None, node.issued or "", node.id))]
    rows = ceil(len(ordered) / columns)
    cuts = [round(len(ordered) * row / rows) for row in range(rows + 1)]
    return [ordered[start:end] for start, end in pairwise(cuts)]


def _count_columns(sizes: list[int]) -> int:
    """Return the number of columns that makes the picture as wide to its height as a screen."""
    widest = max(sizes, default=1)

    def misfit(columns: int) -> float:
        height = sum(ceil(size / columns) * ROW + BAND_GAP for size in sizes)
        return abs(columns * COLUMN / height - SCREEN) if sizes else 0.0

    guess = ceil(sqrt(SCREEN * sum(sizes) * ROW / COLUMN)) + 1
    return min(range(min(FEWEST, widest), max(FEWEST, guess * 2) + 1), key=misfit)


def _fill(rows: list[list[str]], top: float, columns: int) -> dict[str, tuple[float, float]]:
    """Set each row in the middle of the picture."""
    return {
        id_: ((columns - len(row)) / 2 * COLUMN + (place + 0.5) * COLUMN, top + (number + 0.5) * ROW)
        for number, row in enumerate(rows)
        for place, id_ in enumerate(row)
    }


def _sort_rows(graph: CitationGraph, rows: list[list[str]]) -> None:
    """Order every row in place by the mean place of its members' neighbours."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    share: dict[str, float] = {}
    for row in rows:
        share |= _shares(row)
    for _ in range(SWEEPS):
        for row in rows:
            middles = {id_: _middle(id_, neighbours, share) for id_ in row}
            row.sort(key=lambda id_: (middles[id_], id_))
            share |= _shares(row)


def _shares(ids: list[str]) -> dict[str, float]:
    return {id_: (index + 0.5) / len(ids) for index, id_ in enumerate(ids)}


def _middle(id_: str, neighbours: dict[str, list[str]], share: dict[str, float]) -> float:
    near = neighbours[id_]
    return (sum(share[other] for other in near) + share[id_]) / (len(near) + 1)
