"""Which document a user means: by a code, a name, a file, words of a title, an id.

`find_documents` tries one reading after the other; the first that has an answer counts. Exact readings (`find_exact`)
come before those by parts. What is held wins over what is only cited.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from pipeline.errors import Ambiguous, NotFound
from pipeline.store.ask.answers import DocumentRow
from pipeline.store.ask.meant.asked import Asked, parse_asked
from pipeline.store.ask.meant.doc_types import fold_type, split_type
from pipeline.store.ask.meant.file_names import find_by_file
from pipeline.store.ask.meant.nearest import find_nearest, suggest
from pipeline.store.ask.names import shorten_title
from pipeline.store.nouns import FILE_ID, TASK_BITS
from pipeline.text.codes import make_code_key
from pipeline.text.fold import fold

DOCUMENT = (
    "d.id, d.type, d.code, d.issued, d.title, d.issuer, d.agency, d.territory, d.province, d.level, d.file IS NOT NULL"
)
_CANDIDATES = 2000
_MOST_FOUND = 200
_MOST_SHOWN = 20
_SHORTEST_SHA = 8
_LAST = "\U0010ffff"  # behind everything that begins so
_ID_MARKS = re.compile(r"[-.:]")
_HEAD = ("number", "date", "issuer", "title", "file")
_DRAFTS = f"SELECT {DOCUMENT} FROM documents AS d WHERE d.code_key IS NULL AND d.code IS NOT NULL"


def make_document_row(row: Iterable[Any]) -> DocumentRow:
    """Return a row of the columns in `DOCUMENT` as a value."""
    id_, type_, code, issued, title, issuer, agency, territory, province, level, held = row
    return DocumentRow(id_, type_, code, issued, title, issuer, agency, territory, province, level, bool(held))


def find_documents(connection: sqlite3.Connection, words: str) -> list[DocumentRow]:
    """Return the documents that words mean; held ones alone, where one of them is.

    Spelling does not matter: "7/ct-ubnd", "7 CT UBND" and "07ctubnd" are "07/CT-UBND". Besides the readings of
    `find_exact`: a code with what stands around it ("Kế hoạch số 38/KH-UBND ngày 20/10/2025 của UBND xã Mai Châu",
    "98-NQ/TW 2030"), the beginning of a code ("kế hoạch 38", "38/KH") or of an id, words of number, title and issuer in
    any order, a symbol ("KH-SNN").
    """
    wanted = words.strip()
    found = find_exact(connection, wanted)
    if not found and fold(wanted):
        found = _first_answer(connection, wanted, _LOOSE)
    return found


def find_exact(connection: sqlite3.Connection, words: str) -> list[DocumentRow]:
    """Return the documents whose id, file (SHA-256 or its beginning), code, title or file's name words are, as a whole.

    A file's name counts with or without suffix and folders, a code without a number where the document has none, a
    title with or without its type in front.
    """
    wanted = words.strip()
    return _first_answer(connection, wanted, _EXACT) if fold(wanted) else []


def find_named(connection: sqlite3.Connection, words: str) -> list[DocumentRow]:
    """Return the documents that words name as a whole, or by a code with what stands around it; none by parts."""
    wanted = words.strip()
    return _first_answer(connection, wanted, (*_EXACT, _by_citation)) if fold(wanted) else []


def resolve_document(connection: sqlite3.Connection, words: str) -> DocumentRow:
    """Return the one document that is meant; raises NotFound that names near ones, Ambiguous that lists several."""
    found = find_documents(connection, words)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"No document answers to {words!r}.{suggest(_near_documents(connection, words))}")
    rows = tuple(_candidate(connection, row) for row in found[:_MOST_SHOWN])
    more = f", the first {_MOST_SHOWN} of them here" if len(found) > _MOST_SHOWN else ""
    count = f"{_MOST_FOUND} or more" if len(found) >= _MOST_FOUND else len(found)
    remedy = "Add its date, its issuer or a word of its title, or give the name of its file"
    raise Ambiguous(f"{words!r} can be {count} documents{more}. {remedy}", _HEAD, rows)


Reading = Callable[[sqlite3.Connection, str], list[DocumentRow]]


def _first_answer(connection: sqlite3.Connection, wanted: str, readings: Iterable[Reading]) -> list[DocumentRow]:
    for read in readings:
        found = read(connection, wanted)
        if found:
            held = [row for row in found if row.is_held]
            return held or found
    return []


def _select(connection: sqlite3.Connection, condition: str, *values: str) -> list[DocumentRow]:
    query = f"SELECT {DOCUMENT} FROM documents AS d WHERE {condition} ORDER BY d.issued DESC, d.id LIMIT {_MOST_FOUND}"
    return [make_document_row(row) for row in connection.execute(query, values)]


def _by_id(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    return _select(connection, "d.id = ?", wanted)


def _by_content(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    sha = wanted.lower()
    if len(sha) < _SHORTEST_SHA or not set(sha) <= set("0123456789abcdef"):
        return []
    return _select(connection, "d.id IN (SELECT document FROM files WHERE id GLOB ? || '*')", sha[:FILE_ID])


def _by_code(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    key = make_code_key(wanted)
    return (_select(connection, "d.code_key = ?", key) or _by_squeezed_code(connection, key)) if key else []


def _by_squeezed_code(connection: sqlite3.Connection, key: str) -> list[DocumentRow]:
    """Find a code written without marks and blanks, "38khubnd"; by its number, so that few are compared."""
    squeezed = key.replace(" ", "")
    digits = len(squeezed) - len(squeezed.lstrip("0123456789"))
    begins = [f"{squeezed[:count]} " for count in range(1, digits + 1)] + [squeezed[: digits + 1]]
    found = [
        row
        for begin in begins
        for row in connection.execute(
            f"""SELECT {DOCUMENT} FROM documents AS d WHERE d.code_key >= ?1 AND d.code_key < ?1 || '{_LAST}'
                AND replace(d.code_key, ' ', '') = ?2 ORDER BY d.issued DESC, d.id""",
            (begin, squeezed),
        )
    ]
    return [make_document_row(row) for row in dict.fromkeys(found)]


def _by_draft_code(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    """Find documents whose code has no number ("/KH-UBND"), or is no code of the usual form."""
    key = fold(wanted).replace(" ", "")
    rows = [row for row in connection.execute(f"{_DRAFTS} ORDER BY d.issued DESC, d.id") if _squeeze(row[2]) == key]
    return [make_document_row(row) for row in rows]


def _squeeze(code: str) -> str:
    return fold(code).replace(" ", "")


def _by_title(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    folded = fold(wanted)
    kind, rest = split_type(folded)
    found = _select(connection, "d.folded = ?", folded)
    return found or (_select(connection, "d.folded = ? AND d.type = ?", rest, kind) if kind else [])


def _by_file_name(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    ids = find_by_file(connection, wanted)
    return _select(connection, f"d.id IN ({', '.join('?' * len(ids))})", *ids) if ids else []


def _by_citation(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    """Find a code among other words, which must fit: its type, its date, its issuer, words of its title."""
    asked = parse_asked(wanted)
    if asked.draft:
        found = _by_draft_code(connection, asked.draft)
    else:
        found = _select(connection, "d.code_key = ?", asked.code_key) if asked.code_key else []
    return [row for row in found if _fits(row, asked)]


def _fits(row: DocumentRow, asked: Asked) -> bool:
    if asked.date and not (row.issued or "").startswith(asked.date):
        return False
    stated = " ".join(filter(None, (row.title, row.issuer, row.territory, row.province)))
    return set(asked.words) <= set(f"{fold_type(row.type)} {fold(stated)}".split())


def _by_beginning(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    """Find codes that begin so: "38", "số 38", "kế hoạch 38", "38/KH"."""
    kind, rest = split_type(fold(wanted))
    key = make_code_key(rest.removeprefix("so "))
    if key is None:
        return []
    begins = f"(d.code_key = ?1 OR (d.code_key >= ?1 || ' ' AND d.code_key < ?1 || ' {_LAST}'))"
    return _select(connection, f"{begins} AND d.type = ?2", key, kind) if kind else _select(connection, begins, key)


def _by_id_beginning(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    if not _ID_MARKS.search(wanted):
        return []
    return _select(connection, f"d.id >= ?1 AND d.id < ?1 || '{_LAST}'", wanted.lower())


def _by_words(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    """Find held documents by words of number, title and issuer; the type and a date may stand beside them."""
    return _narrow(wanted, lambda folded: _held_with(connection, folded))


def _by_cited_words(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    """Find documents that are only cited by words of their names."""
    return _narrow(wanted, lambda folded: _cited_with(connection, folded))


def _narrow(wanted: str, find: Callable[[str], list[DocumentRow]]) -> list[DocumentRow]:
    """Ask with all words, and without the type in front, which must fit; then without the date, which must fit."""
    folded = fold(wanted)
    kind, rest = split_type(folded)
    found = find(folded)
    if kind:
        found += [row for row in find(rest) if row.type == kind and row not in found]
    asked = parse_asked(wanted)
    if not found and asked.date and asked.rest:
        return [row for row in _narrow(asked.rest, find) if (row.issued or "").startswith(asked.date)]
    words = set(folded.split())
    whole = [row for row in found if set(fold(row.title or "").split()) in (words, set(rest.split()))]
    return whole or found


def _held_with(connection: sqlite3.Connection, folded: str) -> list[DocumentRow]:
    words = " AND ".join(f'"{word}"' for word in folded.split())
    rows = connection.execute(
        f"""SELECT DISTINCT {DOCUMENT} FROM search CROSS JOIN passages AS p ON p.id = search.rowid
            JOIN files AS f ON f.id = p.file JOIN documents AS d ON d.id = f.document
            WHERE search MATCH ? AND search.rowid & {(1 << TASK_BITS) - 1} = 0 LIMIT {_MOST_FOUND}""",
        (f"head : ({words})",),
    ).fetchall()
    return sorted(map(make_document_row, rows), key=lambda row: (row.issued or "", row.id), reverse=True)


def _cited_with(connection: sqlite3.Connection, folded: str) -> list[DocumentRow]:
    words = folded.split()
    holds = " AND ".join(["' ' || d.folded || ' ' LIKE '% ' || ? || ' %'"] * len(words))
    return _select(connection, f"d.folded IS NOT NULL AND {holds}", *words)


def _by_symbol(connection: sqlite3.Connection, wanted: str) -> list[DocumentRow]:
    """Find documents by a code without its number: "KH-SNN"."""
    if not re.search(r"[/-]", wanted):
        return []
    return _select(connection, "d.code_key LIKE '% ' || ?", fold(wanted))


_EXACT: tuple[Reading, ...] = (_by_id, _by_content, _by_code, _by_draft_code, _by_title, _by_file_name)
_LOOSE: tuple[Reading, ...] = (
    *(_by_citation, _by_beginning, _by_id_beginning),
    *(_by_words, _by_symbol, _by_cited_words),
)


def _candidate(connection: sqlite3.Connection, row: DocumentRow) -> tuple[str, ...]:
    """Return what tells a document from others of its name: number, date, issuer, title, file."""
    query = "SELECT f.name FROM documents AS d JOIN files AS f ON f.id = d.file WHERE d.id = ?"
    file = connection.execute(query, (row.id,)).fetchone()
    name = file[0] if file else "(only cited)"
    return (row.code or row.type or "", row.issued or "", row.issuer or "", shorten_title(row.title), name)


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
    return find_nearest(key, {str(folded): str(shown) for folded, shown in rows if folded and shown})
