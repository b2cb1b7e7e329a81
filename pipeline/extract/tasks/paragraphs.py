"""Unnumbered paragraphs: whether one gives an order, and which of its words are the order."""

from __future__ import annotations

from pipeline.extract.agencies.name import Name
from pipeline.extract.assigning import ASSIGNED, gives_work, how_directs
from pipeline.extract.tasks.listed_agencies import heading_agencies
from pipeline.extract.tasks.roles import find_addressed, find_subject
from pipeline.knowledge.load import load_pattern
from pipeline.model import Outline, Span
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Hit


def directs_someone(outline: Outline, span: Span) -> bool:
    """Tell whether an unnumbered paragraph gives an order: neither the lead-in of others nor a closing formula."""
    words = outline.words(span).rstrip()
    if words.text.endswith(":") or words.match(load_pattern("layout", "formula")):
        return False
    if how_directs(outline.type) == ASSIGNED:
        return gives_work(outline.words(span), outline.type)
    named = heading_agencies(outline.words(span))
    if named:
        return not is_issuer(outline, named[0])
    said = words.match(load_pattern("roles", "matter"))
    if said and find_subject(words[said.end() :]):
        return True
    order = words.match(load_pattern("roles", "order"))
    return order is not None and _is_our_order(outline, order) and bool(find_addressed(words))


def _is_our_order(outline: Outline, order: Hit) -> bool:
    """Tell whether it is the writer who orders, not the one whose letter is answered ("…; Bộ Nội vụ đề nghị …")."""
    speaker = order.match.groupdict().get("speaker")
    return not speaker or _stands_in_head(outline, match_form(speaker).replace("ubnd", "ủy ban nhân dân"))


def order_itself(outline: Outline, span: Span) -> Span:
    """Return what a leader says ("…, Phó Thủ tướng A có ý kiến như sau: X …"), without what his office adds."""
    words = outline.words(span)
    said = words.match(load_pattern("roles", "leader_says"))
    if not said or not words[said.end() :].strip():
        return span
    known = words.search(load_pattern("roles", "made_known"))
    return Span(said.end(), known.start() if known else span.end)


def is_issuer(outline: Outline, name: Name) -> bool:
    """Tell whether a name is the one at the head of the paper: its sentence tells what the writer does itself."""
    return _stands_in_head(outline, match_form(name.shown))


def _stands_in_head(outline: Outline, form: str) -> bool:
    return form in squeeze(" ".join(match_form(outline.printed(span)) for span in outline.masthead))
