"""What follows the signature: phụ lục with task tables, and documents issued with the decision."""

from __future__ import annotations

from itertools import pairwise

from pipeline.knowledge.load import load_pattern
from pipeline.model import Annex, Span
from pipeline.structure.body import make_body
from pipeline.structure.closing import find_closing
from pipeline.structure.lines import Line
from pipeline.structure.markers import match_marker
from pipeline.structure.title import match_type_line
from pipeline.text.words import Words

_TITLE_REACH = 8
_LONG = 420


def split_annexes(whole: Words, lines: list[Line]) -> list[Annex]:
    """Split the lines after the closing into annexes, in order; numbered PL1, PL2 when there are several."""
    starts = [place for place in range(len(lines)) if _opens_annex(lines, place)]
    if lines and (not starts or starts[0] > 0) and any(line.rows for line in lines[: starts[0] if starts else None]):
        starts.insert(0, 0)
    bounds = [*starts, len(lines)]
    parts = [
        _without_masthead(lines[start:end]) if end in starts else lines[start:end] for start, end in pairwise(bounds)
    ]
    tabled = [part for part in parts if match_type_line(part[0]) is None]
    annexes, count = [], 0
    for part in parts:
        typed = match_type_line(part[0])
        count += typed is None
        label = "" if typed else ("PL" if len(tabled) == 1 else f"PL{count}")
        annexes.append(_make_annex(whole, part, label, typed[0] if typed else None))
    return annexes


def _opens_annex(lines: list[Line], place: int) -> bool:
    line = lines[place]
    if "annex" in line.kinds:
        return True
    reach = lines[place + 1 : place + _TITLE_REACH]
    if not any("issued_with" in after.kinds for after in reach) or _goes_on(lines, place):
        return False
    return match_type_line(line) is not None or _is_list_head(line)


def _goes_on(lines: list[Line], place: int) -> bool:
    """Tell whether a line goes on with the title of a list above it: "DANH MỤC NHIỆM VỤ" over "CHƯƠNG TRÌNH …"."""
    for before in reversed(lines[max(0, place - _TITLE_REACH) : place]):
        if "annex" in before.kinds or _is_list_head(before):
            return True
        if before.rows or before.kinds or not before.text.isupper():
            return False
    return False


def _is_list_head(line: Line) -> bool:
    return line.text.isupper() and line.words.match(load_pattern("layout", "annex_title")) is not None


def _without_masthead(lines: list[Line]) -> list[Line]:
    """Take off the end of a part what is the masthead of the next: who issues it and the motto."""
    end = len(lines)
    while end > 1 and not lines[end - 1].rows and (lines[end - 1].text.isupper() or "motto" in lines[end - 1].kinds):
        end -= 1
    return lines[:end]


def _make_annex(whole: Words, lines: list[Line], label: str, kind: str | None) -> Annex:
    title, place = [lines[0].span] if not lines[0].rows else [], 0 if lines[0].rows else 1
    while place < len(lines) and _is_title(lines[place]):
        title.append(lines[place].span)
        place += 1
    rest = lines[place:]
    closing = find_closing(rest, 0) if kind else None
    body = make_body(whole, rest[: closing.start] if closing else rest)
    return Annex(label, tuple(_spans(title)), body, kind)


def _is_title(line: Line) -> bool:
    if line.rows or match_marker(line.text):
        return False
    bracketed = line.text.lstrip().startswith("(") and len(line.text) < _LONG
    return line.text.isupper() or "issued_with" in line.kinds or "ornament" in line.kinds or bracketed


def _spans(spans: list[Span]) -> list[Span]:
    return [span for span in spans if span.end > span.start]
