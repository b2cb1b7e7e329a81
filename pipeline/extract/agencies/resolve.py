"""Which agency a printed name means, in the light of who writes and when.

"UBND tỉnh" in a plan of Tây Ninh is `ubnd@tay-ninh` until 30/06/2025 and `ubnd@tay-ninh-2025` after;
"Sở KH&CN" its department; "Văn phòng Sở" a unit of the department that writes; "Giám đốc Sở X" stands
for Sở X; "Các sở, ban, ngành" is a group of the province. One candidate or none; the rule that decided
(`RULES`) is part of the answer.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pipeline.extract.agencies.nouns import RULES, Candidate, Context, Resolution, make_none
from pipeline.extract.agencies.resolve_units import MAX_UNIT_WORDS, resolve_regional, resolve_unit
from pipeline.extract.agencies.resolve_unlisted import make_id, make_other_id, resolve_unlisted
from pipeline.knowledge.agencies.groups import Group, match_group
from pipeline.knowledge.agencies.name_kinds import (
    FIRST,
    LAST,
    PERSON,
    is_body_name,
    is_cut,
    is_person,
    match_kind,
    may_be_cut,
    strip_post,
    without_person,
)
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.near import longer_keys, near_keys
from pipeline.knowledge.agencies.phrases import find_unit, strip_head, strip_tail
from pipeline.knowledge.agencies.register import Agency, Match, load_register
from pipeline.knowledge.agencies.slots import Reading, read_tail
from pipeline.knowledge.agencies.territories import Territory

OTHER_GROUP = "nhom-khac"
_PAREN = re.compile(r"\s*\([^()]*\)")
_LINKS = re.compile(r"( truc)?( thuoc| cua)$")
_SURE_BODY = 3  # so many words of a body without its territory are no part of the unit's own name: "Sở Y tế"
LONGEST = 600  # characters of a name that are asked for
_EDGE = " \t\n.,;:-–*+•\"'“”‘’"


def trim(name: str) -> str:
    """Return a name in one line, without blanks and marks around it; of words longer than any name the beginning."""
    return " ".join(unicodedata.normalize("NFC", name[:LONGEST]).strip(_EDGE).split())


@lru_cache(maxsize=65536)
def resolve_agency(name: str, context: Context) -> Resolution:
    """Return which agency a printed name means for the writer and the day in the context.

    Handles full names, names short of their territory, abbreviations ("Sở KH&CN", "VPCP"), terms of
    office ("Bộ Chính trị khóa XIII"), notes in brackets, heads ("Chủ tịch UBND tỉnh"), groups, the
    issuer's own short name, and its inner units.
    """
    plain = trim(name)
    bare = trim(_PAREN.sub("", plain))
    for reading in dict.fromkeys((plain, bare)):
        found = _resolve_plain(reading, context) if reading else None
        if found and found.agency:
            return found
    other = None if found else _resolve_unnamed(bare, context) or _resolve_unlisted(bare, context)
    return other or resolve_unit(bare, context, bool(found)) or found or make_none(name, "unknown")


def _resolve_unlisted(name: str, context: Context) -> Resolution | None:
    return _resolve_owned(name, context) or resolve_unlisted(name, context)


def _resolve_plain(name: str, context: Context) -> Resolution | None:
    key = strip_tail(make_key(name))
    found = first = _resolve_body(key, context)
    if found and found.agency:
        return found
    if kind := match_kind(name, FIRST):
        return _make_other(kind, name, context)
    group = match_group(name)
    if group and group.id != OTHER_GROUP:
        return _make_group(group, name, context)
    found = _resolve_head(key, context) or resolve_regional(key, name, context)
    found = found or (None if first else _resolve_person(name, context))
    if found:
        return found
    if group:
        return _make_group(group, name, context)
    return _resolve_own(key, context) or first


def _make_other(kind: str, name: str, context: Context) -> Resolution:
    return Resolution(make_other_id(kind, name, context), name, kind, RULES[kind])


def _resolve_person(name: str, context: Context) -> Resolution | None:
    """Resolve a person: to the body that the post beside the name heads, else to one whose id does not tell who."""
    if is_person(name):
        return _make_other(PERSON, name, context)
    post = without_person(name)
    if post is None:
        return None
    key = make_key(post)
    found = _resolve_body(key, context) or _resolve_head(key, context) or _resolve_headed(post, context)
    if found and found.agency:
        return _as_head(found)
    return _make_other(PERSON, name, context)


def _resolve_unnamed(name: str, context: Context) -> Resolution | None:
    """Resolve what no row of the register is: a slip of the pen, the head of some other body, a post, a phrase."""
    found = _resolve_near(name, context) or _resolve_headed(name, context)
    kind = None if found else "phrase" if is_cut(name) else match_kind(name, LAST)
    return _make_other(kind, name, context) if kind else found


def _resolve_headed(name: str, context: Context) -> Resolution | None:
    """Resolve the head of a body that the register does not know: "Giám đốc Bệnh viện Đa khoa tỉnh"."""
    for rest in strip_post(name):
        if match_kind(rest, FIRST) == "company":
            return _make_other("company", rest, context)
        if match_kind(rest, LAST) or not is_body_name(rest):
            continue
        found = (
            _resolve_near(rest, context) or _resolve_unlisted(rest, context) or resolve_unit(rest, context, known=False)
        )
        return _as_head(found or Resolution(make_id(rest, context, "unknown"), rest, "head_of", RULES["head_of"]))
    return None


def _resolve_near(name: str, context: Context) -> Resolution | None:
    """Resolve a name with a slip of the pen, or cut by a line, where exactly one body is near."""
    key = make_key(name)
    longer = longer_keys(key) if may_be_cut(name) else ()
    for rule, keys in (("mistyped", near_keys(key)), ("cut_name", longer)):
        found = [body for one in keys if (body := _resolve_body(one, context)) and body.agency]
        living = [one for one in found if one.rule not in ("expired_name", "early_name")] or found
        if len({one.agency for one in living}) == 1:
            return replace(living[0], rule=rule, confidence=min(living[0].confidence, RULES[rule]))
    return None


def _as_head(found: Resolution) -> Resolution:
    return replace(found, rule="head_of", confidence=min(found.confidence, RULES["head_of"]))


def _resolve_head(key: str, context: Context, depth: int = 3) -> Resolution | None:
    """Resolve a person at the head of a body to the body: "Giám đốc Sở Y tế", "Đồng chí Bí thư Tỉnh ủy"."""
    for rest in strip_head(key):
        found = _resolve_body(rest, context) or _resolve_own(rest, context)
        if found and found.agency:
            return _as_head(found)
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
    places = tuple(one for one in places if context.is_near(one)) or places
    upper = tuple(one for one in places if one.parent is None) or places
    return [Candidate(register.instance(match.agency, place), "full_name") for place in upper] or None


def _by_context(template: Agency, kind_names: frozenset[str], context: Context) -> list[Candidate]:
    """Return the body of the nearest of the writer's territories that has it, of one of some kinds if given."""
    register = load_register()
    for identity in context.territories:
        territory = register.territories.find(identity)
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


