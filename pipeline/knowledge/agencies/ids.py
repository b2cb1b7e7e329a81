"""What the id of an agency says by itself: whose it is, of which territory, on which level, of what kind.

`so-y-te@ha-nam` is a body of a territory, `so-y-te@ha-nam#phong-ke-hoach` a unit inside it, `nhom-so-nganh@ha-nam` and
`so-y-te@ha-nam#nhom-phong-ban` are groups. A body that no table knows has an id made of its folded name:
`hoi-choi-dieu@ha-nam`; `@viet-nam` where it is the country's, nothing where nobody says whose it is. What is no body of
the State, the Party or a union begins with its kind: `company:cong-ty-hoa-sen`, `post:truong-doan@ha-nam`,
`phrase:nganh-giao-duc@ha-nam`; `person:2f0c51a9@ha-nam` does not tell the name.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.knowledge.agencies.groups import get_group
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.agencies.territories import Territory, kinds

OTHER_KINDS = ("person", "company", "post", "phrase")
_FIRMS = frozenset({"enterprise"})  # kinds of the register's rows
_PERSON = "Cá nhân"  # stands for the name of a person, with the digest of the id
COUNTRY = "viet-nam"
"""Stands for the territory of bodies of the country that no table knows."""


@lru_cache(maxsize=16384)
def find_ground(identity: str) -> Territory | None:
    """Return the territory of an agency, listed or not; None for bodies of the centre and of nobody knows where."""
    place = identity.partition("#")[0].partition("@")[2]
    return load_register().territories.find(place) if place else None


@lru_cache(maxsize=16384)
def find_level(identity: str) -> str | None:
    """Return the level of a body: central, province, district, commune; None where nothing says it, and of others."""
    if find_kind(identity) in OTHER_KINDS:
        return None
    ground = find_ground(identity)
    return ground.level if ground else "central" if is_central(identity) else None


@lru_cache(maxsize=16384)
def is_central(identity: str) -> bool:
    """Tell whether an agency is one of the country, or a unit of one."""
    body, _, place = identity.partition("#")[0].partition("@")
    return place == COUNTRY or (not place and body in load_register().central)


@lru_cache(maxsize=16384)
def is_group(identity: str) -> bool:
    """Tell whether an agency is a class of bodies: `nhom-ubnd-xa@tay-ninh`, `so-y-te@ha-nam#nhom-phong-ban`."""
    return any(get_group(part.partition("@")[0]) for part in identity.split("#"))


@lru_cache(maxsize=16384)
def find_kind(identity: str) -> str:
    """Return the kind of an agency: body, group, person, company, post or phrase."""
    prefix, _, _ = identity.partition(":")
    if prefix in OTHER_KINDS:
        return prefix
    known = load_register().get(identity.partition("#")[0])
    if known and known.kind in _FIRMS:
        return "company"
    return "group" if is_group(identity) else "body"


def open_name(identity: str, printed: str) -> str:
    """Return the name under which an agency may be listed: the printed one, of a person one that does not tell who."""
    prefix, _, rest = identity.partition(":")
    return f"{_PERSON} {rest.partition('@')[0]}" if prefix == "person" else printed


def full_name(identity: str, printed: str) -> str:
    """Return the name with which an agency is shown: the register's, else the printed one with whose it is.

    "Phòng Kế hoạch" of `so-y-te@ha-nam#phong-ke-hoach` is "Phòng Kế hoạch, Sở Y tế tỉnh Hà Nam", "Văn phòng Sở" is
    "Văn phòng Sở Y tế tỉnh Hà Nam".
    """
    register = load_register()
    if known := register.get(identity):
        return known.name
    if ":" in identity:
        return _name_other(identity, printed)
    body, _, unit = identity.partition("#")
    owner, ground = register.get(body) if unit else None, find_ground(identity)
    if owner and owner.kind != "group" and not make_key(printed).endswith(make_key(owner.name)):
        unit_name, _, last = printed.rpartition(" ")
        joins = bool(unit_name) and make_key(owner.name).startswith(f"{make_key(last)} ")
        return f"{unit_name} {owner.name}" if joins else f"{printed}, {owner.name}"
    listed = ground is not None and register.territories.get(ground.id) is not None
    if ground is None or not listed or not {make_key(ground.name), make_key(ground.bare)}.isdisjoint(_ends(printed)):
        return printed
    word = kinds()[ground.kind].word
    own = printed[: -len(word)].rstrip() if make_key(printed).endswith(f" {make_key(word)}") else printed
    return f"{own} {ground.name}"


def _name_other(identity: str, printed: str) -> str:
    """Return the name of what is no body, with its territory behind a comma: "Trưởng đoàn, tỉnh Hà Nam"."""
    name, ground = open_name(identity, printed), find_ground(identity)
    return name if ground is None or make_key(ground.name) in _ends(name) else f"{name}, {ground.name}"


def _ends(printed: str) -> set[str]:
    words = make_key(printed).split()
    return {" ".join(words[start:]) for start in range(len(words))}
