"""Every held act as one text with the places of its facts: what a corpus for language tools is made of."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.resolved import MarkedText, Place
from pipeline.store.database import Database

_TEXTS = """
SELECT d.id, t.file, t.text FROM documents AS d JOIN texts AS t ON t.file = d.file
WHERE ? IS NULL OR d.id = ? ORDER BY d.id"""
_PLACES = """
WITH places (label, evidence, means) AS (
  SELECT upper(field), evidence, NULL FROM header_evidence
    WHERE file = :file AND field NOT IN ('number', 'issued_not_before')
  UNION ALL SELECT 'SIGNER', evidence, NULL FROM signers WHERE file = :file
  UNION ALL SELECT 'RECIPIENT', evidence, NULL FROM recipients WHERE file = :file
  UNION ALL SELECT 'CITATION', m.evidence, c.document FROM mentions AS m
    JOIN citations AS c ON c.file = m.file AND c.position = m.citation WHERE m.file = :file
  UNION ALL SELECT 'TASK', evidence, path FROM tasks WHERE file = :file
  UNION ALL SELECT 'PRODUCT', product_evidence, NULL FROM tasks WHERE file = :file AND product_evidence IS NOT NULL
  UNION ALL SELECT upper(role), evidence, agency FROM task_agencies WHERE file = :file
  UNION ALL SELECT 'DEADLINE', evidence, ends FROM deadlines WHERE file = :file
)
SELECT DISTINCT e.start_at, e.end_at, p.label, p.means FROM places AS p
JOIN evidence AS e ON e.file = :file AND e.id = p.evidence WHERE e.start_at < e.end_at ORDER BY 1, 2 DESC, 3, 4"""


def stream_marked_texts(db: Database, document: str | None = None) -> Iterator[MarkedText]:
    """Yield the texts of the held acts, or of one, with their facts; of an act with several files the one that speaks.

    Labels are the names of header fields and roles in capitals (ISSUER, CODE, LEAD, COORDINATE, …), SIGNER, RECIPIENT,
    CITATION, TASK, PRODUCT and DEADLINE. Offsets count characters of the text.
    """
    for id_, file, text in db.connection.execute(_TEXTS, (document, document)).fetchall():
        rows = db.connection.execute(_PLACES, {"file": file})
        yield MarkedText(id_, text, tuple(Place(*row) for row in rows))
