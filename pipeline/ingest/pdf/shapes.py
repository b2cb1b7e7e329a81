"""What is drawn on one PDF page besides text: ruling lines, pictures, other paths."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator
from ctypes import c_int
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.ingest.page.glyph import Place
from pipeline.ingest.page.ink import Ruling
from pipeline.ingest.pdf.calls import POINTER, find_address, find_function
from pipeline.ingest.pdf.stamps import find_box
from pipeline.model import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_THIN = 2.5  # points: a filled box not thicker than this is a ruling
_MIN_RULING = 4.0
_MAX_DEPTH = 40  # pdfium enters no form that lies deeper
MAX_RULINGS = 20_000  # of a page
MAX_SEGMENTS = 1_000_000  # of the paths of a page
_PATH, _IMAGE, _FORM = 2, 3, 5  # FPDF_PAGEOBJ_PATH, _IMAGE, _FORM
_LINE_TO, _MOVE_TO = 0, 2  # FPDF_SEGMENT_LINETO, _MOVETO

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The ruling lines of a page, the share of it that pictures cover, and the number of drawn paths."""

    rulings: tuple[Ruling, ...]
    pictures: float
    count: int
    cut: bool = False  # a limit cut lines off


def read_shapes(page: PdfPage, place: Place, area: float) -> Shapes:
    """Read what is drawn on a page; raises PdfiumError where an object cannot be read."""
    objects = list(_list_objects(find_address(page.raw), "FPDFPage", 1))
    paths = [item for kind, item in objects if kind == _PATH]
    boxes = _read_boxes([item for kind, item in objects if kind == _IMAGE])
    covered = sum(abs((right - left) * (top - bottom)) for left, bottom, right, top in boxes.tolist())
    share = min(covered / area, 1.0) if area else 0.0
    budget = _Budget(MAX_SEGMENTS)
    rulings = tuple(islice(_read_rulings(paths, place, budget), MAX_RULINGS + 1))
    return Shapes(rulings[:MAX_RULINGS], share, len(paths), len(rulings) > MAX_RULINGS or budget.left <= 0)


@dataclass(slots=True)
class _Budget:
    """How many segments of paths may still be looked at."""

    left: int


def _list_objects(handle: int, kind: str, level: int) -> Iterator[tuple[int, int]]:
    """Yield kind and address of the objects of a page or of a form on it."""
    from pypdfium2 import PdfiumError

    count = find_function(f"{kind}_CountObjects", c_int, POINTER)(handle)
    if count < 0:
        raise PdfiumError("the objects of the page cannot be counted")
    objects = list(map(find_function(f"{kind}_GetObject", POINTER, POINTER, c_int), [handle] * count, range(count)))
    if None in objects:
        raise PdfiumError("an object of the page cannot be read")
    for found, item in zip(map(find_function("FPDFPageObj_GetType", c_int, POINTER), objects), objects, strict=True):
        yield found, item
        if found == _FORM and level < _MAX_DEPTH:
            yield from _list_objects(item, "FPDFFormObj", level + 1)


def _read_boxes(objects: list[int]) -> NDArray[np.float64]:
    """Return left, bottom, right and top of objects."""
    from pypdfium2 import PdfiumError

    boxes = np.zeros((len(objects), 4), np.float32)
    bounds = find_function("FPDFPageObj_GetBounds", c_int, *[POINTER] * 5)
    start, end = boxes.ctypes.data, boxes.ctypes.data + boxes.nbytes
    if not all(map(bounds, objects, *(range(start + shift, end + shift, 16) for shift in (0, 4, 8, 12)))):
        raise PdfiumError("an object of the page has no place")
    return boxes.astype(np.float64)


def _read_rulings(paths: list[int], place: Place, budget: _Budget) -> Iterator[Ruling]:
    """Yield the rulings of paths in the order of drawing: straight edges that are stroked, and thin filled boxes."""
    modes = np.zeros((len(paths), 2), np.int32)
    start, end = modes.ctypes.data, modes.ctypes.data + modes.nbytes
    mode_of = find_function("FPDFPath_GetDrawMode", None, *[POINTER] * 3)
    deque(map(mode_of, paths, range(start, end, 8), range(start + 4, end + 4, 8)), maxlen=0)
    drawn = [(path, stroke) for path, (fill, stroke) in zip(paths, modes.tolist(), strict=True) if fill or stroke]
    boxes = iter(_read_boxes([path for path, stroke in drawn if not stroke]).tolist())
    for path, stroke in drawn:
        if stroke:
            yield from _read_stroked(path, place, budget)
            continue
        left, bottom, right, top = next(boxes)
        if min(right - left, top - bottom) <= _THIN:
            yield _thin_box(find_box(place(left, bottom), place(right, top)))


def _thin_box(box: Box) -> Ruling:
    x0, top, x1, bottom = box
    if x1 - x0 >= bottom - top:
        return Ruling(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    return Ruling((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)


def _read_stroked(path: int, place: Place, budget: _Budget) -> Iterator[Ruling]:
    for (ax, ay), (bx, by) in _read_edges(path, place, budget):
        if abs(ay - by) <= 1 and abs(ax - bx) >= _MIN_RULING:
            yield Ruling(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2)
        elif abs(ax - bx) <= 1 and abs(ay - by) >= _MIN_RULING:
            yield Ruling((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by))


@dataclass(frozen=True, slots=True)
class _PathCalls:
    """Functions of pdfium for the segments of a path."""

    matrix: Any
    count: Any
    segment: Any
    point: Any
    kind: Any
    closes: Any


@cache
def _find_path_calls() -> _PathCalls:
    return _PathCalls(
        find_function("FPDFPageObj_GetMatrix", c_int, POINTER, POINTER),
        find_function("FPDFPath_CountSegments", c_int, POINTER),
        find_function("FPDFPath_GetPathSegment", POINTER, POINTER, c_int),
        find_function("FPDFPathSegment_GetPoint", c_int, POINTER, POINTER, POINTER),
        find_function("FPDFPathSegment_GetType", c_int, POINTER),
        find_function("FPDFPathSegment_GetClose", c_int, POINTER),
    )


def _read_edges(path: int, place: Place, budget: _Budget) -> Iterator[tuple[Point, Point]]:
    """Yield the straight edges of a path as pairs of points on the page."""
    calls = _find_path_calls()
    numbers = (ctypes.c_float * 8)()  # the matrix, then a point
    address = ctypes.addressof(numbers)
    calls.matrix(path, address)
    a, b, c, d, e, f = numbers[:6]
    start = before = (0.0, 0.0)
    for index in range(min(calls.count(path), budget.left)):
        budget.left -= 1
        segment = calls.segment(path, index)
        calls.point(segment, address + 24, address + 28)
        x, y = numbers[6:]
        point = place(a * x + c * y + e, b * x + d * y + f)
        kind = calls.kind(segment)
        if kind == _MOVE_TO:
            start = point
        elif kind == _LINE_TO:
            yield before, point
        if calls.closes(segment):
            yield point, start
        before = point
