"""Two acts of one number: a tie between cited documents goes to the one that is meant, up to the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from parsed_factory import CLOSING, MASTHEAD, record_of

from pipeline.link import LINKER
from pipeline.store import open_database

OF_2018 = "Nghị quyết số 936-NQ/TW ngày 22/10/2018 của Ban Chấp hành Trung ương về nghề muối"
OF_2023 = "Nghị quyết số 936-NQ/TW ngày 30/01/2023 của Bộ Chính trị về nghề nuôi ong"
CARRIED_OUT = "Kế hoạch số 9114-KH/TU ngày 02/02/2024 của Tỉnh ủy triển khai Nghị quyết số 936-NQ/TW"

# lines of the preamble, the year of the resolution that the plan 9114-KH/TU carries out, why
CASES = [
    (
        [f"Căn cứ {OF_2018};", f"Căn cứ {OF_2023};", f"Thực hiện {CARRIED_OUT} ngày 30/01/2023,"],
        2023,
        "the older first",
    ),
    (
        [f"Căn cứ {OF_2023};", f"Căn cứ {OF_2018};", f"Thực hiện {CARRIED_OUT} ngày 30/01/2023,"],
        2023,
        "the newer first",
    ),
    ([f"Thực hiện {CARRIED_OUT} ngày 30/01/2023,", f"Căn cứ {OF_2018};"], 2023, "the plan before the other"),
    ([f"Căn cứ {OF_2018};", f"Thực hiện {CARRIED_OUT} ngày 30/01/2023,"], 2023, "the other before the plan"),
    ([f"Căn cứ {OF_2023};", f"Thực hiện {CARRIED_OUT} ngày 22/10/2018,"], 2018, "the plan carries out the older"),
    (
        [f"Căn cứ {OF_2018};", f"Căn cứ {OF_2023};", f"Thực hiện {CARRIED_OUT},"],
        2023,
        "its date stands in another place",
    ),
    ([f"Căn cứ {OF_2023};", f"Căn cứ {OF_2018};", f"Thực hiện {CARRIED_OUT},"], 2018, "the one that was named last"),
]


@pytest.mark.parametrize(("lines", "year", "why"), CASES, ids=[case[2] for case in CASES])
def test_the_tie_goes_to_the_act_of_that_year(lines: list[str], year: int, why: str, tmp_path: Path) -> None:
    record = record_of(MASTHEAD, "KẾ HOẠCH\nPhát triển nghề nuôi ong", *lines, "I. MỤC ĐÍCH", CLOSING)
    with open_database(tmp_path / "vanban.db", create=True, linker=LINKER) as database:
        database.load([record])
    with closing(sqlite3.connect(tmp_path / "vanban.db")) as connection:
        rows = connection.execute(
            """SELECT sources.code, relations.relation, targets.code, targets.issued FROM relations
               JOIN documents AS sources ON sources.id = relations.source
               JOIN documents AS targets ON targets.id = relations.target WHERE hand = 'second'"""
        ).fetchall()
    ((source, relation, target, issued),) = rows
    assert (source, relation, target, issued[:4]) == ("9114-KH/TU", "implements", "936-NQ/TW", str(year))