def _resolve_owned(name: str, context: Context) -> Resolution | None:
    """Resolve a unit whose name says its body: "Văn phòng Bộ Tư pháp", "Phòng Kế hoạch thuộc Sở Y tế"."""
    words = make_key(name).split()
    phrase = find_unit(" ".join(words))
    if phrase is None or len(words) > MAX_UNIT_WORDS:
        return None
    for start in range(phrase.key.count(" ") + (1 if phrase.stands_for == "alone" else 2), len(words) - 1):
        body = _resolve_body(" ".join(words[start:]), context)
        if body and body.agency and _is_sure(body, words[start:]):
            rule = "inner_unit" if body.agency == context.issuer else "local_unit"
            slug = "-".join(_LINKS.sub("", " ".join(words[:start])).split())
            return Resolution(f"{body.agency}#{slug}", f"{name}, {body.name}", rule, RULES[rule])
    return None


def _is_sure(body: Resolution, words: list[str]) -> bool:
    """Say whether words inside a unit's name mean a body: by its name ("KH&CN" is a field), at some length."""
    if make_key(body.name).split()[0] != words[0]:
        return False
    return body.rule in ("national", "full_name") or len(words) >= _SURE_BODY


def _resolve_own(key: str, context: Context) -> Resolution | None:
    """Resolve the writer's short name for itself: "Sở" of Sở Y tế, "Ban Chỉ đạo" of a board."""
    own = make_key(context.issuer_name or "")
    agency = load_register().get(context.issuer) if context.issuer else None
    if not context.issuer or not key or not own.startswith(key + " ") or key.count(" ") > 2:
        return None
    return Resolution(context.issuer, agency.name if agency else own, "own_name", RULES["own_name"])
