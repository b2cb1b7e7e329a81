"""What an annex is: a paper to be filled in or of figures, or a part of the rules that were issued before it."""

from __future__ import annotations

from pipeline.extract.assigning import how_directs
from pipeline.knowledge.load import load_pattern
from pipeline.model import Annex, Outline
from pipeline.text.match import match_form

STANDING = "QyĐ"  # how a paper without a type of its own is read whose articles are standing rules


def rules_before(outline: Outline, annex: Annex) -> str | None:
    """Return the type of the rules issued before an annex, to which it then belongs (rates, forms, contents)."""
    before = outline.annexes[: outline.annexes.index(annex)]
    return next((STANDING for other in reversed(before) if how_directs(other.type) == "organisation"), None)


def is_form(outline: Outline, annex: Annex) -> bool:
    """Tell whether an annex is a paper to be filled in ("Mẫu số 01", "Đề cương báo cáo", "Họ và tên: …").

    An attached document keeps its duty although it may leave its day blank: of that only the title tells.
    """
    if not annex.title:
        return False
    start, end = annex.title[0].start, annex.title[-1].end
    if load_pattern("sections", "form").search(match_form(outline.parsed.text[start:end])):
        return True
    if annex.type or annex.body.tables:
        return False
    later = (other.title[0].start for other in outline.annexes if other.title and other.title[0].start > start)
    words = match_form(outline.parsed.text[start : min(later, default=len(outline.parsed.text))])
    return load_pattern("sections", "blank").search(words) is not None
