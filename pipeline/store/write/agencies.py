"""Keeps agencies and their aliases in step with the names that files use.

`agency_forms` counts how often each name stands for each agency, over all files; it is kept by adding and taking away,
so what a new file costs does not grow with the files that use the same names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from pipeline.knowledge.agencies import ids
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.register import load_register
from pipeline.store.write.bulk import insert
from pipeline.store.write.rows import Row
from pipeline.text.collation import collation_key

_FORM = "agency, name, mentions, first, last"
_COUNTED = """
SELECT n.agency, n.name, sum(n.mentions), min(h.issued), max(h.issued)
FROM agency_names AS n JOIN headers AS h ON h.file = n.file WHERE {where} GROUP BY 1, 2"""
_ADD = f"""
INSERT INTO agency_forms ({_FORM}) {_COUNTED.format(where="n.file = ?")}
ON CONFLICT DO UPDATE SET mentions = mentions + excluded.mentions,
  first = min(coalesce(first, excluded.first), coalesce(excluded.first, first)),
  last = max(coalesce(last, excluded.last), coalesce(excluded.last, last))"""
_DAYS = """
SELECT min(h.issued), max(h.issued) FROM agency_names AS n JOIN headers AS h ON h.file = n.file
WHERE n.agency = ? AND n.name = ? AND n.file <> ?"""
_SAME = "(agency, name) = (?, ?)"
_NAMES = f"SELECT {_FORM} FROM agency_forms {{where}} ORDER BY agency, name"
_AGENCY_COLUMNS = ("id", "name", "folded", "kind", "level", "territory", "sort_key", "valid_from", "valid_to")
_PUT = f"""
INSERT INTO agencies ({", ".join(_AGENCY_COLUMNS)}) VALUES ({", ".join("?" * len(_AGENCY_COLUMNS))})
ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _AGENCY_COLUMNS[1:])}"""
_ALIAS_COLUMNS = ("agency", "name", "folded", "mentions", "valid_from", "valid_to")


def count_names(connection: sqlite3.Connection, files: Iterable[str]) -> None:
    """Add the names that some stored files use to the counts."""
    connection.executemany(_ADD, ((file,) for file in sorted(files)))


def count_all_names(connection: sqlite3.Connection) -> None:
    """Count the names of all files anew."""
    connection.execute("DELETE FROM agency_forms")
    connection.execute(f"INSERT INTO agency_forms ({_FORM}) {_COUNTED.format(where='true')}")


def discount_names(connection: sqlite3.Connection, files: Iterable[str]) -> None:
    """Take the names that some files use from the counts; call before their rows go."""
    for file in sorted(files):
        _discount(connection, file)
    connection.execute("DELETE FROM agency_forms WHERE mentions = 0")


def _discount(connection: sqlite3.Connection, file: str) -> None:
    for *form, mentions, first, last in connection.execute(_COUNTED.format(where="n.file = ?"), (file,)).fetchall():
        connection.execute(f"UPDATE agency_forms SET mentions = mentions - ? WHERE {_SAME}", (mentions, *form))
        edge = connection.execute(f"SELECT first, last FROM agency_forms WHERE {_SAME}", form).fetchone()
        if first in edge or last in edge:
            days = connection.execute(_DAYS, (*form, file)).fetchone()
            connection.execute(f"UPDATE agency_forms SET first = ?, last = ? WHERE {_SAME}", (*days, *form))


def refresh_agencies(connection: sqlite3.Connection, agencies: Iterable[str] | None) -> None:
    """Make agencies and aliases anew, all (None) or some, from the counted names."""
    rows = list(_all_names(connection) if agencies is None else _some_names(connection, agencies))
    groups = [(agency, list(names)) for agency, names in groupby(rows, key=lambda row: str(row[0]))]
    made = [_agency_row(agency, names) for agency, names in groups]
    if agencies is None:
        connection.execute("DELETE FROM agency_aliases")
        connection.execute("DELETE FROM agencies")
        insert(connection, "agencies", _AGENCY_COLUMNS, made)
    else:
        _replace(connection, made, set(agencies))
    insert(
        connection, "agency_aliases", _ALIAS_COLUMNS, [row for agency, names in groups for row in _alias_rows(names)]
    )


def _replace(connection: sqlite3.Connection, made: list[Row], touched: set[str]) -> None:
    """Put agencies in the place of older rows, and take out those that are gone and the aliases of all.

    Rows that stay are changed where they stand: to delete one, SQLite would look at every row that refers to it.
    """
    gone = touched - {str(row[0]) for row in made}
    connection.executemany("DELETE FROM agency_aliases WHERE agency = ?", ((agency,) for agency in sorted(touched)))
    connection.executemany("DELETE FROM agencies WHERE id = ?", ((agency,) for agency in sorted(gone)))
    connection.executemany(_PUT, made)


def _all_names(connection: sqlite3.Connection) -> Iterator[Row]:
    yield from connection.execute(_NAMES.format(where=""))


def _some_names(connection: sqlite3.Connection, agencies: Iterable[str]) -> Iterator[Row]:
    for agency in sorted(set(agencies)):
        yield from connection.execute(_NAMES.format(where="WHERE agency = ?"), (agency,))


def _agency_row(agency: str, names: list[Row]) -> Row:
    known, ground = load_register().get(agency), ids.find_ground(agency)
    usual = max(names, key=lambda row: (int(row[2] or 0), len(str(row[1])), str(row[1])))
    name = ids.full_name(agency, str(usual[1]))
    period = (_iso(known.valid_from), _iso(known.valid_to)) if known else (None, None)
    place = (ids.find_level(agency), ground.id if ground else None)
    return (agency, name, make_key(name), ids.find_kind(agency), *place, collation_key(name), *period)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _alias_rows(names: list[Row]) -> Iterator[Row]:
    for agency, name, mentions, first, last in names:
        yield (agency, name, make_key(str(name)), mentions, first, last)
