"""The stretches of text in which documents are cited, with what their place implies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.sections import RoleMap
from pipeline.knowledge.load import load_pattern
from pipeline.model import BlockKind, Outline
from pipeline.text.words import Words

_STOP = re.compile(r"\.\s+")


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
    addressed = load_pattern("relations", "addressed")  # copies let the text begin in the line of the addressee
    masthead = [span for span in outline.masthead if not outline.words(span).match(addressed)]
    skipped = {span.start for span in (*masthead, *outline.recipients, *outline.signature)}
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
        if zone == "body" and _is_footnote(outline, words):
            local = load_pattern(
                "relations", "local_first"
            )  # what a province has issued itself is told, not carried out
            passages += [Passage(one, zone, listed=not one.match(local)) for one in _sentences(words)]
            continue
        rests = roles.rests(start) or (zone == "preamble" and _goes_on(passages[-1:], words))
        passages.append(Passage(words, zone, roles.directs(start), rests))
    return passages


def _goes_on(before: list[Passage], words: Words) -> bool:
    """Tell whether a line of the preamble names a further basis: it begins with a document, behind a basis and ";"."""
    last = before[0] if before and before[0].zone == "preamble" else None
    if last is None or not last.words.rstrip().text.endswith(";"):
        return False
    is_basis = last.basis or last.words.match(load_pattern("relations", "basis_line")) is not None
    return is_basis and words.match(load_pattern("relations", "names_first")) is not None


def _is_footnote(outline: Outline, words: Words) -> bool:
    """Tell whether a paragraph behind the signature of a paper without annexes lists documents: a copy's footnote."""
    last = max((span.end for span in outline.signature), default=words.end)
    alone = not outline.annexes and words.start >= last
    return alone and words.match(load_pattern("relations", "names_first")) is not None


def _sentences(words: Words) -> Iterator[Words]:
    """Yield the sentences of a footnote."""
    start = words.start
    for stop in words.find_all(_STOP):
        if words.has_capital(stop.end()):
            yield words[start : stop.start() + 1]
            start = stop.end()
    yield words[start : words.end]


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
