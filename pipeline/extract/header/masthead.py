"""The bodies that a masthead names, from top to bottom: a superior above, the issuer below.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.confidence import found_by
from pipeline.knowledge.layout import line_kinds
from pipeline.knowledge.load import load_pattern
from pipeline.model import Outline, Span
from pipeline.text.match import match_form, squeeze


@dataclass(frozen=True, slots=True)
class Found:
    """A body with where and by which rule it was found."""

    name: str
    span: Span
    rule: str
    confidence: float


def find_masthead_bodies(outline: Outline) -> list[Found]:
    """Return the bodies of the masthead from top to bottom, each joined from its lines."""
    bodies: list[list[Span]] = []
    for span in _masthead_rows(outline):
        words = _body_words(outline, span)
        form = match_form(words)
        kinds = line_kinds(form)
        if bodies and "motto" not in kinds and _ends_bodies(kinds, form):
            break
        if kinds or not _is_body_line(words) or load_pattern("layout", "dated").search(form):
            continue
        starts = load_pattern("bodies", "body_line").match(form) and not is_unit_line(form)
        if not bodies or (starts and not _goes_on(outline, bodies[-1], words)):
            bodies.append([span])
        else:
            bodies[-1].append(span)
    return [joined_body(outline, spans) for spans in bodies]


def _masthead_rows(outline: Outline) -> Iterator[Span]:
    """Yield the lines of the masthead; a copy that set two columns in one line has a second body behind the title.

    "TỈNH ỦY AN HÒA ĐẢNG CỘNG SẢN VIỆT NAM HUYỆN ỦY BÌNH XA" is the line, and "HUYỆN ỦY BÌNH XA" one more.
    """
    for span in outline.masthead:
        yield span
        hit = outline.words(span).search(load_pattern("layout", "motto_beside"))
        behind = outline.whole[slice(*hit.span("behind"))].strip() if hit else None
        if behind and load_pattern("bodies", "body_line").match(behind.form):
            yield Span(behind.start, behind.end)


def _ends_bodies(kinds: tuple[str, ...], form: str) -> bool:
    """Tell whether a masthead's line stands below its bodies: number, subject, addressee, place and date."""
    return bool({"number", "subject", "addressee"} & set(kinds)) or bool(load_pattern("layout", "dated").search(form))


def _is_body_line(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return len(letters) > 2 and sum(char.isupper() for char in letters) > 0.6 * len(letters)


def _body_words(outline: Outline, span: Span) -> str:
    """Return a masthead's line without what a copy has set at the right of the body: number, national title."""
    words = _without_number(squeeze(outline.printed(span)))
    hit = load_pattern("layout", "motto_beside").search(match_form(words))
    return words[: hit.start()] if hit else words


def _without_number(words: str) -> str:
    """Cut a line where the số ký hiệu stands behind the body ("UBND TỈNH TÂY NINH Số: 12/KH-UBND")."""
    hit = load_pattern("layout", "number_inside").search(match_form(words))
    return words[: hit.start()] if hit else words


def _goes_on(outline: Outline, spans: list[Span], words: str) -> bool:
    return _is_open(outline, spans) or _is_one_name(outline, spans, words)


def _is_one_name(outline: Outline, spans: list[Span], words: str) -> bool:
    """Tell whether a line ends the name begun above: "THỦ TƯỚNG" and "CHÍNH PHỦ" are one body of the centre.

    A word alone ("SỞ NÔNG NGHIỆP VÀ MÔI" above "TRƯỜNG") names no body, so there the name may be one of every province.
    """
    if len(spans) > 1:
        return False
    known = load_register().by_name(f"{squeeze(outline.printed(spans[0]))} {words}")
    return any(" " not in words or not agency.is_template for agency in known)


def _is_open(outline: Outline, spans: list[Span]) -> bool:
    """A line that ends in a comma or in "và" goes on below."""
    return load_pattern("bodies", "open_line").search(match_form(outline.printed(spans[-1])).rstrip()) is not None


def joined_body(outline: Outline, spans: list[Span]) -> Found:
    """Return the body that the lines at these places name together."""
    name = " ".join(_body_words(outline, span) for span in spans)
    return Found(name, Span(spans[0].start, spans[-1].end), *found_by("masthead"))


def is_unit_line(form: str) -> bool:
    """Tell whether a line begins with a territory, as the second line of "ỦY BAN NHÂN DÂN / TỈNH TÂY NINH" does."""
    return load_pattern("bodies", "unit_line").match(form) is not None
