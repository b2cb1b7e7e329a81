"""Units that no register lists: rooms of a department, boards and centres of a province, offices for a region.

Their ids are made of the body they belong to and their name: `so-y-te@ha-nam#phong-ke-hoach`.
"""

from __future__ import annotations

from pipeline.extract.agencies.nouns import RULES, Context, Resolution
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.phrases import Phrase, find_unit, load_phrases
from pipeline.knowledge.agencies.register import load_register
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
    inside = context.kind not in GOVERNING
    if not phrase or not context.issuer or len(words) > MAX_UNIT_WORDS or (known and not inside):
        return None
    if len(words) == len(phrase.key.split()) and not inside:
        return None
    parent = context.issuer.partition("#")[0] if inside else _ground_body(phrase, context)
    agency = load_register().get(parent)
    slug = "-".join(_without_place(words, context))
    rule = "inner_unit" if inside else "local_unit"
    return Resolution(f"{parent}#{slug}", f"{name}, {agency.name}" if agency else name, rule, RULES[rule])


def _ground_body(phrase: Phrase, context: Context) -> str:
    """Return the body to which a unit of the writer's territory belongs: its people's committee; boards to the writer.

    A central writer keeps its own.
    """
    own = phrase.stands_for == "board" and context.kind == "party"
    return (
        f"ubnd@{context.territories[0]}"
        if context.territories and not own
        else (context.issuer or "").partition("#")[0]
    )


def resolve_regional(key: str, name: str, context: Context) -> Resolution | None:
    """Resolve an office for a region, of which the register has no list: "Tòa án nhân dân khu vực 1 - Lào Cai".

    It is a unit of the central body, or of the province's body where the table names a template.
    """
    phrase = next((one for one in load_phrases("regional") if key.startswith(one.key + " ")), None)
    if phrase is None:
        return None
    register = load_register()
    parent, slug = register.get(phrase.stands_for), "-".join(_without_place(key.split(), context))
    territory = register.territories.get(context.territories[-1]) if context.territories else None
    if parent and parent.is_template:
        parent = register.instance(parent, territory) if territory and register.exists(parent, territory) else None
    return Resolution(f"{parent.id}#{slug}", name, "regional", RULES["regional"]) if parent else None


def _without_place(words: list[str], context: Context) -> list[str]:
    """Leave out the words at the end that name the writer or its territory: "… Sở", "… tỉnh", "… tỉnh Tây Ninh"."""
    territories = [load_register().territories.get(one) for one in context.territories]
    tails = [fold(text).split() for one in territories if one for text in (one.name, one.place)]
    tails += [fold(kind.word).split() for kind in kinds().values()] + [make_key(context.issuer_name or "").split()[:1]]
    for tail in tails:
        if tail and len(words) > len(tail) + 1 and words[-len(tail) :] == tail:
            return words[: -len(tail)]
    return words
