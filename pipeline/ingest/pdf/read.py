"""PDF files with a text layer, read with pdfium; see the `pdf_*` modules for glyphs, lines, tables and paragraphs."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import EncryptedFile, MissingTool, NoTextLayer, TruncatedFile, UnreadableFile
from pipeline.ingest.draft import Reading, cut_off
from pipeline.ingest.page.ink import PageInk
from pipeline.ingest.page.layout import PageLayout, PageState, judge_page, lay_out, settle_stamps
from pipeline.ingest.page.tables import Grid, find_grids
from pipeline.ingest.pdf.ink import read_ink
from pipeline.ingest.pdf.scans import recognise_page
from pipeline.ingest.pdf.signatures import find_signatures
from pipeline.ingest.scan.assemble import assemble, list_doubts
from pipeline.ingest.scan.nouns import RecognitionFailed, RecognitionHindered
from pipeline.ingest.scan.recognise import Recognised, can_recognise
from pipeline.ingest.scan.tesseract import PROGRAM, find_version
from pipeline.ingest.tools.missing import how_to_install
from pipeline.model import Issue, Severity

MAX_PAGES = 3000
_AGAIN = "Text recognition (OCR) finds no words in it: scan it again, upright and sharp, or find the Word file."
_POOR = "Page {page} is a scan whose text layer is no proper Vietnamese; it was kept, but little will be found in it."
_HIDDEN = "Page {page} holds text that nobody sees (invisible, or white on white); it was left out."
_MESSAGES = {
    PageState.SCAN: "Page {page} is a picture without text; nothing was read from it.",
    PageState.GARBLED: "The letters of page {page} are coded wrongly in the file; nothing was read from it.",
}


def read(data: bytes, path: Path) -> Reading:
    """Read a PDF: paragraphs and ruled tables with page and box, page furniture left out, page breaks mended.

    Pages behind `MAX_PAGES` are left out and told. A page without usable text is an issue of severity error; if no page
    has any, raises NoTextLayer. Raises EncryptedFile for a file that asks for a password and TruncatedFile for one that
    cannot be opened.
    """
    from pypdfium2 import PYPDFIUM_INFO

    document = _open(data, path.name)
    try:
        whole, total = len(document), min(len(document), MAX_PAGES)
        layouts, issues, scans = _read_pages(document, total, data, path.name)
    finally:
        document.close()
    drafts, mended = assemble(layouts, scans)
    signed = find_signatures(data)
    reader = f"pypdfium2 {PYPDFIUM_INFO.version}{f' with tesseract {find_version()}' if scans else ''}"
    cut = (cut_off("pages", total, whole),) if whole > total else ()
    said = (*cut, *issues, *mended, *signed.issues)
    return Reading(tuple(drafts), reader, whole, said, signed.signatures, list_doubts(scans))


def _open(data: bytes, name: str) -> Any:
    """Open a document from memory; the file itself is never touched again."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
        if len(document) == 0:
            raise TruncatedFile(name, "the file has no pages", "Copy or download it again.")
    except PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            remedy = "Remove the password and save it again."
            raise EncryptedFile(name, "the file is protected by a password", remedy) from error
        raise TruncatedFile(name, "the file is cut off or damaged", "Copy or download it again.") from error
    return document


def _read_pages(
    document: Any, total: int, data: bytes, name: str
) -> tuple[list[PageLayout], list[Issue], dict[int, Recognised]]:
    """Return the layouts of the pages that hold text, what there is to say of the others, and the scanned pages."""
    from pypdfium2 import PdfiumError

    layouts: list[PageLayout] = []
    issues: list[Issue] = []
    lost: list[PageState] = []
    scans: dict[int, Recognised] = {}
    tables = 0
    for number in range(1, total + 1):
        try:
            ink, noted = settle_stamps(read_ink(document, number))
        except PdfiumError:
            issues.append(_page_issue("damaged_page", f"Page {number} is damaged; nothing was read from it.", number))
            continue
        issues += ink.cuts
        if ink.hidden:
            issues.append(_page_issue("hidden_text", _HIDDEN.format(page=number), number, Severity.WARNING))
        state, scan = _find_text(ink, data, issues)
        if scan is not None:
            scans[number], ink = scan, scan.ink
        if state is PageState.TEXT:
            grids = scan.grids if scan is not None else _find_grids(ink, data)
            layouts.append(lay_out(ink, grids, tables, 100_000 * number))
            tables += len(grids)
            issues += noted
        elif state is not PageState.EMPTY:
            lost.append(state)
        if state in _MESSAGES:
            issues.append(_page_issue(f"{state}_page", _MESSAGES[state].format(page=number), number))
    if not layouts and lost:
        raise _no_text(name, lost)
    if not layouts and issues:
        raise TruncatedFile(name, "none of its pages can be read", "Copy or download it again.")
    return layouts, issues, scans


def _find_text(ink: PageInk, data: bytes, issues: list[Issue]) -> tuple[PageState, Recognised | None]:
    """Return whether a page gives text, and its recognised text where its own is none or no good."""
    state = judge_page(ink)
    if state in (PageState.TEXT, PageState.EMPTY):
        return state, None
    scan = _recognise(data, ink, issues)
    if scan is not None and scan.ink.glyphs:
        return PageState.TEXT, scan
    if state is PageState.POOR:
        issues.append(_page_issue("poor_page", _POOR.format(page=ink.number), ink.number, Severity.WARNING))
        return PageState.TEXT, None
    return (PageState.BLANK if scan is not None and scan.is_blank else state), None


def _recognise(data: bytes, ink: PageInk, issues: list[Issue]) -> Recognised | None:
    try:
        return recognise_page(data, ink)
    except RecognitionHindered:
        raise
    except RecognitionFailed as error:
        message = f"Text recognition failed on page {ink.number}: {error}"
        issues.append(_page_issue("recognition_failed", message, ink.number))
        return None


def _page_issue(code: str, message: str, page: int, severity: Severity = Severity.ERROR) -> Issue:
    return Issue("ingest", code, severity, message, page=page)


def _no_text(name: str, lost: Sequence[PageState]) -> UnreadableFile:
    is_scan = bool({PageState.SCAN, PageState.BLANK} & set(lost))
    layer = "the letters of its text layer are coded wrongly and cannot be read"
    problem = "its pages are pictures without text (a scan)" if is_scan else layer
    if can_recognise():
        return NoTextLayer(name, problem, _AGAIN)
    return MissingTool(name, problem, f"It needs text recognition (OCR). {how_to_install(PROGRAM)}")


def _find_grids(ink: PageInk, data: bytes) -> list[Grid]:
    """Return the ruled tables of a page; where our own cells are no rectangles, as pdfplumber finds them."""
    grids = find_grids(ink.rulings)
    if not any(grid.odd for grid in grids):
        return grids
    from pipeline.ingest.pdf.plumber import find_plumber_grids

    return find_plumber_grids(io.BytesIO(data), ink.number) or grids
