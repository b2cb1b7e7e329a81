"""A body of the register in one period, and a way to read a name as one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.knowledge.agencies.slots import SLOTS
from pipeline.knowledge.agencies.territories import Territory, is_valid, parse_day, split_list


@dataclass(frozen=True, slots=True)
class Agency:
    """A body in one period: central, a template, or a template's body of one territory.

    `applies` (templates only) are levels, kinds or ids of territories; `pattern` is the name with its
    slot. A day outside `valid_from`..`valid_to` makes the name an old (or early) one, not a wrong one.
    """

    id: str
    name: str
    kind: str
    level: str  # central, province, district, commune; templates: empty
    parent: str | None
    abbreviations: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    legal_basis: str = ""
    examples: tuple[str, ...] = ()
    applies: tuple[str, ...] = ()
    pattern: str = ""
    territory: str | None = None

    @property
    def is_template(self) -> bool:
        """Whether this stands for the bodies of many territories."""
        return bool(self.applies)

    def valid_on(self, day: date | None) -> bool:
        """Say whether the body bore this name on a day; without a day it did."""
        return is_valid(self.valid_from, self.valid_to, day)

    def applies_to(self, territory: Territory) -> bool:
        """Say whether a territory has this body: by its level, its kind or its id."""
        return not {territory.level, territory.kind, territory.id}.isdisjoint(self.applies)


@dataclass(frozen=True, slots=True)
class Match:
    """A way to read a name: a body, and the words after it that should name its territory."""

    agency: Agency
    slot: str  # one of SLOTS, or empty for a central body
    tail: tuple[str, ...]


def make_agency(row: dict[str, str]) -> Agency:
    """Make a row's agency; its pattern is the name as written, its name the pattern without slot."""
    bare = row["name"]
    for slot in SLOTS:
        bare = bare.replace(slot, "")
    return Agency(
        id=row["id"],
        name=bare.strip(),
        kind=row["kind"],
        level=row.get("level", ""),
        parent=row["parent"] or None,
        abbreviations=split_list(row["abbreviations"]),
        symbols=split_list(row["symbols"]),
        aliases=split_list(row["aliases"]),
        valid_from=parse_day(row["valid_from"]),
        valid_to=parse_day(row["valid_to"]),
        predecessors=split_list(row["predecessors"]),
        successors=split_list(row["successors"]),
        legal_basis=row["legal_basis"],
        examples=split_list(row["examples"]),
        applies=split_list(row.get("applies", "")),
        pattern=row["name"],
    )
