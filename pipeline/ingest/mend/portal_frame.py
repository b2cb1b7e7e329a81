"""The frame that a law portal prints around a document: cut away by what it says; its box is kept as evidence.

A page is a portal's where it prints three labels of a box ("Số hiệu", "Người ký", "Ngày hiệu lực") or two lines that
only portals print (menus, tabs, notices). The document begins with its masthead and ends before the first line that no
document prints ("Văn bản liên quan", "Hỏi đáp", a licence) and behind which neither motto nor Nơi nhận follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.ingest.draft import Draft
from pipeline.ingest.mend.line_marks import is_capitals
from pipeline.knowledge.load import compile_rows, load_pattern, load_words, read_table, type_by_name
from pipeline.model import Stated
from pipeline.text.match import match_form

_MARKS = re.compile(r"^[\s*_#>|]+|[\s*_|]+$")
_FEWEST_LABELS, _FEWEST_LINES = 3, 2
_LONGEST_VALUE, _LONGEST_TITLE = 120, 600
_MASTHEAD_REACH = 14  # lines above the motto in which issuer and number may stand, hard wraps and rules counted
_TITLE_REACH = 4  # lines above the end in which a portal repeats the title
_FEWEST_LINES_OF_A_DOCUMENT = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the document begins and ends among the lines of a page, and what the portal's box says of it."""

    start: int
    end: int
    stated: tuple[Stated, ...]


def cut_text(text: str) -> tuple[str, tuple[Stated, ...]]:
    """Return a text without a portal's frame, and what its box says; a text without a frame comes back as it is."""
    raw = text.split("\n")
    frame = find_frame([_MARKS.sub("", line) for line in raw])
    if frame is None:
        return text, ()
    start = frame.start
    if start and raw[start - 1].strip() == "|":  # opens the table of the masthead
        start -= 1
    return "\n".join(raw[start : frame.end]), frame.stated


def read_box(lines: Sequence[str]) -> tuple[Stated, ...]:
    """Return what the box of a page says; nothing where the page has no box of at least three labels."""
    labels = {place: found for place, line in enumerate(lines) if (found := _find_labels(line))}
    if len({name for found in labels.values() for name, _, _ in found}) < _FEWEST_LABELS:
        return ()
    return tuple(_read_box(lines, labels, len(lines)))


def cut_drafts(drafts: Sequence[Draft]) -> tuple[list[Draft], tuple[Stated, ...]]:
    """Return drafts without a portal's frame, and what its box says."""
    owners: list[int] = []
    lines: list[str] = []
    for place, draft in enumerate(drafts):
        for line in _draft_lines(draft):
            owners.append(place)
            lines.append(_MARKS.sub("", line))
    frame = find_frame(lines)
    if frame is None or not lines:
        return list(drafts), ()
    first = owners[frame.start] if frame.start < len(owners) else 0
    last = owners[frame.end] if frame.end < len(owners) else len(drafts)
    return list(drafts[first:last]), frame.stated


def _draft_lines(draft: Draft) -> Iterator[str]:
    texts = [cell.text for cell in draft.cells] if draft.cells else [draft.text]
    return (line for text in texts for line in text.split("\n"))


def find_frame(lines: Sequence[str]) -> Frame | None:
    """Return where the document lies in a portal's page, or None where the lines are no such page."""
    labels = {place: found for place, line in enumerate(lines) if (found := _find_labels(line))}
    distinct = {name for found in labels.values() for name, _, _ in found}
    menu = sum(1 for line in lines if line and load_pattern("portal", "menu").search(line))
    if len(distinct) < _FEWEST_LABELS and menu < _FEWEST_LINES:
        return None
    start = _find_start(lines, labels)
    stated = tuple(_read_box(lines, labels, start)) if len(distinct) >= _FEWEST_LABELS else ()
    end = _find_end(lines, start, next((one.value for one in stated if one.field == "code"), None))
    filled = sum(1 for line in lines[start:end] if line)
    return Frame(start, end, stated) if filled >= _FEWEST_LINES_OF_A_DOCUMENT else Frame(0, len(lines), stated)


@cache
def _labels() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["id"], compile_rows("portal", [row])) for row in read_table("portal")["label"])


def _find_labels(line: str) -> list[tuple[str, int, int]]:
    """Return the labels of a line as (field and words, start, end): the whole line, or each with a colon behind it."""
    if not line or len(line) > _LONGEST_TITLE or not load_pattern("portal", "label").search(line):
        return []
    found = []
    for field, pattern in _labels():
        for hit in pattern.finditer(line):
            behind = line[hit.end() :].lstrip()
            if behind.startswith(":") or (not behind and not line[: hit.start()].strip()):
                found.append((f"{field}|{match_form(hit.group())}", hit.start(), hit.end()))
    return sorted(found, key=lambda one: one[1])


