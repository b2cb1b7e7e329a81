"""Task lists as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

import pytest

from pipeline.export.tables import make_csv, make_json


@dataclass(frozen=True, slots=True)
class Row:
    """A row like those that queries return."""

    path: str
    text: str
    lead: tuple[str, ...]
    page: int | None


ROWS = [
    Row("II.1", 'Xây "trường", sửa\nmái', ("Sở Y tế", "UBND các xã, phường"), 3),
    Row("-1", "=SUM(A1)", (), None),
]


def test_csv_is_read_back() -> None:
    rows = list(csv.DictReader(io.StringIO(make_csv(ROWS), newline="")))
    assert rows[0] == {
        **{"path": "II.1", "text": 'Xây "trường", sửa\nmái', "lead": "Sở Y tế; UBND các xã, phường", "page": "3"},
    }
    assert (rows[1]["lead"], rows[1]["page"]) == ("", "")


@pytest.mark.parametrize(
    ("text", "cell", "why"),
    [
        ("=SUM(A1)", "'=SUM(A1)", "a formula"),
        ("+84 24", "'+84 24", "a formula by its sign"),
        ("@tinh", "'@tinh", "a function"),
        ("-cmd", "'-cmd", "a formula by its sign"),
        ("-1", "-1", "a bullet's path is a number"),
        ("-1.-2", "-1.-2", "nested bullets too"),
        ("a=b", "a=b", "only the first sign counts"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str, why: str) -> None:
    line = make_csv([Row("1", text, (), None)]).splitlines()[1]
    assert line == f"1,{cell},,", why


def test_json_is_read_back() -> None:
    assert json.loads(make_json(ROWS))[0]["lead"] == ["Sở Y tế", "UBND các xã, phường"]
    assert json.loads(make_json([])) == []


def test_head_line_without_rows() -> None:
    assert make_csv([], Row) == "path,text,lead,page\r\n"
    assert make_csv([]) == ""
