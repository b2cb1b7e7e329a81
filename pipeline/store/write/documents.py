"""Keeps documents in step with the claims of all files: only what shares a key with a change is resolved anew.

Citations that say the same are one row of `forms`, so a law that every file cites is a handful of claims. What a
load touches is the keys of its own headers and citations, and the keys that hang together with them through acts that
are cited by name alone; all of one ground. What resolving costs does not grow with the
database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.model.resolved import Claim, Decision, Document, Linker
from pipeline.store.nouns import FILE_ID
from pipeline.store.write.bulk import insert
from pipeline.store.write.rows import FORM, Row
from pipeline.text.codes import make_code_key
from pipeline.text.fold import fold

_HEADERS = """
SELECT f.sha256, h.type, h.code, h.title, h.issued, h.issuer, h.agency, h.territory, h.territory, h.province, h.ground,
       h.code_key, h.name_key, h.issued_not_before, NULL, 1, f.facts, f.status = 'partial',
       (SELECT e.confidence FROM header_evidence AS p JOIN evidence AS e ON e.file = p.file AND e.id = p.evidence
         WHERE p.file = h.file AND p.field = 'issued'),
       h.sketch, (SELECT max(coalesce(signed_at, '')) FROM signatures AS s WHERE s.file = h.file AND s.is_intact),
       f.document, f.matched_by
FROM {source} JOIN files AS f ON f.id = h.file"""
_SAID = ", ".join(f"h.{name}" for name in FORM)
_FORMS = f"SELECT {_SAID}, h.weight, 0, 0, 0.0, NULL, NULL, h.document, h.matched_by FROM {{source}}"
_TOUCHED = """temp.touched_{kind} AS t CROSS JOIN {table} AS h ON h.{column} = t.key AND h.ground = t.ground"""
_SPREAD_NAMES = """
INSERT OR IGNORE INTO temp.touched_names
SELECT h.name_key, h.ground FROM temp.touched_codes AS t
CROSS JOIN {table} AS h ON h.code_key = t.key AND h.ground = t.ground
WHERE h.name_key IS NOT NULL AND (
  EXISTS (SELECT 1 FROM forms AS n WHERE n.name_key = h.name_key AND n.ground = h.ground AND n.code_key IS NULL) OR
  EXISTS (SELECT 1 FROM headers AS n WHERE n.name_key = h.name_key AND n.ground = h.ground AND n.code_key IS NULL))"""
_SPREAD_CODES = """
INSERT OR IGNORE INTO temp.touched_codes
SELECT h.code_key, h.ground FROM temp.touched_names AS t
CROSS JOIN {table} AS h ON h.name_key = t.key AND h.ground = t.ground WHERE h.code_key IS NOT NULL"""
_DOCUMENT_COLUMNS = (
    *("id", "type", "code", "code_key", "issued", "title", "folded", "issuer", "agency", "territory", "province"),
    *("level", "file", "files"),
)
_CHANGE_DOCUMENT = f"UPDATE documents SET {', '.join(f'{name} = ?' for name in _DOCUMENT_COLUMNS[1:])} WHERE id = ?"
_Key = tuple[str, str]  # key, ground


@dataclass(slots=True)
class Touched:
    """What a load changes: keys whose claims came or went, the documents they meant, agencies whose names did."""

    codes: set[_Key] = field(default_factory=set)
    names: set[_Key] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)

    def note_files(self, connection: sqlite3.Connection, files: Iterable[str]) -> None:
        """Add what the stored rows of some files touch; call before they go and after they came."""
        own = """SELECT h.code_key, h.name_key, h.ground, f.document FROM headers AS h JOIN files AS f ON f.id = h.file
                 WHERE h.file = ?"""
        cited = """SELECT m.code_key, m.name_key, m.ground, m.document FROM citations AS c
                   JOIN forms AS m ON m.id = c.form WHERE c.file = ?"""
        for file in files:
            for query in (own, cited):
                for code, name, ground, document in connection.execute(query, (file,)):
                    self.codes.update([(code, ground)] if code else [])
                    self.names.update([(name, ground)] if name else [])
                    self.documents.add(document)
            rows = connection.execute("SELECT agency FROM agency_names WHERE file = ?", (file,))
            self.agencies.update(agency for (agency,) in rows)


def count_forms(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Add citations to the forms in which they cite: rows of the columns in `FORM`, one for each citation."""
    marks = ", ".join("?" * len(FORM))
    connection.executemany(
        f"""INSERT INTO forms ({", ".join(FORM)}, weight, document, matched_by, confidence)
            VALUES ({marks}, 1, 'pending', 'pending', 0.0) ON CONFLICT (id) DO UPDATE SET weight = weight + 1""",
        rows,
    )


