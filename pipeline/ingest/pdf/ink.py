"""What is drawn on one PDF page: glyphs, ruling lines and pictures, read with pdfium.

Coordinates are points from the upper left corner of the page as a reader sees it (rotation applied). Text of stamps and
signature fields is drawn in annotations (see `pdf_stamps`); those are flattened into the page first, in memory only.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pipeline.ingest.draft import cut_off
from pipeline.ingest.page.glyph import Place, Stamp
from pipeline.ingest.page.ink import PageInk, Ruling
from pipeline.ingest.pdf.characters import MAX_GLYPHS
from pipeline.ingest.pdf.glyphs import read_glyphs
from pipeline.ingest.pdf.hidden import drop_hidden
from pipeline.ingest.pdf.shapes import read_shapes
from pipeline.ingest.pdf.stamps import find_stamps
from pipeline.ingest.pdf.turns import find_turn

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
        hidden = drop_hidden(page)
        text = page.get_textpage()
        turn = find_turn(text, page.get_rotation())
        place = _make_place(page, turn)
        stamps, cuts = find_stamps(page, place, number)
        if stamps:
            plain = int(text.count_chars())
            text.close()
            page = _flatten(document, page, number)
            if hidden:
                drop_hidden(page)
            text = page.get_textpage()
        width, height = page.get_size() if turn % 180 == 0 else page.get_size()[::-1]
        if (letters := int(text.count_chars())) > MAX_GLYPHS:
            cuts.append(cut_off("letters", MAX_GLYPHS, letters, number))
        glyphs, blanks = read_glyphs(text, place, plain, stamps)
        text.close()
        drawn = read_shapes(page, place, width * height)
        if drawn.cut:
            cuts.append(cut_off("the lines of its tables were not all read; cells may be torn or joined", page=number))
        rulings, pictures, shapes = drawn.rulings, drawn.pictures, drawn.count
        return PageInk(
            number, width, height, glyphs, blanks, rulings, pictures, shapes, tuple(stamps), hidden, tuple(cuts)
        )
    finally:
        page.close()


def _make_place(page: PdfPage, text_turn: int) -> Place:
    """Return the map from PDF coordinates to points from the upper left corner, turned so that the text runs right.

    The page's own rotation and that of text which was set sideways on it are applied.
    """
    left, bottom, right, top = page.get_cropbox()
    turn = (page.get_rotation() + text_turn) % 360
    maps: dict[int, Place] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return maps.get(turn, maps[0])


def _flatten(document: Any, page: PdfPage, number: int) -> PdfPage:
    """Draw the annotations into the page's own content and load it anew."""
    from pypdfium2 import raw

    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    flat: PdfPage = document[number - 1]
    return flat
