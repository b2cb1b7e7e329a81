"""Groups: "các sở, ban, ngành", "UBND cấp huyện", "các cơ quan, đơn vị liên quan" as agencies of kind group.

The rows of `tables/agencies/groups.csv` are tried in order, the first that matches wins; a pattern is read
over the folded name with its abbreviations written out. `{head}` stands for the persons who may
stand before a group ("Thủ trưởng các sở"), `{ubnd}` and `{hdnd}` for the two long words.
`scope` says whose group it is: of the issuer's `province`, of its `own` territory, of the `issuer`
itself, or of nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.errors import KnowledgeError
from pipeline.knowledge.agencies.names import expand_abbreviation, read_table
from pipeline.knowledge.agencies.territories import split_list
from pipeline.text.fold import fold

WORDS = {"{ubnd}": "uy ban nhan dan", "{hdnd}": "hoi dong nhan dan"}


@dataclass(frozen=True, slots=True)
class Group:
    """One row: a class of agencies that documents name together."""

    id: str
    name: str
    scope: str  # province, own, issuer or empty
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]


@cache
def load_groups() -> tuple[Group, ...]:
    """Return the groups in the order in which they are tried; raises KnowledgeError at a bad pattern."""
    return tuple(_make_group(row) for row in read_table("groups.csv"))


def get_group(identity: str) -> Group | None:
    """Return the group with an id (without the part that says whose it is), or None."""
    return next((group for group in load_groups() if group.id == identity), None) if identity[:5] == "nhom-" else None


def match_group(name: str) -> Group | None:
    """Return the group a name means, or None: "Các Sở, ngành có liên quan" is `nhom-so-nganh`."""
    text = fold(expand_abbreviation(name))
    return next((group for group in load_groups() if group.pattern.search(text)), None)


def _make_group(row: dict[str, str]) -> Group:
    text = row["pattern"].replace("{head}", _persons())
    for slot, words in WORDS.items():
        text = text.replace(slot, words)
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise KnowledgeError(f"groups.csv, row {row['id']}: the pattern cannot be read: {error}") from error
    return Group(row["id"], row["name"], row["scope"], pattern, split_list(row["examples"]), split_list(row["rejects"]))


@cache
def _persons() -> str:
    """Return a pattern of the persons at the head of bodies, from `phrases.csv`."""
    words = {fold(row["text"]) for row in read_table("phrases.csv") if row["kind"] == "head"}
    return f"(?:(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))}) )*"
