"""What a cascade comes to on each level: which territories have an act of it, and which, by the register, have none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from pipeline.knowledge.agencies.register import Register, load_register
from pipeline.knowledge.agencies.succession import territories_below, territory_heirs
from pipeline.knowledge.agencies.territories import Territory
from pipeline.model.resolved import Level
from pipeline.store.ask.names import name_document
from pipeline.store.ask_graph.answers import CascadeLevel, CascadeNode, CascadeUnit

_ORDER: tuple[str | None, ...] = (*(level.value for level in Level), None)


def make_levels(nodes: Iterable[CascadeNode], on: date | None) -> tuple[CascadeLevel, ...]:
    """Return the levels of a cascade from the centre down; those without an act are left out.

    Units are those of the day `on`: a plan of a province that has since been merged counts for the province that took
    its place. Districts and communes are asked of only in the provinces (districts) where one of them has an act.
    """
    by_level: dict[str | None, list[CascadeNode]] = defaultdict(list)
    for node in nodes:
        by_level[node.document.level].append(node)
    register = load_register()
    return tuple(_make_level(register, level, by_level[level], on) for level in _ORDER if level in by_level)


def _make_level(register: Register, level: str | None, nodes: list[CascadeNode], on: date | None) -> CascadeLevel:
    units: dict[str, list[CascadeNode]] = defaultdict(list)
    ids: dict[tuple[str, str | None], str] = {}
    for node in nodes:
        if node.document.territory:
            place = (node.document.territory, node.document.province)
            ids[place] = ids.get(place) or _unit_id(register, *place, on)
            units[ids[place]].append(node)
    lacking = _lacking(register, level, set(units), on)
    return CascadeLevel(
        level,
        len(nodes),
        sum(node.document.is_held for node in nodes),
        sum(node.task_count for node in nodes),
        tuple(sorted((_make_unit(register, *item) for item in units.items()), key=_unit_order)),
        tuple(sorted(place.name for place in lacking)),
    )


def _make_unit(register: Register, unit: str, nodes: list[CascadeNode]) -> CascadeUnit:
    place = register.territories.get(unit)
    nodes = sorted(nodes, key=lambda node: (node.document.issued is None, node.document.issued or "", node.document.id))
    first = nodes[0]
    days = [node.days for node in nodes if node.days is not None]
    return CascadeUnit(
        place.name if place else unit,
        unit,
        tuple(name_document(node.document) for node in nodes),
        first.document.issued,
        min(days, default=None),
        sum(node.task_count for node in nodes),
        any(node.document.is_held for node in nodes),
    )


def _unit_order(unit: CascadeUnit) -> tuple[bool, str, str]:
    return unit.first is None, unit.first or "", unit.name


def _unit_id(register: Register, folded: str, province: str | None, on: date | None) -> str:
    """Return the territory of an act in the register as it is on a day, or the folded name where it is in none.

    A territory made after that day, out of several, stands for itself.
    """
    within = [place.id for place in register.find_territory(province)] if province and province != folded else []
    places = register.find_territory(folded, None, within)
    alive = [place for place in places if place.valid_on(on)]
    if not alive:
        alive = [heir for place in places for heir in territory_heirs(register, place, on)]
    ids = {place.id for place in alive or places}
    return ids.pop() if len(ids) == 1 else folded


def _lacking(register: Register, level: str | None, having: set[str], on: date | None) -> list[Territory]:
    if level == Level.PROVINCE.value:
        return [place for place in register.provinces(on) if place.id not in having]
    known = [place for unit in having if (place := register.territories.get(unit))]
    above = {place.parent for place in known if place.parent}
    siblings = (place for parent in above for place in territories_below(register, parent, level or "", on))
    return [place for place in siblings if place.id not in having]
