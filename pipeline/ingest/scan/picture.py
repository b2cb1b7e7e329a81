"""Pictures of pages (PNG, JPEG, TIFF of one page or many): recognised and laid out like pages of a scanned PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import FileTooLarge, NoTextLayer, TruncatedFile
from pipeline.ingest.draft import Reading, cut_off
from pipeline.ingest.page.layout import lay_out
from pipeline.ingest.scan.assemble import assemble, list_doubts
from pipeline.ingest.scan.clean_picture import DPI
from pipeline.ingest.scan.nouns import RecognitionFailed, RecognitionHindered
from pipeline.ingest.scan.recognise import Recognised, can_recognise, read_picture
from pipeline.ingest.scan.tesseract import PROGRAM, find_version
from pipeline.ingest.tools.missing import missing_tool
from pipeline.model import Issue, Severity

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PAGES = 500
MAX_PIXELS = 120_000_000  # of one page: A3 at 600 dots an inch is 70 million
_PAGE_INCHES = 11.7  # the longer edge of A4, taken where a picture does not say how large it is
_LEAST, _MOST = 100.0, 1200.0  # dots an inch that are believed


def read(data: bytes, path: Path) -> Reading:
    """Read a picture of one page or many; what is said of it is that of a scanned PDF.

    Raises MissingTool where text recognition is not installed, TruncatedFile for a picture that cannot be
    opened, FileTooLarge for one of too many pixels, NoTextLayer where no word is found on any page.
    """
    scans: dict[int, Recognised] = {}
    issues: list[Issue] = []
    total = 0
    for number, picture in enumerate(_open_pages(data, path.name, issues), 1):
        total = number
        if not can_recognise():
            raise missing_tool(path.name, PROGRAM)
        try:
            scans[number] = read_picture(picture, number)
        except RecognitionHindered:
            raise
        except RecognitionFailed as error:
            message = f"Text recognition failed on page {number}: {error}"
            issues.append(Issue("ingest", "recognition_failed", Severity.ERROR, message, page=number))
    layouts, tables = [], 0
    for number, scan in scans.items():
        layouts.append(lay_out(scan.ink, scan.grids, tables, 100_000 * number))
        tables += len(scan.grids)
    drafts, mended = assemble(layouts, scans)
    if not drafts:
        raise NoTextLayer(path.name, "no word was found in the picture", "Scan the page again, upright and sharp.")
    reader = f"pillow with tesseract {find_version()}"
    return Reading(tuple(drafts), reader, total, (*issues, *mended), doubts=list_doubts(scans))


def _open_pages(data: bytes, name: str, cuts: list[Issue]) -> Iterator[Image]:
    """Yield the pages of a picture at `DPI` dots an inch, turned as its maker says; `cuts` takes what is left out."""
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF", "GIF", "BMP")) as picture:
            for number, page in enumerate(ImageSequence.Iterator(picture)):
                if number == MAX_PAGES:
                    cuts.append(cut_off("pages", MAX_PAGES))
                    return
                if page.width * page.height > MAX_PIXELS:
                    raise FileTooLarge(name, "a page has too many pixels", "Scan it again at 300 dots an inch.")
                yield _scale(ImageOps.exif_transpose(page))
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise TruncatedFile(name, "the picture is cut off or damaged", "Copy or download it again.") from error


def _scale(page: Image) -> Image:
    """Return a page at `DPI` dots an inch on white, its size taken from what it says, else as if it were A4."""
    from PIL import Image as Images

    if page.mode in ("RGBA", "LA", "PA", "P"):
        layer = page.convert("RGBA")
        white = Images.new("RGBA", layer.size, "white")
        page = Images.alpha_composite(white, layer).convert("RGB")
    elif page.mode not in ("L", "RGB"):
        page = page.convert("L" if page.mode in ("1", "I", "I;16", "F") else "RGB")
    factor = DPI / _find_dpi(page)
    if 0.95 < factor < 1.05:
        return page
    size = (max(1, round(page.width * factor)), max(1, round(page.height * factor)))
    return page.resize(size, Images.Resampling.LANCZOS)


def _find_dpi(page: Image) -> float:
    told = page.info.get("dpi")
    if isinstance(told, tuple) and told and _LEAST <= float(told[0]) <= _MOST:
        return float(told[0])
    return max(page.width, page.height) / _PAGE_INCHES
