"""The dated register of agencies: who exists when, under which names, above and after whom.

Rows come from `tables/agencies/central.csv` (bodies there is one of), `tables/agencies/templates.csv` (bodies that
every territory of a level has: `so-khcn` becomes `so-khcn@tay-ninh`), `tables/agencies/groups.csv` (see
`pipeline.knowledge.agencies.groups`) and the territories. All is read once, on first use, in some 30 ms.

Ids: `bo-tai-chinh` · `so-khcn` (the template) · `so-khcn@tay-ninh-2025` (the body of a territory) ·
`nhom-so-nganh@tay-ninh-2025` (a group) · `so-khcn@tay-ninh#phong-ke-hoach` (a unit inside a body).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache, cached_property

from pipeline.knowledge.agencies.agency import Agency, Match, make_agency
from pipeline.knowledge.agencies.groups import Group, get_group
from pipeline.knowledge.agencies.names import expand_abbreviation, make_key, read_table
from pipeline.knowledge.agencies.slots import Reading, fill_slots, read_tail, split_kind, split_slot
from pipeline.knowledge.agencies.territories import Territories, Territory, kinds
from pipeline.text.fold import fold

__all__ = ["Agency", "Match", "Register", "expand_abbreviation", "load_register"]


class Register:
    """Look-ups over the whole register; made once by `load_register`."""

    def __init__(self) -> None:
        self.territories = Territories()
        self.central = {row["id"]: make_agency(row) for row in read_table("central.csv")}
        self.templates = {row["id"]: make_agency(row) for row in read_table("templates.csv")}
        self._instances: dict[tuple[str, str], Agency] = {}

    def get(self, identity: str) -> Agency | None:
        """Return the central body, template, territorial body (`so-khcn@tay-ninh`) or group with an id, or None.

        Units inside a body (`…#phong-ke-hoach`) are not in the register: their names stand only in documents.
        """
        if "#" in identity:
            return None
        name, _, place = identity.partition("@")
        if group := get_group(name):
            return self._make_group(identity, group, place)
        if not place:
            return self.central.get(name) or self.templates.get(name)
        template, territory = self.templates.get(name), self.territories.get(place)
        if template is None or territory is None or not self.exists(template, territory):
            return None
        return self.instance(template, territory)

    def provinces(self, on: date | None = None) -> tuple[Territory, ...]:
        """Return the provinces and centrally run cities on a day: 63 until 30/06/2025, then 34."""
        return self.territories.provinces(on)

    def by_symbol(self, suffix: str, on: date | None = None) -> tuple[Agency, ...]:
        """Return the central bodies and templates that sign with a symbol.

        Handles the issuer's part of a code in any spelling: `SKHCN`, `-SKHCN`, `SKH&CN`, `BXD`, `TTg`,
        `TU`, `TW`, `QH15` (the term's number is left off). With a day, bodies that then existed.
        """
        wanted = symbol_key(suffix)
        found = self._symbols.get(wanted) or self._symbols.get(wanted.rstrip("0123456789"), [])
        return tuple(agency for agency in found if agency.valid_on(on))

    def by_name(self, name: str) -> tuple[Agency, ...]:
        """Return the bodies a name can mean, printed or folded, with or without its territory.

        "Sở KH&CN" gives the template `so-khcn`, "Sở KH&CN tỉnh Tây Ninh" the bodies before and after
        the merger, "Bộ Tài chính" the ministry.
        """
        longest = -1
        found: dict[str, Agency] = {}
        for match in self.match(name):
            if found and len(match.tail) > longest:
                break
            longest = len(match.tail)
            found |= {agency.id: agency for agency in self._read(match)}
        return tuple(found.values())

    def match(self, name: str) -> tuple[Match, ...]:
        """Return the ways to part a name into a body and a tail, longest body first; the tail may be anything."""
        return self.match_key(make_key(name))

    def match_key(self, key: str) -> tuple[Match, ...]:
        """Return the same for the key of a name (`make_key`), which must not be made twice."""
        words = tuple(key.split())
        return tuple(
            Match(agency, slot, words[length:])
            for length in range(min(len(words), self._longest), -1, -1)
            for agency, slot in self._heads.get(" ".join(words[:length]), ())
            if slot or length == len(words)
        )

    def head_keys(self) -> Iterable[str]:
        """Return the keys of all names of bodies, without the territories that may follow."""
        return self._heads.keys()

    def begins_with_central(self, key: str) -> bool:
        """Tell whether a name's key begins with that of a body of the country: "bo noi vu bo tai chinh"."""
        words = key.split()
        starts = (" ".join(words[:length]) for length in range(2, len(words) + 1))
        return any(not slot for start in starts for _, slot in self._heads.get(start, ()))

    def find_territory(self, text: str, on: date | None = None, within: Iterable[str] = ()) -> tuple[Territory, ...]:
        """Return the territories a text can mean: "tỉnh Tây Ninh", "TP. Cần Thơ", "Bỉm Sơn", "xã Tân Lập".

        Without a kind ("Tây Ninh") provinces come first and communes are not looked at. With a day,
        those that existed; `within` keeps those under (or equal to) one of some territory ids.
        """
        readings = split_kind(tuple(make_key(text).split()))
        found = [one for one in self._named(readings) if one.valid_on(on)]
        areas = tuple(within)
        if areas:
            found = [one for one in found if any(one.id == area or one.id.startswith(area + "/") for area in areas)]
        return tuple(sorted(found, key=lambda one: one.parent is not None))

    def instance(self, template: Agency, territory: Territory) -> Agency:
        """Return a template's body of one territory, `so-khcn@tay-ninh`."""
        key = (template.id, territory.id)
        if key not in self._instances:
            self._instances[key] = self._make_instance(template, territory)
        return self._instances[key]

    def _make_group(self, identity: str, group: Group, place: str) -> Agency:
        """Return a group as an agency: "Các sở, ban, ngành tỉnh Tây Ninh" under the people's committee."""
        ground = self.territories.get(place) if place else None
        name = f"{group.name} {ground.name}" if ground else group.name
        parent = f"ubnd@{ground.id}" if ground else None
        return Agency(identity, name, "group", ground.level if ground else "", parent, territory=place or None)

    def exists(self, template: Agency, territory: Territory) -> bool:
        """Say whether a territory ever had a template's body: it applies and their periods overlap."""
        begins = max(filter(None, (template.valid_from, territory.valid_from)), default=date.min)
        ends = min(filter(None, (template.valid_to, territory.valid_to)), default=date.max)
        return template.applies_to(territory) and begins <= ends

    def heirs(self, agency: Agency, on: date | None) -> tuple[str, ...]:
        """Return the bodies that stand for an ended one on a day: its successors' successors, as far as needed."""
        found: dict[str, None] = {}
        waiting, seen = list(agency.successors), {agency.id}
        while waiting:
            identity = waiting.pop(0)
            heir = None if identity in seen else self.get(identity)
            seen.add(identity)
            if heir and heir.valid_on(on):
                found[heir.id] = None
            elif heir:
                waiting += heir.successors
        return tuple(found)

    def up(self, territory: Territory, on: date | None = None) -> tuple[Territory, ...]:
        """Return a territory and those above it, from below; with a day, above as things stood then.

        The districts of Huế lay in the province Thừa Thiên Huế until 31/12/2024.
        """
        chain = [territory]
        while chain[-1].parent and (above := self.territories.get(chain[-1].parent)):
            former = [old for one in above.predecessors if (old := self.territories.get(one)) and old.valid_on(on)]
            chain.append(above if above.valid_on(on) or len(former) != 1 else former[0])
        return tuple(chain)

    def _make_instance(self, template: Agency, territory: Territory) -> Agency:
        return replace(
            template,
            id=f"{template.id}@{territory.id}",
            name=fill_slots(template.pattern, territory),
            level=territory.level,
            parent=self._parent_of(template, territory),
            aliases=tuple(fill_slots(alias, territory) for alias in template.aliases),
            valid_from=max(filter(None, (template.valid_from, territory.valid_from)), default=None),
            valid_to=min(filter(None, (template.valid_to, territory.valid_to)), default=None),
            predecessors=self._predecessors(template, territory),
            successors=self._successors(template, territory),
            applies=(),
            pattern="",
            territory=territory.id,
        )

    def _parent_of(self, template: Agency, territory: Territory) -> str | None:
        """Read a parent cell: `a>b` is a for a province and b one level up else; `x^` is x further up."""
        top, _, else_above = (template.parent or "").partition(">")
        if else_above:
            if territory.parent is None:
                return top
            top = else_above + "^"
        for name in filter(None, top.split("|")):
            found = name if name in self.central else self._beside(name, territory)
            if found:
                return found
        return None

    def _predecessors(self, template: Agency, territory: Territory) -> tuple[str, ...]:
        """Return the bodies that went into this one on the same ground, and the same body of former territories."""
        older = template.valid_from and territory.valid_from and template.valid_from > territory.valid_from
        return self._kin(template, template.predecessors, territory, () if older else territory.predecessors)

    def _successors(self, template: Agency, territory: Territory) -> tuple[str, ...]:
        """Return the bodies that took over, mirror image of `_predecessors`."""
        ended = template.valid_to and (not territory.valid_to or template.valid_to < territory.valid_to)
        return self._kin(template, template.successors, territory, () if ended else territory.successors)

    def _kin(
        self, template: Agency, names: tuple[str, ...], territory: Territory, places: tuple[str, ...]
    ) -> tuple[str, ...]:
        own = [name if name in self.central else self._beside(name, territory) for name in names]
        grounds = [ground for one in places if (ground := self.territories.get(one))]
        moved = [f"{template.id}@{ground.id}" for ground in grounds if self.exists(template, ground)]
        return tuple(filter(None, [*own, *moved]))

    def _beside(self, name: str, territory: Territory) -> str | None:
        """Return the id of another template's body on the same ground, or (`x^`) on the ground above."""
        other = self.templates[name.rstrip("^")]
        chain = self.up(territory)[1:] if name.endswith("^") else (territory,)
        return next((f"{other.id}@{ground.id}" for ground in chain if self.exists(other, ground)), None)

    def _read(self, match: Match) -> tuple[Agency, ...]:
        kind_names, bare = next(iter(read_tail(match.slot, match.tail)), (frozenset(), "?"))
        if bare:
            return tuple(self.instance(match.agency, one) for one in self.places_of(match))
        fits = any(kinds()[kind].level in match.agency.applies or kind in match.agency.applies for kind in kind_names)
        return (match.agency,) if fits or not kind_names else ()

    def places_of(self, match: Match) -> tuple[Territory, ...]:
        """Return the territories that a match's tail names and that ever had its body; none without a bare name."""
        found = self._named(read_tail(match.slot, match.tail))
        return tuple(one for one in found if self.exists(match.agency, one))

    def _named(self, readings: tuple[Reading, ...]) -> tuple[Territory, ...]:
        """Return the territories of the first reading that names any; communes only where the kind says so."""
        upper = frozenset(kind.kind for kind in kinds().values() if kind.level != "commune")
        for kind_names, bare in readings:
            found = self.territories.named(bare, kind_names or upper) if bare else ()
            found = found or self._named_with_those_above(kind_names, tuple(bare.split()))
            if found:
                return found
        return ()

    def _named_with_those_above(self, kind_names: frozenset[str], words: tuple[str, ...]) -> tuple[Territory, ...]:
        """Return the territories of a name that goes on upwards: "(xã) Quảng Phú, huyện Krông Nô, tỉnh Đắk Nông"."""
        for size in range(1, len(words) - 1 if kind_names else 0):
            readings = split_kind(words[size:])
            inner = self.territories.named(" ".join(words[:size]), kind_names) if len(readings) > 1 else ()
            areas = {area.id for area in self._named(readings)} if inner else set()
            found = tuple(one for one in inner if any(one.id.startswith(f"{area}/") for area in areas))
            if found:
                return found
        return ()

    @cached_property
    def _symbols(self) -> dict[str, list[Agency]]:
        table: dict[str, list[Agency]] = defaultdict(list)
        for agency in (*self.central.values(), *self.templates.values()):
            for symbol in dict.fromkeys(map(symbol_key, agency.symbols)):
                table[symbol].append(agency)
        return table

    @cached_property
    def _heads(self) -> dict[str, list[tuple[Agency, str]]]:
        """Key of a name without its slot -> the bodies so named, with the slot that follows."""
        table: dict[str, list[tuple[Agency, str]]] = defaultdict(list)
        for agency in (*self.central.values(), *self.templates.values()):
            named = [agency.pattern, *agency.aliases, *agency.abbreviations]
            for key, slot in dict.fromkeys(split_slot(name, agency.is_template) for name in named if name):
                table[key].append((agency, slot))
        return table

    @cached_property
    def _longest(self) -> int:
        return max(key.count(" ") + 1 for key in self._heads)


def symbol_key(symbol: str) -> str:
    """Return a symbol for comparison: `-SKH&CN` is `skhcn`, `TƯ` is `tw` (and not `TU`)."""
    return fold(unicodedata.normalize("NFC", symbol).upper().replace("Ư", "W")).replace(" ", "")


@cache
def load_register() -> Register:
    """Return the register; read on the first call, the same object ever after."""
    return Register()
