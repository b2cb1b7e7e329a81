"""Scanned pages of a PDF: drawn at the fineness of their scan, and recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest.page.ink import PageInk
from pipeline.ingest.scan.clean_picture import DPI, take_off_specks
from pipeline.ingest.scan.recognise import Recognised, add_stamps, can_recognise, read_picture

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

_COARSE = 0.5  # share of `DPI` below which pdfium's own blur serves better than sharp edges
_AS_FINE = 0.95  # share of `DPI` from which a scan is fine enough


def recognise_page(data: bytes, ink: PageInk) -> Recognised | None:
    """Recognise a page of a PDF as it was scanned, without what was stamped on later, and put typed stamps back.

    None where text recognition is not installed. Raises RecognitionFailed where it fails on the page.
    """
    from pypdfium2 import PdfDocument

    if not can_recognise():
        return None
    with PdfDocument(data) as document:
        picture = _draw(document[ink.number - 1])
    return add_stamps(read_picture(picture, ink.number), ink)


def _draw(page: PdfPage) -> Image:
    """Draw a page at the fineness of its scan and bring that to `DPI`: drawn any finer, its dots become squares."""
    from PIL import Image as Images

    scale = DPI / 72
    own = _find_scale(page)
    picture: Image = page.render(scale=min(own, scale), draw_annots=False, may_draw_forms=False).to_pil()
    if own < _COARSE * scale:
        picture = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil()
    if not _COARSE <= own / scale < _AS_FINE:
        return picture
    width, height = page.get_size()
    return take_off_specks(picture).resize((round(width * scale), round(height * scale)), Images.Resampling.LANCZOS)


def _find_scale(page: PdfPage) -> float:
    """Return how many dots a point has in the widest picture of a page, at least one."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    widest, dots = 0.0, DPI / 72
    for item in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, _, right, _ = item.get_bounds() if hasattr(item, "get_bounds") else item.get_pos()
        if right - left > widest:
            widest = right - left
            dots = max(1.0, (item.get_px_size() if hasattr(item, "get_px_size") else item.get_size())[0] / widest)
    return dots
