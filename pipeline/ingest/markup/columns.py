"""Two columns side by side in plain text: the masthead and the closing, parted by runs of blanks.

Nghị định 30/2020/NĐ-CP, Phụ lục I sets issuer beside quốc hiệu and Nơi nhận beside the signature; a text file keeps
them on common lines. The left column is read first, then the right one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.knowledge.load import load_pattern

HEAD_LINES = 24  # a masthead with blank lines between its lines stays under this
_GAP = re.compile(r"(?<=\S)(?P<gap> {3,})(?=\S)")
_TAIL_LINES = 30
_LEAD = 40  # characters before a gap in which what is to be filled in stands
_HEADING = 12  # characters by which a heading may reach over the gutter


def part_columns(lines: Sequence[str]) -> list[str]:
    """Return the lines with columns set one after the other; other lines as they are."""
    found, place = list[str](), 0
    zones = _zones(list(lines))
    if any(start < end for (_, end), (start, _) in pairwise(zones)):  # they overlap: the later ones are parted first
        return _part_in_place(list(lines), zones)
    for start, end in zones:
        found += [*lines[place:start], *_parted(list(lines[start:end]))]
        place = end
    return [*found, *lines[place:]]


def _part_in_place(found: list[str], zones: list[tuple[int, int]]) -> list[str]:
    for start, end in reversed(zones):
        found[start:end] = _parted(found[start:end])
    return found


def _zones(lines: list[str]) -> list[tuple[int, int]]:
    zones = []
    head = _zone(lines, 0, min(HEAD_LINES, len(lines)))
    if head and any(load_pattern("signs", "head_column").search(line) for line in lines[slice(*head)]):
        zones.append(head)
    first = head[1] if head else 0
    tails = [place for place in range(first, len(lines)) if load_pattern("signs", "tail_column").match(lines[place])]
    for place in tails:
        zone = _zone(lines, place, min(place + _TAIL_LINES, len(lines)), least=1)
        if zone and zone[0] == place:
            zones.append(zone)
    return zones


def _zone(lines: list[str], start: int, end: int, least: int = 2) -> tuple[int, int] | None:
    """Return the stretch from the first to the last line in two columns, where at least `least` lines are so."""
    places = _two_column_places(lines, start, end)
    if len(places) < least:
        return None
    last = places[-1]
    margin = _margin(lines[places[0] : last + 1])
    while last + 1 < end and _belongs(lines, last + 1, margin):
        last += 1
    return places[0], last + 1


def _two_column_places(lines: list[str], start: int, end: int) -> list[int]:
    """Return the lines with a gap, up to the first line that runs across it: there the body begins."""
    places: list[int] = []
    for place in range(start, end):
        if _gap(lines[place]):
            places.append(place)
        elif len(places) > 1 and _runs_across(lines[place], _margin([lines[known] for known in places])):
            break
    return places


def _runs_across(line: str, margin: int) -> bool:
    """Words on both sides of the gutter make a line of the body; short headings may stand over it."""
    return _indent(line) < margin // 2 and len(line.rstrip()) > margin + _HEADING


def _belongs(lines: list[str], place: int, margin: int) -> bool:
    """A line below two columns is still theirs when it is empty, stands at the right, or goes on a list at the left."""
    return not lines[place].strip() or _indent(lines[place]) >= margin or _goes_on(lines, place)


def _goes_on(lines: list[str], place: int) -> bool:
    """A bullet under the first lines of Nơi nhận still belongs to its column."""
    return lines[place].lstrip()[:1] == "-" and len(lines[place].strip()) < 80


def _gap(line: str) -> re.Match[str] | None:
    to_fill = load_pattern("signs", "to_fill")
    hits = [hit for hit in _GAP.finditer(line) if not to_fill.search(line, max(0, hit.start() - _LEAD), hit.start())]
    return max(hits, key=lambda hit: len(hit["gap"]), default=None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _margin(lines: Sequence[str]) -> int:
    """Return the column from which a line without gap belongs to the right: a little before its leftmost words."""
    starts = [hit.end() for line in lines if (hit := _gap(line))]
    return max(8, min(starts) - 6)


def _parted(lines: list[str]) -> list[str]:
    margin = _margin(lines)
    left: list[str] = []
    right: list[str] = []
    for line in lines:
        hit = _gap(line)
        if hit:
            left.append(line[: hit.start()].rstrip())
            right.append(line[hit.end() :].strip())
        elif line.strip():
            (right if _indent(line) >= margin else left).append(line.strip())
    return ["", *left, "", *(part for line in right for part in (line, ""))]