def discount_forms(connection: sqlite3.Connection, file: str) -> None:
    """Take a file's citations out of the forms in which it cites; call before its rows go."""
    forms = connection.execute("SELECT form FROM citations WHERE file = ?", (file,)).fetchall()
    connection.executemany("UPDATE forms SET weight = weight - 1 WHERE id = ?", forms)
    connection.executemany("DELETE FROM forms WHERE id = ? AND weight = 0", forms)


def resolve_all(connection: sqlite3.Connection, linker: Linker) -> None:
    """Resolve every claim of the database anew, ground by ground, so that one ground at a time is in memory."""
    for table in ("headers", "forms"):
        connection.execute(f"CREATE INDEX {table}_by_ground ON {table} (ground)")
    grounds = connection.execute("SELECT ground FROM headers UNION SELECT ground FROM forms ORDER BY 1").fetchall()
    for ground in grounds:
        held = connection.execute(_HEADERS.format(source="headers AS h") + " WHERE h.ground = ?", ground).fetchall()
        cited = connection.execute(_FORMS.format(source="forms AS h") + " WHERE h.ground = ?", ground).fetchall()
        _apply(connection, linker, (held, cited), set())
    for table in ("headers", "forms"):
        connection.execute(f"DROP INDEX {table}_by_ground")
    _place_citations(connection, None)
    _update_relations(connection, None)


def resolve_touched(connection: sqlite3.Connection, linker: Linker, touched: Touched, fresh: Iterable[str]) -> None:
    """Resolve the claims that hang together with what was touched; `fresh` are the files that came."""
    _spread(connection, touched)
    claims = (_read_touched(connection, _HEADERS, "headers"), _read_touched(connection, _FORMS, "forms"))
    changed = _apply(connection, linker, claims, touched.documents) | set(fresh)
    _place_citations(connection, sorted(changed))
    _update_relations(connection, sorted(changed))


def _read_touched(connection: sqlite3.Connection, query: str, table: str) -> list[Row]:
    rows: set[Row] = set()
    for kind, column in (("codes", "code_key"), ("names", "name_key")):
        source = _TOUCHED.format(kind=kind, table=table, column=column)
        where = " WHERE h.code_key IS NULL" if kind == "names" else ""
        rows.update(connection.execute(query.format(source=source) + where))
    return list(rows)


def _spread(connection: sqlite3.Connection, touched: Touched) -> None:
    """Fill the temporary key tables with everything that hangs together with the touched keys."""
    for kind, keys in (("codes", touched.codes), ("names", touched.names)):
        connection.execute(
            f"""CREATE TEMP TABLE IF NOT EXISTS touched_{kind} (key TEXT, ground TEXT, PRIMARY KEY (key, ground))
                WITHOUT ROWID"""
        )
        connection.execute(f"DELETE FROM temp.touched_{kind}")
        connection.executemany(f"INSERT INTO temp.touched_{kind} VALUES (?, ?)", sorted(keys))
    grown = True
    while grown:
        before = connection.total_changes
        for table in ("headers", "forms"):
            connection.execute(_SPREAD_NAMES.format(table=table))
            connection.execute(_SPREAD_CODES.format(table=table))
        grown = connection.total_changes > before


def _apply(
    connection: sqlite3.Connection,
    linker: Linker,
    rows: tuple[list[Row], list[Row]],
    old_documents: set[str],
) -> set[str]:
    """Write documents and decisions; return the files whose own act or cited acts are other ones than before."""
    claims = [
        _make_claim(row, is_held=is_held) for is_held, part in zip((True, False), rows, strict=True) for row in part
    ]
    before = {str(row[0]): row[-2:] for part in rows for row in part}
    resolution = linker.resolve(claims)
    held = {str(row[0]) for row in rows[0]}
    changed = [item for item in resolution.decisions if before[item.claim] != (item.document, item.rule)]
    _replace_documents(connection, resolution.documents)
    _write_decisions(connection, "files", "sha256", [item for item in changed if item.claim in held])
    forms = [item for item in changed if item.claim not in held]
    _write_decisions(connection, "forms", "id", forms)
    old = old_documents | {str(row[-2]) for part in rows for row in part}
    _drop_unmeant(connection, old - {document.id for document in resolution.documents})
    files = {item.claim[:FILE_ID] for item in changed if item.claim in held}
    for item in forms:
        if before[item.claim][0] != "pending":
            files.update(file for (file,) in connection.execute(_CITING, (item.claim,)))
    return files


