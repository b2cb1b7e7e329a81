"""Words that know their place: pieces, places of patterns, signs cut off, spans made blank."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.match import match_form
from pipeline.text.words import Hit, Words

TEXT = "Căn cứ Luật Đất đai;\nUỶ BAN NHÂN DÂN tỉnh giao Sở Y tế, Sở Tài chính."
WHOLE = Words.of(TEXT)
OFFICE = re.compile(r"sở (?P<field>y tế|tài chính)(?P<more>, sở x)?")

TEXTS = st.text(alphabet="aAàÀoOuUyYhHqQđĐ –“”\t\n;,.:123ỷủ", max_size=40)
PLACES = st.integers(0, 45)
PATTERNS = st.sampled_from([re.compile(one) for one in ("a", "^a", "a$", r"\w+", r"(?<=a)\w", r"\s", "ủy", "")])


def span_of(hit: Hit | None) -> tuple[int, int] | None:
    """Return where a pattern holds, if it does."""
    return hit.span() if hit else None


@st.composite
def pieces(draw: st.DrawFn) -> tuple[Words, Words]:
    """Make a whole document, and a piece of it."""
    whole = Words.of(draw(TEXTS))
    return whole, whole[draw(PLACES) : draw(PLACES)]


def test_a_text_begins_at_nothing() -> None:
    assert (WHOLE.start, WHOLE.end, len(WHOLE), str(WHOLE)) == (0, len(TEXT), len(TEXT), TEXT)
    assert WHOLE.form == match_form(TEXT)


def test_a_piece_of_a_piece_keeps_its_place() -> None:
    line = WHOLE[21:]
    assert (line.text[:7], line.form[:7], line.start) == ("UỶ BAN ", "ủy ban ", 21)
    name = line[42:50]
    assert (name.text, name.start, name.end) == (TEXT[42:50], 42, 50)
    assert line[3:28].text == "UỶ BAN ", "what lies before the piece is left out"
    assert not line[90:99] and line[90:99].start == line.end


def test_a_hit_tells_places_of_the_document() -> None:
    line = WHOLE[21:]
    hit = line.search(OFFICE)
    assert hit is not None
    assert TEXT[hit.start() : hit.end()] == "Sở Y tế"
    assert TEXT[slice(*hit.span("field"))] == "Y tế"
    assert (hit["field"], hit["more"]) == ("y tế", None)
    assert (hit.start("field"), hit.end("field")) == hit.span("field")


def test_patterns_are_held_to_two_places() -> None:
    first, second = WHOLE.find_all(OFFICE)
    assert TEXT[slice(*second.span())] == "Sở Tài chính"
    assert WHOLE.match(OFFICE) is None
    assert span_of(WHOLE.match(OFFICE, first.start())) == first.span()
    assert span_of(WHOLE.search(OFFICE, first.start() + 1)) == second.span()
    assert WHOLE.search(OFFICE, first.start() + 1, second.end() - 1) is None
    assert [hit.span() for hit in WHOLE.find_all(OFFICE, 0, second.start())] == [first.span()]


def test_a_pattern_sees_the_piece_alone() -> None:
    piece = WHOLE[42:46]
    assert piece.match(re.compile("^")) and piece.search(re.compile("$"))
    assert piece.search(re.compile(r"(?<=\w)" + re.escape(piece.form[0]))) is None


@pytest.mark.parametrize(("place", "capital"), [(0, True), (1, False), (3, False), (7, True), (21, True), (99, False)])
def test_has_capital(place: int, capital: bool) -> None:
    assert WHOLE.has_capital(place) is capital


def test_spans_are_made_blank_in_the_form_alone() -> None:
    line = WHOLE[21:]
    blank = line.blanked([(0, 23), (42, 46), (90, 99), (5, 9)])
    assert (blank.text, blank.start) == (line.text, 21)
    assert blank.form[:2].isspace() and blank.form[21:25].isspace()
    assert blank.form[2:21] == line.form[2:21] and blank.form[25:] == line.form[25:]
    assert line.blanked([]) == line


@given(pieces())
def test_a_piece_is_what_stands_at_its_places(made: tuple[Words, Words]) -> None:
    whole, piece = made
    assert piece.text == whole.text[piece.start : piece.end]
    assert piece.form == whole.form[piece.start : piece.end]
    assert len(piece.text) == len(piece.form) == len(piece) == piece.end - piece.start
    assert whole.start <= piece.start <= piece.end <= whole.end


@given(pieces(), PLACES, PLACES)
def test_cutting_twice_is_cutting_once(made: tuple[Words, Words], start: int, end: int) -> None:
    whole, piece = made
    once = whole[max(start, piece.start) : min(end, piece.end)]
    assert piece[start:end].text == once.text
    assert not once or piece[start:end] == once


@given(pieces(), PATTERNS)
def test_places_of_hits_are_those_of_the_document(made: tuple[Words, Words], pattern: re.Pattern[str]) -> None:
    whole, piece = made
    hits = piece.find_all(pattern)
    assert [whole.form[slice(*hit.span())] for hit in hits] == [hit[0] for hit in hits]
    assert [hit.span() for hit in hits] == [
        (piece.start + hit.start(), piece.start + hit.end()) for hit in pattern.finditer(piece.form)
    ]
    assert span_of(piece.search(pattern)) == (hits[0].span() if hits else None)
    assert span_of(piece.match(pattern)) == (hits[0].span() if hits and hits[0].start() == piece.start else None)


@given(pieces(), PATTERNS, PLACES, PLACES)
def test_bounds_of_a_search_are_those_of_the_pattern(
    made: tuple[Words, Words], pattern: re.Pattern[str], start: int, end: int
) -> None:
    _, piece = made
    first, last = max(start - piece.start, 0), max(end - piece.start, 0)
    plain = pattern.search(piece.form, first, last)
    found = piece.search(pattern, start, end)
    assert (found and found.match.span()) == (plain and plain.span())
    assert len(piece.find_all(pattern, start, end)) == len(list(pattern.finditer(piece.form, first, last)))


@given(pieces(), st.sampled_from([None, " \n", "aA;.:", ""]))
def test_signs_are_cut_off_as_from_strings(made: tuple[Words, Words], signs: str | None) -> None:
    whole, piece = made
    for cut, text in (
        (piece.strip(signs), piece.text.strip(signs)),
        (piece.lstrip(signs), piece.text.lstrip(signs)),
        (piece.rstrip(signs), piece.text.rstrip(signs)),
    ):
        assert cut.text == text == whole.text[cut.start : cut.end]


@given(pieces())
def test_lines_are_those_of_the_text(made: tuple[Words, Words]) -> None:
    whole, piece = made
    lines = list(piece.lines())
    assert [line.text for line in lines] == piece.text.split("\n")
    assert all(line.text == whole.text[line.start : line.end] for line in lines)


@given(pieces(), st.lists(st.tuples(PLACES, PLACES), max_size=4))
def test_blank_is_what_lies_in_a_span(made: tuple[Words, Words], spans: list[tuple[int, int]]) -> None:
    _, piece = made
    blank = piece.blanked(spans)
    inside = {place for start, end in spans for place in range(start, end)}
    for place, (char, form) in enumerate(zip(blank.form, piece.form, strict=True), piece.start):
        assert char == ("\u2007" if place in inside else form)
