"""Which agency a printed name means, in the light of who writes and when.

"UBND tỉnh" in a plan of Tây Ninh is `ubnd@tay-ninh` until 30/06/2025 and `ubnd@tay-ninh-2025` after;
"Sở KH&CN" its department; "Văn phòng Sở" a unit of the department that writes; "Giám đốc Sở X" stands
for Sở X; "Các sở, ban, ngành" is a group of the province. One candidate or none; the rule that decided
(`RULES`) is part of the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pipeline.knowledge.groups import Group, match_group
from pipeline.knowledge.names import make_key
from pipeline.knowledge.phrases import is_unit, strip_head, strip_tail
from pipeline.knowledge.register import Agency, Match, load_register
from pipeline.knowledge.slots import Reading, read_tail
from pipeline.knowledge.territories import Territory, kinds
from pipeline.text.fold import fold

RULES = {  # rule -> how sure it is
    "national": 1.0,  # a body there is one of: "Bộ Tài chính"
    "full_name": 1.0,  # the name says its territory: "UBND tỉnh Tây Ninh"
    "context": 0.95,  # the issuer's territory completes it: "UBND tỉnh", "Sở KH&CN"
    "head_of": 0.9,  # a person stands for the body: "Giám đốc Sở Y tế"
    "own_name": 0.9,  # the issuer's short name for itself: "Sở", "Ban Chỉ đạo"
    "group": 0.9,  # a class of agencies named together
    "expired_name": 0.8,  # the body had ended (or changed its name) by then; `successors` say who followed
    "early_name": 0.7,  # the body did not exist yet on that day
    "undated": 0.7,  # several periods of one body, and no date to choose: the latest
    "inner_unit": 0.8,  # a unit of the issuing body: "Phòng Kế hoạch", "Văn phòng Sở"
    "local_unit": 0.6,  # a named unit of the issuer's territory that no table knows
    "group_other": 0.5,  # a plural that no row of the groups describes
    "ambiguous": 0.0,  # several bodies; they are in `candidates`
    "no_territory": 0.0,  # a body that every territory has, and no territory known
    "unknown": 0.0,
}
_PAREN = re.compile(r"\s*\([^()]*\)")
_EDGE = " \t\n.,;:-–*+•\"'“”‘’"
MAX_UNIT_WORDS = 16
OTHER_GROUP = "nhom-khac"
GOVERNING = frozenset({"committee", "assembly", "head", "state_organ", "party", "council", None})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that a name can mean, and the rule that found it."""

    agency: Agency
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """Who writes and when: all that a short name needs to be understood. Made by `make_context`."""

    issuer: str | None = None  # id in the register
    issuer_name: str | None = None
    kind: str | None = None
    territories: tuple[str, ...] = ()  # of the issuer, from below: quang-ngai/tx-duc-pho, quang-ngai
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which agency a name means: its id and canonical name, or None and the printed name."""

    agency: str | None
    name: str
    rule: str
    confidence: float
    successors: tuple[str, ...] = ()  # of an expired name: who stands for it on the document's day
    candidates: tuple[str, ...] = ()  # of an ambiguous name


def make_context(issuer: str | None, parent: str | None = None, issued: str | None = None) -> Context:
    """Return the context of a document from its header's issuer, issuer_parent and (reduced) ISO date.

    Where the document bears no date, the newest date it cites is the next best for `issued`.
    An issuer that names no territory ("Sở KH&CN") takes that of its parent ("UBND tỉnh Tây Ninh").
    """
    day = parse_reduced(issued)
    above = _issuer_context(parent, Context(day=day)) if parent else Context(day=day)
    context = _issuer_context(issuer, above) if issuer else above
    return context if context.territories else replace(context, territories=above.territories)


def parse_reduced(issued: str | None) -> date | None:
    """Return a day for a reduced ISO date: the day, the month's first, the middle of the year; None if none."""
    if not issued or not re.fullmatch(r"\d{4}(-\d\d){0,2}", issued):
        return None
    full = issued + {4: "-07-01", 7: "-01", 10: ""}[len(issued)]
    try:
        return date.fromisoformat(full)
    except ValueError:
        return None


def _issuer_context(name: str, context: Context) -> Context:
    found = resolve_agency(name, context)
    agency = load_register().get(found.agency) if found.agency else None
    territories = context.territories
    if agency and agency.territory:
        territory = load_register().territories.get(agency.territory)
        territories = tuple(one.id for one in load_register().up(territory)) if territory else territories
    return Context(found.agency, name, agency.kind if agency else None, territories, context.day)


