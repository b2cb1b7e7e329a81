"""Names of agencies: short forms expanded, territory found, relative names bound to a territory.

"Sở KH&CN", "Sở KHCN" and "Sở Khoa học Công nghệ" in plans of one province are one agency; the same
words in two provinces are two. An id of the register (`AgencyMention.agency`) always wins over this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from pipeline.knowledge.abbreviations import Abbreviations, load_abbreviations
from pipeline.knowledge.short_forms import agency_key, expand, strip_head, usual_name
from pipeline.link.register_ids import find_province, find_register_id, is_registered_central, is_registered_group
from pipeline.model.resolved import AgencyName, Level
from pipeline.text.fold import fold

_NEXT_WORDS = r"(?P<name>[^\W\d_]\w*(?:(?: - | )[^\W\d_]\w*){0,4})"
_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory by its folded name with unit ("tinh ha nam"), its name as shown, and its level."""

    key: str
    unit: str
    bare: str
    level: Level

    @property
    def name(self) -> str:
        """The territory as shown: "tỉnh Hà Nam"."""
        return f"{self.unit} {self.bare}"


@dataclass(frozen=True, slots=True)
class Home:
    """Where and when a document speaks: its issuer, own territory, province, and date of issue."""

    issuer: str | None = None
    own: Territory | None = None
    province: Territory | None = None
    issued: str | None = None


def find_home(issuer: str | None, parent: str | None, issued: str | None = None) -> Home:
    """Return the home of a document from its issuer's and superior body's names.

    A territory that only the superior names ("UBND tỉnh Hà Nam" above a Sở) counts as the issuer's.
    """
    own = find_territories(issuer or "")
    above = find_territories(parent or "")
    every = own + above
    province = next((place for place in reversed(every) if place.level is Level.PROVINCE), None)
    if every and (province is None or len(every) == 1):
        province = province_above(every[-1], issued) or province
    return Home(issuer, every[0] if every else None, province, issued)


@lru_cache(maxsize=16384)
def province_above(place: Territory, issued: str | None) -> Territory | None:
    """Ask the register in which province a territory lies; None where it is not certain.

    A province lies in itself, "thành phố Bắc Giang" in "tỉnh Bắc Giang".
    """
    name = find_province(place.name, issued)
    return next(iter(find_territories(name)), None) if name else None


@lru_cache(maxsize=16384)
def find_territories(name: str) -> tuple[Territory, ...]:
    """Return the territories that a name bears, in its order: "UBND huyện A, tỉnh B" gives both."""
    found = []
    for match in _territory_pattern().finditer(expand(name)):
        unit, level = _territory_units()[fold(match["words"])]
        bare = _leading_capitals(match["name"])
        if bare:
            found.append(Territory(fold(f"{unit} {bare}"), unit, bare, level))
    return tuple(found)


def _leading_capitals(words: str) -> str:
    kept: list[str] = []
    for word in words.split():
        if not (word[0].isupper() or word == "-"):
            break
        kept.append(word)
    return " ".join(kept).removesuffix(" -")


def name_agency(name: str, home: Home, register_id: str | None = None) -> AgencyName:
    """Return which agency a printed name means in a document of this home."""
    return _name_agency(name, home, register_id)


@lru_cache(maxsize=65536)
def _name_agency(name: str, home: Home, register_id: str | None) -> AgencyName:
    body = usual_name(strip_head(name))
    own = find_territories(name)
    scope = "named" if own else "central" if is_central_body(name) else find_scope(name)
    place = _place(scope, own, home)
    full = _bind(body, scope, place, home)
    level = place.level if place else Level.CENTRAL if scope == "central" else None
    agency = register_id or find_register_id(full, home.issued) or make_slug(agency_key(full))
    kind = "group" if is_registered_group(agency) or is_group(name) else "body"
    return AgencyName(agency, name, full, kind, level, place.key if place else None)


def make_slug(words: str) -> str:
    """Return folded words as an id; a long one is cut and told apart by a hash of the whole."""
    slug = words.replace(" ", "-")
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return f"{slug[: _LONGEST_SLUG - 9].rstrip('-')}-{sha256(slug.encode()).hexdigest()[:8]}"


