"""The gold of the resolution: pairs that are or are not one act, measured as precision and recall."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from records_factory import cite, make_record

from pipeline.link import link_records
from pipeline.model import Evidence, Fact, Record

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "resolution_cases.toml").read_text("utf-8"))[
    "case"
]
Row = dict[str, str]


def make_claim(row: Row, place: int) -> tuple[Record, int | None]:
    """Return the record that makes a claim, and which of its claims that is (None: its own header)."""
    salt = str(place)
    if not row.get("held"):
        citation = cite(
            row.get("code"), date=row.get("date"), issuer=row.get("by"), name=row.get("name"), type_=row.get("type")
        )
        code = f"{900 + place}/BC-VP"
        return make_record(code, issued=row["on"], issuer=row["home"], title=None, citations=[citation], salt=salt), 0
    record = make_record(
        row.get("code"), issued=row.get("date"), issuer=row["by"], title=row["title"], type_=row.get("type"), salt=salt
    )
    if "not_before" in row:
        newest = Fact(row["not_before"], Evidence(0, 1, "test", 0.9))
        record = replace(record, identity=replace(record.identity, issued_not_before=newest))
    return record, None


def are_same(rows: Sequence[Row]) -> bool:
    """Link the records of some claims and say whether the first two mean one act."""
    made = [make_claim(row, place) for place, row in enumerate(rows)]
    linked = link_records(record for record, _ in made)
    meant = {(match.file, match.citation): match.document for match in linked.matches}
    one, other = ((record.source.sha256, citation) for record, citation in made[:2])
    return meant[one] == meant[other]


def rows_of(case: dict[str, Any]) -> list[Row]:
    """Return the claims of a case, the compared ones first."""
    return [case["one"], case["other"], *case.get("with", [])]


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[dict[str, Any], bool]]:
    """Return every case with what the linker makes of it."""
    return [(case, are_same(rows_of(case))) for case in CASES]


def test_there_are_enough_cases_of_every_kind() -> None:
    groups = Counter(case["group"] for case in CASES)
    assert len(CASES) >= 150
    assert min(groups.values()) >= 10
    assert len({str(rows_of(case)) for case in CASES}) == len(CASES), "each pair stands once"
    share = sum(case["same"] for case in CASES) / len(CASES)
    assert 0.35 < share < 0.65, "a linker that always says the same must fail"


def test_precision_and_recall(verdicts: list[tuple[dict[str, Any], bool]]) -> None:
    table = Counter((case["same"], found) for case, found in verdicts)
    wrong = [f"{case['group']}: {case['why']}" for case, found in verdicts if found != case["same"]]
    precision = table[True, True] / (table[True, True] + table[False, True])
    recall = table[True, True] / (table[True, True] + table[True, False])
    assert precision >= 0.99, wrong
    assert recall >= 0.97, wrong


def test_no_order_changes_a_verdict(verdicts: list[tuple[dict[str, Any], bool]]) -> None:
    for case, found in verdicts:
        rows = rows_of(case)
        for order in permutations(range(2, len(rows))):
            assert are_same([rows[1], rows[0], *(rows[place] for place in order)]) == found, case["why"]
