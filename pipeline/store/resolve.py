"""Keeps documents in step with the claims of all files: only what shares a key with a change is resolved anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.resolved import Claim, Document, Linker, Match
from pipeline.store.bulk import BulkWriter
from pipeline.store.rows import FILE_ID
from pipeline.text.codes import make_code_key
from pipeline.text.fold import fold

_CLAIMS = """
SELECT f.sha256, NULL, h.type, h.code, h.title, h.issued, h.issuer, h.agency, h.territory, h.territory, h.province,
       h.code_key, h.name_key, h.issued_not_before, f.facts, f.document, f.matched_by
FROM headers AS h JOIN files AS f ON f.id = h.file {own}
UNION ALL
SELECT f.sha256, c.position, c.type, c.code, c.name, c.date, c.issuer, c.agency, c.territory, h.territory, h.province,
       c.code_key, c.name_key, h.issued, 0, c.document, c.matched_by
FROM citations AS c JOIN files AS f ON f.id = c.file JOIN headers AS h ON h.file = c.file {cited}
"""
_TOUCHED = """WHERE {alias}.code_key IN (SELECT key FROM temp.touched_codes)
   OR {alias}.name_key IN (SELECT key FROM temp.touched_names)"""
_SPREAD = """
INSERT OR IGNORE INTO temp.touched_{to} SELECT {column} FROM {table}
WHERE {column} IS NOT NULL AND {by} IN (SELECT key FROM temp.touched_{of})"""
_DOCUMENT_COLUMNS = (
    *("id", "type", "code", "code_key", "issued", "title", "folded", "issuer", "agency", "territory", "level"),
    *("file", "files"),
)


@dataclass(slots=True)
class Touched:
    """What a load changes: keys whose claims came or went, and agencies whose names did."""

    codes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    agencies: set[str] = field(default_factory=set)

    def note_files(self, connection: sqlite3.Connection, files: Iterable[str]) -> None:
        """Add what the stored rows of some files touch; call before they go and after they came."""
        for file in files:
            for table in ("headers", "citations"):
                for code, name in connection.execute(f"SELECT code_key, name_key FROM {table} WHERE file = ?", (file,)):
                    self.codes.update([code] if code else [])
                    self.names.update([name] if name else [])
            rows = connection.execute("SELECT agency FROM agency_names WHERE file = ?", (file,))
            self.agencies.update(agency for (agency,) in rows)


def resolve_all(connection: sqlite3.Connection, writer: BulkWriter, linker: Linker) -> None:
    """Resolve every claim of the database anew."""
    _apply(connection, writer, linker, connection.execute(_CLAIMS.format(own="", cited="")).fetchall())


def resolve_touched(connection: sqlite3.Connection, writer: BulkWriter, linker: Linker, touched: Touched) -> None:
    """Resolve the claims that share a key, directly or through others, with what was touched."""
    _spread(connection, touched)
    own, cited = _TOUCHED.format(alias="h"), _TOUCHED.format(alias="c")
    _apply(connection, writer, linker, connection.execute(_CLAIMS.format(own=own, cited=cited)).fetchall())


def _spread(connection: sqlite3.Connection, touched: Touched) -> None:
    """Fill the temporary key tables with everything that hangs together with the touched keys."""
    for kind, keys in (("codes", touched.codes), ("names", touched.names)):
        connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS touched_{kind} (key TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.execute(f"DELETE FROM temp.touched_{kind}")
        connection.executemany(f"INSERT INTO temp.touched_{kind} VALUES (?)", ((key,) for key in sorted(keys)))
    grown = True
    while grown:
        before = connection.total_changes
        for table in ("headers", "citations"):
            connection.execute(_SPREAD.format(to="names", column="name_key", table=table, by="code_key", of="codes"))
            connection.execute(_SPREAD.format(to="codes", column="code_key", table=table, by="name_key", of="names"))
        grown = connection.total_changes > before


def _apply(connection: sqlite3.Connection, writer: BulkWriter, linker: Linker, rows: list[tuple[object, ...]]) -> None:
    claims = [_make_claim(row) for row in rows]
    before = {(claim.file, claim.citation): row[-2:] for claim, row in zip(claims, rows, strict=True)}
    resolution = linker.resolve(claims)
    changed = [item for item in resolution.matches if before[item.file, item.citation] != (item.document, item.rule)]
    _replace_documents(connection, writer, resolution.documents)
    _update_matches(connection, changed)
    _update_relations(connection, {match.file[:FILE_ID] for match in changed})
    connection.execute(
        """DELETE FROM documents WHERE id NOT IN (SELECT document FROM files UNION SELECT document FROM citations)"""
    )


def _make_claim(row: tuple[object, ...]) -> Claim:
    return Claim(*row[:15])  # type: ignore[arg-type]  # the columns of _CLAIMS are the fields of Claim, in order


def _replace_documents(connection: sqlite3.Connection, writer: BulkWriter, documents: tuple[Document, ...]) -> None:
    stored = _stored_documents(connection, [document.id for document in documents])
    rows = {document.id: _document_row(document) for document in documents}
    changed = [id_ for id_, row in stored.items() if rows[id_] != row]
    connection.executemany("DELETE FROM documents WHERE id = ?", ((id_,) for id_ in changed))
    writer.insert("documents", _DOCUMENT_COLUMNS, [row for id_, row in rows.items() if stored.get(id_) != row])


def _stored_documents(connection: sqlite3.Connection, ids: list[str]) -> dict[str, tuple[object, ...]]:
    query = f"SELECT {', '.join(_DOCUMENT_COLUMNS)} FROM documents WHERE id = ?"
    found = (connection.execute(query, (id_,)).fetchone() for id_ in ids)
    return {row[0]: row for row in found if row}


def _document_row(document: Document) -> tuple[str | int | None, ...]:
    file = document.files[0][:FILE_ID] if document.files else None
    title = fold(document.title) if document.title else None
    words = (document.id, document.type, document.code, make_code_key(document.code), document.issued)
    place = (document.agency, document.territory, document.level)
    return (*words, document.title, title, document.issuer, *place, file, len(document.files))


def _update_matches(connection: sqlite3.Connection, matches: list[Match]) -> None:
    held = ((m.document, m.rule, m.confidence, m.file[:FILE_ID]) for m in matches if m.citation is None)
    connection.executemany("UPDATE files SET document = ?, matched_by = ?, confidence = ? WHERE id = ?", held)
    cited = (
        (m.document, m.rule, m.confidence, m.file[:FILE_ID], m.citation) for m in matches if m.citation is not None
    )
    connection.executemany(
        "UPDATE citations SET document = ?, matched_by = ?, match_confidence = ? WHERE file = ? AND position = ?", cited
    )


def _update_relations(connection: sqlite3.Connection, files: set[str]) -> None:
    """Write the ends of the relations of files whose own act or citations have changed."""
    connection.executemany(
        """UPDATE relations SET
             source = CASE hand WHEN 'first' THEN (SELECT document FROM files WHERE id = relations.file)
               ELSE (SELECT document FROM citations AS c
                 WHERE c.file = relations.file AND c.position = source_citation) END,
             target = (SELECT document FROM citations AS c
               WHERE c.file = relations.file AND c.position = target_citation),
             matched_by = (SELECT matched_by FROM citations AS c
               WHERE c.file = relations.file AND c.position = target_citation),
             confidence = min(
               (SELECT e.confidence FROM evidence AS e WHERE e.file = relations.file AND e.id = relations.evidence),
               coalesce((SELECT match_confidence FROM citations AS c
                 WHERE c.file = relations.file AND c.position = target_citation), 1.0),
               coalesce((SELECT match_confidence FROM citations AS c
                 WHERE c.file = relations.file AND c.position = source_citation), 1.0))
           WHERE file = ?""",
        ((file,) for file in sorted(files)),
    )
