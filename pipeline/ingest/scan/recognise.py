"""Recognised text as if it had been drawn: words of a scanned page become glyphs, so that lines, columns, tables and
paragraphs are found as in any PDF.
"""

from __future__ import annotations

import statistics
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.ingest.mend.language import is_vietnamese
from pipeline.ingest.page.glyph import Glyph
from pipeline.ingest.page.ink import PageInk, Ruling
from pipeline.ingest.page.tables import Grid, find_grids
from pipeline.ingest.scan.clean_picture import DPI, INK, POINT, CleanPage, clean_page
from pipeline.ingest.scan.masthead import settle_masthead
from pipeline.ingest.scan.nouns import Rule, Word
from pipeline.ingest.scan.seal import drop_marks
from pipeline.ingest.scan.second_look import read_again
from pipeline.ingest.scan.tables import hide_tables, read_tables
from pipeline.ingest.scan.tesseract import find_turn, find_version, recognise

if TYPE_CHECKING:
    from PIL.Image import Image

    from pipeline.model import Box

_MODE = 4  # one column of text of any sizes: keeps the lines of a masthead whole, which our own lines then part
_MASTHEAD = 0.35  # share of the first page
_DOUBTED = 60.0  # words below this are said to be unsure
_TOO_FEW = 10  # words that say nothing of a language
_NOISE = 20.0  # words below this that are no words are specks and strokes
_ASCENDER, _X_HEIGHT, _CAPITAL, _MARK, _DESCENDER = 0.68, 0.46, 0.66, 0.2, 0.21  # of the font size
_BLANK = 0.001  # share of dark points of a page that holds a few specks at most
_TALL = frozenset("bdfhklđtĐ")
_DEEP = frozenset("gpqyj,;()")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of which recognition is unsure: the words, their box in points, the page."""

    text: str
    page: int
    box: Box
    sure: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """A scanned page: what it would hold if it were drawn, the words that are unsure, and how sure all are (0 to 1).

    `grids` are its ruled tables; `is_blank` tells that the paper is empty.
    """

    ink: PageInk
    grids: tuple[Grid, ...]
    doubts: tuple[Doubt, ...]
    sure: float
    is_blank: bool = False


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page made ready, its ruling lines and ruled tables in points, and the words on it in pixels."""

    page: CleanPage
    rulings: tuple[Ruling, ...]
    grids: tuple[Grid, ...]
    words: list[Word]

    @property
    def quality(self) -> float:
        """How sure its words are on the average, 0 to 100."""
        return statistics.fmean(word.sure for word in self.words) if self.words else 0.0

    @property
    def is_upright(self) -> bool:
        """Whether it reads as a text, and so need not be turned."""
        texts = [word.text for word in self.words]
        return self.quality > _DOUBTED and (len(texts) < _TOO_FEW or is_vietnamese(texts))


def can_recognise() -> bool:
    """Tell whether text recognition is installed with its Vietnamese data."""
    return find_version() is not None


def read_picture(picture: Image, number: int) -> Recognised:
    """Recognise the picture of a page at `DPI` dots an inch; a page that lies on its side is turned.

    Raises RecognitionFailed where tesseract cannot read it.
    """
    sheet = _recognise(clean_page(picture))
    turn = 0 if sheet.is_upright else find_turn(sheet.page.grey)
    if turn:
        turned = _recognise(clean_page(picture.rotate(-turn, expand=True)))
        sheet = turned if turned.quality > sheet.quality else sheet
    return _make_page(sheet, number)


def add_stamps(page: Recognised, drawn: PageInk) -> Recognised:
    """Return a recognised page with the letters of typed stamps (a number, a date) that the file itself holds."""
    stamped = tuple(glyph for glyph in drawn.glyphs if glyph.stamp is not None)
    ink = replace(page.ink, glyphs=page.ink.glyphs + stamped, stamps=drawn.stamps)
    return replace(page, ink=ink)


def _recognise(page: CleanPage) -> _Sheet:
    rulings = tuple(_in_points(rule) for rule in page.rules)
    grids = tuple(find_grids(rulings))
    text = hide_tables(page, grids)
    first = recognise(text, dpi=DPI, mode=_MODE)
    found = [*read_again(text, first, page.seals), *read_tables(page, grids)]
    return _Sheet(page, rulings, grids, drop_marks([word for word in found if not _is_speck(word)], page.seals))


