"""What annotations show on a PDF page: signature fields, fields of forms, typed notes and stamps.

Most carry a picture of their own, which is drawn into the page (see `pdf_ink`). A form field or a typed note may carry
only its words and leave the drawing to the viewer; those are laid into its box here.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.ingest.draft import cut_off
from pipeline.ingest.page.glyph import Glyph, Place, Stamp, StampKind
from pipeline.model import Box, Issue

if TYPE_CHECKING:
    from pypdfium2 import PdfPage


MAX_STAMPS = 200  # of a page that are told from its text; the others that are drawn are text
MAX_LETTERS = 50_000  # of what one field holds
_UNSEEN = ("FPDF_ANNOT_FLAG_HIDDEN", "FPDF_ANNOT_FLAG_NOVIEW")
_STRING = 3  # FPDF_OBJECT_STRING
_SIZE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)\s+Tf")
_WIDTH = 0.5  # of the font size: how wide a letter is on the average
_LINE = 1.25  # of the font size: from base line to base line


def find_stamps(page: PdfPage, place: Place, number: int) -> tuple[list[Stamp], list[Issue]]:
    """Return the visible annotations of a page that may show text, and what a limit cut off of them.

    `place` turns points of the file into ours; `number` is that of the page.
    """
    from pypdfium2 import raw

    found: list[Stamp] = []
    whole, is_cut = 0, False
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = _find_kind(annotation)
        if kind is not None and _is_seen(annotation):
            whole += 1
            stamp = _read_stamp(annotation, kind, place) if whole <= MAX_STAMPS else None
            if stamp is not None:
                is_cut = is_cut or len(stamp.words) >= MAX_LETTERS
                found.append(stamp)
        raw.FPDFPage_CloseAnnot(annotation)
    cuts = [cut_off("fields and stamps", MAX_STAMPS, whole, number)] if whole > MAX_STAMPS else []
    return found, cuts + ([cut_off("letters of a field", MAX_LETTERS, page=number)] if is_cut else [])


def _is_seen(annotation: Any) -> bool:
    from pypdfium2 import raw

    return not raw.FPDFAnnot_GetFlags(annotation) & sum(getattr(raw, flag) for flag in _UNSEEN)


def _read_stamp(annotation: Any, kind: StampKind, place: Place) -> Stamp | None:
    from pypdfium2 import raw

    rect = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, rect):
        return None
    box = find_box(place(rect.left, rect.top), place(rect.right, rect.bottom))
    if raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2:
        return Stamp(box, kind, is_drawn=True)
    held = {StampKind.FIELD: b"V", StampKind.NOTE: b"Contents"}.get(kind)
    if held is None:
        return None  # an empty signature field: nobody sees it
    size = _SIZE.search(_read_string(annotation, b"DA"))
    return Stamp(box, kind, False, _read_string(annotation, held), float(size[1]) if size else 0.0)


def _find_kind(annotation: Any) -> StampKind | None:
    from pypdfium2 import raw

    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind == raw.FPDF_ANNOT_WIDGET:
        return StampKind.FIELD if raw.FPDFAnnot_GetValueType(annotation, b"V") == _STRING else StampKind.SIGNATURE
    return {raw.FPDF_ANNOT_STAMP: StampKind.STAMP, raw.FPDF_ANNOT_FREETEXT: StampKind.NOTE}.get(kind)


def _read_string(annotation: Any, key: bytes) -> str:
    from pypdfium2 import raw

    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: min(length - 2, 2 * MAX_LETTERS)].decode("utf-16-le", "ignore")


def find_box(one: tuple[float, float], other: tuple[float, float]) -> Box:
    """Return the box between two opposite corners."""
    (ax, ay), (bx, by) = one, other
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def lay_words(stamps: list[Stamp], first: int) -> Iterator[Glyph]:
    """Yield the letters and blanks of stamps that have no picture of their own, numbered from `first` on.

    One line stands in the middle of its box, several follow one another from the top; a line that a box has no room
    for is set narrower, as viewers do.
    """
    order = first
    for index, stamp in enumerate(stamps):
        left, top, right, bottom = stamp.box
        size = min(stamp.size or 12.0, max(bottom - top, 4.0)) if "\n" not in stamp.words else stamp.size or 12.0
        lines = list(_break(stamp, size))
        base = (top + bottom) / 2 + 0.3 * size if len(lines) == 1 else top + size
        for number, line in enumerate(lines):
            width = min(_WIDTH * size, (right - left) / max(len(line), 1))
            for column, letter in enumerate(line):
                x = left + column * width
                yield Glyph(letter, x, x + width, base + number * _LINE * size, size, index, order)
                order += 1


def _break(stamp: Stamp, size: float) -> Iterator[str]:
    """Yield the lines of a stamp's words: as they are typed, and broken where a box has room for several lines."""
    left, top, right, bottom = stamp.box
    room = max(int((right - left) / (_WIDTH * size)), 1)
    for typed in stamp.words.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = ""
        for word in typed.split():
            if line and len(line) + 1 + len(word) > room and bottom - top > 2 * size:
                yield line
                line = word
            else:
                line = f"{line} {word}".strip()
        yield line
