"""Ids of the dated register for names that a record gives without one: issuers, above all."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from pipeline.knowledge.agencies.groups import get_group
from pipeline.knowledge.agencies.register import Agency, load_register
from pipeline.text.reduced_date import ReducedDate


def find_register_id(full_name: str, issued: str | None) -> str | None:
    """Return the register's id of a full name with its territory, or None unless exactly one body answers.

    A body must have existed at some day of the (reduced) date. Without a date all periods count,
    so that "UBND tỉnh Tây Ninh", which was made anew in 2025, then has no id.
    """
    days = _bounds(issued)
    found = [agency.id for agency in _bodies(full_name) if any(agency.valid_on(day) for day in days)]
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=65536)
def _bodies(full_name: str) -> tuple[Agency, ...]:
    return tuple(agency for agency in load_register().by_name(full_name) if not agency.is_template)


@lru_cache(maxsize=16384)
def is_registered_central(name: str) -> bool:
    """Tell whether a name without a territory is that of exactly one body of the centre."""
    found = load_register().by_name(name)
    return len(found) == 1 and not found[0].is_template and found[0].level == "central"


@lru_cache(maxsize=16384)
def is_registered_group(register_id: str) -> bool:
    """Tell whether an id of the register means a class of bodies: `nhom-ubnd-xa@tay-ninh`, `so-y-te@x#nhom-phong`."""
    return get_group(register_id.rpartition("#")[2].partition("@")[0]) is not None


@lru_cache(maxsize=16384)
def find_province(territory: str, issued: str | None) -> str | None:
    """Return the name with its kind of the one province in which a territory lay: "tỉnh Hà Nam"."""
    register = load_register()
    tops = {
        top.id: top.name
        for day in _bounds(issued)
        for place in register.find_territory(territory, day)
        if (top := register.up(place)[-1]).parent is None
    }
    return next(iter(tops.values())) if len(tops) == 1 else None


def _bounds(issued: str | None) -> tuple[date | None, ...]:
    written = ReducedDate.parse(issued)
    first, last = (written.first_day, written.last_day) if written else (None, None)
    return (first, last) if first and last else (None,)