_CITING = "SELECT DISTINCT file FROM citations WHERE form = ?"


def _make_claim(row: Row, *, is_held: bool) -> Claim:
    claim = Claim(str(row[0]), is_held, *row[1:17])  # type: ignore[arg-type]  # the columns are the fields, in order
    sketch = str(row[19]) if row[19] else None
    signed = None if row[20] is None else str(row[20])
    sure = float(row[18] or 0.0)
    return replace(claim, is_partial=bool(row[17]), date_confidence=sure, sketch=sketch, signed=signed)


def _replace_documents(connection: sqlite3.Connection, documents: tuple[Document, ...]) -> None:
    stored = _stored_documents(connection, [document.id for document in documents])
    rows = {document.id: _document_row(document) for document in documents}
    changed = [(*rows[id_][1:], id_) for id_, row in stored.items() if rows[id_] != row]
    connection.executemany(_CHANGE_DOCUMENT, changed)  # where they stand: much may refer to them
    insert(connection, "documents", _DOCUMENT_COLUMNS, [row for id_, row in rows.items() if id_ not in stored])


def _stored_documents(connection: sqlite3.Connection, ids: list[str]) -> dict[str, tuple[object, ...]]:
    query = f"SELECT {', '.join(_DOCUMENT_COLUMNS)} FROM documents WHERE id = ?"
    found = (connection.execute(query, (id_,)).fetchone() for id_ in ids)
    return {row[0]: row for row in found if row}


def _document_row(document: Document) -> tuple[str | int | None, ...]:
    file = document.files[0][:FILE_ID] if document.files else None
    title = fold(document.title) if document.title else None
    words = (document.id, document.type, document.code, make_code_key(document.code), document.issued)
    place = (document.agency, document.territory, document.province, document.level)
    return (*words, document.title, title, document.issuer, *place, file, len(document.files))


def _write_decisions(connection: sqlite3.Connection, table: str, key: str, decisions: list[Decision]) -> None:
    rows = ((item.document, item.rule, item.confidence, item.claim) for item in decisions)
    connection.executemany(f"UPDATE {table} SET document = ?, matched_by = ?, confidence = ? WHERE {key} = ?", rows)


def _drop_unmeant(connection: sqlite3.Connection, documents: set[str]) -> None:
    """Delete documents that no claim means any more."""
    connection.executemany(
        """DELETE FROM documents WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM forms WHERE document = ?1)
             AND NOT EXISTS (SELECT 1 FROM files WHERE document = ?1)""",
        ((document,) for document in sorted(documents)),
    )


def _place_citations(connection: sqlite3.Connection, files: list[str] | None) -> None:
    """Give citations, all or those of some files, the act that their form means."""
    update = """UPDATE citations SET (document, matched_by, match_confidence) =
                (SELECT document, matched_by, confidence FROM forms WHERE id = citations.form)"""
    if files is None:
        connection.execute(update)
    else:
        connection.executemany(f"{update} WHERE file = ?", ((file,) for file in files))


_RELATIONS = """
UPDATE relations SET
  source = CASE hand WHEN 'first' THEN (SELECT document FROM files WHERE id = relations.file)
    ELSE (SELECT document FROM citations AS c WHERE c.file = relations.file AND c.position = source_citation) END,
  target = (SELECT document FROM citations AS c WHERE c.file = relations.file AND c.position = target_citation),
  matched_by = (SELECT matched_by FROM citations AS c
    WHERE c.file = relations.file AND c.position = target_citation),
  confidence = min(
    (SELECT e.confidence FROM evidence AS e WHERE e.file = relations.file AND e.id = relations.evidence),
    coalesce((SELECT match_confidence FROM citations AS c
      WHERE c.file = relations.file AND c.position = target_citation), 1.0),
    coalesce((SELECT match_confidence FROM citations AS c
      WHERE c.file = relations.file AND c.position = source_citation), 1.0))"""


def _update_relations(connection: sqlite3.Connection, files: list[str] | None) -> None:
    """Write the ends of the relations, all or those of some files."""
    if files is None:
        connection.execute(_RELATIONS)
    else:
        connection.executemany(f"{_RELATIONS} WHERE file = ?", ((file,) for file in files))
