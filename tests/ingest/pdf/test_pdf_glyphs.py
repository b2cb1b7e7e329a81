"""Glyphs of words are what letters are: read in bulk, put together, taken apart again."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest
from ingest_samples import BODY
from pdf_maker import Page, make_pdf, width_of
from places import SAMPLES

from pipeline.ingest import read_document
from pipeline.ingest.page.ink import PageInk
from pipeline.ingest.page.lines import Blanks, make_lines
from pipeline.ingest.pdf.ink import read_ink
from pipeline.ingest.pdf.signatures import _spare_contents
from pipeline.model import BlockKind

FILES = sorted(SAMPLES.glob("*.pdf"))
Letter = tuple[str, float, float, float]


def ink_of(data: bytes, number: int = 1) -> PageInk:
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        return read_ink(document, number)


def letters_one_by_one(data: bytes) -> tuple[list[Letter], list[Letter]]:
    """Read the letters and the blanks of an upright first page by one call of each function for each character."""
    from pypdfium2 import PdfDocument, raw

    letters: list[Letter] = []
    blanks: list[Letter] = []
    with PdfDocument(data) as document:
        page = document[0]
        left, _, _, top = page.get_cropbox()
        textpage = page.get_textpage()
        x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
        for index in range(textpage.count_chars()):
            char = chr(raw.FPDFText_GetUnicode(textpage.raw, index))
            raw.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
            raw.FPDFText_GetLooseCharBox(textpage.raw, index, box)
            if char not in "\0\r\n":
                text = "-" if char in "\ufffe\x02\xad" else char
                kind = blanks if char.isspace() else letters
                kind.append((text, box.left - left, box.right - left, top - y.value))
    return letters, blanks


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_bulk_reading_gives_every_letter_and_blank_in_its_place(path: Path) -> None:
    data = path.read_bytes()
    ink = ink_of(data)
    letters, blanks = letters_one_by_one(data)
    assert [glyph[:4] for word in ink.glyphs for glyph in word.split_letters()] == letters
    assert [(" ", *blank[1:4]) for blank in ink.blanks] == [(" ", *blank[1:]) for blank in blanks]
    assert len(ink.glyphs) < len(letters) / 3


def test_words_with_one_blank_between_are_one_glyph() -> None:
    ink = ink_of(make_pdf([Page().text(80, 100, "Sở Thủy lợi chủ trì")]))
    (words,) = ink.glyphs
    assert (words.text, words.letter_count, words.last) == ("Sở Thủy lợi chủ trì", 15, 18)
    assert [glyph.text for glyph in words.split()] == ["Sở", "Thủy", "lợi", "chủ", "trì"]
    assert [glyph.order for glyph in words.split()] == [0, 3, 8, 12, 16]
    assert "".join(glyph.text for glyph in words.split_letters()) == "SởThủylợichủtrì"
    assert words.split()[0].split() == words.split_letters()[:2]


def test_blanks_become_glyphs_where_asked_for() -> None:
    blanks = ink_of(make_pdf([Page().text(80, 100, "Sở Thủy lợi")])).blanks
    assert [blank.order for blank in blanks] == [2, 7]
    assert [blank.order for blank in blanks[:1]] == [2]
    assert Blanks(blanks).drawn(7) == Blanks(tuple(blanks)).drawn(7) == [blanks[1]]
    assert not Blanks(blanks).drawn(8)
    assert not Blanks(blanks).drawn(1_000)


@pytest.mark.parametrize(
    ("x", "drawn", "text"),
    [
        (104.0, "7", "Số: 7/KH"),  # in the room of the blanks
        (83.0, "i", "Siố: /KH"),  # over a letter, by its left edge
        (80.0, "iiii", None),
    ],
)
def test_words_that_overlap_are_read_letter_by_letter(x: float, drawn: str, text: str | None) -> None:
    ink = ink_of(make_pdf([Page().text(80, 100, "Số:  /KH").text(x, 100, drawn)]))
    letters = [letter for glyph in ink.glyphs for letter in glyph.split_letters()]
    (line,) = make_lines(ink.glyphs, Blanks(ink.blanks))
    assert [line] == make_lines(letters, Blanks(tuple(ink.blanks)))
    assert text is None or line.text == text


@pytest.mark.parametrize(("raised", "text"), [(False, "theo Luật, các văn bản"), (True, "theo Luật1, các văn bản")])
def test_a_raised_digit_inside_a_line_is_dropped_unless_asked_for(raised: bool, text: str) -> None:
    page = Page().text(80, 100, "theo Luật").text(80 + width_of("theo Luật"), 95, "1", 7)
    ink = ink_of(make_pdf([page.text(80.2 + width_of("theo Luật") + 3.5, 100, ", các văn bản")]))
    (line,) = make_lines(ink.glyphs, Blanks(ink.blanks), raised=raised)
    assert line.text == text


def test_words_drawn_through_over_two_cells_are_parted(tmp_path: Path) -> None:
    page = Page()
    for y in (100, 130):
        page.line(60, y, 400, y)
    for x in (60, 120, 400):
        page.line(x, 100, x, 130)
    page.text(106, 120, "26 Sở Nội vụ", 10)
    page.prose(200, BODY[0])
    path = tmp_path / "bảng.pdf"
    path.write_bytes(make_pdf([page]))
    parsed = read_document(path)
    row = next(block for block in parsed.blocks if block.kind is BlockKind.ROW)
    assert [parsed.text[cell.start : cell.end] for cell in row.cells] == ["26", "Sở Nội vụ"]


def test_letters_drawn_twice_count_once() -> None:
    places = [80 + width_of("ĐIỀU"[:place]) for place in range(4)]
    twice = [(x + shift, letter) for x, letter in zip(places, "ĐIỀU", strict=True) for shift in (0, 0.4)]
    page = Page().scattered(100, twice)
    assert "".join(glyph.text for glyph in ink_of(make_pdf([page])).glyphs) == "ĐIỀU"


def test_marks_drawn_apart_join_their_letter() -> None:
    glyphs = ink_of(make_pdf([Page().text(80, 100, "nhie\u0323\u0302m vu\u0323")])).glyphs
    assert [glyph.text for glyph in glyphs] == ["n", "h", "i", "e\u0323\u0302", "m", "v", "u\u0323"]
    assert all(glyph.letter_count == 1 for glyph in glyphs)


def test_an_empty_page_has_no_glyphs() -> None:
    ink = ink_of(make_pdf([Page()]))
    assert (ink.glyphs, len(ink.blanks), ink.rulings, ink.shapes) == ((), 0, (), 0)


def test_the_bytes_of_signatures_are_spared_without_moving_what_follows() -> None:
    digits = b"3082" + b"00" * 600
    signature = b"7 0 obj\n<</Type/Sig/Contents<" + digits + b">/M(D:2025)>>\nendobj\n"
    data = b"%PDF-1.7\n" + signature + b"8 0 obj\n<<>>\nendobj\n"
    spared, contents = _spare_contents(data)
    assert len(spared) == len(data)
    assert spared.index(b"8 0 obj") == data.index(b"8 0 obj")
    assert list(contents.values()) == [bytes.fromhex(digits.decode())]
    assert b"/M(D:2025)>>\nendobj" in spared