@lru_cache(maxsize=65536)
def resolve_agency(name: str, context: Context) -> Resolution:
    """Return which agency a printed name means for the writer and the day in the context.

    Handles full names, names short of their territory, abbreviations ("Sở KH&CN", "VPCP"), terms of
    office ("Bộ Chính trị khóa XIII"), notes in brackets, heads ("Chủ tịch UBND tỉnh"), groups, the
    issuer's own short name, and its inner units.
    """
    plain = name.strip(_EDGE)
    bare = _PAREN.sub("", plain).strip(_EDGE)
    for reading in dict.fromkeys((plain, bare)):
        found = _resolve_plain(reading, context) if reading else None
        if found and found.agency:
            return found
    return _resolve_unit(bare, context, bool(found)) or found or _none(name, "unknown")


def _resolve_plain(name: str, context: Context) -> Resolution | None:
    key = strip_tail(make_key(name))
    found = first = _resolve_body(key, context)
    if found and found.agency:
        return found
    group = match_group(name)
    if group and group.id != OTHER_GROUP:
        return _make_group(group, name, context)
    for rest in strip_head(key):
        found = _resolve_body(rest, context) or _resolve_own(rest, context)
        if found and found.agency:
            return replace(found, rule="head_of", confidence=min(found.confidence, RULES["head_of"]))
    if group:
        return _make_group(group, name, context)
    return _resolve_own(key, context) or first


def _resolve_body(key: str, context: Context) -> Resolution | None:
    """Resolve a name by the longest body it begins with whose rest names a territory; None if there is none."""
    found: list[Candidate] = []
    stranded: Agency | None = None
    longest = 0
    for match in load_register().match_key(key):
        if found and len(match.tail) > longest:
            break
        longest = len(match.tail)
        candidates = _read_match(match, context)
        if candidates is not None and not candidates:
            stranded = stranded or match.agency
        found += candidates or ()
    if found:
        return _choose(found, context)
    return _none(stranded.name, "no_territory") if stranded else None


def _read_match(match: Match, context: Context) -> list[Candidate] | None:
    """Return the bodies a match can mean; None if its tail does not fit, an empty list if no territory is known."""
    if not match.slot:
        return [Candidate(match.agency, "national")]
    readings = read_tail(match.slot, match.tail) or _own_committee(match, context)
    if not readings or (not match.tail and not _may_stand_alone(match)):
        return None
    kind_names, bare = readings[0]
    if bare:
        return _by_territory(match, context)
    return _by_context(match.agency, kind_names, context)


def _own_committee(match: Match, context: Context) -> tuple[Reading, ...]:
    """Let "Ban Tuyên giáo" alone stand for the writer's, where a party body writes."""
    alone = match.slot == "{committee}" and not match.tail and context.kind == "party"
    return ((frozenset(), ""),) if alone else ()


def _may_stand_alone(match: Match) -> bool:
    """Say whether a body may be named without any territory: not "Báo", "Thuế", which mean something else."""
    return match.slot != "{bare}" and " " in make_key(match.agency.name or "cap uy")


def _by_territory(match: Match, context: Context) -> list[Candidate] | None:
    register = load_register()
    places = register.places_of(match)
    places = tuple(one for one in places if one.valid_on(context.day)) or places
    places = tuple(one for one in places if _is_near(one, context)) or places
    upper = tuple(one for one in places if one.parent is None) or places
    return [Candidate(register.instance(match.agency, place), "full_name") for place in upper] or None


def _is_near(territory: Territory, context: Context) -> bool:
    """Say whether a territory is one of the writer's or lies in one of them."""
    return any(territory.id == area or territory.id.startswith(area + "/") for area in context.territories)


def _by_context(template: Agency, kind_names: frozenset[str], context: Context) -> list[Candidate]:
    """Return the body of the nearest of the writer's territories that has it, of one of some kinds if given."""
    register = load_register()
    for identity in context.territories:
        territory = register.territories.get(identity)
        if territory and template.applies_to(territory) and (not kind_names or territory.kind in kind_names):
            return [Candidate(register.instance(template, _still_living(template, territory)), "context")]
    return []


def _still_living(template: Agency, territory: Territory) -> Territory:
    """Return the territory, or the former one of the same name where the body's life ended before the merger."""
    register = load_register()
    if register.exists(template, territory):
        return territory
    olds = [old for one in territory.predecessors if (old := register.territories.get(one))]
    return next((old for old in olds if old.name == territory.name and register.exists(template, old)), territory)


def _choose(found: list[Candidate], context: Context) -> Resolution:
    """Choose among bodies of one name: those that exist on the day, then the nearest, then the latest of one name."""
    left = {one.agency.id: one for one in found if one.agency.valid_on(context.day)} or {
        one.agency.id: one for one in found
    }
    nearest = min(_distance(one.agency, context) for one in left.values())
    kept = [one for one in left.values() if _distance(one.agency, context) == nearest]
    if len({make_key(one.agency.name) for one in kept}) == 1:
        latest = max(one.agency.valid_from or date.min for one in kept)
        kept = [one for one in kept if (one.agency.valid_from or date.min) == latest]
    if len(kept) == 1:
        return _settle(kept[0], context)
    return replace(_none(kept[0].agency.name, "ambiguous"), candidates=tuple(one.agency.id for one in kept))


