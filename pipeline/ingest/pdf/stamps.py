"""What annotations show on a PDF page: signature fields, fields of forms, typed notes and stamps.

Most carry a picture of their own, which is drawn into the page (see `pdf_ink`). A form field or a typed note may carry
only its words and leave the drawing to the viewer; those are laid into its box here.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pipeline.ingest.page.glyph import Glyph, Place, Stamp, StampKind
from pipeline.model import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage


_MAX_STAMPS = 200
_MAX_WORDS = 100_000  # bytes of what one field holds
_UNSEEN = ("FPDF_ANNOT_FLAG_HIDDEN", "FPDF_ANNOT_FLAG_NOVIEW")
_STRING = 3  # FPDF_OBJECT_STRING
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s+Tf")
_WIDTH = 0.5  # of the font size: how wide a letter is on the average
_LINE = 1.25  # of the font size: from base line to base line


def find_stamps(page: PdfPage, place: Place) -> list[Stamp]:
    """Return the visible annotations of a page that may show text; `place` turns points of the file into ours."""
    from pypdfium2 import raw

    found: list[Stamp] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MAX_STAMPS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        stamp = _read_stamp(annotation, place)
        if stamp is not None:
            found.append(stamp)
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def _read_stamp(annotation: Any, place: Place) -> Stamp | None:
    from pypdfium2 import raw

    kind, rect = _find_kind(annotation), raw.FS_RECTF()
    unseen = sum(getattr(raw, flag) for flag in _UNSEEN)
    if kind is None or raw.FPDFAnnot_GetFlags(annotation) & unseen or not raw.FPDFAnnot_GetRect(annotation, rect):
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
    if not 2 < length <= _MAX_WORDS:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "ignore")


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
