"""The glyphs of one PDF page: letters of one line that touch are one, and so are words with one blank between."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING, overload

import numpy as np

from pipeline.ingest.page.glyph import Glyph, LazyBlanks, Letters, Place, Stamp
from pipeline.ingest.pdf.characters import MAX_GLYPHS, Characters, Flags, Places, follow, read_characters
from pipeline.ingest.pdf.stamps import lay_words

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_NEAR = 0.05  # of the font size: a wider gap parts the letters of a piece, far below what parts words
_NEAR_WORDS = 0.6  # of the font size: words over a wider gap are parted, lest they stand in two columns
_TWICE = 0.12  # of the font size: how near a letter is drawn again for false bold
_FIRST_MARK = 0x300


def read_glyphs(
    textpage: PdfTextPage, place: Place, plain: float, stamps: list[Stamp]
) -> tuple[tuple[Glyph, ...], Sequence[Glyph]]:
    """Return what is drawn in letters and, apart, the blanks; characters behind `plain` were drawn by stamps."""
    with np.errstate(all="ignore"):  # damaged files have letters in places that are no numbers
        characters = read_characters(textpage, place)
        made, drawn = _make_glyphs(characters, plain), DrawnBlanks(characters)
    if not stamps:
        return tuple(made), drawn
    glyphs, blanks = ([_stamped(glyph, plain, stamps) for glyph in found] for found in (made, drawn))
    for glyph in lay_words(stamps, MAX_GLYPHS):
        _add(glyph, glyphs, blanks)
    return tuple(glyphs), tuple(blanks)


class DrawnBlanks(LazyBlanks):
    """The blanks of a page, which become glyphs where one is asked for: most never are."""

    def __init__(self, characters: Characters) -> None:
        self._characters = characters
        self._places = np.flatnonzero(characters.blank)

    def drawn(self, order: int) -> Sequence[Glyph]:
        """Return the blank drawn at a turn, if there is one."""
        blank = self._characters.blank
        return [self._make(order)] if order < len(blank) and blank[order] else []

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Glyph: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Glyph]: ...
    def __getitem__(self, index: int | slice) -> Glyph | Sequence[Glyph]:
        """Return a blank, or several."""
        if isinstance(index, slice):
            return [self._make(int(place)) for place in self._places[index]]
        return self._make(int(self._places[index]))

    def _make(self, order: int) -> Glyph:
        one = self._characters
        x0, x1, y, size = (float(numbers[order]) for numbers in (one.x0, one.x1, one.y, one.size))
        return Glyph(" ", x0, x1, y, size, None, order)


def _make_glyphs(letters: Characters, plain: float) -> list[Glyph]:
    """Return the glyphs; where letters are drawn twice or have marks apart, each stands for itself."""
    marked = _are_marked(letters)
    single = 0 if marked else int(min(plain, len(letters.ink)))
    touching, parted = _touch(letters, single), _touch(letters, single, over_blank=True)
    firsts = letters.ink & ~touching & ~parted
    lasts = letters.ink & ~_shift(touching, 1) & ~_shift(parted, 2)
    made = _make(letters, np.flatnonzero(firsts), np.flatnonzero(lasts))
    if not marked:
        return made
    glyphs: list[Glyph] = []
    for glyph in made:
        _add(glyph, glyphs, [])
    return glyphs


def _touch(letters: Characters, end: int, *, over_blank: bool = False) -> Flags:
    """Tell of each letter before `end` whether it goes on from the one before it, or from the one before a blank."""
    step, near = (2, _NEAR_WORDS) if over_blank else (1, _NEAR)
    x0, x1, y, size = letters.x0, letters.x1, letters.y, letters.size
    touch = np.zeros(len(x0), np.bool_)
    touch[step:] = follow(letters.ink, x0, x1, step)[step:] & (y[step:] == y[:-step]) & (size[step:] == size[:-step])
    touch[step:] &= x0[step:] - x1[:-step] < near * size[step:]
    if over_blank:
        touch[step:] &= letters.blank[1:-1] & (y[1:-1] == y[step:])
    touch[end:] = False
    return touch


def _shift(flags: Flags, step: int) -> Flags:
    """Return for each character what is said of the one so many places behind it."""
    return np.append(flags[step:], np.zeros(step, np.bool_))[: len(flags)]


def _are_marked(letters: Characters) -> bool:
    """Tell whether some letters of a page are drawn twice (false bold) or have their marks apart."""
    places = np.flatnonzero(letters.ink)
    one, other = places[:-1], places[1:]
    near = _TWICE * letters.size[other]
    twice = (letters.codes[one] == letters.codes[other]) & (abs(letters.x0[one] - letters.x0[other]) < near)
    if (twice & (abs(letters.y[one] - letters.y[other]) < near)).any():
        return True
    high = np.unique(letters.codes[letters.codes >= _FIRST_MARK]).tolist()
    return any(unicodedata.combining(chr(code)) for code in high)


def _make(letters: Characters, firsts: Places, lasts: Places) -> list[Glyph]:
    """Return a glyph for each piece, by its first and its last letter."""
    text = np.where(letters.blank, ord(" "), letters.codes).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    edges, orders = Letters(letters.x0, letters.x1), firsts.tolist()
    texts = [text[first:end] for first, end in zip(orders, (lasts + 1).tolist(), strict=True)]
    several = [edges if len(word) > 1 else None for word in texts]
    x0, x1 = letters.x0[firsts].tolist(), letters.x1[lasts].tolist()
    y, size = letters.y[firsts].tolist(), letters.size[firsts].tolist()
    return list(map(Glyph._make, zip(texts, x0, x1, y, size, repeat(None), orders, several, strict=False)))


def _stamped(glyph: Glyph, plain: float, stamps: list[Stamp]) -> Glyph:
    """Return a flattened character with the stamp that it belongs to (the nearest)."""
    if glyph.order < plain:
        return glyph
    x, y = glyph.x0, glyph.y

    def distance(place: int) -> float:
        x0, top, x1, bottom = stamps[place].box
        return max(x0 - x, 0, x - x1) + max(top - y, 0, y - bottom)

    return glyph._replace(stamp=min(range(len(stamps)), key=distance))


def _add(glyph: Glyph, glyphs: list[Glyph], blanks: list[Glyph]) -> None:
    """Keep a glyph; a combining mark joins the letter before it, a letter drawn twice (false bold) counts once."""
    if glyph.text.isspace():
        blanks.append(glyph)
    elif glyph.text > "\u02ff" and unicodedata.combining(glyph.text[0]) and glyphs:
        glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + glyph.text)
    elif not (glyphs and _drawn_twice(glyphs[-1], glyph)):
        glyphs.append(glyph)


def _drawn_twice(one: Glyph, other: Glyph) -> bool:
    if one.text != other.text:
        return False
    near = _TWICE * other.size
    return abs(one.x0 - other.x0) < near and abs(one.y - other.y) < near
