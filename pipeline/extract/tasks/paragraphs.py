"""Unnumbered paragraphs: whether one gives an order, and which of its words are the order."""

from __future__ import annotations

from pipeline.extract.agencies.name import Name
from pipeline.extract.assigning import ASSIGNED, gives_work, how_directs
from pipeline.extract.tasks.listed_agencies import heading_agencies
from pipeline.extract.tasks.roles import find_addressed, find_subject
from pipeline.knowledge.load import load_pattern
from pipeline.model import Outline, Span
from pipeline.text.match import match_form, squeeze


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
    return words.match(load_pattern("roles", "order")) is not None and bool(find_addressed(words))


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
    head = squeeze(" ".join(match_form(outline.printed(span)) for span in outline.masthead))
    return match_form(name.shown) in head
