"""Who took over from whom: bodies and territories followed through mergers and renamings, by which legal documents.

A body whose duties went to several is followed to the one that names it as its predecessor, and the step is marked as a
split: which duty went where only a person can say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.knowledge.agencies.register import Agency, Register
from pipeline.knowledge.agencies.territories import Territory

LONGEST = 8  # steps; more have not happened to any body since 1945


@dataclass(frozen=True, slots=True)
class Step:
    """A body that took over: since which day (None: not recorded) and by which legal documents."""

    heir: Agency
    since: date | None
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Succession:
    """The way from a body to the one that stands for it on a day.

    `heir` is None where the register does not lead to a body that existed then; `others` are bodies that got part of
    the duties on the way.
    """

    heir: Agency | None
    steps: tuple[Step, ...]
    others: tuple[Agency, ...]


def follow(register: Register, agency: Agency, on: date) -> Succession:
    """Return who stands for a body on a day: itself while it exists, else its heir's heir as far as needed."""
    steps: list[Step] = []
    others: dict[str, Agency] = {}
    current: Agency | None = agency
    seen = {agency.id}
    while current is not None and not current.valid_on(on) and len(steps) < LONGEST:
        heirs = [heir for one in current.successors if (heir := register.get(one)) and heir.id not in seen]
        main = _main_heir(current, heirs)
        others.update((heir.id, heir) for heir in heirs if heir is not main)
        if main is None:
            return Succession(None, tuple(steps), tuple(others.values()))
        since = current.valid_to + timedelta(days=1) if current.valid_to else main.valid_from
        steps.append(Step(main, since, find_basis(register, current, main)))
        seen.add(main.id)
        current = main
    alive = current if current is not None and current.valid_on(on) else None
    return Succession(alive, tuple(steps), tuple(others.values()))


def _main_heir(agency: Agency, heirs: list[Agency]) -> Agency | None:
    """Return the only heir, or the only one that names the body as its predecessor."""
    naming = heirs if len(heirs) == 1 else [heir for heir in heirs if agency.id in heir.predecessors]
    return naming[0] if len(naming) == 1 else None


def find_basis(register: Register, before: Agency, after: Agency) -> str:
    """Return the legal documents by which one body took another's place, parted by "; "; empty where none is recorded.

    Between two territories it is what ended the old one, between two bodies of one territory what made the new one.
    """
    if before.territory != after.territory and before.territory:
        place = register.territories.get(before.territory)
        if place and place.ended_by:
            return place.ended_by.replace("|", "; ")
    return (after.legal_basis or before.legal_basis).replace("|", "; ")


def territory_heirs(register: Register, place: Territory, on: date | None) -> tuple[Territory, ...]:
    """Return the territories of a day on which a former one's ground lies; itself while it exists."""
    found: dict[str, Territory] = {}
    waiting, seen = [place], set()
    while waiting:
        current = waiting.pop(0)
        if current.id in seen:
            continue
        seen.add(current.id)
        if current.valid_on(on):
            found[current.id] = current
        else:
            waiting += [heir for one in current.successors if (heir := register.territories.get(one))]
    return tuple(found.values())


def territories_below(register: Register, parent: str, level: str, on: date | None) -> tuple[Territory, ...]:
    """Return the territories of a level directly inside another one on a day."""
    places = register.territories.communes.values() if level == "commune" else register.territories.all_upper()
    return tuple(place for place in places if place.parent == parent and place.level == level and place.valid_on(on))
