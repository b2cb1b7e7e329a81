"""What an annex is: a paper to be filled in or of figures, or a part of the rules that were issued before it."""

from __future__ import annotations

from bisect import bisect_right

from pipeline.extract.assigning import how_directs
from pipeline.knowledge.load import load_pattern
from pipeline.model import Annex, Outline
from pipeline.text.match import match_form

STANDING = "QyĐ"  # how a paper without a type of its own is read whose articles are standing rules


def rules_before(outline: Outline) -> list[str | None]:
    """Return for each annex the type of the rules issued before it, whose part it then is (rates, forms, contents)."""
    found: list[str | None] = []
    rules: str | None = None
    for annex in outline.annexes:
        found.append(rules)
        rules = STANDING if how_directs(annex.type) == "organisation" else rules
    return found


def annex_ends(outline: Outline) -> list[int]:
    """Return where titles of annexes begin and the text ends, in order."""
    return [*sorted(annex.title[0].start for annex in outline.annexes if annex.title), len(outline.parsed.text)]


def is_form(outline: Outline, annex: Annex, ends: list[int]) -> bool:
    """Tell whether an annex is a paper to be filled in ("Mẫu số 01", "Đề cương báo cáo", "Họ và tên: …").

    An attached document keeps its duty although it may leave its day blank: of that only the title tells. `ends`
    are the `annex_ends`.
    """
    if not annex.title:
        return False
    start, end = annex.title[0].start, annex.title[-1].end
    if load_pattern("sections", "form").search(match_form(outline.parsed.text[start:end])):
        return True
    if annex.type or annex.body.tables:
        return False
    words = match_form(outline.parsed.text[start : ends[min(bisect_right(ends, start), len(ends) - 1)]])
    return load_pattern("sections", "blank").search(words) is not None
