"""Scanned pages: recognised, laid out like drawn ones, and set right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ingest.draft import Doubtful, Draft
from pipeline.ingest.ocr import Recognised, add_stamps, can_recognise, read_picture
from pipeline.ingest.ocr_image import DPI
from pipeline.ingest.ocr_repair import Repair, mend_texts
from pipeline.ingest.pdf_ink import PageInk
from pipeline.model import BlockKind, Issue, Severity

_SURE = 0.8  # a page whose words are less sure on the average is said to be hard to read
_SHOWN = 12


def recognise_page(data: bytes, ink: PageInk) -> Recognised | None:
    """Recognise a page of a PDF as it was scanned, without what was stamped on later, and put typed stamps back.

    None where text recognition is not installed. Raises RecognitionFailed where it fails on the page.
    """
    from pypdfium2 import PdfDocument

    if not can_recognise():
        return None
    with PdfDocument(data) as document:
        picture = document[ink.number - 1].render(scale=DPI / 72, draw_annots=False, may_draw_forms=False).to_pil()
    return add_stamps(read_picture(picture, ink.number), ink)


def settle_scans(drafts: Sequence[Draft], scans: Mapping[int, Recognised]) -> tuple[list[Draft], list[Issue]]:
    """Return drafts with what recognition mistook on scanned pages set right, and what there is to say of it."""
    if not scans:
        return list(drafts), []
    places = [place for place, draft in enumerate(drafts) if draft.page in scans]
    texts = [text for place in places for text in _texts(drafts[place])]
    mended = iter(mend_texts(texts))
    settled = list(drafts)
    repairs: dict[int, list[Repair]] = {}
    for place in places:
        draft = drafts[place]
        found = [next(mended) for _ in _texts(draft)]
        settled[place] = _with_texts(draft, [one.text for one in found])
        repairs.setdefault(draft.page or 1, []).extend(repair for one in found for repair in one.repairs)
    return settled, _make_issues(scans, repairs)


def list_doubts(scans: Mapping[int, Recognised]) -> tuple[Doubtful, ...]:
    """Return the words of which recognition is unsure, page by page."""
    return tuple(
        Doubtful(doubt.text, number, round(doubt.sure / 100, 2))
        for number, page in sorted(scans.items())
        for doubt in page.doubts
    )


def _texts(draft: Draft) -> list[str]:
    return [cell.text for cell in draft.cells] if draft.kind is BlockKind.ROW else [draft.text]


def _with_texts(draft: Draft, texts: Sequence[str]) -> Draft:
    if draft.kind is not BlockKind.ROW:
        return replace(draft, text=texts[0])
    return replace(draft, cells=tuple(replace(cell, text=text) for cell, text in zip(draft.cells, texts, strict=True)))


def _make_issues(scans: Mapping[int, Recognised], repairs: Mapping[int, Sequence[Repair]]) -> list[Issue]:
    issues = []
    for number, page in sorted(scans.items()):
        if page.sure < _SURE:
            message = f"Page {number} is hard to read: text recognition is {page.sure:.0%} sure of its words."
            issues.append(Issue("ingest", "uncertain_page", Severity.WARNING, message, page=number))
        changes = list(dict.fromkeys(repairs.get(number, ())))
        if changes:
            shown = ", ".join(f"“{one.recognised}” as “{one.read}”" for one in changes[:_SHOWN])
            more = f", and {len(changes) - _SHOWN} more" if len(changes) > _SHOWN else ""
            message = f"Recognised on page {number} and read as what is printed: {shown}{more}."
            issues.append(Issue("ingest", "recognition_mended", Severity.INFO, message, page=number))
    return issues
