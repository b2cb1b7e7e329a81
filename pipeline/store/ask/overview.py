"""Questions about the whole: how much there is, what is missing, the graph."""

from __future__ import annotations

from pipeline.model import Relation
from pipeline.model.resolved import CitationGraph, GraphEdge, GraphNode, GraphStream, Hand, Level
from pipeline.store.ask.answers import Counts, MissingRow
from pipeline.store.database import Database

_COUNTS = """
SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM files WHERE status = 'partial'),
       (SELECT count(*) FROM documents) - others, (SELECT count(*) FROM documents WHERE file IS NOT NULL) - others,
       (SELECT count(*) FROM documents WHERE file IS NULL), (SELECT count(*) FROM agencies),
       (SELECT count(*) FROM citations), (SELECT count(*) FROM relations),
       (SELECT count(*) FROM tasks), (SELECT count(*) FROM deadlines), (SELECT count(*) FROM issues)
FROM (SELECT count(DISTINCT document) AS others FROM files WHERE kind <> 'document')"""


def counts(db: Database) -> Counts:
    """Return how much the database holds; tasks and citations are counted in every file."""
    return Counts(*db.connection.execute(_COUNTS).fetchone())


def missing_documents(db: Database, limit: int = 50) -> list[MissingRow]:
    """Return the documents that are cited but not held, those cited by most documents first."""
    columns = "document, type, code, title, issued, issuer, cited_by, mentions"
    order = "cited_by DESC, mentions DESC, document"
    rows = db.connection.execute(f"SELECT {columns} FROM missing_documents ORDER BY {order} LIMIT ?", (limit,))
    return [MissingRow(*row) for row in rows]


def citation_graph(db: Database) -> CitationGraph:
    """Return all documents and ties, ready for `pipeline.export.graph` and `pipeline.link.find_chains`."""
    stream = stream_graph(db)
    return CitationGraph(tuple(stream.nodes), tuple(stream.edges))


def stream_graph(db: Database) -> GraphStream:
    """Return the same documents and ties, row by row as they are asked for: memory does not grow with the graph."""
    nodes = db.connection.execute(
        """SELECT d.id, coalesce(d.code, d.title, d.id), coalesce(d.title, ''), d.type, coalesce(a.name, d.issuer),
             d.issued, d.level, d.file IS NOT NULL, (SELECT count(*) FROM tasks WHERE tasks.file = d.file)
           FROM documents AS d LEFT JOIN agencies AS a ON a.id = d.agency
           WHERE NOT EXISTS (SELECT 1 FROM files WHERE files.id = d.file AND files.kind <> 'document') ORDER BY d.id"""
    )
    edges = db.connection.execute(
        "SELECT source, target, relation, hand, asserted FROM citation_edges ORDER BY source, target, relation"
    )
    return GraphStream(
        (
            GraphNode(id_, label, title, type_, issuer, issued, Level(level) if level else None, bool(held), tasks)
            for id_, label, title, type_, issuer, issued, level, held, tasks in nodes
        ),
        (
            GraphEdge(source, target, Relation(relation), Hand(hand), asserted)
            for source, target, relation, hand, asserted in edges
        ),
    )
