"""What is drawn on one PDF page: glyphs, ruling lines and pictures, read with pdfium.

Coordinates are points from the upper left corner of the page as a reader sees it (rotation applied). Text of stamps and
signature fields is drawn in annotations (see `pdf_stamps`); those are flattened into the page first, in memory only.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.ingest.pdf_glyphs import read_glyphs
from pipeline.ingest.pdf_stamps import Glyph, Place, Stamp, find_box, find_stamps
from pipeline.model import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_THIN = 2.5  # points: a filled box not thicker than this is a ruling
_MIN_RULING = 4.0
_MAX_DEPTH = 4


class Ruling(NamedTuple):
    """A straight line: horizontal where `y0 == y1`, vertical where `x0 == x1`."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageInk:
    """Everything drawn on one page that we look at."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    blanks: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    pictures: float  # share of the page that is covered by pictures, at most 1
    shapes: int  # drawn paths: letters turned into outlines are hundreds of them
    stamps: tuple[Stamp, ...]


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
        rulings, pictures, shapes = _read_shapes(page, place, width * height)
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


def _read_shapes(page: PdfPage, place: Place, area: float) -> tuple[tuple[Ruling, ...], float, int]:
    """Return the ruling lines of a page, the share of it that pictures cover, and the number of drawn paths."""
    from pypdfium2 import raw

    rulings: list[Ruling] = []
    covered, shapes = 0.0, 0
    kinds = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    for item in page.get_objects(filter=kinds, max_depth=_MAX_DEPTH):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            covered += abs((right - left) * (top - bottom)) / area
            continue
        shapes += 1
        if len(rulings) < 20_000:
            rulings += _read_path(item, place)
    return tuple(rulings), min(covered, 1.0), shapes


def _read_path(item: Any, place: Place) -> Iterator[Ruling]:
    """Yield the rulings of a path: straight edges that are stroked, and filled boxes as thin as a line."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), raw.FPDF_BOOL()
    raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if not stroke.value:
        left, bottom, right, top = item.get_bounds()
        if min(right - left, top - bottom) > _THIN:
            return
        yield from _thin_box(find_box(place(left, bottom), place(right, top)))
        return
    for one, other in _edges(item, place):
        (ax, ay), (bx, by) = one, other
        if abs(ay - by) <= 1 and abs(ax - bx) >= _MIN_RULING:
            yield Ruling(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2)
        elif abs(ax - bx) <= 1 and abs(ay - by) >= _MIN_RULING:
            yield Ruling((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by))


def _thin_box(box: Box) -> Iterator[Ruling]:
    x0, top, x1, bottom = box
    if x1 - x0 >= bottom - top:
        yield Ruling(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    else:
        yield Ruling((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)


def _edges(item: Any, place: Place) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the straight edges of a path as pairs of points on the page."""
    from pypdfium2 import raw

    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(item.raw), 2_000)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield before, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, start
        before = point
