"""Text of a PDF page that nobody sees: drawn invisibly (text render mode 3, ISO 32000-1, 9.3.6) or white on white.

The text layer of a scan is drawn invisibly too and is no such text: it stands over a picture.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from ctypes import c_int
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.ingest.pdf.calls import POINTER, find_address, find_function

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # FPDF_PAGEOBJ_TEXT, _PATH, _IMAGE, _FORM
_INVISIBLE, _CLIP = 3, 7  # FPDF_TEXTRENDERMODE_INVISIBLE, _CLIP
_WHITE = 250  # of 255, in each colour
_MAX_DEPTH = 40  # pdfium enters no form that lies deeper

_Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class _Item:
    """An object of a page: its kind, its address, the form that holds it, or 0."""

    kind: int
    address: int
    form: int


def drop_hidden(page: PdfPage) -> bool:
    """Take the text that nobody sees off a page, in memory only; tell whether there was any."""
    items = list(_list_items(find_address(page.raw), 0, "FPDFPage", 1))
    texts = [item for item in items if item.kind == _TEXT]
    suspects = _find_suspects(texts)
    if not suspects:
        return False
    grounds = list(_find_grounds(items))
    hidden = [item for item in suspects if not _stands_on(item.address, grounds)]
    removed = [_remove(page, item) for item in hidden]
    return any(removed)


def _list_items(handle: int, form: int, kind: str, level: int) -> Iterator[_Item]:
    count = find_function(f"{kind}_CountObjects", c_int, POINTER)(handle)
    get = find_function(f"{kind}_GetObject", POINTER, POINTER, c_int)
    type_of = find_function("FPDFPageObj_GetType", c_int, POINTER)
    for index in range(count):
        address = get(handle, index)
        if address is None:
            continue
        found = type_of(address)
        yield _Item(found, address, form)
        if found == _FORM and level < _MAX_DEPTH:
            yield from _list_items(address, address, "FPDFFormObj", level + 1)


def _find_suspects(texts: Sequence[_Item]) -> list[_Item]:
    """Return the texts that are drawn invisibly or in white; all are asked in one go, for pages have thousands."""
    addresses = [text.address for text in texts]
    modes = list(map(find_function("FPDFTextObj_GetTextRenderMode", c_int, POINTER), addresses))
    colours = np.zeros((len(texts), 4), np.uint32)
    start, end = colours.ctypes.data, colours.ctypes.data + colours.nbytes
    fill = find_function("FPDFPageObj_GetFillColor", c_int, *[POINTER] * 5)
    told = list(map(fill, addresses, *(range(start + shift, end + shift, 16) for shift in (0, 4, 8, 12))))
    white = (colours[:, :3].min(axis=1) >= _WHITE).tolist() if texts else []
    asked = zip(texts, modes, told, white, strict=True)
    return [text for text, mode, known, pale in asked if mode in (_INVISIBLE, _CLIP) or (known and pale)]


def _is_white(address: int) -> bool:
    colour = _read_fill(address)
    return colour is not None and min(colour) >= _WHITE


def _read_fill(address: int) -> tuple[int, int, int] | None:
    values = (ctypes.c_uint * 4)()
    start = ctypes.addressof(values)
    read = find_function("FPDFPageObj_GetFillColor", c_int, *[POINTER] * 5)
    return (values[0], values[1], values[2]) if read(address, start, start + 4, start + 8, start + 12) else None


def _find_grounds(items: Sequence[_Item]) -> Iterator[_Box]:
    """Yield the boxes of pictures and of areas filled with a colour, on which white text shows."""
    for item in items:
        filled = item.kind == _PATH and _is_filled(item.address) and not _is_white(item.address)
        box = _read_box(item.address) if filled or item.kind == _IMAGE else None
        if box:
            yield box


def _is_filled(address: int) -> bool:
    modes = (ctypes.c_int * 2)()
    start = ctypes.addressof(modes)
    find_function("FPDFPath_GetDrawMode", c_int, *[POINTER] * 3)(address, start, start + 4)
    return bool(modes[0])


def _read_box(address: int) -> _Box | None:
    edges = (ctypes.c_float * 4)()
    start = ctypes.addressof(edges)
    read = find_function("FPDFPageObj_GetBounds", c_int, *[POINTER] * 5)
    return (edges[0], edges[1], edges[2], edges[3]) if read(address, *range(start, start + 16, 4)) else None


def _stands_on(address: int, grounds: Sequence[_Box]) -> bool:
    box = _read_box(address)
    if box is None:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in grounds)


def _remove(page: PdfPage, item: _Item) -> bool:
    if item.form:
        remove = find_function("FPDFFormObj_RemoveObject", c_int, POINTER, POINTER)
        return bool(remove(item.form, item.address))
    return bool(find_function("FPDFPage_RemoveObject", c_int, POINTER, POINTER)(find_address(page.raw), item.address))
