"""The lines of a document that speak of itself: its masthead without the subject, the "kèm theo" line of an annex."""

from __future__ import annotations

import re

from pipeline.knowledge.load import load_pattern
from pipeline.model import Outline, Span
from pipeline.text.words import Words

_WORD = re.compile(r"\w")


def own_lines(outline: Outline) -> list[Span]:
    """Return the lines of the masthead that speak of the document itself: its subject names other acts and days."""
    title = {span.end: span.start for span in outline.title}
    cut = (Span(span.start, title.get(span.end, span.end)) for span in outline.masthead)
    return [span for span in cut if _WORD.search(outline.printed(span))]


def issued_with_lines(outline: Outline) -> list[Span]:
    """Return the lines that say with which document an annex was issued ("(Kèm theo Kế hoạch số …)")."""
    spans = [span for annex in outline.annexes for span in annex.title]
    if not outline.annexes:  # an annex that came alone: the line stands under its title
        spans += [span for span in outline.body.preamble[:2] if outline.printed(span).startswith("(")]
    return [span for span in spans if is_attached(outline.words(span))]


def is_attached(line: Words) -> bool:
    """Tell whether a line says with which document it was issued."""
    return load_pattern("layout", "attached").search(line.form) is not None
