"""On which ground a number is given out: that of a province with all its bodies, or the centre.

Claims on two grounds are never compared, so that a file of one province can neither join nor part
acts of another, and a load looks at the claims of its own ground only. Territories go by their folded
name, "tinh tay ninh", so that a province that was made anew under its name goes on numbering.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.agencies import ids
from pipeline.knowledge.agencies.central_acts import is_central_act
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.agencies.slots import split_kind
from pipeline.knowledge.agencies.territories import kinds
from pipeline.model.resolved import NOWHERE, Level
from pipeline.text.fold import fold
from pipeline.text.reduced_date import ReducedDate


@dataclass(frozen=True, slots=True)
class Home:
    """The folded territory of an agency, and the folded province in which it lay on a day; None where unknown."""

    territory: str | None = None
    province: str | None = None


@lru_cache(maxsize=16384)
def find_home(agency: str | None, issued: str | None) -> Home:
    """Return where an agency stood when it issued an act of a (reduced) date."""
    ground = ids.find_ground(agency) if agency else None
    if ground is None:
        return Home()
    written = ReducedDate.parse(issued)
    top = load_register().up(ground, written.last_day if written else None)[-1]
    return Home(fold(ground.name), fold(top.name) if top.level == Level.PROVINCE else None)


def is_central(type_: str | None, code: str | None, name: str | None, agency: str | None) -> bool:
    """Tell whether only the centre can have issued an act, so that territories do not count."""
    return is_central_act(type_, code, name) or (agency is not None and ids.is_central(agency))


def find_ground(issuer: Home, home: Home) -> str:
    """Return the province in which an act that is not the centre's was numbered, folded, or NOWHERE.

    That of its issuer counts before that of the document that speaks of it.
    """
    return issuer.province or home.province or NOWHERE


@lru_cache(maxsize=16384)
def find_level(territory: str) -> Level | None:
    """Return the level of a folded territory; "thanh pho" counts as that of a province."""
    (kind_names, bare), *_ = split_kind(tuple(territory.split()))
    levels = {kinds()[kind].level for kind in kind_names if bare}
    return next((level for level in Level if level in levels), None)


def find_level_of(territory: str, province: str) -> Level | None:
    """Return the level of a folded territory; a "thành phố" inside a province is one of its districts."""
    level = find_level(territory)
    return Level.DISTRICT if level is Level.PROVINCE and province not in (territory, NOWHERE) else level
