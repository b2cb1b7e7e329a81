"""On which ground a number is given out: that of a province with all its bodies, or the centre.

Claims on two grounds are never compared, so that a file of one province can neither join nor part
acts of another, and a load looks at the claims of its own ground only.
"""

from __future__ import annotations

from pipeline.knowledge.abbreviations import load_abbreviations
from pipeline.link.agency_names import (
    Home,
    find_level,
    find_territories,
    is_central_body,
    is_central_name,
    is_central_symbol,
    province_above,
)
from pipeline.model.resolved import NOWHERE, Level


def is_central(type_: str | None, code: str | None, name: str | None, issuer: str | None) -> bool:
    """Tell whether only the centre can have issued an act, so that territories do not count."""
    if code and is_central_symbol(code):
        return True
    if type_ in load_abbreviations().central_types:
        return True
    if name and not code and is_central_name(name):
        return True
    return bool(issuer) and is_central_body(issuer or "")


def find_ground(issuer: str | None, home: Home, date: str | None) -> str:
    """Return the province in which an act that is not the centre's was numbered, folded, or NOWHERE.

    What the issuer's name says counts before the home of the document that speaks of it.
    """
    said = find_territories(issuer or "")
    place = next((one for one in reversed(said) if one.level is Level.PROVINCE), None)
    if said and (place is None or len(said) == 1):
        place = province_above(said[0], date) or place
    if said:
        return place.key if place else home.province.key if home.province else NOWHERE
    return home.province.key if home.province else NOWHERE


def find_level_of(territory: str, province: str) -> Level | None:
    """Return the level of a folded territory; a "thành phố" inside a province is one of its districts."""
    level = find_level(territory)
    return Level.DISTRICT if level is Level.PROVINCE and province not in (territory, NOWHERE) else level
