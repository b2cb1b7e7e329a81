"""The closing: Nơi nhận and the signature, in whichever order and column they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.knowledge.layout import match_line
from pipeline.knowledge.load import load_pattern
from pipeline.model import Span
from pipeline.structure.beside import part_beside
from pipeline.structure.lines import Line
from pipeline.structure.title import match_type_line
from pipeline.text.words import Words

_NAME = re.compile(r"^\W*([^\W\d_]+\W+){1,5}[^\W\d_]+\W*$")
_ENDS_SIGNATURE = frozenset({"annex", "issued_with", "motto", "addressee", "subject"})  # another paper begins
_REACH = 14  # lines between Nơi nhận and a signature that stands before it


@dataclass(frozen=True, slots=True)
class Closing:
    """Where the closing starts, its parts, and the lines that follow it."""

    start: int
    recipients: tuple[Span, ...]
    signature: tuple[Span, ...]
    after: tuple[Line, ...]


def find_closing(lines: list[Line], body_start: int) -> Closing:
    """Find the closing of the main document among its lines."""
    heads = [i for i in range(body_start, len(lines)) if "recipients" in lines[i].kinds]
    if heads:
        return _with_recipients(part_beside(lines, heads[0]), heads[0], body_start)
    signed = [i for i in range(body_start, len(lines)) if _begins_signature(lines, i)]
    if not signed:
        return Closing(len(lines), (), (), ())
    start = next((i for i in signed if not _has_maker(lines[i].form)), signed[0])  # a head signs beside the writer
    end = _signature_end(lines, start)
    return Closing(start, (), tuple(line.span for line in lines[start:end]), tuple(lines[end:]))


def _with_recipients(lines: list[Line], head: int, body_start: int) -> Closing:
    recipients, after = _recipient_lines(lines, head)
    before = _signature_before(lines, head, body_start)
    if before < head:
        signature, end = lines[before:head], after
        if not any(is_name(line.words) for line in signature):  # "TM. …" stands above Nơi nhận, post and name below it
            end = _signature_end(lines, after)
            signature = [*signature, *lines[after:end]]
    else:
        end = _signature_end(lines, after)
        signature = lines[after:end]
    return Closing(before, tuple(recipients), tuple(line.span for line in signature), tuple(lines[end:]))


def _recipient_lines(lines: list[Line], head: int) -> tuple[list[Span], int]:
    """Return the spans of the recipients, and the index after them: the list ends at "Lưu" or the signature."""
    first = lines[head]
    spans = _beside_label(first)
    place = head + 1
    kept = not (spans and _is_file_line(first.words[spans[0].start :]))
    while place < len(lines):
        line = lines[place]
        other_cell = line.cell is not None and line.cell != first.cell and _starts_signature(line)
        if other_cell or line.rows or _starts_signature(line) or "annex" in line.kinds or match_type_line(line):
            break
        if kept:
            spans.append(line.span)
            kept = not _is_file_line(line.words)
        elif line.cell is None and _is_capital(line.text):
            break
        place += 1
    return spans, place


def _beside_label(line: Line) -> list[Span]:
    """Return what stands in the line of "Nơi nhận:" itself."""
    label = match_line("recipients", line.words)
    words = line.words[label.end() :].lstrip() if label else None
    return [Span(words.start, words.end)] if words else []


def _is_file_line(words: Words) -> bool:
    return words.match(load_pattern("layout", "file_line")) is not None


def _is_capital(text: str) -> bool:
    return text.isupper() and len(text) > 8


def _starts_signature(line: Line) -> bool:
    raw = line.text.strip()
    if _has_maker(line.form) or _is_marked_post(line) or (line.cell is not None and _is_post(line)):
        return True
    if raw.startswith("-") or raw[:6].upper() != raw[:6]:
        return False
    return _has_authority(line.form) or _has_position(line.form)


def _is_post(line: Line) -> bool:
    """Tell whether a line is nothing but a post, which some print in small letters ("Phó Giám đốc")."""
    raw = line.text.strip()
    return raw[:1].isupper() and line.words.match(load_pattern("positions", "post_line")) is not None


def _is_marked_post(line: Line) -> bool:
    """Tell whether a line is a mark in capitals and a post or body in small letters ("TL. Hiệu trưởng")."""
    hit = line.words.match(load_pattern("positions", "marked_post"))
    return hit is not None and line.words[: hit.end("mark")].text.isupper()


def _has_authority(form: str) -> bool:
    return load_pattern("positions", "authority_line").match(form) is not None


def _has_position(form: str) -> bool:
    return load_pattern("positions", "position_line").match(form) is not None


def _has_maker(form: str) -> bool:
    return load_pattern("positions", "maker_line").match(form) is not None


def _begins_signature(lines: list[Line], place: int) -> bool:
    line = lines[place]
    follow = lines[place + 1 : place + 6]
    if _is_post(line) and any(is_name(after.words) for after in follow[:2]):
        return True
    if not (_starts_signature(line) and len(line.text) < 120):
        return False
    above = bool(follow) and "recipients" in follow[0].kinds  # a post right above Nơi nhận stood beside it
    return above or _has_authority(line.form) or any(is_name(after.words) for after in follow)


def _signature_before(lines: list[Line], head: int, body_start: int) -> int:
    """Return the index of a signature that is printed before Nơi nhận, else the index of Nơi nhận."""
    for place in range(max(body_start, head - _REACH), head):
        if _begins_signature(lines, place):
            return place
    return head


def _signature_end(lines: list[Line], start: int) -> int:
    """Return the index after the signature: after the signer's name, or where something else begins."""
    place, named = start, False
    while place < len(lines):
        line = lines[place]
        if line.rows or _ENDS_SIGNATURE & set(line.kinds) or match_type_line(line) or len(line.text) > 160:
            break
        if named and not _starts_signature(line) and "ornament" not in line.kinds:
            break
        named = named or (place > start and is_name(line.words))
        place += 1
    return place


def is_name(line: Words) -> bool:
    """Tell whether a line is a person's name: two to six capitalised words, no position, not all in capitals."""
    words, form = line.text.strip().strip("*_").split(), line.form
    if not _NAME.match(_without_ranks(form)) or _has_position(form) or _has_authority(form):
        return False
    return all(word[:1].isupper() for word in words) and not line.text.isupper()


def _without_ranks(form: str) -> str:
    """Return a name's match form without the ranks and degrees before it ("đại tá lê văn an" gives "lê văn an")."""
    pattern = load_pattern("positions", "rank")
    while hit := pattern.match(form):
        form = form[hit.end() :]
    return form
