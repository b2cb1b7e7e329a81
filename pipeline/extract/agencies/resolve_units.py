"""Units that no register lists: rooms of a department, boards and centres of a province, offices for a region.

Their ids are made of the body they belong to and their name: `so-y-te@ha-nam#phong-ke-hoach`.
"""

from __future__ import annotations

from datetime import date

from pipeline.extract.agencies.nouns import RULES, Context, Resolution
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.phrases import Phrase, find_unit, load_phrases
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.agencies.slots import split_kind
from pipeline.knowledge.agencies.territories import kinds
from pipeline.text.fold import fold

MAX_UNIT_WORDS = 16
GOVERNING = frozenset({"committee", "assembly", "head", "state_organ", "party", "council", None})


def resolve_unit(name: str, context: Context, known: bool) -> Resolution | None:
    """Resolve a unit inside the issuing body, or of the issuer's territory, to an id made of its name.

    A name that the register knows from other levels ("Chi cục Thuế" of a district, in a document of
    the province) is no unit of the territory; inside a department it may be ("Phòng Nội vụ").
    """
    words = make_key(name).split()
    phrase = find_unit(" ".join(words))
    if not phrase or len(words) > MAX_UNIT_WORDS:
        return None
    named, place = part_place(words, context)
    inside = place is None and context.kind not in GOVERNING
    parent = f"ubnd@{place}" if place else _body_of_unit(phrase, context, inside)
    if not parent or (known and not inside) or (len(words) == len(phrase.key.split()) and not inside):
        return None
    agency = load_register().get(parent)
    rule = "inner_unit" if inside else "local_unit"
    return Resolution(f"{parent}#{'-'.join(named)}", f"{name}, {agency.name}" if agency else name, rule, RULES[rule])


def _body_of_unit(phrase: Phrase, context: Context, inside: bool) -> str:
    """Return the body to which a unit belongs that names no territory; empty where nobody writes.

    It is the writer's where that is a department, or a party body and the unit a board; else the people's committee's
    of the writer's territory. A central writer keeps its own.
    """
    own = phrase.stands_for == "board" and context.kind == "party"
    if context.territories and not own and not inside:
        return f"ubnd@{context.territories[0]}"
    return (context.issuer or "").partition("#")[0]


def resolve_regional(key: str, name: str, context: Context) -> Resolution | None:
    """Resolve an office for a region, of which the register has no list: "Tòa án nhân dân khu vực 1 - Lào Cai".

    It is a unit of the central body, or of the province's body where the table names a template.
    """
    phrase = next((one for one in load_phrases("regional") if key.startswith(one.key + " ")), None)
    if phrase is None:
        return None
    register = load_register()
    parent, slug = register.get(phrase.stands_for), "-".join(part_place(key.split(), context)[0])
    territory = register.territories.get(context.territories[-1]) if context.territories else None
    if parent and parent.is_template:
        parent = register.instance(parent, territory) if territory and register.exists(parent, territory) else None
    return Resolution(f"{parent.id}#{slug}", name, "regional", RULES["regional"]) if parent else None


def part_place(words: list[str], context: Context) -> tuple[list[str], str | None]:
    """Return the words of a name's key without those at the end that say whose it is, and the territory they say.

    Handles "… tỉnh Tây Ninh" (any territory that is sure), "… tỉnh" and "… Tây Ninh" (the writer's), "… Sở" (the
    writer, so no territory). The territory goes by its id.
    """
    for start in range(2, len(words) - 1):
        if place := find_sure_place(words[start:], context):
            return words[:start], place
    for identity in context.territories:
        territory = load_register().territories.find(identity)
        tails = (territory.name, territory.place, kinds()[territory.kind].word) if territory else ()
        for tail in map(fold, tails):
            if rest := _without_tail(words, tail):
                return rest, identity
    if context.kind in GOVERNING:  # "… Sở" is said by a department; the first word of "Ủy ban" is none
        return words, None
    body = load_register().get((context.issuer or "").partition("#")[0])
    for name in filter(None, (context.issuer_name, body and body.name)):
        if rest := _without_tail(words, make_key(name).partition(" ")[0]):
            return rest, None
    return words, None


def find_sure_place(words: list[str], context: Context) -> str | None:
    """Return the territory that words name with its kind ("tỉnh Tây Ninh"), if there is one or one near the writer."""
    if len(split_kind(tuple(words))) == 1:
        return None
    found = load_register().find_territory(" ".join(words))
    found = tuple(one for one in found if one.valid_on(context.day)) or found
    found = tuple(one for one in found if context.is_near(one)) or found
    if len({one.name for one in found}) == 1 and not any(one.parent for one in found):  # periods of one province
        return max(found, key=lambda one: one.valid_from or date.min).id
    return found[0].id if len(found) == 1 else None


def _without_tail(words: list[str], tail: str) -> list[str] | None:
    last = tail.split()
    return words[: -len(last)] if len(words) > len(last) + 1 and words[-len(last) :] == last else None
