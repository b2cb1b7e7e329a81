"""Rows of `abbreviations.toml`: short forms, territory words, scopes and central symbols."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pipeline.errors import KnowledgeError

FILE = "abbreviations.toml"


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, what it stands for, and whether a shown name keeps it short."""

    short: str
    full: str
    shown: bool = False
    variants: tuple[str, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The word for who leads a body, cut when one of the words in `before` follows."""

    head: str
    before: tuple[str, ...]
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TerritoryWord:
    """Words that stand before a territory's own name, its unit and the level of its bodies."""

    words: tuple[str, ...]
    unit: str
    level: str
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """How names that begin so are bound: central, province or issuer."""

    scope: str
    starts: tuple[str, ...]
    contains: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Words by which a name means a class of bodies, not one."""

    starts: tuple[str, ...]
    contains: tuple[str, ...]
    examples: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern for codes or names of acts that only the centre issues."""

    pattern: re.Pattern[str]
    examples: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """All rows of the table."""

    abbreviations: tuple[Abbreviation, ...]
    heads: tuple[Head, ...]
    territories: tuple[TerritoryWord, ...]
    scopes: tuple[Scope, ...]
    groups: tuple[Group, ...]
    central_symbols: tuple[Pattern, ...]
    central_names: tuple[Pattern, ...]
    central_types: frozenset[str]


@lru_cache(maxsize=1)
def load_abbreviations() -> Abbreviations:
    """Return the table, read once; raises KnowledgeError when a row is not of the known form."""
    data = tomllib.loads((files("pipeline.knowledge") / "tables" / "facts" / FILE).read_text("utf-8"))
    try:
        return Abbreviations(
            abbreviations=tuple(Abbreviation(**_frozen(row)) for row in data["abbreviation"]),
            heads=tuple(Head(**_frozen(row)) for row in data["head"]),
            territories=tuple(TerritoryWord(**_frozen(row)) for row in data["territory"]),
            scopes=tuple(Scope(**_frozen(row)) for row in data["scope"]),
            groups=tuple(Group(**_frozen(row)) for row in data["group"]),
            central_symbols=tuple(_pattern(row) for row in data["central_symbol"]),
            central_names=tuple(_pattern(row) for row in data["central_name"]),
            central_types=frozenset(row["type"] for row in data["central_type"]),
        )
    except (KeyError, TypeError, re.error) as error:
        raise KnowledgeError(f"{FILE}: a row is not of the known form: {error!r}") from error


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: _tuples(value) for key, value in row.items()}


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def _pattern(row: dict[str, Any]) -> Pattern:
    return Pattern(**{**_frozen(row), "pattern": re.compile(row["pattern"])})
