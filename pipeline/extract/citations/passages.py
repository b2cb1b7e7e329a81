"""The stretches of text in which documents are cited, with what their place implies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.sections import RoleMap
from pipeline.model import BlockKind, Outline
from pipeline.text.words import Words


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, cell or joined title.

    `listed` where an item may begin with a document to be carried out, `basis` where it names one the paper rests on.
    """

    words: Words
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
        passages.append(Passage(outline.whole[outline.title[0].start : outline.title[-1].end], "title"))
    for words in _stretches(outline):
        start = words.start
        if start in skipped or start in titles or _inside(outline, start):
            continue
        zone = "preamble" if start in preamble else "body"
        passages.append(Passage(words, zone, roles.directs(start), roles.rests(start)))
    return passages


def _stretches(outline: Outline) -> Iterator[Words]:
    marks = sorted({span.start for span in (*outline.masthead, *outline.recipients, *outline.signature)})
    for block in outline.parsed.blocks:
        if block.kind is not BlockKind.ROW:
            yield outline.whole[block.start : block.end]
            continue
        for cell in block.cells:
            if not cell.inherited and cell.end > cell.start:
                yield from _cell_stretches(marks, outline.whole[cell.start : cell.end])


def _cell_stretches(marks: list[int], words: Words) -> list[Words]:
    """A layout cell, in which one of the marks stands, is read line by line, a data cell whole."""
    inside = set(marks[bisect_left(marks, words.start) : bisect_left(marks, words.end)])
    if not inside:
        return [words]
    lines = list(words.lines())
    return lines if any(line.start in inside for line in lines) else [words]


def _inside(outline: Outline, start: int) -> bool:
    return bool(outline.title) and outline.title[0].start <= start < outline.title[-1].end
