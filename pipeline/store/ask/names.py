"""How a document is named to people: its code, or where it has none its type, date and short title; never its id."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Protocol

from pipeline.text.codes import make_code_key

_TITLE_SHOWN = 60  # characters of a title that stands for a code
_IDS_AT_ONCE = 500


class Named(Protocol):
    """What names a document: the fields that every row of one has."""

    @property
    def type(self) -> str | None:
        """The abbreviation of its type."""

    @property
    def code(self) -> str | None:
        """Số ký hiệu, perhaps without its number."""

    @property
    def issued(self) -> str | None:
        """Reduced date."""

    @property
    def title(self) -> str | None:
        """Trích yếu."""


def name_document(row: Named) -> str:
    """Return how a table names a document: "38/KH-UBND"; of a draft "/KH-UBND 2031-10 Trồng rừng …"."""
    return make_name(row.type, row.code, row.issued, row.title)


def make_name(kind: str | None, code: str | None, issued: str | None, title: str | None) -> str:
    """Return the name that type, code, date and title make; a title that begins with its type needs no type."""
    if code and make_code_key(code):
        return code
    words = shorten_title(title)
    shown = code or ("" if kind and words.casefold().startswith(kind.casefold()) else kind)
    return " ".join(part for part in (shown, issued, words) if part) or "(no number, no title)"


def name_documents(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of some documents by their ids."""
    wanted = sorted(set(ids))
    names: dict[str, str] = {}
    for start in range(0, len(wanted), _IDS_AT_ONCE):
        some = wanted[start : start + _IDS_AT_ONCE]
        query = f"SELECT id, type, code, issued, title FROM documents WHERE id IN ({', '.join('?' * len(some))})"
        names |= {id_: make_name(*words) for id_, *words in connection.execute(query, some)}
    return names


def shorten_title(title: str | None) -> str:
    """Return a title on one line, cut between words with … where it is long."""
    words = " ".join((title or "").split())
    if len(words) <= _TITLE_SHOWN:
        return words
    return words[: words.rfind(" ", 0, _TITLE_SHOWN)] + "…"
