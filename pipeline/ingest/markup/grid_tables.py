"""Grid tables and ruled columns of Markdown, as programs write them out of office files, made into tables of pipes.

A grid has borders of `+---+` and its cells' lines between `|`; ruled columns stand under dashes with gaps between
them. Cells of a masthead or a closing keep their lines; those of data are joined, but for hard breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.knowledge.load import load_pattern

_BORDER = re.compile(r"^\s*\+(?:[-=:]+\+)+\s*$")
_RULES = re.compile(r"^\s*-{3,}(?: +-{3,})+\s*$")
_RULE = re.compile(r"-{3,}")
_LONGEST = 400  # lines of a table
_HARD_BREAK = re.compile(r"\\\s*$")
_MARKS = re.compile(r"[*_\\]+")

Row = list[list[str]]


def open_grids(text: str) -> str:
    """Return a text with its grids and ruled mastheads as tables that the reader of Markdown knows."""
    if "\n+--" not in f"\n{text}" and "---- ---" not in text:
        return text
    lines = text.split("\n")
    return "\n".join(_opened(lines))


def _opened(lines: Sequence[str]) -> Iterator[str]:
    place = 0
    while place < len(lines):
        end, rows = _grid_at(lines, place) if _BORDER.match(lines[place]) else _ruled_at(lines, place)
        if not rows:
            yield lines[place]
            place += 1
            continue
        yield from ["", *(_layout_lines(rows) if _is_layout(rows) else _pipe_lines(rows)), ""]
        place = end


def _grid_at(lines: Sequence[str], start: int) -> tuple[int, list[Row]]:
    """Return the line behind a grid, and its rows; none where its lines do not keep to its columns."""
    bars = [place for place, sign in enumerate(lines[start]) if sign == "+"]
    rows: list[Row] = []
    cells: Row = [[] for _ in bars[1:]]
    for place in range(start + 1, min(len(lines), start + _LONGEST)):
        line = lines[place]
        if _BORDER.match(line):
            rows += [cells] if any(map(any, cells)) else []
            cells = [[] for _ in bars[1:]]
        elif line.strip().startswith("|") and all(line[bar : bar + 1] == "|" for bar in bars):
            for cell, (left, right) in zip(cells, pairwise(bars), strict=True):
                cell.append(line[left + 1 : right].strip())
        else:
            return place, rows if not any(map(any, cells)) else []
    return len(lines), rows


def _ruled_at(lines: Sequence[str], start: int) -> tuple[int, list[Row]]:
    """Return the line behind ruled columns, and their rows; only mastheads and closings are set so without a head."""
    if not _RULES.match(lines[start]):
        return start, []
    columns = [hit.start() for hit in _RULE.finditer(lines[start])]
    end = next((p for p in range(start + 1, min(len(lines), start + 40)) if _RULES.match(lines[p])), None)
    if end is None:
        return start, []
    rows: list[Row] = [[[] for _ in columns]]
    for line in lines[start + 1 : end]:
        if not line.strip():
            rows.append([[] for _ in columns])
        for cell, (left, right) in zip(rows[-1], pairwise([*columns, 10_000]), strict=True):
            cell += [part] if (part := line[left:right].strip()) else []
    kept = [row for row in rows if any(row)]
    return (end + 1, kept) if _is_layout(kept) else (start, [])


def _is_layout(rows: list[Row]) -> bool:
    texts = [_MARKS.sub("", line) for row in rows for cell in row for line in cell]
    return any(load_pattern("signs", "strong_anchor").search(line) for line in texts)


def _layout_lines(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield "|"
        for cell in row:
            yield from (_HARD_BREAK.sub("", line) for line in cell if _HARD_BREAK.sub("", line).strip("* "))
            yield "|"


def _pipe_lines(rows: list[Row]) -> Iterator[str]:
    for place, row in enumerate(rows):
        yield "| " + " | ".join(map(_joined, row)) + " |"
        if place == 0:
            yield "|" + "---|" * len(row)


def _joined(lines: list[str]) -> str:
    """Return a cell's lines as one; where a hard break or an empty line parts them a break stays."""
    text = ""
    for line in lines:
        broken = not line or _HARD_BREAK.search(line)
        text += _HARD_BREAK.sub("", line) + ("<br>" if broken else " ")
    return re.sub(r"(?:\s*<br>\s*)+$|^(?:<br>)+", "", text).strip()
