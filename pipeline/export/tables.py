"""Task lists as CSV for a spreadsheet and as JSON for a program."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

_BETWEEN_NAMES = "; "
_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.()-]*$)")


def make_csv(rows: Sequence[object], row_type: type | None = None) -> str:
    """Return frozen rows as CSV (RFC 4180, UTF-8 without mark): a head line, then one line a row.

    With `row_type` (`TaskRow`) the head line stands there even where no row follows.
    Several names stand in one cell, parted by "; "; unknown values are empty. A text that a
    spreadsheet would take for a formula gets an apostrophe in front.
    """
    kind = row_type or (type(rows[0]) if rows else None)
    return "".join(stream_csv(rows, kind)) if kind else ""


def stream_csv(rows: Iterable[object], kind: type) -> Iterator[str]:
    """Yield the lines of `make_csv` one by one: memory does not grow with the rows."""
    yield _csv_line(_names(kind))
    for row in rows:
        yield _csv_line([_cell(getattr(row, name)) for name in _names(kind)])


def make_json(rows: Iterable[object]) -> str:
    """Return frozen rows as a JSON array of objects, one a line."""
    return "".join(stream_json(rows))


def stream_json(rows: Iterable[object]) -> Iterator[str]:
    """Yield the pieces of `make_json` one by one: memory does not grow with the rows."""
    between = "["
    for row in rows:
        yield between + json.dumps({name: getattr(row, name) for name in _names(type(row))}, ensure_ascii=False)
        between = ",\n "
    yield "[]\n" if between == "[" else "]\n"


def _csv_line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _names(kind: type) -> list[str]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no kind of frozen row")
    return [field.name for field in fields(kind)]


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        value = _BETWEEN_NAMES.join(value)
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text
