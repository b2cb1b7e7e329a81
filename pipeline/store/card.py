"""Questions about documents: the card of one, and the tree of what it rests on or who rests on it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date

from pipeline.model import FACTS
from pipeline.store.ask.answers import (
    CardTask,
    CitationNode,
    CitedRow,
    CitingRow,
    DocumentCard,
    DocumentRow,
    FileRow,
    HeaderRow,
    Place,
)
from pipeline.store.ask.files import find_differences, find_files, find_issues, find_versions
from pipeline.store.ask.lookup import DOCUMENT, make_document_row, resolve_document
from pipeline.store.ask.tasks import find_tasks
from pipeline.store.ask_graph.faults import find_faults
from pipeline.store.database import Database
from pipeline.store.nouns import FILE_ID
from pipeline.text.codes import make_code_key

_PLACE = """e.file, e.page, (SELECT substr(text, e.start_at + 1, e.end_at - e.start_at) FROM texts WHERE file = e.file),
  e.rule, e.confidence"""


def find_document(db: Database, code_or_id: str, *, on: date | None = None, history: bool = False) -> DocumentCard:
    """Return the card of a document, by id, code, title or a file's SHA-256; `on` is today, to tell future dates.

    With `history` it has every version of the document's files.

    Raises NotFound that names near documents, or lists the ids where several bear the code.
    """
    connection = db.connection
    document = resolve_document(connection, code_or_id)
    files = find_files(connection, document.id)
    return DocumentCard(
        document=document,
        header=tuple(_header(connection, document, files)),
        files=tuple(files),
        cites=tuple(_cites(connection, document.id)),
        cited_by=tuple(_cited_by(connection, document.id)),
        tasks=tuple(_tasks(db, document)),
        issues=tuple(issue for file in files for issue in find_issues(connection, file)),
        faults=tuple(find_faults(connection, document.id, on)),
        differences=tuple(find_differences(connection, document.id)),
        history=tuple(find_versions(connection, document.id)) if history else None,
    )


def citation_tree(db: Database, code_or_id: str, *, up: bool = False, depth: int = 3) -> CitationNode:
    """Return the tree of citations from one document.

    The children of a node are what it cites; with `up`, those who cite it. Ties told at second hand
    count too. A document is unfolded where it stands nearest to the root; elsewhere it is repeated
    without its branches, so circles end.
    """
    root = resolve_document(db.connection, code_or_id)
    edges = _reach(db.connection, root.id, up=up, depth=depth)
    documents = _documents(db.connection, {root.id} | {end for ends in edges.values() for end in ends})
    parents = _nearest_parents(root.id, edges)
    return _unfold(root.id, (), edges, documents, parents, root.id)


Edges = dict[str, dict[str, tuple[str, ...]]]  # document -> next document -> relations


def _reach(connection: sqlite3.Connection, root: str, *, up: bool, depth: int) -> Edges:
    start, end = ("target", "source") if up else ("source", "target")
    rows = connection.execute(
        f"""WITH RECURSIVE reach (id, depth) AS (
              SELECT ?, 0 UNION
              SELECT relations.{end}, reach.depth + 1 FROM reach JOIN relations ON relations.{start} = reach.id
              WHERE reach.depth < ? AND relations.{end} IS NOT NULL
            ), nearest AS (SELECT id, min(depth) AS depth FROM reach GROUP BY id)
            SELECT DISTINCT {start}, {end}, relation FROM relations JOIN nearest ON nearest.id = relations.{start}
            WHERE nearest.depth < ? AND source <> target AND {end} IS NOT NULL ORDER BY 1, 2, 3""",
        (root, depth, depth),
    )
    edges: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one, other, relation in rows:
        edges[one][other].append(relation)
    return {one: {other: tuple(names) for other, names in ends.items()} for one, ends in edges.items()}


def _nearest_parents(root: str, edges: Edges) -> dict[str, str]:
    """Return for each document the one under which it is unfolded: breadth first from the root."""
    parents = {root: root}
    waiting = [root]
    for one in waiting:
        for other in edges.get(one, {}):
            if other not in parents:
                parents[other] = one
                waiting.append(other)
    return parents


def _unfold(
    id_: str,
    relations: tuple[str, ...],
    edges: Edges,
    documents: dict[str, DocumentRow],
    parents: dict[str, str],
    above: str,
) -> CitationNode:
    if parents[id_] != above:
        return CitationNode(documents[id_], relations, is_repeated=bool(edges.get(id_)))
    below = edges.get(id_, {})
    order = sorted(below, key=lambda other: (documents[other].issued or "", documents[other].code or "", other))
    children = (
        CitationNode(documents[other], below[other], is_repeated=True)
        if other == parents[other]  # the root itself, met again in a circle
        else _unfold(other, below[other], edges, documents, parents, id_)
        for other in order
    )
    return CitationNode(documents[id_], relations, tuple(children))


def _documents(connection: sqlite3.Connection, ids: set[str]) -> dict[str, DocumentRow]:
    query = f"SELECT {DOCUMENT} FROM documents AS d WHERE d.id = ?"
    return {id_: make_document_row(connection.execute(query, (id_,)).fetchone()) for id_ in sorted(ids)}


def _header(connection: sqlite3.Connection, document: DocumentRow, files: list[FileRow]) -> list[HeaderRow]:
    """Return each value from the best read file that states it: a draft states no number, and the month alone."""
    read = [_header_of(connection, file.sha256[:FILE_ID]) for file in files]
    rows: list[HeaderRow] = []
    for field in (*FACTS, "signer"):
        stated = [row for lines in read for row in lines if row.field == field]
        agreeing = [row for row in stated if _is_full(row, document)]
        rows += (agreeing or stated)[:1]
    listed = ([row for row in lines if row.field == "recipient"] for lines in read)
    return rows + next(filter(None, listed), [])


def _is_full(row: HeaderRow, document: DocumentRow) -> bool:
    if row.field in ("code", "number"):
        return row.field == "number" or make_code_key(row.value) is not None
    return row.field != "issued" or row.value == document.issued


def _header_of(connection: sqlite3.Connection, file: str) -> list[HeaderRow]:
    values = connection.execute(f"SELECT {', '.join(FACTS)} FROM headers WHERE file = ?", (file,)).fetchone()
    stated = dict(zip(FACTS, values or (None,) * len(FACTS), strict=True))
    places = connection.execute(
        f"""SELECT field, {_PLACE} FROM header_evidence AS h JOIN evidence AS e ON e.file = h.file AND e.id = h.evidence
            WHERE h.file = ?""",
        (file,),
    )
    found = {field: HeaderRow(field, stated[field], Place(*place)) for field, *place in places}
    lines = connection.execute(
        f"""SELECT 'signer', concat, {_PLACE} FROM (SELECT *, trim(coalesce(authority || ' ', '') ||
              coalesce(position, '') || coalesce(' ' || name, '')) AS concat FROM signers) AS s
            JOIN evidence AS e ON e.file = s.file AND e.id = s.evidence WHERE s.file = ?1
            UNION ALL SELECT * FROM (SELECT 'recipient', r.name, {_PLACE} FROM recipients AS r
              JOIN evidence AS e ON e.file = r.file AND e.id = r.evidence WHERE r.file = ?1 ORDER BY r.position)""",
        (file,),
    )
    rest = [HeaderRow(field, value, Place(*place)) for field, value, *place in lines]
    return [found[field] for field in FACTS if field in found] + rest


def _cites(connection: sqlite3.Connection, document: str) -> list[CitedRow]:
    rows = connection.execute(
        f"""SELECT c.file, c.position, c.matched_by, c.match_confidence, {DOCUMENT}
            FROM documents AS own JOIN citations AS c ON c.file = own.file JOIN documents AS d ON d.id = c.document
            WHERE own.id = ? ORDER BY c.position""",
        (document,),
    ).fetchall()
    return [
        CitedRow(
            make_document_row(cited),
            _relations(connection, file, position),
            matched_by,
            sure,
            _mentions(connection, file, position),
        )
        for file, position, matched_by, sure, *cited in rows
    ]


def _cited_by(connection: sqlite3.Connection, document: str) -> list[CitingRow]:
    rows = connection.execute(
        f"""SELECT c.file, c.position, {DOCUMENT} FROM citations AS c
            JOIN documents AS d ON d.file = c.file WHERE c.document = ? ORDER BY d.issued DESC, d.id, c.position""",
        (document,),
    ).fetchall()
    return [
        CitingRow(
            make_document_row(citing), _relations(connection, file, position), _mentions(connection, file, position)
        )
        for file, position, *citing in rows
    ]


def _relations(connection: sqlite3.Connection, file: str, citation: int) -> tuple[str, ...]:
    rows = connection.execute(
        """SELECT relation FROM relations WHERE file = ? AND target_citation = ? AND hand = 'first'
           ORDER BY position""",
        (file, citation),
    )
    return tuple(dict.fromkeys(relation for (relation,) in rows))


def _mentions(connection: sqlite3.Connection, file: str, citation: int) -> tuple[Place, ...]:
    rows = connection.execute(
        f"""SELECT {_PLACE} FROM mentions AS m JOIN evidence AS e ON e.file = m.file AND e.id = m.evidence
            WHERE m.file = ? AND m.citation = ? ORDER BY m.position""",
        (file, citation),
    )
    return tuple(Place(*row) for row in rows)


def _tasks(db: Database, document: DocumentRow) -> list[CardTask]:
    if not document.is_held:
        return []
    return [
        CardTask(task, tuple(_task_places(db.connection, task.id))) for task in find_tasks(db, document=document.id)
    ]


def _task_places(connection: sqlite3.Connection, task: str) -> list[tuple[str, Place]]:
    file, _, position = task.partition(".")
    rows = connection.execute(
        f"""SELECT what, {_PLACE} FROM (
              SELECT 0 AS rank, 'text' AS what, evidence AS id FROM tasks WHERE file = ?1 AND position = ?2
              UNION ALL SELECT 1 + position, role, evidence FROM task_agencies WHERE file = ?1 AND task = ?2
              UNION ALL SELECT 9998, 'deadline', evidence FROM deadlines WHERE file = ?1 AND task = ?2
              UNION ALL SELECT 9999, 'product', product_evidence FROM tasks WHERE file = ?1 AND position = ?2
            ) AS facts JOIN evidence AS e ON e.file = ?1 AND e.id = facts.id ORDER BY rank""",
        (file, int(position)),
    )
    return [(what, Place(*place)) for what, *place in rows]
