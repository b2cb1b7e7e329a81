"""Reads the knowledge tables (TOML under `tables/`) into frozen rows, once, on first use.

Every rule row holds a pattern over the *match form* of a text (`pipeline.text.match`), what it gives, and its own
examples and rejects, which the tests run. A pattern may use a list of words of its own table by the list's name
(`{units}`), the printed names of document types (`{types}`), a full date (`{date}`), and `{Lu}`, `{Ll}` for letters.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.errors import KnowledgeError
from pipeline.text.dates import FULL_DATE
from pipeline.text.letters import spell
from pipeline.text.match import match_form

RULE_TABLES = (
    "sections", "labels", "relations", "deadlines", "layout", "roles", "citations", "positions", "bodies",
    "agency_grammar", "certificates", "central_acts",
)  # fmt: skip
TABLES = Path(__file__).parent / "tables"
TABLE_FOLDERS = ("reading", "form", "facts")
"""What reading a file needs, what the form of a document needs, what its facts need."""
_SLOT = re.compile(r"\{([a-z_]+)\}")
_Tree = dict[str, "_Tree"]
_GROUP_NAME = re.compile(r"\?P<\w+>")


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
    unnumbered: bool = False  # its loose paragraphs may set tasks where nothing is numbered
    by_chairman: bool = False  # signed without TM. it is the chairman's own, not the committee's


def table_path(name: str) -> Path:
    """Return the file of a knowledge table; raises KnowledgeError when there is none of that name."""
    paths = (TABLES / folder / f"{name}.toml" for folder in TABLE_FOLDERS)
    for path in paths:
        if path.is_file():
            return path
    raise KnowledgeError(f"there is no table {name}.toml")


@lru_cache(maxsize=32)
def read_table(name: str) -> dict[str, Any]:
    """Return a knowledge table as plain data; raises KnowledgeError when there is none, or it is not valid TOML."""
    text = table_path(name).read_text("utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"{name}.toml: {error}") from error


@lru_cache(maxsize=128)
def load_rules(table: str, group: str = "rule") -> tuple[Rule, ...]:
    """Return the rule rows of one group of a table, in the order of the file; the first that holds decides."""
    return tuple(_make_rule(table, row) for row in read_table(table).get(group, ()))


@lru_cache(maxsize=256)
def load_pattern(table: str, group: str) -> re.Pattern[str]:
    """Return the rows of a group as one pattern, for groups that only tell whether and where something stands."""
    rules = load_rules(table, group)
    if not rules:
        raise KnowledgeError(f"{table}.toml: there is no group of rows called {group}")
    if len(rules) == 1:
        return rules[0].pattern
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules))


@lru_cache(maxsize=128)
def load_words(table: str, name: str) -> tuple[str, ...]:
    """Return a list of words of a table, in the order of the file; raises KnowledgeError when there is none."""
    words = read_table(table).get(name)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise KnowledgeError(f"{table}.toml: there is no list of words called {name}")
    return tuple(words)


@lru_cache(maxsize=32)
def load_map(table: str, name: str) -> Mapping[str, str]:
    """Return a table of words with what each stands for; raises KnowledgeError when there is none."""
    pairs = read_table(table).get(name)
    if not isinstance(pairs, dict):
        raise KnowledgeError(f"{table}.toml: there is no section called {name}")
    return MappingProxyType({key: str(value) for key, value in pairs.items()})


def alternatives(words: Iterable[str], blank: str = r"\s+") -> str:
    """Return a pattern for any of some words, in match form, the longest first; a blank may be a line break.

    Words with a common beginning share it, so that a list of hundreds costs a few comparisons at each place.
    """
    tree: _Tree = {}
    for word in words:
        branch = tree
        for char in match_form(word):
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return f"(?:{_tree_pattern(tree, blank)})"


def _tree_pattern(tree: _Tree, blank: str) -> str:
    parts = []
    for char, branch in tree.items():
        if char:
            rest = _tree_pattern(branch, blank)
            group = f"(?:{rest})" if len(branch) > 1 else rest
            parts.append((blank if char == " " else re.escape(char)) + group)
    return "|".join([*parts, ""] if "" in tree else parts)


def _fill_slots(table: str, pattern: str) -> str:
    """Write the lists of words that a pattern uses into it; a slot that names none stays as it is."""

    def filled(slot: re.Match[str]) -> str:
        name = slot[1]
        if name == "date":
            return f"(?:{_GROUP_NAME.sub('?:', FULL_DATE)})"
        if name == "types":
            return alternatives(name for row in load_doc_types() for name in row.names)
        words = read_table(table).get(name)
        return alternatives(words) if isinstance(words, list | dict) else slot[0]

    return _SLOT.sub(filled, pattern)


def _make_rule(table: str, row: dict[str, Any]) -> Rule:
    try:
        return Rule(
            id=row["id"],
            gives=row["gives"],
            pattern=re.compile(spell(_fill_slots(table, row["pattern"]))),
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
            unnumbered=row.get("unnumbered", False),
            by_chairman=row.get("by_chairman", False),
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