def _distance(agency: Agency, context: Context) -> int:
    """Count how far a body's territory is from the writer: own 0, above 1, 2; central 50; elsewhere 99."""
    if agency.territory in context.territories:
        return context.territories.index(agency.territory)
    return 50 if agency.territory is None else 99


def _settle(chosen: Candidate, context: Context) -> Resolution:
    """Make the answer for one body: a head gives way to its body, a name of another time is marked."""
    register, agency, rule = load_register(), chosen.agency, chosen.rule
    if agency.kind == "head" and agency.parent:
        agency, rule = register.get(agency.parent) or agency, "head_of"
    if context.day and agency.valid_to and agency.valid_to < context.day:
        rule = "expired_name"
    elif context.day and agency.valid_from and context.day < agency.valid_from:
        rule = "early_name"
    elif context.day is None and _has_former_self(agency):
        rule = "undated"
    heirs = register.heirs(agency, context.day) if rule == "expired_name" else ()
    return Resolution(agency.id, agency.name, rule, RULES[rule], heirs)


def _has_former_self(agency: Agency) -> bool:
    """Say whether a territory of the same name came before: without a date either could be meant."""
    territories = load_register().territories
    territory = territories.get(agency.territory) if agency.territory else None
    olds = [territories.get(one) for one in territory.predecessors] if territory else []
    return any(old and territory and old.name == territory.name for old in olds)


def _make_group(group: Group, name: str, context: Context) -> Resolution:
    """Make the answer for a group; its id says whose group it is."""
    identity, places = group.id, context.territories
    if group.scope == "issuer" and context.issuer:
        identity = f"{context.issuer}#{group.id}"
    elif group.scope and places:
        identity = f"{group.id}@{places[-1] if group.scope == 'province' else places[0]}"
    if group.id == OTHER_GROUP:
        return Resolution(f"{identity}#{make_key(name).replace(' ', '-')}", name, "group_other", RULES["group_other"])
    return Resolution(identity, group.name, "group", RULES["group"])


def _resolve_own(key: str, context: Context) -> Resolution | None:
    """Resolve the writer's short name for itself: "Sở" of Sở Y tế, "Ban Chỉ đạo" of a board."""
    own = make_key(context.issuer_name or "")
    agency = load_register().get(context.issuer) if context.issuer else None
    if not context.issuer or not key or not own.startswith(key + " ") or key.count(" ") > 2:
        return None
    return Resolution(context.issuer, agency.name if agency else own, "own_name", RULES["own_name"])


def _resolve_unit(name: str, context: Context, known: bool) -> Resolution | None:
    """Resolve a unit inside the issuing body, or of the issuer's territory, to an id made of its name.

    A name that the register knows from other levels ("Chi cục Thuế" of a district, in a document of
    the province) is no unit of the territory; inside a department it may be ("Phòng Nội vụ").
    """
    words = make_key(name).split()
    if not is_unit(" ".join(words)) or len(words) > MAX_UNIT_WORDS or not context.issuer:
        return None
    inside = context.kind not in GOVERNING
    if known and not inside:
        return None
    parent = context.issuer.partition("#")[0] if inside else _ground_body(context)
    agency = load_register().get(parent)
    slug = "-".join(_without_place(words, context))
    rule = "inner_unit" if inside else "local_unit"
    return Resolution(f"{parent}#{slug}", f"{name}, {agency.name}" if agency else name, rule, RULES[rule])


def _ground_body(context: Context) -> str:
    """Return the body to which units of the writer's territory belong: its people's committee, else the writer."""
    state = context.kind != "party" and context.territories
    return f"ubnd@{context.territories[0]}" if state else (context.issuer or "").partition("#")[0]


def _without_place(words: list[str], context: Context) -> list[str]:
    """Leave out the words at the end that name the writer or its territory: "… Sở", "… tỉnh", "… tỉnh Tây Ninh"."""
    territories = [load_register().territories.get(one) for one in context.territories]
    tails = [fold(text).split() for one in territories if one for text in (one.name, one.place)]
    tails += [fold(kind.word).split() for kind in kinds().values()] + [make_key(context.issuer_name or "").split()[:1]]
    for tail in tails:
        if tail and len(words) > len(tail) + 1 and words[-len(tail) :] == tail:
            return words[: -len(tail)]
    return words


def _none(name: str, rule: str) -> Resolution:
    return Resolution(None, name, rule, RULES[rule])
