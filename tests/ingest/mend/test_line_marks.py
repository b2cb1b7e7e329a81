from __future__ import annotations

import re

import pytest

from pipeline.ingest.mend.line_marks import (
    ends_paragraph,
    is_capitals,
    is_item,
    is_open,
    is_signing_stamp,
    parts_bodies,
)
from pipeline.knowledge.load import read_table
from pipeline.text.letters import spell

ROWS = read_table("line_starts")


@pytest.mark.parametrize("row", ROWS["start"], ids=[row["id"] for row in ROWS["start"]])
def test_rows_hold_their_own_examples(row: dict[str, object]) -> None:
    pattern = re.compile(spell(str(row["pattern"])))
    assert row["examples"] and row["rejects"]
    for example in row["examples"]:  # type: ignore[attr-defined]
        assert pattern.match(example), example
        assert is_item(example), example
    for reject in row["rejects"]:  # type: ignore[attr-defined]
        assert not pattern.match(reject), reject


def test_open_and_numbered_rows_hold_their_own_examples() -> None:
    for group in ("open", "numbered"):
        for row in ROWS[group]:
            line, following = row["example"]
            assert is_open(line, following), row["id"]
    for row in ROWS["stamp"]:
        assert is_signing_stamp(row["example"])


@pytest.mark.parametrize("row", ROWS["dashed"], ids=[row["id"] for row in ROWS["dashed"]])
def test_a_dash_that_is_no_bullet(row: dict[str, list[str]]) -> None:
    assert is_open(*row["example"])
    assert not is_open(*row["reject"])


@pytest.mark.parametrize("row", ROWS["bodies"], ids=[row["id"] for row in ROWS["bodies"]])
def test_bodies_one_above_the_other(row: dict[str, list[str]]) -> None:
    assert parts_bodies(*row["example"])
    assert not parts_bodies(*row["reject"])


@pytest.mark.parametrize(
    ("line", "following", "expected", "why"),
    [
        ("theo Quyết định số", "204/QĐ-STL", True, "a number follows"),
        ("trong năm", "2025", True, "a year follows"),
        ("Kế hoạch năm", "Các phòng", False, "no number follows"),
        ("nâng cao vai trò của", "Mặt trận", True, "a preposition cannot end a sentence"),
        ("vay vốn tại các", "Ngân hàng", True, "an article cannot end a sentence"),
        ("Hội nghị tiểu ban", "Sở Y tế", False, "a small noun may"),
        ("kết luận của Đảng", "Tập trung", False, "a full name may"),
        ("mục tiêu phát triển kinh tế", "- xã hội của xã", True, "a dash joins two words"),
        ("giữ vững quốc phòng", "- an ninh trên địa bàn", True, "of another pair"),
        ("Trung tâm giáo dục nghề nghiệp", "- giáo dục thường xuyên", True, "within a name"),
        ("Kế hoạch nuôi ong giai đoạn 2031", "- 2035 của tỉnh", True, "a span of years"),
        ("năm học 2031", "-2032 tại các trường", True, "without a blank"),
        ("Các nhiệm vụ phát triển kinh tế", "- Xây trại ong mới.", False, "a bullet with a capital letter"),
        ("kế hoạch năm 2031", "- 20 trại ong mới;", False, "a bullet with a count"),
    ],
)
def test_open_lines(line: str, following: str, expected: bool, why: str) -> None:
    assert is_open(line, following) is expected, why


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("thực hiện./.", True),
        ("như sau:", True),
        ("(nếu có);", True),
        ("“Nước sạch.”", True),
        ("của tỉnh", False),
        ("", False),
    ],
)
def test_ends_of_paragraphs(line: str, expected: bool) -> None:
    assert ends_paragraph(line) is expected


@pytest.mark.parametrize(("line", "expected"), [("KẾ HOẠCH", True), ("Kế hoạch", False), ("12/2025", False)])
def test_capitals(line: str, expected: bool) -> None:
    assert is_capitals(line) is expected
