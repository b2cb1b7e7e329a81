"""Which way the text of a PDF page runs: wide tables are often set sideways on upright pages."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from ctypes import c_float, c_int
from typing import TYPE_CHECKING

from pipeline.ingest.pdf.calls import POINTER, find_address, find_function

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

_SAMPLES = 24  # letters that are asked
_FEWEST = 8
_MOST = 0.75  # share of the letters that run one way
_BLANK = 0x20


def find_turn(text: PdfTextPage, rotation: int) -> int:
    """Return by how many degrees (0, 90, 180, 270) a page must be turned clockwise so that most of its text runs right.

    `rotation` is the page's own: text that a viewer shows upright gives 0.
    """
    handle, count = find_address(text.raw), text.count_chars()
    angle = find_function("FPDFText_GetCharAngle", c_float, POINTER, c_int)
    code = find_function("FPDFText_GetUnicode", ctypes.c_uint, POINTER, c_int)
    places = [place for place in range(0, count, max(1, count // _SAMPLES)) if code(handle, place) > _BLANK]
    turns = Counter(round(math.degrees(angle(handle, place)) / 90) % 4 * 90 for place in places)
    if len(places) < _FEWEST:
        return 0
    turn, votes = turns.most_common(1)[0]
    return -(turn + rotation) % 360 if votes >= _MOST * len(places) else 0
