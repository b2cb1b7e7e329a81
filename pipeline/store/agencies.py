"""Keeps agencies and their aliases in step with the names that files use."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from pipeline.knowledge.register import load_register
from pipeline.knowledge.short_forms import agency_key
from pipeline.store.bulk import BulkWriter
from pipeline.store.rows import Row
from pipeline.text.collation import collation_key

_NAMES = """
SELECT n.agency, n.name, n.full_name, n.kind, n.level, n.territory, sum(n.mentions), min(h.issued), max(h.issued)
FROM agency_names AS n JOIN headers AS h ON h.file = n.file {where}
GROUP BY n.agency, n.name, n.full_name, n.kind, n.level, n.territory
ORDER BY n.agency, n.name, n.full_name"""
_AGENCY_COLUMNS = ("id", "name", "folded", "kind", "level", "territory", "sort_key", "valid_from", "valid_to")
_ALIAS_COLUMNS = ("agency", "name", "folded", "mentions", "valid_from", "valid_to")


def refresh_agencies(connection: sqlite3.Connection, writer: BulkWriter, agencies: Iterable[str] | None) -> None:
    """Make agencies and aliases anew, all (None) or some, from the names that the files use."""
    rows = list(_all_names(connection) if agencies is None else _some_names(connection, agencies))
    if agencies is None:
        connection.execute("DELETE FROM agency_aliases")
        connection.execute("DELETE FROM agencies")
    else:
        connection.executemany("DELETE FROM agencies WHERE id = ?", ((agency,) for agency in sorted(set(agencies))))
    groups = [(agency, list(names)) for agency, names in groupby(rows, key=lambda row: str(row[0]))]
    writer.insert("agencies", _AGENCY_COLUMNS, [_agency_row(agency, names) for agency, names in groups])
    writer.insert("agency_aliases", _ALIAS_COLUMNS, [row for agency, names in groups for row in _alias_rows(names)])


def _all_names(connection: sqlite3.Connection) -> Iterator[Row]:
    yield from connection.execute(_NAMES.format(where=""))


def _some_names(connection: sqlite3.Connection, agencies: Iterable[str]) -> Iterator[Row]:
    for agency in sorted(set(agencies)):
        yield from connection.execute(_NAMES.format(where="WHERE n.agency = ?"), (agency,))


def _agency_row(agency: str, names: list[Row]) -> Row:
    known = load_register().get(agency)
    name = known.name if known else str(_most_used(names, 2))
    kind, level, territory = (_most_used(names, column) for column in (3, 4, 5))
    period = (_iso(known.valid_from), _iso(known.valid_to)) if known else (None, None)
    return (agency, name, agency_key(name), kind, level, territory, collation_key(name), *period)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _most_used(names: list[Row], column: int) -> str | None:
    votes: Counter[str | None] = Counter()
    for row in names:
        value = row[column]
        votes[None if value is None else str(value)] += int(row[6] or 0)
    return min(votes, key=lambda value: (-votes[value], value or ""))


def _alias_rows(names: list[Row]) -> Iterator[Row]:
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in names:
        by_name[str(row[1])].append(row)
    for name, rows in sorted(by_name.items()):
        dates = [str(date) for row in rows for date in row[7:9] if date]
        mentions = sum(int(row[6] or 0) for row in rows)
        first, last = (min(dates), max(dates)) if dates else (None, None)
        yield (rows[0][0], name, agency_key(name), mentions, first, last)