def _place(scope: str, own: tuple[Territory, ...], home: Home) -> Territory | None:
    if scope == "named":
        return own[0]
    if scope == "central":
        return None
    return home.province if scope == "province" else home.own or home.province


def _bind(body: str, scope: str, place: Territory | None, home: Home) -> str:
    if scope in ("named", "central"):
        return body
    if scope == "issuer" and home.issuer:
        return _join(body, usual_name(strip_head(home.issuer)))
    if not place:
        return body
    ends_with_unit = any(
        fold(body).endswith(word) for word, (unit, _) in _territory_units().items() if unit == place.unit
    )
    return f"{body} {place.bare}" if ends_with_unit else f"{body} {place.name}"


def _join(body: str, issuer: str) -> str:
    """Put an inner unit before its body: "Văn phòng Sở" + "Sở Y tế" is "Văn phòng Sở Y tế"."""
    words = body.split()
    if len(words) > 1 and fold(words[-1]) == fold(issuer.split()[0]):
        words.pop()
    return f"{' '.join(words)} {issuer}"


@lru_cache(maxsize=16384)
def find_scope(name: str) -> str:
    """Return how a name without a territory is bound: central, province, issuer, or own (by default)."""
    folded = fold(expand(strip_head(name)))
    best, scope = 0, "own"
    for start, candidate in _scope_starts():
        if len(start) > best and f"{folded} ".startswith(f"{start} "):
            best, scope = len(start), candidate
    for row in load_abbreviations().scopes:
        if scope != "central" and any(f" {fold(word)} " in f" {folded} " for word in row.contains):
            return row.scope
    return scope


@lru_cache(maxsize=16384)
def is_central_body(name: str) -> bool:
    """Tell whether a name means one body of the country, by the table or by the register."""
    if find_territories(name):
        return False
    return find_scope(name) == "central" or is_registered_central(usual_name(strip_head(name)))


@lru_cache(maxsize=16384)
def is_group(name: str) -> bool:
    """Tell whether a name means a class of bodies ("Các sở, ban, ngành"), not one."""
    folded = f" {fold(name)} "
    rows = load_abbreviations().groups
    starts = (f" {fold(word)} " for row in rows for word in row.starts)
    contains = (f" {fold(word)} " for row in rows for word in row.contains)
    return any(folded.startswith(word) for word in starts) or any(word in folded for word in contains)


@lru_cache(maxsize=16384)
def is_central_symbol(code: str) -> bool:
    """Tell whether only one body of the country uses the symbol of a code ("98/QĐ-TTg")."""
    return any(row.pattern.search(code) for row in load_abbreviations().central_symbols)


@lru_cache(maxsize=16384)
def is_central_name(name: str) -> bool:
    """Tell whether the name of an act cited without a code says that the centre issued it."""
    return any(row.pattern.search(name) for row in load_abbreviations().central_names)


@lru_cache(maxsize=16384)
def find_level(territory: str) -> Level | None:
    """Return the level of a folded territory: "huyen binh xa" is of the district level."""
    units = {fold(unit): level for unit, level in _territory_units().values()}
    return next((level for unit, level in units.items() if territory.startswith(f"{unit} ")), None)


@lru_cache(maxsize=1)
def _territory_pattern() -> re.Pattern[str]:
    words = sorted(
        (word for row in load_abbreviations().territories for word in row.words), key=lambda word: -len(word)
    )
    spellings = "|".join(_either_tone(re.escape(word)) for word in words)
    return re.compile(rf"(?<!\w)(?P<words>(?i:{spellings})) (?={_NEXT_WORDS})")


def _either_tone(word: str) -> str:
    return word.replace("ủy", "(?:ủy|uỷ)")


@lru_cache(maxsize=1)
def _territory_units() -> dict[str, tuple[str, Level]]:
    table: Abbreviations = load_abbreviations()
    return {fold(word): (row.unit, Level(row.level)) for row in table.territories for word in row.words}


@lru_cache(maxsize=1)
def _scope_starts() -> tuple[tuple[str, str], ...]:
    return tuple((fold(expand(start)), row.scope) for row in load_abbreviations().scopes for start in row.starts)
