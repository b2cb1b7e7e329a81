"""Web copies that lost their empty lines: `|` lines part cells, and nothing tells where a table or a paragraph ends.

What only begins a paragraph of a document (a type's name, an article, "Căn cứ", an annex's head) ends the table above;
a short line before one that begins with a capital ends a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.mend.line_marks import is_capitals, is_item, is_open
from pipeline.knowledge.load import load_pattern, type_by_name
from pipeline.text.match import match_form

_MARKS = re.compile(r"^[\s*_#>]+|[\s*_]+$")
_FEWEST_PIPES = 4
_LONGEST_CELL, _LONGEST_LAYOUT_CELL = 40, 14  # lines
_PIPES_OF_LAYOUT = 16
_LONG_BLOCK = 25  # lines without an empty one: no paragraph is so long
_SHORT, _ROOM = 0.4, 0.88  # shares of the width
_STOPS = (".", ";", ":", "./.")
_MOST_EMPTY = 0.02  # share of empty lines in a copy that lost them


def part_packed(lines: Sequence[str]) -> list[str]:
    """Return lines with an empty one behind each layout table, where the copy has lost its empty lines."""
    pipes = sum(1 for line in lines if line.strip() == "|")
    inner = "\n".join(lines).strip().split("\n")
    if pipes < _FEWEST_PIPES or sum(1 for line in inner if not line.strip()) > _MOST_EMPTY * len(inner):
        return list(lines)
    parted: list[str] = []
    ends = _next_pipes(lines)
    pipes = 0  # of the table so far
    before = ""  # the last line that is not only marks
    for place, line in enumerate(lines):
        if line.strip() == "|":
            pipes += 1
        elif before == "|" and _MARKS.sub("", line) and _ends_table(lines, place, ends[place], pipes):
            while parted[-1].strip() != "|":  # marks without words
                parted.pop()
            parted.append("")
            pipes = 0
        parted.append(line)
        before = line.strip() if _MARKS.sub("", line) else before
    return parted


def _next_pipes(lines: Sequence[str]) -> list[int]:
    """Return for each line how far it is to the next lone `|`, or to the end."""
    sizes: list[int] = []
    size = 0
    for line in reversed(lines):
        size = 0 if line.strip() == "|" else size + 1
        sizes.append(size)
    return sizes[::-1]


def _ends_table(lines: Sequence[str], place: int, size: int, pipes: int) -> bool:
    """Tell whether the lines behind a `|` are no cell: they begin like a document's paragraph, or are far too many."""
    longest = _LONGEST_CELL if pipes > _PIPES_OF_LAYOUT else _LONGEST_LAYOUT_CELL
    if load_pattern("signs", "strong_anchor").search(" ".join(lines[place : place + 3])):
        return False
    return size > longest or _begins_text(lines[place], lines[place + 1 : place + 2])


def find_breaks(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines of a long block without empty lines that begin a paragraph though no mark says so.

    The line before ended early: at a full stop with room for a word, or far from the width; the first line of a
    paragraph says nothing, for copies break it where the page had changed its type.
    """
    if len(lines) < _LONG_BLOCK:
        return frozenset()
    words = [_MARKS.sub("", line) for line in lines]
    width = sorted(map(len, words))[int(0.8 * len(words))]
    breaks: set[int] = set()
    for place in range(1, len(words)):
        before, line = words[place - 1], words[place]
        if load_pattern("portal", "packed_start").match(line):
            breaks.add(place)
        if not line[:1].isupper() or not before or is_open(before, line) or is_capitals(before):
            continue
        closed = before.endswith(_STOPS) and len(before) < _ROOM * width
        if closed or (_is_short(before, width) and place - 1 not in breaks and not is_item(before)):
            breaks.add(place)
    return frozenset(breaks)


def _is_short(line: str, width: int) -> bool:
    return len(line) < _SHORT * width and not line.endswith((",", "-", "–"))


def _begins_text(line: str, following: Sequence[str]) -> bool:
    words = _MARKS.sub("", line)
    after = _MARKS.sub("", following[0]) if following else "|"
    if after.strip() in ("|", ""):  # a cell of one line
        return False
    if load_pattern("portal", "packed_start").match(words):
        return True
    return is_capitals(words) and match_form(words).startswith(tuple(type_by_name()))
