"""Which document or agency a user means by a code, an id or a name; near ones where none answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from pipeline.errors import NotFound
from pipeline.knowledge.agencies.ids import find_ground
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.phrases import strip_head
from pipeline.knowledge.agencies.register import load_register
from pipeline.store.ask.answers import DocumentRow
from pipeline.store.nouns import FILE_ID
from pipeline.text.codes import make_code_key
from pipeline.text.dates import find_reduced_dates
from pipeline.text.fold import fold
from pipeline.text.reduced_date import first_day
from pipeline.text.words import Words

DOCUMENT = (
    "d.id, d.type, d.code, d.issued, d.title, d.issuer, d.agency, d.territory, d.province, d.level, d.file IS NOT NULL"
)
_NEAR = 5
_CANDIDATES = 2000
_SHORTEST_SHA = 8


def make_document_row(row: Iterable[Any]) -> DocumentRow:
    """Return a row of the columns in `DOCUMENT` as a value."""
    id_, type_, code, issued, title, issuer, agency, territory, province, level, held = row
    return DocumentRow(id_, type_, code, issued, title, issuer, agency, territory, province, level, bool(held))


def find_documents(connection: sqlite3.Connection, code_or_id: str) -> list[DocumentRow]:
    """Return the documents that an id, a file's SHA-256 (or its beginning), a code or a title means.

    Spelling does not matter for codes and titles: "7/ct-ubnd" is "07/CT-UBND", "luat dau tu" is
    "Luật Đầu tư". A date behind a code tells acts of one number apart: "98-NQ/TW 30/01/2030", "98-NQ/TW 2030".
    The first of these readings that has an answer counts.
    """
    wanted = code_or_id.strip()
    found = _find_as_written(connection, wanted)
    rest, date = _split_date(wanted)
    if found or not date:
        return found
    return [row for row in _find_as_written(connection, rest) if (row.issued or "").startswith(date)]


def _split_date(wanted: str) -> tuple[str, str | None]:
    """Part a code from the date behind it: "98-NQ/TW 30/01/2030", "98-NQ/TW 2030-01", "98-NQ/TW ngày 30/01/2030"."""
    code, _, last = wanted.rpartition(" ")
    if code and first_day(last):
        return code.strip(" ,("), last
    dates = find_reduced_dates(Words.of(wanted))
    if dates and dates[-1].end == len(wanted):
        return wanted[: dates[-1].start].strip(" ,("), str(dates[-1].value)
    return wanted, None


def _find_as_written(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    sha = wanted.lower() if len(wanted) >= _SHORTEST_SHA and set(wanted.lower()) <= set("0123456789abcdef") else ""
    readings = (
        ("d.id = ?", wanted),
        ("d.id IN (SELECT document FROM files WHERE id GLOB ? || '*')", sha[:FILE_ID]),
        ("d.code_key = ?", make_code_key(wanted)),
        ("d.folded = ?", fold(wanted)),
        ("d.code = ?", wanted),
    )
    for condition, value in readings:
        if value:
            query = f"SELECT {DOCUMENT} FROM documents AS d WHERE {condition} ORDER BY d.issued DESC, d.id"
            found = connection.execute(query, (value,)).fetchall()
            if found:
                return [make_document_row(row) for row in found]
    return []


def resolve_document(connection: sqlite3.Connection, code_or_id: str) -> DocumentRow:
    """Return the one document that is meant; raises NotFound that names near ones, or all of several."""
    found = find_documents(connection, code_or_id)
    if len(found) == 1:
        return found[0]
    if found:
        ids = "; ".join(f"{row.id} ({row.title or row.issuer or 'no title'})" for row in found[:20])
        raise NotFound(f"{code_or_id} can be {len(found)} documents. Ask for one by its id: {ids}")
    near = _near_documents(connection, code_or_id)
    raise NotFound(f"No document answers to {code_or_id!r}.{_suggest(near)}")


def find_agencies(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the ids of the agencies that a name means, in every territory if it names none.

    "Sở KH&CN" means every Sở Khoa học và Công nghệ, "Sở KH&CN tỉnh Hà Nam" one. Where no name is
    equal, those that hold the words count. Raises NotFound that names near ones.
    """
    key = make_key(name)
    keys = (key, *strip_head(key))
    whole = (match.agency for one in keys for match in load_register().match_key(one) if not match.tail)
    everywhere = [f"{agency.id}@*" for agency in whole if agency.is_template]
    equal = connection.execute(
        """SELECT id FROM agencies WHERE id = :name OR folded IN (SELECT value FROM json_each(:keys))
           UNION SELECT agency FROM agency_aliases WHERE folded IN (SELECT value FROM json_each(:keys))
           UNION SELECT a.id FROM agencies AS a JOIN json_each(:everywhere) AS e ON a.id GLOB e.value
             WHERE a.id NOT GLOB '*#*'""",
        {"name": name.strip(), "keys": json.dumps(keys), "everywhere": json.dumps(everywhere)},
    ).fetchall()
    if not equal and key:
        equal = connection.execute(
            "SELECT id FROM agencies WHERE ' ' || folded || ' ' LIKE '% ' || ? || ' %'", (key,)
        ).fetchall()
    if equal:
        return sorted(agency for (agency,) in equal)
    near = _near_agencies(connection, key)
    raise NotFound(f"No agency answers to {name!r}.{_suggest(near)}")


def _near_documents(connection: sqlite3.Connection, wanted: str) -> list[str]:
    """Return codes with the same number or the same symbol, or titles with the same words, nearest first."""
    words = fold(wanted).split()
    numbers = [word.lstrip("0") for word in words if word.isdigit()]
    key = " ".join(numbers + [word for word in words if not word.isdigit()])
    symbol = " ".join(word for word in words if not word.isdigit())
    rows = connection.execute(
        """SELECT code_key, code FROM documents WHERE code_key LIKE :number || ' %' OR code_key LIKE '% ' || :symbol
           UNION SELECT folded, title FROM documents WHERE folded LIKE '%' || :symbol || '%' LIMIT :most""",
        {"number": numbers[0] if numbers else "-", "symbol": symbol or "-", "most": _CANDIDATES},
    )
    return _nearest(key, {str(folded): str(shown) for folded, shown in rows if folded and shown})


def _near_agencies(connection: sqlite3.Connection, key: str) -> list[str]:
    first = key.partition(" ")[0]
    rows = connection.execute(
        "SELECT id, folded, name FROM agencies WHERE folded LIKE ? || '%' ORDER BY sort_key DESC LIMIT ?",
        (first, _CANDIDATES),
    )
    return _nearest(key, {_without_ground(str(id_), str(folded)): str(name) for id_, folded, name in rows})


def _without_ground(agency: str, folded: str) -> str:
    ground = find_ground(agency)
    return folded.removesuffix(f" {fold(ground.name)}") if ground else folded


def _nearest(key: str, shown: dict[str, str]) -> list[str]:
    from difflib import get_close_matches

    return [shown[near] for near in get_close_matches(key, sorted(shown), n=_NEAR, cutoff=0.5)]


def _suggest(near: list[str]) -> str:
    return f" Near: {'; '.join(near)}." if near else " See `vanban search WORDS` for what there is."
