"""From the rows of a file back to its record: storing and reading back is identity."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from pipeline.model import (
    FACTS,
    AgencyMention,
    AgencyRole,
    Citation,
    CitationTie,
    Deadline,
    DeadlineKind,
    Edge,
    Evidence,
    Fact,
    FileKind,
    Identity,
    Issue,
    Record,
    Relation,
    Section,
    Severity,
    Signature,
    Signer,
    SourceFile,
    Task,
)

Places = dict[int, Evidence]


def read_stored(connection: sqlite3.Connection, file: str) -> Record | None:
    """Return the record of a file, given by its id, or None where it is not stored."""
    row = connection.execute(
        """SELECT sha256, name, format, size, reader, pages, text, kind, kind_confidence
           FROM files JOIN texts ON texts.file = files.id WHERE files.id = ?""",
        (file,),
    ).fetchone()
    if row is None:
        return None
    places = _read_places(connection, file)
    return Record(
        source=SourceFile(*row[:4]),
        reader=row[4],
        pages=row[5],
        text=row[6],
        kind=FileKind(row[7]),
        kind_confidence=row[8],
        identity=_read_identity(connection, file, places),
        citations=_read_citations(connection, file, places),
        edges=_read_edges(connection, file, places),
        tasks=_read_tasks(connection, file, places),
        sections=tuple(Section(*row) for row in _rows(connection, "sections", _SECTION, file)),
        signatures=read_signatures(connection, file),
        issues=tuple(
            Issue(stage, code, Severity(severity), *rest)
            for stage, code, severity, *rest in _rows(connection, "issues", _ISSUE, file)
        ),
    )


def read_signatures(connection: sqlite3.Connection, file: str) -> tuple[Signature, ...]:
    """Return the digital signatures of a file, given by its id, in the order of their time."""
    rows = _rows(connection, "signatures", _SIGNATURE, file)
    return tuple(
        Signature(
            organisation, code, person, time, bool(intact), bool(whole), page, box if box[0] is not None else None
        )
        for organisation, code, person, time, intact, whole, page, *edges in rows
        for box in [tuple(edges)]
    )


_SECTION = "path, role, title, start_at, end_at, page"
_SIGNATURE = (
    "organisation, organisation_code, person, signed_at, is_intact, covers_whole_file, page, x0, top, x1, bottom"
)
_ISSUE = "stage, code, severity, message, start_at, end_at, page"


def _rows(connection: sqlite3.Connection, table: str, columns: str, file: str) -> sqlite3.Cursor:
    """Return rows of a file in the order of the primary key."""
    return connection.execute(f"SELECT {columns} FROM {table} WHERE file = ?", (file,))


def _read_places(connection: sqlite3.Connection, file: str) -> Places:
    columns = "id, start_at, end_at, rule, confidence, page, x0, top, x1, bottom"
    return {
        number: Evidence(start, end, rule, confidence, page, (x0, top, x1, bottom) if x0 is not None else None)
        for number, start, end, rule, confidence, page, x0, top, x1, bottom in _rows(
            connection, "evidence", columns, file
        )
    }


def _read_identity(connection: sqlite3.Connection, file: str, places: Places) -> Identity:
    agency, resolved_by, *values = _rows(
        connection, "headers", ", ".join(("agency", "resolved_by", *FACTS)), file
    ).fetchone()
    evidence = dict(_rows(connection, "header_evidence", "field, evidence", file).fetchall())
    facts = {
        name: Fact(value, places[evidence[name]])
        for name, value in zip(FACTS, values, strict=True)
        if value is not None
    }
    signer = _rows(connection, "signers", "name, position, authority, evidence", file).fetchone()
    lines = _rows(connection, "recipients", "name, evidence", file)
    return Identity(
        **facts,
        signer=Signer(signer[0], signer[1], signer[2], places[signer[3]]) if signer else None,
        recipients=tuple(Fact(name, places[place]) for name, place in lines),
        agency=agency,
        resolved_by=resolved_by,
    )


def _read_citations(connection: sqlite3.Connection, file: str, places: Places) -> tuple[Citation, ...]:
    mentions: dict[int, list[Evidence]] = defaultdict(list)
    for citation, place in _rows(connection, "mentions", "citation, evidence", file):
        mentions[citation].append(places[place])
    ties: dict[int, list[CitationTie]] = defaultdict(list)
    columns = "hand, relation, target_citation, evidence, part, part_evidence"
    for hand, relation, citation, place, *part in _rows(connection, "relations", columns, file):
        if hand == "first":
            ties[citation].append(CitationTie(Relation(relation), places[place], _make_fact(places, *part)))
    columns = "position, type, code, date, issuer, name, confidence, agency, resolved_by"
    return tuple(
        Citation(type_, code, date, issuer, name, tuple(mentions[position]), tuple(ties[position]), *rest)
        for position, type_, code, date, issuer, name, *rest in _rows(connection, "citations", columns, file)
    )


def _read_edges(connection: sqlite3.Connection, file: str, places: Places) -> tuple[Edge, ...]:
    columns = "hand, source_citation, relation, target_citation, evidence, part, part_evidence"
    rows = _rows(connection, "relations", columns, file)
    return tuple(
        Edge(source, Relation(relation), target, places[place], _make_fact(places, *part))
        for hand, source, relation, target, place, *part in rows
        if hand == "second"
    )


def _make_fact(places: Places, value: str | None, place: int | None) -> Fact | None:
    return Fact(value, places[place]) if value is not None and place is not None else None


def _read_tasks(connection: sqlite3.Connection, file: str, places: Places) -> tuple[Task, ...]:
    agencies: dict[int, list[AgencyMention]] = defaultdict(list)
    columns = "task, name, role, evidence, agency, resolved_by"
    for task, name, role, place, *rest in _rows(connection, "task_agencies", columns, file):
        agencies[task].append(AgencyMention(name, AgencyRole(role), places[place], *rest))
    deadlines = _read_deadlines(connection, file, places)
    rows = _rows(connection, "tasks", "position, path, text, product, product_evidence, evidence", file)
    return tuple(
        Task(
            path,
            text,
            places[place],
            tuple(agencies[position]),
            deadlines.get(position),
            _make_fact(places, product, product_place),
        )
        for position, path, text, product, product_place, place in rows
    )


def _read_deadlines(connection: sqlite3.Connection, file: str, places: Places) -> dict[int, Deadline]:
    columns = "task, raw, kind, starts, ends, recurs, evidence, rrule"
    return {
        task: Deadline(raw, DeadlineKind(kind), start, end, recurs, places[place], rrule)
        for task, raw, kind, start, end, recurs, place, rrule in _rows(connection, "deadlines", columns, file)
    }
