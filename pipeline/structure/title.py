"""Masthead, type name and trích yếu: where the document's head ends and its body begins."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.knowledge.layout import match_line
from pipeline.knowledge.load import load_pattern, type_by_name
from pipeline.model import Span
from pipeline.structure.lines import Line
from pipeline.structure.markers import match_marker
from pipeline.text.letters import is_in_capitals
from pipeline.text.words import Hit, Words

_BROKEN_ADDRESSEE = 40  # characters of the rest of an addressee on a line of its own
HEAD_LINES = 60  # a masthead with a long list of addressees stays under this
TITLE_LINES = 12
_LEAST_TITLE = 5  # words of a title that stands without a type name
_LONG_TITLE_LINE = 420
_LONGEST_HEAD_LINE = 120


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a document: its lines, the type name and title, and the index where the body begins."""

    masthead: tuple[Line, ...]
    type: str | None
    type_name: Span | None
    title: tuple[Span, ...]
    body_start: int


def find_heading(lines: list[Line]) -> Heading:
    """Find the head of a document; with neither type name nor Kính gửi the masthead is what precedes the body."""
    for place, line in enumerate(lines[:HEAD_LINES]):
        typed = match_type_line(line)
        if typed:
            return _named(lines, place, *typed)
        if "addressee" in line.kinds:
            return _dispatch(lines, place)
        numbered = match_marker(line.text) and line.text[:1].isalnum() and place > 3
        if numbered or load_pattern("layout", "basis_begins").match(line.form):
            break
    return _unnamed(lines)


def match_type_line(line: Line) -> tuple[str, Words] | None:
    """Return the type of a line such as "KẾ HOẠCH" or "KẾ HOẠCH Tổ chức thi đua", and its words up to there."""
    if line.rows:
        return None
    bare = line.words.strip()
    words, form = bare.text, bare.form
    for name, row in type_by_name().items():
        if row.abbreviation == "CV":  # a công văn prints no type name
            continue
        if form.startswith(name) and words[: len(name)].isupper() and not form[len(name) : len(name) + 1].isalnum():
            after = words[len(name) :].strip()
            if after.startswith(":") and row.abbreviation == "QĐ":
                return None
            return row.abbreviation, line.words[: bare.start + len(name)]
    return None


def _named(lines: list[Line], place: int, kind: str, name: Words) -> Heading:
    line = lines[place]
    title: list[Span] = []
    rest = _before_basis(line.words[name.end :].lstrip(" :.-–"))
    if rest and not _names_issuer(rest):
        title.append(Span(rest.start, rest.end))
    after = place + 1
    while after < len(lines) and len(title) < TITLE_LINES and _goes_on(lines[after], lines[after - 1], bool(title)):
        title.append(lines[after].span)
        after += 1
    title = [span for span in title if span.end > span.start] or _subject(lines[:place])
    return Heading(
        tuple(lines[:place]), kind, Span(name.start, name.end), tuple(title), _after_addressees(lines, after)
    )


def _before_basis(rest: Words) -> Words:
    """Cut a title where a copy has set who decides and the first căn cứ in its line."""
    basis = rest.search(load_pattern("layout", "basis_inside"))
    if not basis:
        return rest
    title = rest[rest.start : basis.start()].rstrip()
    starts = [title.start + place for place, char in enumerate(title.text) if place and title.text[place - 1] == " "]
    decider = load_pattern("layout", "decider")
    deciders = [place for place in starts if title.text.isupper() and title[place:].match(decider)]
    while len(deciders) > 1 and title[deciders[-2] :].match(decider).end() + 1 >= deciders[-1]:  # type: ignore[union-attr]
        deciders.pop()
    return title[: deciders[-1]].rstrip() if deciders else title


def _names_issuer(rest: Words) -> bool:
    """Tell whether the words behind a type name only say whose paper it is ("QUYẾT ĐỊNH CỦA UBND TỈNH AN HÒA")."""
    return rest.text.isupper() and rest.match(load_pattern("layout", "type_of")) is not None


def _after_addressees(lines: list[Line], start: int) -> int:
    """Pass over "THỦ TƯỚNG CHÍNH PHỦ điện:" or "Kính gửi:" and the bulleted addressees under it."""
    place = start
    while place < min(len(lines), start + 3) and "addressee" not in lines[place].kinds:
        place += 1
    if place >= min(len(lines), start + 3):
        return start
    place += 1
    while place < len(lines) and lines[place].text.lstrip()[:1] in "-–+•*":
        place += 1
    return place


def _goes_on(line: Line, before: Line, begun: bool) -> bool:
    """Tell whether a line belongs to the title; below "HỘI NGHỊ LẦN THỨ TƯ" stands whose it was, not who decides."""
    meeting = begun and load_pattern("layout", "meeting").match(before.form) and line.text.isupper() and not line.rows
    return bool(meeting) or (begun and _completes(line, before)) or _is_title_line(line, begun)


def _completes(line: Line, before: Line) -> bool:
    """Tell whether a line in capitals ends a phrase left open above it ("… CÔNG VIỆC CỦA" / "UBND TỈNH")."""
    is_open = load_pattern("layout", "open_title").search(before.form.rstrip()) is not None
    return is_open and line.text.isupper() and not line.rows and not line.kinds