def _in_points(rule: Rule) -> Ruling:
    return Ruling(rule.x0 * POINT, rule.y0 * POINT, rule.x1 * POINT, rule.y1 * POINT)


def _is_speck(word: Word) -> bool:
    """Tell whether a word is a speck, a stroke of a pen or a rest of a ruling line."""
    letters = any(char.isalnum() for char in word.text)
    if not letters:
        return word.sure < _DOUBTED or word.text.strip("|_—~`'‘’\"“”=") == ""
    return word.sure < _NOISE and len(word.text) < 3


def _make_page(sheet: _Sheet, number: int) -> Recognised:
    words, rulings = sheet.words, sheet.rulings
    height, width = sheet.page.grey.shape
    glyphs: list[Glyph] = []
    blanks: list[Glyph] = []
    for line in _lines(words):
        if number == 1 and line[0].y1 < _MASTHEAD * height:
            line = settle_masthead(line)
        for word, glyph in _draw(line, len(glyphs)):
            (glyphs if word else blanks).append(glyph)
    ink = PageInk(number, width * POINT, height * POINT, tuple(glyphs), tuple(blanks), rulings, 1.0, len(rulings), ())
    doubts = tuple(
        Doubt(word.text, number, (word.x0 * POINT, word.y0 * POINT, word.x1 * POINT, word.y1 * POINT), word.sure)
        for word in words
        if word.sure < _DOUBTED
    )
    is_blank = not words and float((sheet.page.grey < INK).mean()) < _BLANK
    return Recognised(ink, sheet.grids, doubts, sheet.quality / 100, is_blank)


def _lines(words: Iterable[Word]) -> list[list[Word]]:
    lines: dict[tuple[int, int, int], list[Word]] = defaultdict(list)
    for word in words:
        lines[word.line].append(word)
    return [sorted(line, key=lambda word: word.x0) for line in lines.values()]


def _draw(line: Sequence[Word], first: int) -> Iterator[tuple[bool, Glyph]]:
    """Yield the letters of a line of print on one base line in one size, and the blanks between its words."""
    size = statistics.median(_size(word) for word in line)
    base = statistics.median(word.y1 - _depth(word.text) * size for word in line)
    order = first
    for word, after in zip(line, [*line[1:], None], strict=True):
        letters = _letters(word.text)
        step = (word.x1 - word.x0) / len(letters)
        for place, letter in enumerate(letters):
            x0 = word.x0 + place * step
            edges = (x0 * POINT, (x0 + step) * POINT)
            yield True, Glyph(letter, *edges, base * POINT, size * POINT, None, order)
            order += 1
        if after is not None:
            edges = (word.x1 * POINT, after.x0 * POINT)
            yield False, Glyph(" ", *edges, base * POINT, size * POINT, None, order)
            order += 1


def _letters(text: str) -> list[str]:
    letters: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.combining(char) and letters:
            letters[-1] += char
        else:
            letters.append(char)
    return letters


def _size(word: Word) -> float:
    """Return the font size in pixels that makes letters as high as a word is."""
    return (word.y1 - word.y0) / max(0.2, _height(word.text) + _depth(word.text))


def _height(text: str) -> float:
    return max((_rise(char) for char in text), default=_X_HEIGHT)


def _rise(char: str) -> float:
    base, marks = unicodedata.normalize("NFD", char)[:1], unicodedata.normalize("NFD", char)[1:]
    above = sum(1 for mark in marks if mark not in "\u0323\u031b")
    if base.isupper() or base.isdigit():
        return _CAPITAL + _MARK * min(above, 1) + 0.1 * max(0, above - 1)
    low = _ASCENDER if base in _TALL or not base.isalpha() else _X_HEIGHT
    return max(low, _X_HEIGHT + _MARK * min(above, 1) + 0.1 * max(0, above - 1)) if above else low


def _depth(text: str) -> float:
    deep = any(char in _DEEP or "\u0323" in unicodedata.normalize("NFD", char) for char in text)
    return _DESCENDER if deep else 0.0
