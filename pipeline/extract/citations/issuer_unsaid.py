"""Issuers of cited documents: names with the unsaid territory, and bodies known from a symbol."""

from __future__ import annotations

import re

from pipeline.extract.agencies.home import Home
from pipeline.extract.symbols import Symbol
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.load import load_map, load_pattern
from pipeline.text.fold import fold
from pipeline.text.match import match_form, squeeze

_FROM_SYMBOL = frozenset({"TTr", "CV", "BC", "GM"})
_COUNCIL, _COUNCIL_SHORT = fold("Ủy ban nhân dân"), fold("UBND")
_SLOT = re.compile(r"\s*\{.*")


def expand_issuer(name: str, home: Home) -> str:
    """Return an issuer as a careful reader knows it: "UBND tỉnh" in Bắc Giang's paper is "UBND tỉnh Bắc Giang"."""
    words = squeeze(name).strip(" ,;.")
    words = load_map("citations", "full_issuers").get(words, words)
    return home.expand(_with_unit(words, home.province))


def _with_unit(name: str, province: str | None) -> str:
    """Return the name of an office with the unit word of its own province: "Sở Y tế tỉnh Khánh Hòa"."""
    unit = load_pattern("citations", "unit_of_a_province").match(match_form(province or ""))
    bare = (province or "")[unit.end() :] if unit else ""
    if not (province and bare and name.endswith(f" {bare}") and not fold(name).endswith(fold(province))):
        return name
    office = name[: -len(bare)]
    return office + province if load_pattern("citations", "department").match(match_form(office)) else name


def issuer_from_symbol(symbol: Symbol, kind: str | None, proposer: str | None, home: Home) -> str | None:
    """Return the agency that signs a tờ trình, công văn or báo cáo: the one in its symbol, else the proposer.

    "Theo đề nghị của Hội Nuôi ong và Sở Nội vụ tại Tờ trình số …/TTr-SNV": the agency that proposes has sent its own.
    """
    if kind not in _FROM_SYMBOL:
        return None
    named = expand_issuer(without_person(proposer), home) if proposer else None
    if named and fits_symbol(symbol, named):
        return named
    for office in symbol.office[:1] if kind != "BC" or named else ():
        known = load_register().by_symbol(office)
        central = {agency.name for agency in known if not agency.is_template}
        if len(central) == 1 and len(known) == 1:
            return central.pop()
        heads = _heads(office)
        if len(heads) == 1 and not central:
            return _with_home(heads.pop(), home)
    return named


def _with_home(head: str, home: Home) -> str:
    """Return the head of an agency's name with its territory; the office of a council is that of the province."""
    name = home.expand(head)
    of_a_council = load_pattern("citations", "office_of_a_council").match(match_form(head))
    return f"{name} {home.province}" if name == head and of_a_council and home.province else name


def fits_symbol(symbol: Symbol, name: str) -> bool:
    """Tell whether a named body may be the one in the symbol of its letter: that one, or the symbol is nobody's."""
    office = symbol.office[:1]
    if not office or (symbol.type and symbol.type not in _FROM_SYMBOL):
        return True
    known = load_register().by_symbol(office[0])
    if any(not agency.is_template for agency in known):
        return True
    if not known or any(_plain(name).startswith(_plain(head)) for head in _heads(office[0])):
        return True
    initials = "".join(word[0] for word in fold(name).split())
    return initials.startswith(fold(office[0]))  # "BQL" may be another Ban Quản lý than the known one


def _plain(name: str) -> str:
    return fold(name).replace(_COUNCIL, _COUNCIL_SHORT)


def _heads(office: str) -> set[str]:
    """Return the names of the bodies with an abbreviation, without their territory ("SNV" gives "Sở Nội vụ")."""
    return {_SLOT.sub("", agency.pattern) for agency in load_register().by_symbol(office) if agency.is_template}


def without_person(name: str) -> str:
    """Return the body of a head: "Giám đốc Sở Nội vụ" gives "Sở Nội vụ"."""
    hit = load_pattern("bodies", "person").match(match_form(name))
    return name[hit.end() :] if hit else name