def _read_box(lines: Sequence[str], labels: dict[int, list[tuple[str, int, int]]], start: int) -> Iterator[Stated]:
    """Yield what the labels above the document say, else those below it; the first value of each field counts."""
    above = [place for place in labels if place < start]
    seen: set[str] = set()
    for place in above or list(labels):
        line = lines[place]
        starts = [one[1] for one in labels[place]]
        for (name, _, end), following in zip(labels[place], [*starts[1:], len(line)], strict=True):
            field = name.partition("|")[0]
            value = line[end:following].strip(" :;|\t") or _next_value(lines, place, labels)
            longest = _LONGEST_TITLE if field == "title" else _LONGEST_VALUE
            if field and field not in seen and value and len(value) <= longest and not _is_unknown(value):
                seen.add(field)
                yield Stated(field, value)


def _next_value(lines: Sequence[str], place: int, labels: dict[int, list[tuple[str, int, int]]]) -> str:
    behind = next((near for near in range(place + 1, min(place + 5, len(lines))) if lines[near]), None)
    return "" if behind is None or behind in labels else lines[behind]


def _is_unknown(value: str) -> bool:
    return match_form(value) in {match_form(word) for word in load_words("portal", "unknown")}


def _find_start(lines: Sequence[str], labels: dict[int, list[tuple[str, int, int]]]) -> int:
    """Return the first line of the masthead: issuer, number or subject above the motto; without one, behind the box."""
    motto = next((place for place, line in enumerate(lines) if load_pattern("signs", "motto").search(line)), None)
    if motto is None:
        return _find_bare_start(lines, labels)
    return _climb(lines, motto)


def _climb(lines: Sequence[str], place: int) -> int:
    """Go up from a line of the masthead while the lines above are in capitals, a number or a subject, or drawn."""
    start = place
    for above in range(place - 1, max(-1, place - _MASTHEAD_REACH - 1), -1):
        line = lines[above]
        if not _is_word(line):
            continue
        if not _is_of_masthead(line):
            break
        start = above
    return start


def _is_word(line: str) -> bool:
    return any(sign.isalnum() for sign in line)


def _is_of_masthead(line: str) -> bool:
    if _is_frame(line):
        return False
    return is_capitals(line) or load_pattern("signs", "left_line").match(line) is not None


def _is_frame(line: str) -> bool:
    return any(load_pattern("portal", group).search(line) for group in ("menu", "end")) or _is_unknown(line)


def _find_bare_start(lines: Sequence[str], labels: dict[int, list[tuple[str, int, int]]]) -> int:
    """Return where a document without motto begins: its type's name in capitals, and what stands above it."""
    names = tuple(type_by_name())
    last = max((place for place in labels if place < 80), default=-1)
    for place in range(last + 1, min(len(lines), last + 60)):
        form = match_form(lines[place])
        if is_capitals(lines[place]) and not _is_frame(lines[place]) and form.startswith(names):
            return _climb(lines, place)
    return 0


def _find_end(lines: Sequence[str], start: int, code: str | None) -> int:
    """Return the line behind the document: a sign of the frame with neither motto nor Nơi nhận below it."""
    anchor = load_pattern("signs", "strong_anchor")
    strong = [place for place in range(start, len(lines)) if anchor.search(lines[place])]
    signs = load_pattern("portal", "end")
    foreign = next((place for place in range(start, len(lines)) if _is_translation(lines[place])), len(lines))
    after = max((place for place in strong if place < foreign), default=start)
    end = next((place for place in range(after + 1, foreign) if signs.search(lines[place])), foreign)
    return _without_title(lines, start, end, code)


def _is_translation(line: str) -> bool:
    return load_pattern("portal", "translation").search(line) is not None


def _without_title(lines: Sequence[str], start: int, end: int, code: str | None) -> int:
    """Leave out the page's title above the end ("Kế hoạch 12/KH-UBND năm 2025 …", without "số") and what follows it."""
    if code is None:
        return end
    wanted = "".join(code.split())
    near = [place for place in range(max(start + 1, end - 12), end) if lines[place]][-_TITLE_REACH:]
    for place in near:
        head, sign, _ = "".join(lines[place].split()).partition(wanted)
        if sign and match_form(head) and any(match_form(head) == "".join(name.split()) for name in type_by_name()):
            return place
    return end
