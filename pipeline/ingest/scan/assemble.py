"""The pages of a document put together: drawn ones as they are, recognised ones set right, with what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ingest.draft import Doubtful, Draft
from pipeline.ingest.page.flow import make_drafts
from pipeline.ingest.page.layout import PageLayout
from pipeline.ingest.scan.masthead import find_open_parts
from pipeline.ingest.scan.recognise import Recognised
from pipeline.ingest.scan.repair import Repair, mend_texts
from pipeline.ingest.scan.rows import settle_heads, settle_numbers
from pipeline.knowledge.syllables import is_syllable
from pipeline.model import BlockKind, Issue, Severity
from pipeline.text.fold import fold

_SURE = 0.8  # a page whose words are less sure on the average is said to be hard to read
_SHOWN = 12
_MASTHEAD = 12  # paragraphs, more than a masthead has
_EDGE = 0.1  # share of a page's height where numbers of pages and marks of files stand
_MARK = 16  # letters of such a mark
_WORD = re.compile(r"\w+")
_SCANNER = re.compile(r"quet bang cam ?s|scanned (?:with|by) ")
_WRITTEN = "The {part} of the document is written by hand or not filled in; it was left open."


def assemble(layouts: Sequence[PageLayout], scans: Mapping[int, Recognised]) -> tuple[list[Draft], list[Issue]]:
    """Return the drafts of a document's pages, scanned ones set right, and what there is to say of those."""
    if not scans:
        return make_drafts(layouts), []
    drafts = make_drafts(
        settle_heads([_drop_marks(page) if page.number in scans else page for page in layouts], scans), scans
    )
    repairs: dict[int, list[Repair]] = {}
    settled = []
    for one in settle_numbers(_mend(drafts, scans, repairs), scans):
        settled.append(one.draft)
        repairs.setdefault(one.draft.page or 1, []).extend(one.repairs)
    return settled, [*_find_open(settled, scans), *_make_issues(scans, repairs)]


def _drop_marks(page: PageLayout) -> PageLayout:
    """Return a scanned page without the garbled number and file mark above and below its text; the masthead stays."""
    lines = list(page.lines)
    while page.number > 1 and lines and lines[0].y < _EDGE * page.height and _is_mark(lines[0].text):
        lines.pop(0)
    while lines and lines[-1].y > (1 - _EDGE) * page.height and _is_mark(lines[-1].text):
        lines.pop()
    return replace(page, lines=tuple(lines))


def _is_mark(text: str) -> bool:
    """Tell whether a line at the edge of a page is no text: "A-NQ13 2", "3", what recognition made of a stroke."""
    words = _WORD.findall(text)
    known = sum(1 for word in words if len(word) > 1 and is_syllable(word.lower()))
    mixed = any(not word.isalpha() and not word.isdecimal() for word in words)
    if _SCANNER.search(fold(text)):
        return True
    return len(text) <= _MARK and "/" not in text and known <= mixed


def _find_open(drafts: Sequence[Draft], scans: Mapping[int, Recognised]) -> list[Issue]:
    """Say what is written by hand in the masthead of a scan, and so is not read."""
    if 1 not in scans:
        return []
    lines = [draft.text for draft in drafts[:_MASTHEAD] if draft.page == 1]
    return [
        Issue("ingest", f"written_{part}", Severity.WARNING, _WRITTEN.format(part=part), page=1)
        for part in find_open_parts(lines)
    ]


def _mend(drafts: Sequence[Draft], scans: Mapping[int, Recognised], repairs: dict[int, list[Repair]]) -> list[Draft]:
    """Return the drafts with the texts of scanned pages mended; the repairs of each page are added to `repairs`."""
    places = [place for place, draft in enumerate(drafts) if draft.page in scans]
    mended = iter(mend_texts([text for place in places for text in _texts(drafts[place])]))
    settled = list(drafts)
    for place in places:
        draft = drafts[place]
        found = [next(mended) for _ in _texts(draft)]
        settled[place] = _with_texts(draft, [one.text for one in found])
        repairs.setdefault(draft.page or 1, []).extend(repair for one in found for repair in one.repairs)
    return settled


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
