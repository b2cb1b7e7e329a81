"""The stretches of text in which documents are cited, with what their place implies."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.sections import RoleMap
from pipeline.model import BlockKind, Outline


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, cell or joined title.

    `listed` where an item may begin with a document to be carried out, `basis` where it names one the paper rests on.
    """

    start: int
    end: int
    zone: str  # title, preamble, body, annex
    listed: bool = False
    basis: bool = False


def find_passages(outline: Outline, roles: RoleMap) -> list[Passage]:
    """Return the passages of a document in order: all its text but masthead, Nơi nhận and signature."""
    skipped = {span.start for span in (*outline.masthead, *outline.recipients, *outline.signature)}
    titles = {span.start for span in outline.title}
    preamble = {span.start for span in outline.body.preamble}
    passages = []
    if outline.title:
        passages.append(Passage(outline.title[0].start, outline.title[-1].end, "title"))
    for start, end in _stretches(outline):
        if start in skipped or start in titles or _inside(outline, start):
            continue
        zone = "preamble" if start in preamble else "body"
        passages.append(Passage(start, end, zone, roles.directs(start), roles.rests(start)))
    return passages


def _stretches(outline: Outline) -> list[tuple[int, int]]:
    text = outline.parsed.text
    marks = {span.start for span in (*outline.masthead, *outline.recipients, *outline.signature)}
    found = []
    for block in outline.parsed.blocks:
        if block.kind is not BlockKind.ROW:
            found.append((block.start, block.end))
            continue
        for cell in block.cells:
            if cell.inherited or cell.end <= cell.start:
                continue
            found += _cell_stretches(marks, text, cell.start, cell.end)
    return found


def _cell_stretches(marks: set[int], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A layout cell, in which one of the marks stands, is read line by line, a data cell whole."""
    lines, place = [], start
    for part in text[start:end].split("\n"):
        lines.append((place, place + len(part)))
        place += len(part) + 1
    return lines if any(line[0] in marks for line in lines) else [(start, end)]


def _inside(outline: Outline, start: int) -> bool:
    return bool(outline.title) and outline.title[0].start <= start < outline.title[-1].end
