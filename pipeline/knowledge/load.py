"""Reads the knowledge tables (TOML under `tables/`) into frozen rows, once, on first use.

A row is one usage: a pattern over the *match form* of a text (`pipeline.text.match`) with its own examples and rejects,
which the tests run. Rows of one `id` that follow each other are the usages of one rule; the first says what it gives,
where that is more than the name of its group, and how sure it is (behind it stand the facts of the gold records that it
found, and the share that was right; "few" is less than ten).

What several rows need is written once and named in braces, and put in before a pattern is compiled:
`{units}` a list of words of the same table, `{posts.heads}` one of another table, `{day}` a row of the group `part`
(a fragment with examples of its own), `{types}` the printed names of document types, `{date}` a full date, `{Lu}` and
`{Ll}` letters. A list of words may name other lists in the same way. A blank in a list is one blank, as in a pattern.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pipeline.errors import KnowledgeError
from pipeline.text.dates import FULL_DATE, ISO_DATE, SHORT_DATE
from pipeline.text.letters import spell
from pipeline.text.match import match_form

RULE_TABLES = (
    "sections", "labels", "relations", "changes", "deadlines", "layout", "roles", "citations", "positions", "bodies",
    "agency_grammar", "certificates", "central_acts", "doubts", "cues", "kinds", "name_kinds",
)  # fmt: skip
WORD_TABLES = ("units", "heads", "posts", "verbs", "surnames")
TABLES = Path(__file__).parent / "tables"
TABLE_FOLDERS = ("words", "reading", "form", "facts")
"""Words that several tables use; what reading a file needs, what the form of a document needs, what its facts need."""
PARTS = "part"
_SLOT = re.compile(r"\{(?:([a-z_]+)\.)?([a-z_]+)\}")
_Row = Mapping[str, Any]
_GROUP_NAME = re.compile(r"\?P<(\w+)>")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a table, of one usage or more: where `pattern` holds, it gives `gives`."""

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
    directs: str  # which of its sections set tasks: "sections", "all", "articles", "organisation", "assigned", "none"
    basis: str
    examples: tuple[str, ...] = ()  # codes, or first lines of a title
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
    """Return the rules of one group of a table, in the order of the file; the first that holds decides."""
    rows = read_table(table).get(group, ())
    return tuple(_make_rule(table, group, list(usages)) for _, usages in groupby(rows, key=lambda row: row.get("id")))


@lru_cache(maxsize=256)
def load_pattern(table: str, group: str) -> re.Pattern[str]:
    """Return the rows of a group as one pattern, for groups that only tell whether and where something stands."""
    rows = read_table(table).get(group)
    if not rows:
        raise KnowledgeError(f"{table}.toml: there is no group of rows called {group}")
    return compile_rows(table, rows)


@lru_cache(maxsize=256)
def load_words(table: str, name: str) -> tuple[str, ...]:
    """Return a list of words of a table, in the order of the file; raises KnowledgeError when there is none."""
    words = read_table(table).get(name)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise KnowledgeError(f"{table}.toml: there is no list of words called {name}")
    slots = ((word, _SLOT.fullmatch(word)) for word in words)
    return tuple(
        dict.fromkeys(part for word, slot in slots for part in (_slot_words(table, slot) if slot else (word,)))
    )


def _slot_words(table: str, slot: re.Match[str]) -> tuple[str, ...]:
    return load_words(slot[1] or table, slot[2])


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
    return f"(?:{_shared_beginnings(sorted({match_form(word) for word in words}), 0, blank)})"


def _shared_beginnings(words: list[str], start: int, blank: str) -> str:
    """Return sorted words from a place on as alternatives, the end of a word behind what goes on."""
    parts = []
    for _, group in groupby((word for word in words if len(word) > start), key=lambda word: word[start]):
        alike = list(group)
        end = next(
            (n for n, pair in enumerate(zip(alike[0], alike[-1], strict=False)) if pair[0] != pair[1]), len(alike[0])
        )
        rest = _shared_beginnings(alike, end, blank) if len(alike) > 1 else ""
        parts.append(re.escape(alike[0][start:end]).replace("\\ ", blank) + (f"(?:{rest})" if rest else ""))
    return "|".join([*parts, ""] if len(words[0]) == start else parts)


def _fill_slots(table: str, pattern: str) -> str:
    """Write the words and parts that a pattern names into it; raises KnowledgeError for a name that is unknown."""
    return _SLOT.sub(lambda slot: _slot_pattern(slot[1] or table, slot[2]), pattern)


@lru_cache(maxsize=512)
def _slot_pattern(table: str, name: str) -> str:
    if name == "date":
        return f"(?:{_GROUP_NAME.sub('?:', FULL_DATE)})"
    if name == "any_date":  # also as machines write it, and with a year of two figures
        return f"(?:{_GROUP_NAME.sub('?:', f'{FULL_DATE}|{ISO_DATE}|{SHORT_DATE}'.replace('(?P=sign)', '(?:/|-)'))})"
    if name == "types":
        return alternatives((name for row in load_doc_types() for name in row.names), " ")
    words = read_table(table).get(name)
    if words:
        return alternatives(words if isinstance(words, dict) else load_words(table, name), " ")
    parts = [row for row in read_table(table).get(PARTS, ()) if row["id"] == name]
    if not parts:
        raise KnowledgeError(f"{table}.toml: there is neither a list of words nor a part called {name}")
    return f"(?:{_join(table, parts)})"


def _join(table: str, rows: Iterable[_Row]) -> str:
    """Return the patterns of rows as alternatives; a group's name that an earlier row has gets a `_` behind it."""
    names: set[str] = set()
    filled = [_fill_slots(table, row["pattern"]) for row in rows]
    joined = [_GROUP_NAME.sub(lambda hit: f"?P<{_free_name(hit[1], names)}>", pattern) for pattern in filled]
    return joined[0] if len(joined) == 1 else "|".join(f"(?:{pattern})" for pattern in joined)


def _free_name(name: str, names: set[str]) -> str:
    while name in names:
        name += "_"
    names.add(name)
    return name


def compile_rows(table: str, rows: list[_Row]) -> re.Pattern[str]:
    """Return rows of a table as one pattern; raises KnowledgeError, naming the first, when that is none."""
    try:
        return re.compile(spell(_join(table, rows)))
    except (KeyError, re.error) as error:
        raise KnowledgeError(f"{table}.toml, row {rows[0].get('id', '?')}: {error!r}") from error


def _make_rule(table: str, group: str, usages: list[_Row]) -> Rule:
    first = usages[0]
    pattern = compile_rows(table, usages)
    try:
        return Rule(
            id=first["id"],
            gives=first.get("gives", group),
            pattern=pattern,
            confidence=first.get("confidence", read_table("confidence")["usual"]),
            examples=tuple(text for row in usages for text in row["examples"]),
            rejects=tuple(text for row in usages for text in row.get("rejects", ())),
        )
    except KeyError as error:
        raise KnowledgeError(f"{table}.toml, row {first.get('id', '?')}: {error!r}") from error


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
            directs=row["directs"],
            basis=row["basis"],
            examples=tuple(row.get("examples", ())),
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
