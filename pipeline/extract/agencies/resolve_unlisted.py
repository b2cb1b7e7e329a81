"""Bodies of territories that no table lists, and bodies that no table knows at all: ids made of their names.

"UBND huyện Bình Xa, tỉnh Hà Nam" is `ubnd@ha-nam/huyen-binh-xa`, "Hội Chơi diều tỉnh" in Hà Nam's paper
`hoi-choi-dieu@ha-nam`, "Ủy ban Quốc gia X" `uy-ban-quoc-gia-x@viet-nam`.
"""

from __future__ import annotations

import re
from hashlib import sha256

from pipeline.extract.agencies.nouns import RULES, Context, Resolution
from pipeline.extract.agencies.resolve_units import find_sure_place, part_place
from pipeline.knowledge.agencies.ids import COUNTRY
from pipeline.knowledge.agencies.name_kinds import without_title
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.phrases import find_unit, is_national, strip_head, strip_tail
from pipeline.knowledge.agencies.register import Agency, load_register
from pipeline.knowledge.agencies.slots import read_tail, split_kind
from pipeline.knowledge.agencies.territories import kinds
from pipeline.text.fold import fold
from pipeline.text.slugs import make_slug

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 4  # of a territory's name
_FIRM = 3  # words of a firm's name in which no territory is sought
_DIGEST = 8  # hex digits that stand for a person's name
_LEVELS = ("province", "district", "commune")


def make_id(name: str, context: Context, rule: str) -> str | None:
    """Return the id of a body that the register does not know, made of its name and ground; None without any word.

    Whose it is: the territory that the name says ("Hội X tỉnh Hà Nam"), the country ("Ủy ban Quốc gia X", "Bộ A và Bộ
    B"), else the writer's own territory; of a body that every territory has (rule no_territory) the province alone is
    sure.
    """
    unlisted = resolve_unlisted(name, context)
    if unlisted:
        return unlisted.agency
    key = strip_tail(make_key(name))
    if not find_unit(key):  # "Trường …" is no "Trưởng …"
        key = next((rest for rest in strip_head(key) if " " in rest), key)
    return make_grounded(key, context, rule)


def make_other_id(kind: str, name: str, context: Context) -> str | None:
    """Return the id of what is no body, made of its kind, its name and its ground; None without any word.

    A person's name is not told: eight digits of its digest stand for it.
    """
    key = make_key(without_title(name)) if kind == "person" else make_key(name)
    own = sha256(key.encode()).hexdigest()[:_DIGEST] if kind == "person" and key else key
    words = own.split()
    head = words[: min(_FIRM, len(words) - 1)] if kind == "company" else []  # "Hợp tác xã Bình Minh" is of no commune
    made = make_grounded(" ".join(words[len(head) :]), context, "unknown") if words else None
    return f"{kind}:{'-'.join([*head, made])}" if made else None


def make_grounded(key: str, context: Context, rule: str) -> str | None:
    """Return the id of a key with the territory that it says, else the country's or the writer's."""
    if is_national(key) or load_register().begins_with_central(key):
        return f"{make_slug(key)}@{COUNTRY}"
    words, place = part_place(key.split(), context)
    if place is None and context.territories:
        above = context.territories[-1]
        place = context.territories[0] if rule != "no_territory" else above if _is_province(above) else None
    slug = make_slug(" ".join(words))
    return f"{slug}@{place}" if slug and place else slug or None


def _is_province(identity: str) -> bool:
    territory = load_register().territories.find(identity)
    return territory is not None and territory.level == "province"


def resolve_unlisted(name: str, context: Context) -> Resolution | None:
    """Resolve a body that every territory has, of one that no table lists: "Huyện ủy Bình Xa, tỉnh Hà Nam"."""
    own, _, above = name.partition(",")
    key = strip_tail(make_key(own))
    for one in (key, *strip_head(key)):
        for match in load_register().match_key(one):
            for kind_names, bare in read_tail(match.slot, match.tail)[:1] if match.slot else ():
                words = bare.split()
                if kind_names and words and _begins_name(own, len(words)):
                    place = _make_place(kind_names, words, above, context)
                    found = _body_of(match.agency, place) if place else None
                    if found:
                        return found
    return None


def _begins_name(printed: str, size: int) -> bool:
    """Say whether the last words of a printed name can be a territory's own: "Bình Xa", "1", not "trực thuộc"."""
    words = _WORD.findall(printed)
    return len(words) >= size and not words[-size][0].islower()


def _body_of(template: Agency, place: str) -> Resolution | None:
    register = load_register()
    territory = register.territories.find(place)
    if territory is None or not template.applies_to(territory):
        return None
    body = register.get(template.parent or "") if template.kind == "head" else template
    made = register.instance(body or template, territory)
    return Resolution(made.id, made.name, "unlisted", RULES["unlisted"])


def _make_place(kind_names: frozenset[str], words: list[str], above: str, context: Context) -> str | None:
    """Make a territory's id of its kind and folded name, under that which the name says above it, else the writer's."""
    if above:
        parent = find_sure_place(make_key(above).split(), context) or _make_above(above, context)
        return _join(kind_names, words, parent) if parent else None
    for start in range(1, len(words) - 1):  # "… Bình Xa tỉnh Hà Nam", without a comma
        if parent := find_sure_place(words[start:], context):
            return _join(kind_names, words[:start], parent)
    level = min(_LEVELS.index(kinds()[kind].level) for kind in kind_names)
    places = filter(None, map(load_register().territories.find, context.territories))
    parent = next((place.id for place in places if _LEVELS.index(place.level) < max(level, 1)), None)
    return _join(kind_names, words, parent)


def _make_above(name: str, context: Context) -> str | None:
    """Make the id of the territory above, which no table lists either: "huyện Yên Xa, tỉnh Hà Nam"."""
    own, _, above = name.partition(",")
    kind_names, bare = split_kind(tuple(make_key(own).split()))[0]
    return _make_place(kind_names, bare.split(), above, Context(day=context.day)) if kind_names and bare else None


def _join(kind_names: frozenset[str], words: list[str], parent: str | None) -> str | None:
    kind = kinds()[min(kind_names)]
    own = make_slug(f"{fold(kind.word)} {' '.join(words)}")
    alone = parent is None or kind_names == {"province"}
    return None if len(words) > _MOST_WORDS else own if alone else f"{parent}/{own}"
