"""The dated register of territories: provinces, districts and communes before and after 01/07/2025.

`territories.csv` (63 provinces, their 696 districts, 23 merged provinces, some that ended earlier)
is read with the register; `communes.csv` (10,035 before, 3,321 after) only when a commune is asked
for. Codes were reused for other provinces in 2025: never join on a code without a date.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from pipeline.knowledge.agencies.names import make_key, read_table
from pipeline.text.fold import fold


@dataclass(frozen=True, slots=True)
class TerritoryKind:
    """One kind of territory and the words that go with it: huyện, Huyện ủy, Huyện đoàn."""

    kind: str
    word: str
    shorts: tuple[str, ...]
    level: str  # province, district, commune
    committee: str
    youth: str


@dataclass(frozen=True, slots=True)
class Territory:
    """One territory in one period; the same name after a merger is another territory."""

    id: str  # tay-ninh, tay-ninh-2025, quang-ngai/tx-duc-pho
    name: str  # tỉnh Tây Ninh
    kind: str
    parent: str | None
    code: str
    aliases: tuple[str, ...]
    valid_from: date | None  # None: not recorded
    valid_to: date | None  # last day; None: still valid
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    legal_basis: str
    ended_by: str

    @property
    def level(self) -> str:
        """Province, district or commune."""
        return kinds()[self.kind].level

    @property
    def bare(self) -> str:
        """The name without its kind; "Thành phố Hồ Chí Minh" keeps it, there it is part of the name."""
        word = kinds()[self.kind].word + " "
        return self.name.removeprefix(word)

    @property
    def place(self) -> str:
        """The name without its kind, always: what stands in a date line."""
        return self.name[len(kinds()[self.kind].word) + 1 :]

    def valid_on(self, day: date | None) -> bool:
        """Say whether the territory existed on a day; without a day every territory did."""
        return is_valid(self.valid_from, self.valid_to, day)


def is_valid(start: date | None, end: date | None, day: date | None) -> bool:
    """Say whether a day lies in a period whose open ends are None."""
    return day is None or ((start is None or start <= day) and (end is None or day <= end))


@cache
def kinds() -> dict[str, TerritoryKind]:
    """Return the kinds of territory by name, in the order of their table."""
    return {
        row["kind"]: TerritoryKind(
            row["kind"], row["word"], split_list(row["short"]), row["level"], row["committee"], row["youth"]
        )
        for row in read_table("kinds.csv")
    }


def split_list(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds a list, parted by `|`."""
    return tuple(cell.split("|")) if cell else ()


def parse_day(cell: str) -> date | None:
    """Return the date of a cell, None where it is empty."""
    return date.fromisoformat(cell) if cell else None


def _make_territory(row: dict[str, str]) -> Territory:
    return Territory(
        row["id"],
        row["name"],
        row["kind"],
        row["parent"] or None,
        row["code"],
        split_list(row.get("aliases", "")),
        parse_day(row["valid_from"]),
        parse_day(row["valid_to"]),
        split_list(row.get("predecessors", "")),
        split_list(row["successors"]),
        row["legal_basis"],
        row["ended_by"],
    )


@lru_cache(maxsize=4096)
def _make_unlisted(identity: str) -> Territory | None:
    parent, _, own = identity.rpartition("/")
    for kind in kinds().values():
        word = fold(kind.word).replace(" ", "-") + "-"
        if own.startswith(word) and not (parent and kind.level == "province"):
            name = f"{kind.word} {own.removeprefix(word).replace('-', ' ').title()}"
            return Territory(identity, name, kind.kind, parent or None, "", (), None, None, (), (), "", "")
    return None


class Territories:
    """All territories, by id and by name; communes are read when first needed."""

    def __init__(self) -> None:
        self._upper = {row["id"]: _make_territory(row) for row in read_table("territories.csv")}
        self._made: dict[str, Territory] = {}

    @cached_property
    def communes(self) -> dict[str, Territory]:
        """All communes, wards, townships and special zones by id."""
        return {identity: self._commune(identity) for identity in self._commune_rows}

    def get(self, identity: str) -> Territory | None:
        """Return the territory with an id, or None."""
        found = self._upper.get(identity)
        if found or "/" not in identity or identity not in self._commune_rows:
            return found
        return self._commune(identity)

    def find(self, identity: str) -> Territory | None:
        """Return the territory with an id, also one that no table lists: `ha-nam/huyen-binh-xa`, `tinh-tay-binh`.

        The id of such a one is made of its folded name with its kind, behind the id of the territory that it lies in.
        """
        return self.get(identity) or _make_unlisted(identity)

    def all_upper(self) -> tuple[Territory, ...]:
        """Return all provinces and districts of all times."""
        return tuple(self._upper.values())

    def provinces(self, on: date | None = None) -> tuple[Territory, ...]:
        """Return the provinces and centrally run cities on a day; without a day those of all times."""
        return tuple(one for one in self._upper.values() if one.parent is None and one.valid_on(on))

    def named(self, bare_key: str, kind_names: frozenset[str]) -> tuple[Territory, ...]:
        """Return the territories with the key of a bare name and one of some kinds."""
        found = [one for one in self._by_key.get(bare_key, ()) if one.kind in kind_names]
        if any(kinds()[kind].level == "commune" for kind in kind_names):
            communes = map(self._commune, self._communes_by_key.get(bare_key, ()))
            found += [one for one in communes if one.kind in kind_names]
        return tuple(found)

    def _commune(self, identity: str) -> Territory:
        """Return a commune, made when it is first asked for: a document names a few of 13,000."""
        if identity not in self._made:
            self._made[identity] = _make_territory(self._commune_rows[identity])
        return self._made[identity]

    @cached_property
    def _commune_rows(self) -> dict[str, dict[str, str]]:
        return {row["id"]: row for row in read_table("communes.csv")}

    @cached_property
    def _by_key(self) -> dict[str, list[Territory]]:
        table: dict[str, list[Territory]] = defaultdict(list)
        for one in self._upper.values():
            for name in _keys(one.place, one.aliases):
                table[name].append(one)
        return table

    @cached_property
    def _communes_by_key(self) -> dict[str, list[str]]:
        """The ids of the communes that bear a name."""
        table: dict[str, list[str]] = defaultdict(list)
        skipped = {kind: len(row.word) + 1 for kind, row in kinds().items()}
        for identity, row in self._commune_rows.items():
            for name in _keys(row["name"][skipped[row["kind"]] :], split_list(row.get("aliases", ""))):
                table[name].append(identity)
        return table


def _keys(place: str, aliases: tuple[str, ...]) -> dict[str, None]:
    return dict.fromkeys((fold(place), *map(make_key, aliases)))  # no short forms in a place's name
