"""The territory a document speaks from: what "tỉnh", "thị xã", "Tỉnh ủy" without a name mean in it.

The words are lists and rows of knowledge/bodies.toml, the names those of the register.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.agencies.territories import Territory
from pipeline.knowledge.load import alternatives, load_map, load_pattern, load_rules, load_words
from pipeline.text.letters import spell
from pipeline.text.match import match_form
from pipeline.text.words import Words

_CAPITALISED = spell(r"[{Lu}][\w'’]*(?:[ -]+[{Lu}][\w'’]*){0,3}")
_MIN_VOICE = 3  # so often a body must speak of its district before that counts as its home


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    """Return the pattern of a unit word with a name in capitals ("huyện Yên Thế"), over the printed text."""
    return re.compile(rf"\b((?i:{alternatives(load_words('units', 'all'))}))\s+({_CAPITALISED})")


@dataclass(frozen=True, slots=True)
class Home:
    """Names of the territories with their unit words ("tỉnh Bắc Giang", "thị xã Đức Phố"); None where unknown."""

    province: str | None = None
    district: str | None = None
    commune: str | None = None

    def expand(self, name: str) -> str:
        """Return an agency's name with the territory that it leaves unsaid: "UBND tỉnh" gives "UBND tỉnh Bắc Giang"."""
        form = match_form(name)
        if self.province and form in map(match_form, load_words("heads", "councils")):
            return f"{name} {self.province}"
        bare = load_pattern("bodies", "bare_end").search(form)
        if bare:
            return f"{name} {place}" if (place := self._place_of(bare["unit"])) else name
        owner = self._owner_of_office(form)
        return f"{name} {owner}" if owner and not _named().search(name) else name

    def _owner_of_office(self, form: str) -> str | None:
        if load_pattern("bodies", "district_office").match(form):
            return self.district or self.commune  # communes have offices of their own since 2025
        if self.province and load_pattern("bodies", "province_office").match(form) and self._is_bare_office(form):
            return self.province
        return None

    def _place_of(self, unit: str) -> str | None:
        places = {"province": self.province, "district": self.district, "commune": self.commune}
        for word, level in load_map("bodies", "levels").items():
            place = places[level]
            if unit.startswith(word) and place and _same_kind(unit, place):
                return bare_name(place)
        return None

    def _is_bare_office(self, form: str) -> bool:
        return bare_name(match_form(self.province or "")) not in form


def _same_kind(unit: str, place: str) -> bool:
    word = unit.split()[0]
    return match_form(place).startswith(load_map("bodies", "spelled").get(word, word))


def bare_name(place: str) -> str:
    """Return a territory's name without its unit word: "tỉnh Bắc Giang" gives "Bắc Giang"."""
    hit = load_pattern("bodies", "unit_lead").match(match_form(place))
    return place[hit.end() :] if hit else place


def find_home(masthead: str, place: str | None, body: Words) -> Home:
    """Find the territory of a document: its masthead, then its date line, then what its body names most."""
    found = _named_territories(masthead)
    province = found.get("province") or _province(place) or _most_named_province(body.text) or _province_of_seat(place)
    district = found.get("district") or (_most_named_district(body.text) if _speaks_of_district(body) else None)
    commune = found.get("commune")
    if district and not province:
        return Home(None, district, commune)
    return Home(province, district, commune)


def _named_territories(text: str) -> dict[str, str]:
    """Return the territories named in a masthead by level."""
    levels: dict[str, str] = {}
    for hit in _named().finditer(text):
        unit, name = hit.group(1).lower(), " ".join(hit.group(2).split())
        if match_form(f"{unit} {name}").startswith(load_words("bodies", "no_territories")):
            continue
        territory = _look_up(f"{unit} {name}")
        if territory:
            levels.setdefault(territory.level, territory.name)
        elif unit in load_words("units", "communes"):
            levels.setdefault("commune", f"{unit} {name.title() if name.isupper() else name}")
    return levels | {level: name for level, name in _from_committees(text).items() if level not in levels}


def _from_committees(text: str) -> dict[str, str]:
    """Return the territories of the Party committees of a masthead: "HUYỆN ỦY YÊN THẾ" gives huyện Yên Thế."""
    levels: dict[str, str] = {}
    form = match_form(text)
    for rule in load_rules("bodies", "committee_line"):
        for hit in rule.pattern.finditer(form):
            name = hit["name"].strip()
            unit = load_map("bodies", "committees")[hit["head"]]
            territory = _look_up(name if rule.gives == "province" else f"{unit} {name}")
            if rule.gives == "district":
                levels.setdefault("district", territory.name if territory else f"{unit} {name.title()}")
            elif territory and territory.level == "province":
                levels.setdefault("province", territory.name)
    return levels


@lru_cache(maxsize=4096)
def _look_up(words: str) -> Territory | None:
    names = words.split()
    for size in range(len(names), 0, -1):
        found = load_register().find_territory(" ".join(names[:size]))
        if found and (len(names[:size]) > 1 or size == len(names)):
            return found[0]
    return None


def _province(place: str | None) -> str | None:
    territory = _look_up(place) if place else None
    return territory.name if territory and territory.level == "province" else None


def _province_of_seat(place: str | None) -> str | None:
    """Return the province of the town that a date line names ("Vĩnh Yên, ngày …"), where only one has such a town."""
    towns = load_register().find_territory(place) if place else ()
    names = {above.name for town in towns for above in load_register().up(town) if above.level == "province"}
    return names.pop() if len(names) == 1 else None


def _speaks_of_district(body: Words) -> bool:
    voices = body.find_all(load_pattern("bodies", "district_voice"))
    return len(voices) >= _MIN_VOICE


def _most_named_province(body: str) -> str | None:
    """Return the province that the body names most, by its unit word or, where none is named so, bare."""
    counts: Counter[str] = Counter()
    for hit in _named().finditer(body):
        territory = _look_up(f"{hit.group(1).lower()} {hit.group(2)}")
        if territory and territory.level == "province":
            counts[territory.name] += 1
    if not counts:
        for territory in load_register().provinces():
            counts[territory.name] += _count_name(territory.place, body)
    return _winner(counts)


def _most_named_district(body: str) -> str | None:
    """Return the district that the body names most, known to the register or not."""
    counts: Counter[str] = Counter()
    for hit in _named().finditer(body):
        unit = hit.group(1).lower()
        territory = _look_up(f"{unit} {hit.group(2)}")
        known = territory is not None and territory.level == "district"
        if known or (territory is None and unit in load_words("units", "districts")):
            counts[f"{unit} {hit.group(2)}"] += 1
    return _winner(counts)


def _count_name(name: str, text: str) -> int:
    """Count a name in a text, as words of its own."""
    if name not in text:
        return 0
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _winner(counts: Counter[str]) -> str | None:
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] == 0 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