def _is_title_line(line: Line, begun: bool) -> bool:
    form = line.form
    if line.rows:
        return False
    if begun and load_pattern("layout", "title_period").match(form):
        return True
    if "issued_with" in line.kinds or "recipients" in line.kinds or load_pattern("layout", "title_end").search(form):
        carries_out = load_pattern("layout", "title_start").search(form)
        return not begun and carries_out is not None and len(line.text) < _LONG_TITLE_LINE
    if _names_decider(line) or (begun and match_marker(line.text)):
        return False
    if "ornament" in line.kinds:
        return True
    if begun and form.rstrip().endswith((".", ";", ":")):
        return False
    return len(line.text) < (_LONG_TITLE_LINE if not begun or line.text.isupper() else 200) and not form.endswith(":")


def _names_decider(line: Line) -> bool:
    return line.text.isupper() and load_pattern("layout", "decider").search(line.form) is not None


def _dispatch(lines: list[Line], place: int) -> Heading:
    """A công văn: the title is the V/v line of the masthead, the body begins after the addressees."""
    after = place + 1
    while after < len(lines) and (_is_addressee(lines[after]) or _ends_addressee(lines, after)):
        after += 1
    head = lines[: place + 1]
    return Heading(tuple(head), "CV", None, tuple(_subject(head)), after)


def _is_addressee(line: Line) -> bool:
    if "addressee" in line.kinds:  # "Đồng kính gửi:"
        return True
    bulleted = line.text.lstrip()[:1] in "-–+•*" or line.text.rstrip().endswith((";", ","))
    return bulleted or (len(line.text) < 90 and line.text.rstrip().endswith(".") and line.text.count(" ") < 16)


def _ends_addressee(lines: list[Line], place: int) -> bool:
    """Tell whether a short line is the rest of an addressee that a narrow column broke: another bullet follows."""
    short = len(lines[place].text) < _BROKEN_ADDRESSEE and not match_marker(lines[place].text)
    follows = place + 1 < len(lines) and lines[place + 1].text.lstrip()[:1] in ("-", "–", "+")
    return short and follows and not lines[place].text.rstrip().endswith((":", "."))


def _subject(head: list[Line]) -> list[Span]:
    spelled = load_pattern("layout", "subject_spelled")
    marked = any("subject" in line.kinds for line in head)
    for place, line in enumerate(head):
        hit = match_line("subject", line.words) if marked else line.words.match(spelled) or _behind_number(line)
        if not hit:
            continue
        words = line.words[hit.end() :].lstrip()
        spans = [Span(words.start, words.end)]
        for after in head[place + 1 :]:
            if after.cell != line.cell or (_is_mark(after) and not _is_rest_of_subject(after)):
                break
            spans.append(after.span)
        return spans
    return []


def _is_rest_of_subject(line: Line) -> bool:
    """Tell whether a line of number or day goes on with the subject above it ("số 55/HĐND-VP ngày …")."""
    begins_small = line.text.lstrip()[:1].islower()
    return begins_small and (line.cell is not None or line.kinds == ("number",))


def _behind_number(line: Line) -> Hit | None:
    """Return where the subject begins in the line of the number ("Số: 12/SCT-CN V/v nuôi ong")."""
    return line.words.search(load_pattern("layout", "subject_inside")) if "number" in line.kinds else None


def _unnamed(lines: list[Line]) -> Heading:
    """No type name: the masthead is what stands before the first line that is neither a mark, a body nor a date."""
    place = 0
    while place < min(len(lines), HEAD_LINES) and _is_head_line(lines[place]):
        place += 1
    start, after = _bare_title(lines, place)
    return Heading(tuple(lines[:start]), None, None, tuple(line.span for line in lines[start:after]), after)


def _bare_title(lines: list[Line], end: int) -> tuple[int, int]:
    """Return where a title without its type name begins and ends: capitals below number and date, above who decides.

    Both are the end of the head where there is none; who decides, below a body already named, belongs to the text.
    """
    attached = next((place for place in range(end) if "issued_with" in lines[place].kinds), None)
    if attached is not None and (first := _title_above(lines, attached)) < attached:
        return first, attached
    start = max((place + 1 for place in range(end) if _is_mark(lines[place])), default=0)
    if not any("number" in line.kinds for line in lines[:start]):
        return end, end
    after = next((place for place in range(start, end) if _names_decider(lines[place])), end)
    if after == start and any(_names_decider(line) for line in lines[:start]):
        return start, start
    words = " ".join(line.text for line in lines[start:after])
    return (start, after) if len(words.split()) >= _LEAST_TITLE else (end, end)


def _title_above(lines: list[Line], attached: int) -> int:
    """Return where the title of an annex that came alone begins: capitals right above "(Ban hành kèm theo …)"."""
    first = attached
    while (
        first
        and not _is_mark(lines[first - 1])
        and not load_pattern("bodies", "body_line").match(lines[first - 1].form)
    ):
        first -= 1
    words = " ".join(line.text for line in lines[first:attached])
    return first if len(words.split()) >= _LEAST_TITLE else attached


def _is_mark(line: Line) -> bool:
    return bool(line.kinds) or load_pattern("layout", "dated").search(line.form) is not None


def _is_head_line(line: Line) -> bool:
    longest = _LONG_TITLE_LINE if is_in_capitals(line.text) else _LONGEST_HEAD_LINE
    if line.rows or load_pattern("layout", "basis_begins").match(line.form) or len(line.text) > longest:
        return False
    return _is_mark(line) or (is_in_capitals(line.text) and not match_marker(line.text))
