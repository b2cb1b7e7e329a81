"""The characters of one PDF page as arrays: what pdfium knows of each, in the order of drawing.

A page has thousands, and a call for each with checks and objects of its own is most of what a page costs. So pdfium is
called without checks, writes into arrays, and is not asked what the neighbours of a character tell.
"""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import c_int
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.ingest.page.glyph import Place
from pipeline.ingest.pdf.calls import POINTER, find_address, find_function

MAX_GLYPHS = 100_000
_HYPHENS = (0xFFFE, 0x02, 0xAD)  # how pdfium versions write a hyphen at a line's end
_NO_GLYPHS = (0, 10, 13)  # unmapped, and the line ends that pdfium puts in
_LETTER, _SIGN, _BLANK, _NOTHING, _HYPHEN = range(5)
_LAST_BLANK = 0x3000
_STRANGE = 0xFFFD
_SIZES = (5, 40)  # points: others look odd

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page; the arrays have a place for each, line ends too, which are neither ink nor blank."""

    codes: NDArray[np.uint32]
    ink: Flags
    blank: Flags
    x0: Numbers
    x1: Numbers
    y: Numbers  # the base line
    size: Numbers  # of the font; of a blank, that of the letter before it


def read_characters(textpage: Any, place: Place) -> Characters:
    """Read the characters of a page and where they stand; `place` turns points of the file into ours."""
    reader = _Reader(find_address(textpage.raw), place)
    codes = reader.read_codes(textpage.raw, min(textpage.count_chars(), MAX_GLYPHS))
    kinds = _find_kinds()[np.minimum(codes, 0xFFFF)]
    codes[kinds == _HYPHEN] = ord("-")
    drawn, blank = kinds != _NOTHING, kinds == _BLANK
    ink = drawn & ~blank
    x0, x1 = reader.read_edges(drawn)
    follows = follow(ink, x0, x1)
    y = reader.read_bases(ink, follows, blank, kinds == _SIGN)
    follows[1:] &= y[1:] == y[:-1]
    return Characters(codes, ink, blank, x0, x1, y, reader.read_sizes(ink, follows))


def follow(ink: Flags, x0: Numbers, x1: Numbers, step: int = 1) -> Flags:
    """Tell of each character whether it and the one so many turns before are ink, and it stands at the right of it."""
    follows = np.zeros(len(ink), np.bool_)
    follows[step:] = ink[step:] & ink[:-step] & (x0[step:] > x0[:-step]) & (x1[step:] >= x1[:-step])
    return follows


def _find_pieces(ink: Flags, joined: Flags) -> tuple[Places, Places]:
    """Return the first and the last letter of each piece of letters that are joined."""
    return np.flatnonzero(ink & ~joined), np.flatnonzero(ink & ~np.append(joined[1:], False))


@cache
def _find_kinds() -> NDArray[np.uint8]:
    """Return the kind of each code of the first plane."""
    kinds = np.full(0x10000, _LETTER, np.uint8)
    for code in range(_LAST_BLANK + 1):
        if chr(code).isspace():
            kinds[code] = _BLANK
        elif not chr(code).isalpha():
            kinds[code] = _SIGN
    kinds[list(_HYPHENS)], kinds[list(_NO_GLYPHS)] = _HYPHEN, _NOTHING
    return kinds


@dataclass(frozen=True, slots=True)
class _Calls:
    """Functions of pdfium by their addresses: handle, number of the character, addresses to write to."""

    code: Callable[..., int]
    box: Callable[..., None]
    origin: Callable[..., None]
    size: Callable[..., float]


@cache
def _find_calls() -> _Calls:
    return _Calls(
        find_function("FPDFText_GetUnicode", ctypes.c_uint, POINTER, c_int),
        find_function("FPDFText_GetLooseCharBox", None, POINTER, c_int, POINTER),
        find_function("FPDFText_GetCharOrigin", None, POINTER, c_int, POINTER, POINTER),
        find_function("FPDFText_GetFontSize", ctypes.c_double, POINTER, c_int),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Asks pdfium for the characters of one page."""

    handle: int
    place: Place

    def read_codes(self, raw_page: Any, count: int) -> NDArray[np.uint32]:
        """Return the code of each character; the text of the page has them all in one, but for unmapped ones."""
        from pypdfium2 import raw

        buffer = np.zeros(count + 1, np.uint16)
        written = raw.FPDFText_GetText(raw_page, 0, count, buffer.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort)))
        codes = buffer[:count].astype(np.uint32)
        if written != count + 1 or ((codes >= 0xD800) & (codes < 0xE000)).any():
            codes = np.fromiter(map(_find_calls().code, repeat(self.handle), range(count)), np.uint32, count)
            codes[(codes > 0x10FFFF) | ((codes >= 0xD800) & (codes < 0xE000))] = _STRANGE  # half a letter is none
        return codes

    def read_edges(self, drawn: Flags) -> tuple[Numbers, Numbers]:
        """Return the left and the right edge of each character."""
        boxes, asked = np.zeros((len(drawn), 4), np.float32), np.flatnonzero(drawn)
        self._call(_find_calls().box, asked.tolist(), (boxes.ctypes.data + 16 * asked).tolist())
        left, bottom, right, top = boxes.astype(np.float64).T
        one, other = self.place(left, bottom)[0], self.place(right, top)[0]
        return np.minimum(one, other), np.maximum(one, other)

    def read_bases(self, ink: Flags, follows: Flags, blank: Flags, sign: Flags) -> Numbers:
        """Return the base line of each character.

        Letters and blanks between two letters of one line are on it too, but for digits and signs, which may be raised.
        """
        bases = np.zeros(len(ink), np.float64)
        firsts, lasts = _find_pieces(ink, follows)
        asked = sign.copy()
        asked[firsts] = asked[lasts] = True
        self._ask_bases(asked, bases)
        inside = ink & ~asked
        level, lengths = bases[firsts] == bases[lasts], lasts - firsts + 1
        bases[inside] = np.repeat(bases[firsts], lengths)[inside[ink]]
        self._ask_bases(inside & _spread(ink, ~level, lengths), bases)
        before, after = _find_letters(ink)
        even = bases[before] == bases[after]
        bases[blank] = bases[before[blank]]
        self._ask_bases(blank & ~even, bases)
        return bases

    def _ask_bases(self, asked: Flags, bases: Numbers) -> None:
        places = np.flatnonzero(asked)
        points = np.zeros((len(places), 2), np.float64)
        start = points.ctypes.data
        xs, ys = (range(start + shift, start + shift + points.nbytes, 16) for shift in (0, 8))
        self._call(_find_calls().origin, places.tolist(), xs, ys)
        bases[places] = self.place(points[:, 0], points[:, 1])[1]

    def read_sizes(self, ink: Flags, follows: Flags) -> Numbers:
        """Return the font size of each letter; the first of a piece tells it for all."""
        sizes = np.zeros(len(ink), np.float64)
        firsts, lasts = _find_pieces(ink, follows)
        sizes[ink] = np.repeat(self._ask_sizes(firsts), lasts - firsts + 1)
        return sizes[_find_letters(ink)[0]]

    def _ask_sizes(self, places: Places) -> Numbers:
        asked = places.tolist()
        sizes = np.fromiter(map(_find_calls().size, repeat(self.handle), asked), np.float64, len(asked))
        for place in np.flatnonzero(~((sizes >= _SIZES[0]) & (sizes <= _SIZES[1]))).tolist():
            sizes[place] = self._scale(asked[place], float(sizes[place]))
        return sizes

    def _scale(self, index: int, size: float) -> float:
        """Return the size in points where it looks odd: some writers set it to 1 and scale by the text matrix."""
        from pypdfium2 import raw

        matrix = raw.FS_MATRIX()
        if raw.FPDFText_GetMatrix(ctypes.cast(self.handle, raw.FPDF_TEXTPAGE), index, matrix):
            size *= math.hypot(matrix.b, matrix.d) or 1.0
        return min(max(size, 1.0), 200.0)

    def _call(self, function: Callable[..., None], *arguments: Iterable[int]) -> None:
        deque(map(function, repeat(self.handle), *arguments), maxlen=0)


def _spread(ink: Flags, pieces: Flags, lengths: Places) -> Flags:
    """Return for each character what is said of its piece."""
    spread = np.zeros(len(ink), np.bool_)
    spread[ink] = np.repeat(pieces, lengths)
    return spread


def _find_letters(ink: Flags) -> tuple[Places, Places]:
    """Return the last letter up to each character and the first one from it on; the first or the last character."""
    places = np.arange(len(ink))
    before = np.maximum.accumulate(np.where(ink, places, 0))
    after = np.minimum.accumulate(np.where(ink, places, len(ink) - 1)[::-1])[::-1]
    return before, after
