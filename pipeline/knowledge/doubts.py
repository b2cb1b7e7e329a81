"""Rows of `doubts.toml`: what cannot be, said to a clerk, and how the facts of a record are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from pipeline.errors import KnowledgeError
from pipeline.knowledge.load import load_map, read_table

TABLE = "doubts"


@dataclass(frozen=True, slots=True)
class DoubtKind:
    """A kind of doubt: its stable word, how much it should worry, and its sentence with places for what was read."""

    code: str
    severity: str
    says: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """Years between which dates can be, and the lengths that names and tasks can have."""

    first_year: int
    last_year_of_issue: int
    last_year: int
    longest_name: int
    fewest_words: int


@lru_cache(maxsize=1)
def load_doubt_kinds() -> Mapping[str, DoubtKind]:
    """Return the kinds of doubt by their words; raises KnowledgeError when a row is not of the known form."""
    try:
        rows = [DoubtKind(row["code"], row["severity"], row["says"]) for row in read_table(TABLE)["kind"]]
    except KeyError as error:
        raise KnowledgeError(f"{TABLE}.toml: a kind of doubt has no {error}") from error
    return MappingProxyType({row.code: row for row in rows})


@lru_cache(maxsize=1)
def load_bounds() -> Bounds:
    """Return the bounds of dates and lengths; raises KnowledgeError when one is missing or is not known."""
    try:
        return Bounds(**read_table(TABLE)["bounds"])
    except (KeyError, TypeError) as error:
        raise KnowledgeError(f"{TABLE}.toml: the bounds are not of the known form: {error}") from error


def show_kind(kind: str) -> str:
    """Return how people call a field of a record: "task.lead" is the lead agency; else the word with blanks."""
    return load_map(TABLE, "shown").get(kind) or kind.replace("_", " ")
