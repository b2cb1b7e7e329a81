"""Issuers of cited documents: names with the unsaid territory, and bodies known from a symbol."""

from __future__ import annotations

import re

from pipeline.extract.agencies.home import Home
from pipeline.extract.symbols import Symbol
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.load import load_pattern
from pipeline.text.match import match_form, squeeze

_FROM_SYMBOL = frozenset({"TTr", "CV"})
_SLOT = re.compile(r"\s*\{.*")


def expand_issuer(name: str, home: Home) -> str:
    """Return an issuer as a careful reader knows it: "UBND tỉnh" in Bắc Giang's paper is "UBND tỉnh Bắc Giang"."""
    words = squeeze(name).strip(" ,;.")
    return home.expand(words)


def issuer_from_symbol(symbol: Symbol, kind: str | None, proposer: str | None, home: Home) -> str | None:
    """Return the agency that signs a tờ trình or công văn: the proposer named with it, or the one in its symbol."""
    if kind not in _FROM_SYMBOL:
        return None
    if proposer:
        return expand_issuer(without_person(proposer), home)
    for office in symbol.office[:1]:
        known = load_register().by_symbol(office)
        central = {agency.name for agency in known if not agency.is_template}
        if len(central) == 1 and len(known) == 1:
            return central.pop()
        patterns = {agency.pattern for agency in known if agency.is_template}
        if len(patterns) == 1 and not central:
            return home.expand(_SLOT.sub("", patterns.pop()))
    return None


def without_person(name: str) -> str:
    """Return the body of a head: "Giám đốc Sở Nội vụ" gives "Sở Nội vụ"."""
    hit = load_pattern("bodies", "person").match(match_form(name))
    return name[hit.end() :] if hit else name
