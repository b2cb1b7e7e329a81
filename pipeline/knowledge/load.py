"""Reads the knowledge tables (TOML beside this file) into frozen rows, once, on first use.

Every rule row holds a pattern over the *match form* of a text (`pipeline.text.match`), what it gives, and its own
examples and rejects, which the tests run.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from pipeline.errors import KnowledgeError
from pipeline.text.letters import spell
from pipeline.text.match import match_form

RULE_TABLES = ("sections", "labels", "relations", "deadlines", "layout", "roles")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a rule table: where `pattern` holds, the row gives `gives`."""

    id: str
    gives: str
    pattern: re.Pattern[str]
    confidence: float
    examples: tuple[str, ...]
    rejects: tuple[str, ...]

    def match(self, text: str) -> re.Match[str] | None:
        """Return the first place in a raw text where the row holds; offsets are those of the text."""
        return self.pattern.search(match_form(text))


@dataclass(frozen=True, slots=True)
class DocType:
    """A document type: its abbreviation and the names it is printed with."""

    abbreviation: str
    names: tuple[str, ...]
    symbols: tuple[str, ...]  # how it is written in a số ký hiệu
    directs: str  # which of its sections set tasks: "sections", "all", "organisation", "none"
    basis: str


@lru_cache(maxsize=32)
def read_table(name: str) -> dict[str, Any]:
    """Return a knowledge table as plain data; raises KnowledgeError when it is not valid TOML."""
    text = (resources.files("pipeline.knowledge") / f"{name}.toml").read_text("utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{name}.toml: {error}") from error


@lru_cache(maxsize=32)
def load_rules(table: str, group: str = "rule") -> tuple[Rule, ...]:
    """Return the rule rows of one group of a table, in the order of the file; the first that holds decides."""
    return tuple(_make_rule(table, row) for row in read_table(table).get(group, ()))


def _make_rule(table: str, row: dict[str, Any]) -> Rule:
    try:
        return Rule(
            id=row["id"],
            gives=row["gives"],
            pattern=re.compile(spell(row["pattern"])),
            confidence=row.get("confidence", 0.9),
            examples=tuple(row["examples"]),
            rejects=tuple(row.get("rejects", ())),
        )
    except (KeyError, re.error) as error:
        raise KnowledgeError(f"{table}.toml, row {row.get('id', '?')}: {error!r}") from error


def rule_groups(table: str) -> tuple[str, ...]:
    """Return the names of a table's groups of rule rows."""
    return tuple(key for key, rows in read_table(table).items() if isinstance(rows, list) and "pattern" in rows[0])


def first_rule(rules: tuple[Rule, ...], text: str) -> tuple[Rule, re.Match[str]] | None:
    """Return the first rule that holds in a text, with its place."""
    form = match_form(text)
    for rule in rules:
        hit = rule.pattern.search(form)
        if hit:
            return rule, hit
    return None


@lru_cache(maxsize=1)
def load_doc_types() -> tuple[DocType, ...]:
    """Return the document types of Nghị định 30/2020/NĐ-CP and of the Party's rules."""
    return tuple(
        DocType(
            abbreviation=row["abbreviation"],
            names=tuple(row["names"]),
            symbols=tuple(row.get("symbols", [row["abbreviation"]])),
            directs=row.get("directs", "none"),
            basis=row["basis"],
        )
        for row in read_table("doc_types")["type"]
    )


@lru_cache(maxsize=1)
def type_by_symbol() -> dict[str, DocType]:
    """Return the document types by the upper-case abbreviation used in a số ký hiệu."""
    return {symbol.upper(): row for row in load_doc_types() for symbol in row.symbols}


@lru_cache(maxsize=1)
def type_by_name() -> dict[str, DocType]:
    """Return the document types by the match form of their printed name, longest names first."""
    pairs = [(match_form(name), row) for row in load_doc_types() for name in row.names]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))
