"""Which agency a printed name means, in the light of who writes and when.

"UBND tỉnh" in a plan of Tây Ninh is `ubnd@tay-ninh` until 30/06/2025 and `ubnd@tay-ninh-2025` after;
"Sở KH&CN" its department; "Văn phòng Sở" a unit of the department that writes; "Giám đốc Sở X" stands
for Sở X; "Các sở, ban, ngành" is a group of the province. One candidate or none; the rule that decided
(`RULES`) is part of the answer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pipeline.extract.agencies.nouns import RULES, Candidate, Context, Resolution, make_none
from pipeline.extract.agencies.resolve_units import resolve_regional, resolve_unit
from pipeline.knowledge.agencies.groups import Group, match_group
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.phrases import strip_head, strip_tail
from pipeline.knowledge.agencies.register import Agency, Match, load_register
from pipeline.knowledge.agencies.slots import Reading, read_tail
from pipeline.knowledge.agencies.territories import Territory
from pipeline.model import Issue, Record, Severity, Task
from pipeline.text.reduced_date import ReducedDate

__all__ = [
    "RULES",
    "Context",
    "Resolution",
    "make_context",
    "resolve_agency",
    "resolve_mentions",
    "resolve_symbol",
]
OTHER_GROUP = "nhom-khac"
_PAREN = re.compile(r"\s*\([^()]*\)")
_EDGE = " \t\n.,;:-–*+•\"'“”‘’"


def make_context(issuer: str | None, parent: str | None = None, issued: str | None = None) -> Context:
    """Return the context of a document from its header's issuer, issuer_parent and (reduced) ISO date.

    Where the document bears no date, the newest date it cites is the next best for `issued`.
    An issuer that names no territory ("Sở KH&CN") takes that of its parent ("UBND tỉnh Tây Ninh").
    """
    written = ReducedDate.parse(issued)
    day = written.middle_day if written else None
    above = _issuer_context(parent, Context(day=day)) if parent else Context(day=day)
    context = _issuer_context(issuer, above) if issuer else above
    return context if context.territories else replace(context, territories=above.territories)


def resolve_mentions(record: Record) -> Record:
    """Return the record with every agency of its tasks resolved, and an issue for each ambiguous name.

    The context is the record's own header; where it bears no date, the newest date it cites serves.
    """
    identity = record.identity
    day = identity.issued or identity.issued_not_before
    issuer, parent = identity.issuer, identity.issuer_parent
    context = make_context(
        issuer.value if issuer else None, parent.value if parent else None, day.value if day else None
    )
    tasks = tuple(_resolve_task(task, context) for task in record.tasks)
    return replace(record, tasks=tasks, issues=record.issues + tuple(_find_doubts(record.tasks, context)))


def _resolve_task(task: Task, context: Context) -> Task:
    found = [resolve_agency(mention.name, context) for mention in task.agencies]
    pairs = zip(task.agencies, found, strict=True)
    return replace(task, agencies=tuple(replace(one, agency=it.agency, resolved_by=it.rule) for one, it in pairs))


def _find_doubts(tasks: tuple[Task, ...], context: Context) -> list[Issue]:
    """Return one issue for each name that may be several agencies, at the first place where it stands."""
    doubts: dict[str, Issue] = {}
    for mention in (mention for task in tasks for mention in task.agencies):
        found = resolve_agency(mention.name, context)
        if found.rule == "ambiguous" and mention.name not in doubts:
            place, who = mention.evidence, ", ".join(found.candidates[:5])
            message = f"{mention.name!r} may be {len(found.candidates)} agencies: {who}"
            doubts[mention.name] = Issue(
                "extract", "ambiguous_agency", Severity.INFO, message, place.start, place.end, place.page
            )
    return list(doubts.values())


def _issuer_context(name: str, context: Context) -> Context:
    found = resolve_agency(name, context)
    agency = load_register().get(found.agency) if found.agency else None
    territories = context.territories
    if agency and agency.territory:
        territory = load_register().territories.get(agency.territory)
        territories = tuple(one.id for one in load_register().up(territory, context.day)) if territory else territories
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
    return resolve_unit(bare, context, bool(found)) or found or make_none(name, "unknown")


def resolve_symbol(symbol: str, context: Context) -> Resolution:
    """Return who signs with a symbol in the writer's territory: the issuer's part of a code, `SKHCN`, `TU`, `BTC`.

    Several organs that share a symbol give way to the one above them all: `TW` is the Central Committee's,
    `TU` that of the nearest Party committee. "861-KH/TU" of a town is the town's, not the province's.
    """
    found: list[Candidate] = []
    signers = load_register().by_symbol(symbol, context.day)
    for agency in signers or load_register().by_symbol(symbol):
        found += _by_context(agency, frozenset(), context) if agency.is_template else [Candidate(agency, "symbol")]
    if not found:
        return make_none(symbol, "no_territory" if signers else "unknown")
    tops = [one for one in found if all(one.agency.id in (other.agency.id, other.agency.parent) for other in found)]
    answer = _choose(tops or found, context)
    return replace(answer, rule="symbol", confidence=RULES["symbol"]) if answer.rule == "context" else answer


def _resolve_plain(name: str, context: Context) -> Resolution | None:
    key = strip_tail(make_key(name))
    found = first = _resolve_body(key, context)
    if found and found.agency:
        return found
    group = match_group(name)
    if group and group.id != OTHER_GROUP:
        return _make_group(group, name, context)
    found = _resolve_head(key, context) or resolve_regional(key, name, context)
    if found:
        return found
    if group:
        return _make_group(group, name, context)
    return _resolve_own(key, context) or first


def _resolve_head(key: str, context: Context, depth: int = 2) -> Resolution | None:
    """Resolve a person at the head of a body to the body: "Giám đốc Sở Y tế", "Đồng chí Bí thư Tỉnh ủy"."""
    for rest in strip_head(key):
        found = _resolve_body(rest, context) or _resolve_own(rest, context)
        if found and found.agency:
            return replace(found, rule="head_of", confidence=min(found.confidence, RULES["head_of"]))
        deeper = _resolve_head(rest, context, depth - 1) if depth > 1 else None
        if deeper:
            return deeper
    return None


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
    return make_none(stranded.name, "no_territory") if stranded else None


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
    return replace(make_none(kept[0].agency.name, "ambiguous"), candidates=tuple(one.agency.id for one in kept))


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
