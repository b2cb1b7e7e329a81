"""What a load changed in the graph, asked of the database after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.store.nouns import FILE_ID

if TYPE_CHECKING:
    from pipeline.store.database import Database

_NEW = """
SELECT DISTINCT f.document FROM files AS f WHERE f.id IN (SELECT id FROM temp.arrived) AND f.kind = 'document'
AND NOT EXISTS (SELECT 1 FROM files AS o WHERE o.document = f.document AND o.id NOT IN (SELECT id FROM temp.arrived))"""
_CITED = "SELECT 1 FROM citations AS c WHERE c.document = n.document AND c.file NOT IN (SELECT id FROM temp.arrived)"


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many acts were not held before some files came, and how many of these were stubs: cited by older files."""

    documents: int
    stubs_resolved: int


def count_arrivals(database: Database, contents: Iterable[str]) -> Arrivals:
    """Count the acts that came with files, given by their SHA-256."""
    connection = database.connection
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS arrived (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM temp.arrived")
    rows = ((content[:FILE_ID],) for content in contents)
    connection.executemany("INSERT OR IGNORE INTO temp.arrived VALUES (?)", rows)
    row = connection.execute(f"SELECT count(*), coalesce(sum(EXISTS ({_CITED})), 0) FROM ({_NEW}) AS n").fetchone()
    connection.rollback()
    return Arrivals(*row)
