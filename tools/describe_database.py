"""Makes docs/database.md from the comments of schemas/schema.sql.

python -m tools.describe_database            prints it
python -m tools.describe_database --check    exits 1 when docs/database.md is not what it would print
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.store.schema import schema_sql

DOCUMENT = Path("docs/database.md")

_CREATE = re.compile(r"CREATE (?:VIRTUAL )?(?P<kind>TABLE|VIEW) (?P<name>\w+)")
_COLUMN = re.compile(r"^  (?P<name>[a-z]\w*)\s*(?P<type>TEXT|INTEGER|REAL)?(?P<rest>.*?),?\s*-- (?P<words>.+)$")
_VIEW_COLUMN = re.compile(r"\bAS (?P<name>\w+),?\s*-- (?P<words>.+)$")
_REFERENCE = re.compile(r"REFERENCES (\w+) \((\w+)\)")
_CHECK = re.compile(r"CHECK \(\w+ IN \(([^)]*)\)\)")

_INTRODUCTION = """\
# The database

*Made from the comments of `schemas/schema.sql` by `python -m tools.describe_database`; change it there.*

Three kinds of truth stand apart: what the files **say**, which document or agency is **meant**, and views that answer
the questions people ask. All tables are `STRICT`, every fact refers to its place in `evidence`, and keys are made of
the file's content and the place in the record: the same records give the same rows, in whatever order they come.

- A **document** is the act, a **file** a copy of it. A cited document that is not held is a row without a file.
- Facts belong to a `file`; of a document with several files the one in `documents.file` speaks for it.
- `(file, evidence)` refers to `evidence (file, id)` in every table; `substr(text, start_at + 1, end_at - start_at)`
  of `texts` are the printed words.
- Ask the full-text index with folded words:
  `SELECT * FROM search JOIN passages ON passages.id = search.rowid WHERE search MATCH '"dau tu"'`.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table or view with its description; `type` is empty in views."""

    name: str
    type: str
    words: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A table or view with its description, under a heading of the schema."""

    heading: str
    kind: str
    name: str
    words: str
    columns: tuple[Column, ...]


def find_relations() -> list[Relation]:
    """Return the tables and views of the schema in its order, with what their comments say."""
    relations: list[Relation] = []
    heading = ""
    words: list[str] = []
    lines: list[str] = []
    for line in schema_sql().splitlines():
        if line.startswith("-- ## "):
            heading, words = line.removeprefix("-- ## "), []
        elif line.startswith("--"):
            words.append(line.removeprefix("--").strip())
        elif line.strip():
            lines.append(line)
            if line.rstrip().endswith(";"):
                relations += _make_relation(heading, " ".join(words), lines)
                words, lines = [], []
        else:
            words = [] if not lines else words
    return relations


def describe() -> str:
    """Return the text of docs/database.md."""
    return "\n".join(_pages(find_relations()))


def _pages(relations: list[Relation]) -> Iterator[str]:
    yield _INTRODUCTION
    heading = ""
    for relation in relations:
        if relation.heading != heading:
            heading = relation.heading
            yield f"## {heading}\n"
        yield f"### {relation.name}\n\n{relation.words}\n"
        is_table = relation.kind == "TABLE"
        yield "| column | type | what |\n|---|---|---|" if is_table else "| column | what |\n|---|---|"
        for column in relation.columns:
            cells = (f"`{column.name}`", column.type, column.words) if is_table else (f"`{column.name}`", column.words)
            yield f"| {' | '.join(cells)} |"
        yield ""


def _make_relation(heading: str, words: str, lines: list[str]) -> list[Relation]:
    head = _CREATE.search(lines[0])
    if not head:
        return []
    make = _table_column if head["kind"] == "TABLE" else _view_column
    columns = tuple(column for line in lines[1:] if (column := make(line)))
    return [Relation(heading, head["kind"], head["name"], words, columns)]


def _table_column(line: str) -> Column | None:
    match = _COLUMN.match(line)
    if not match:
        return None
    reference, check = _REFERENCE.search(match["rest"]), _CHECK.search(line)
    words = match["words"]
    if reference:
        words += f" → [{reference[1]}](#{reference[1]})"
    if check:
        words += f"; one of {check[1]}".replace("'", "`")
    optional = "" if "NOT NULL" in line or "PRIMARY KEY" in line else ", may be empty"
    type_ = f"{match['type'].lower()}{optional}" if match["type"] else "words"
    return Column(match["name"], type_, words)


def _view_column(line: str) -> Column | None:
    match = _VIEW_COLUMN.search(line)
    return Column(match["name"], "", match["words"]) if match else None


def main(arguments: list[str]) -> int:
    """Print the document, or with `--check` compare it with the one on disk."""
    text = describe()
    if arguments != ["--check"]:
        sys.stdout.write(text)
        return 0
    if DOCUMENT.read_text("utf-8") == text:
        return 0
    sys.stderr.write(f"{DOCUMENT} is out of date: python -m tools.describe_database > {DOCUMENT}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
