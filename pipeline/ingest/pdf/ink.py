"""What is drawn on one PDF page: glyphs, ruling lines and pictures, read with pdfium.

Coordinates are points from the upper left corner of the page as a reader sees it (rotation applied). Text of stamps and
signature fields is drawn in annotations (see `pdf_stamps`); those are flattened into the page first, in memory only.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pipeline.ingest.page.glyph import Place, Stamp
from pipeline.ingest.page.ink import PageInk, Ruling
from pipeline.ingest.pdf.glyphs import read_glyphs
from pipeline.ingest.pdf.shapes import read_shapes
from pipeline.ingest.pdf.stamps import find_stamps

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

__all__ = ["PageInk", "Ruling", "read_ink"]


def read_ink(document: Any, number: int) -> PageInk:
    """Read one page (counted from 1); raises PdfiumError where the page cannot be loaded.

    Closes the page before it returns, so that a long document does not pile up.
    """
    page = document[number - 1]
    stamps: list[Stamp] = []
    plain = math.inf
    try:
        place = _make_place(page)
        stamps = find_stamps(page, place)
        if stamps:
            plain = _count_chars(page)
            page = _flatten(document, page, number)
        width, height = page.get_size()
        glyphs, blanks = read_glyphs(page, place, plain, stamps)
        drawn = read_shapes(page, place, width * height)
        rulings, pictures, shapes = drawn.rulings, drawn.pictures, drawn.count
        return PageInk(number, width, height, glyphs, blanks, rulings, pictures, shapes, tuple(stamps))
    finally:
        page.close()


def _make_place(page: PdfPage) -> Place:
    """Return the map from PDF coordinates to points from the upper left corner, rotation applied."""
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation() % 360
    maps: dict[int, Place] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return maps.get(turn, maps[0])


def _count_chars(page: PdfPage) -> int:
    textpage = page.get_textpage()
    try:
        return int(textpage.count_chars())
    finally:
        textpage.close()


def _flatten(document: Any, page: PdfPage, number: int) -> PdfPage:
    """Draw the annotations into the page's own content and load it anew."""
    from pypdfium2 import raw

    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    flat: PdfPage = document[number - 1]
    return flat
