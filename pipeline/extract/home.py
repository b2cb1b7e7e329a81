"""The territory a document speaks from: what "tỉnh", "thị xã", "Tỉnh ủy" without a name mean in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from pipeline.knowledge.register import load_register
from pipeline.knowledge.territories import Territory
from pipeline.text.letters import spell
from pipeline.text.match import match_form

_UNITS = r"tỉnh|thành phố|tp\.?|thị xã|quận|huyện|xã|phường|thị trấn|đặc khu"
_NAMED = re.compile(spell(rf"\b((?i:{_UNITS}))\s+((?:[{{Lu}}][\w'’]*)(?:[ -]+[{{Lu}}][\w'’]*){{0,3}})"))
_BARE_ENDS = re.compile(rf"(?:^|\s)(?P<unit>{_UNITS}|(?:tỉnh|thành|huyện|thị|quận)\s+ủy)$")
_DISTRICT_OFFICES = re.compile(r"^(phòng|thanh tra huyện)\b(?!.*\bsở\b)")
_OFFICES = re.compile(r"^(sở|thanh tra|ban quản lý|ban dân tộc|đài phát thanh|chi cục)\b")


@dataclass(frozen=True, slots=True)
class Home:
    """Names of the territories with their unit words ("tỉnh Bắc Giang", "thị xã Đức Phố"); None where unknown."""

    province: str | None = None
    district: str | None = None
    commune: str | None = None

    def expand(self, name: str) -> str:
        """Return an agency's name with the territory that it leaves unsaid: "UBND tỉnh" gives "UBND tỉnh Bắc Giang"."""
        form = match_form(name)
        if form in ("ubnd", "ủy ban nhân dân", "hđnd") and self.province:
            return f"{name} {self.province}"
        bare = _BARE_ENDS.search(form)
        if bare:
            return f"{name} {place}" if (place := self._place_of(bare["unit"])) else name
        if _DISTRICT_OFFICES.match(form) and self.district and not _NAMED.search(name):
            return f"{name} {self.district}"
        if _OFFICES.match(form) and self.province and not _NAMED.search(name) and self._is_bare_office(form):
            return f"{name} {self.province}"
        return name

    def _place_of(self, unit: str) -> str | None:
        for word, place in (
            ("tỉnh", self.province), ("thành", self.province), ("tp", self.province),
            ("huyện", self.district), ("thị xã", self.district), ("quận", self.district), ("thị ủy", self.district),
            ("xã", self.commune), ("phường", self.commune), ("thị trấn", self.commune),
        ):  # fmt: skip
            if unit.startswith(word) and place and self._same_kind(unit, place):
                return bare_name(place)
        return None

    def _same_kind(self, unit: str, place: str) -> bool:
        form = match_form(place)
        if unit.startswith(("tp", "thành")):
            return form.startswith("thành phố")
        return form.startswith(unit.split()[0])

    def _is_bare_office(self, form: str) -> bool:
        return bare_name(match_form(self.province or "")) not in form


def bare_name(place: str) -> str:
    """Return a territory's name without its unit word: "tỉnh Bắc Giang" gives "Bắc Giang"."""
    return re.sub(rf"^(?:{_UNITS})\s+", "", place, flags=re.IGNORECASE)


def find_home(masthead: str, place: str | None, body: str) -> Home:
    """Find the territory of a document: its masthead, then its date line, then what its body names most."""
    found = _named_territories(masthead)
    province = found.get("province") or _province(place) or _most_named(body, "province")
    district = found.get("district") or (_most_named(body, "district") if _speaks_of(body, "district") else None)
    commune = found.get("commune")
    if district and not province:
        return Home(None, district, commune)
    return Home(province, district, commune)


def _named_territories(text: str) -> dict[str, str]:
    """Return the territories named in a masthead by level."""
    levels: dict[str, str] = {}
    for hit in _NAMED.finditer(text):
        unit, name = hit.group(1), " ".join(hit.group(2).split())
        territory = _look_up(f"{unit.lower()} {name}")
        if territory:
            levels.setdefault(territory.level, _shown(territory))
        elif unit.lower() in ("xã", "phường", "thị trấn", "đặc khu"):
            levels.setdefault("commune", f"{unit.lower()} {name.title() if name.isupper() else name}")
    for hit in re.finditer(spell(r"(?:TỈNH|THÀNH)\s+[ỦU][YỶ]\s+([{Lu} ]+)"), text.upper()):
        territory = _look_up(hit.group(1).strip())
        if territory and territory.level == "province":
            levels.setdefault("province", _shown(territory))
    for hit in re.finditer(spell(r"(THỊ|HUYỆN|QUẬN)\s+[ỦU][YỶ]\s+([{Lu} ]+)"), text.upper()):
        unit = {"THỊ": "thị xã", "HUYỆN": "huyện", "QUẬN": "quận"}[hit.group(1)]
        territory = _look_up(f"{unit} {hit.group(2).strip()}")
        levels.setdefault("district", _shown(territory) if territory else f"{unit} {hit.group(2).strip().title()}")
    return levels


def _look_up(words: str) -> Territory | None:
    names = words.split()
    for size in range(len(names), 0, -1):
        found = load_register().find_territory(" ".join(names[:size]))
        if found and (len(names[:size]) > 1 or size == len(names)):
            return found[0]
    return None


def _shown(territory: Territory) -> str:
    name = territory.name
    return "Thành phố Hồ Chí Minh" if name.endswith("Hồ Chí Minh") else name


def _province(place: str | None) -> str | None:
    territory = _look_up(place) if place else None
    return _shown(territory) if territory and territory.level == "province" else None


def _speaks_of(body: str, level: str) -> bool:
    form = match_form(body)
    inner = len(re.findall(r"\b(?:thị ủy|huyện ủy|quận ủy|ubnd (?:thị xã|huyện|quận)\b|(?:của|thuộc) (?:thị xã|huyện|quận)\b)", form))
    return inner >= 3


def _most_named(body: str, level: str) -> str | None:
    """Return the territory of a level that the body names most, by its unit word or, for provinces, bare."""
    counts: Counter[str] = Counter()
    for hit in _NAMED.finditer(body):
        territory = _look_up(f"{hit.group(1).lower()} {hit.group(2)}")
        if territory and territory.level == level:
            counts[_shown(territory) if level == "province" else f"{hit.group(1).lower()} {hit.group(2)}"] += 2
        elif territory is None and level == "district" and hit.group(1).lower() in ("thị xã", "huyện", "quận"):
            counts[f"{hit.group(1).lower()} {hit.group(2)}"] += 2
    if level == "province" and not counts:
        for territory in load_register().provinces():
            counts[_shown(territory)] += len(re.findall(rf"(?<!\w){re.escape(territory.place)}(?!\w)", body))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] == 0 or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
