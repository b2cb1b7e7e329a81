"""Which act stands below another, so that it cannot end it: by level, by bodies above, by what the Assembly passes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.agencies.agency import Agency
from pipeline.knowledge.agencies.central_acts import (
    find_assembly_year,
    is_central_act,
    is_named_once_a_year,
    issuer_symbols,
)
from pipeline.knowledge.agencies.ids import find_level
from pipeline.knowledge.agencies.register import load_register
from pipeline.text.fold import fold

_LEVELS = ("central", "province", "district", "commune")
_CENTRAL = _LEVELS[0]
_ASSEMBLY = "assembly"
_LED = frozenset({"committee", "head", "department", "office", "unit"})  # bodies below the assembly of their territory


@dataclass(frozen=True, slots=True)
class Issued:
    """What is known of an act's rank: its type, its code, its name and who issued it."""

    type: str | None
    code: str | None
    name: str | None
    agency: str | None


def is_below(one: Issued, other: Issued) -> bool:
    """Tell whether an act is that of a lower body than another act, as far as both are known.

    A Sở stands below the UBND of its province, every body of a province below those of the centre, a ministry below the
    Government, the UBND below the HĐND of its territory, and all below a law (Luật Ban hành văn bản quy phạm pháp luật
    2015, Điều 12: who passed a document, or a body above, ends it).
    """
    if _is_law(other):
        return not _is_law(one)
    level, above = _level(one), _level(other)
    if level and above and level != above:
        return _LEVELS.index(level) > _LEVELS.index(above)
    if one.agency is None or level is None:
        return False
    if other.agency:
        return _is_body_below(one.agency, other.agency)
    return _symbol_is_above(one.agency, other.code or "")


def _is_law(act: Issued) -> bool:
    return is_named_once_a_year(act.type) or find_assembly_year(act.code) is not None


def _level(act: Issued) -> str | None:
    return find_level(act.agency) if act.agency else _CENTRAL if is_central_act(act.type, act.code, act.name) else None


@lru_cache(maxsize=16384)
def _is_body_below(one: str, other: str) -> bool:
    body, unit = one.partition("#")[0], "#" in one
    if body == other:
        return unit
    own, higher = load_register().get(body), load_register().get(other)
    if own is None or higher is None:
        return False
    if higher.kind == _ASSEMBLY and own.kind in _LED:
        return _place(own.id) == _place(higher.id)
    return any(_is_same(agency, higher) and agency.kind != own.kind for agency in _bodies_above(own))


def _symbol_is_above(agency: str, code: str) -> bool:
    """Tell whether the symbol in a code is that of a body above: "12/QĐ-UBND" for a Sở."""
    own = load_register().get(agency.partition("#")[0])
    if own is None:
        return False
    above = {_template(one.id): one for one in _bodies_above(own)}
    bearers = {one.id for symbol in issuer_symbols(code)[:1] for one in load_register().by_symbol(symbol)}
    heads = {_template(own.id), *((_template(own.parent),) if own.kind == "head" and own.parent else ())}
    return not heads & bearers and any(one in above and above[one].kind != own.kind for one in bearers)


def _bodies_above(agency: Agency) -> list[Agency]:
    """Return the bodies above one, from below; the head of a body acts for the body itself."""
    found: list[Agency] = []
    register, parent = load_register(), agency.parent
    while parent and (above := register.get(parent)) and above not in found:
        found.append(above)
        parent = above.parent
    return found[1:] if agency.kind == "head" else found


def _is_same(one: Agency, other: Agency) -> bool:
    """Tell whether two are one body, also where its province was made anew under its name."""
    return _template(one.id) == _template(other.id) and _place(one.id) == _place(other.id)


def _template(identity: str) -> str:
    return identity.partition("@")[0]


def _place(identity: str) -> str:
    place = load_register().territories.get(identity.partition("@")[2])
    return fold(place.name) if place else ""
