"""Namings of documents: type, code, date, issuer, name; lists that share them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.citations.mentions import Mention, find_mentions
from pipeline.text.words import Words

Row = tuple[str | None, str | None, str | None, str | None, str | None]  # type, code, date, issuer, name

CASES: list[tuple[str, list[Row], str]] = [
    (
        "Thực hiện Kế hoạch số 9016/KH-UBND ngày 14/03/2024 của UBND tỉnh Hòa Bình về phát triển nghề ong",
        [("KH", "9016/KH-UBND", "2024-03-14", "UBND tỉnh Hòa Bình", None)],
        "the full form",
    ),
    (
        "Quyết định số 9238- QĐ/TW ngày 05 tháng 4 năm 2023 của Ban Bí thư",
        [("QĐ", "9238-QĐ/TW", "2023-04-05", "Ban Bí thư", None)],
        "a gap in the code, a date in words",
    ),
    (
        "Nghị quyết số 9036-NQ/TW, ngày 30-01-2023 của Bộ Chính trị khóa XIII",
        [("NQ", "9036-NQ/TW", "2023-01-30", "Bộ Chính trị khóa XIII", None)],
        "settled: the term that is named stays",
    ),
    ("theo Quyết định 9045/QĐ-TTg", [("QĐ", "9045/QĐ-TTg", None, None, None)], "no “số”, no date, no issuer"),
    (
        "Công văn số 9077/SXD-QLN ngày 02/3/2025 của Sở Xây dựng",
        [("CV", "9077/SXD-QLN", "2025-03-02", "Sở Xây dựng", None)],
        "a công văn has no type in its code",
    ),
    (
        "Quyết định số 955/2016/QĐ-UBND ngày 12/10/2016 của Ủy ban nhân dân tỉnh",
        [("QĐ", "955/2016/QĐ-UBND", "2016-10-12", "Ủy ban nhân dân tỉnh", None)],
        "a normative decision",
    ),
    (
        "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;",
        [("Luật", None, "2015-06-25", None, "Luật Ngân sách nhà nước")],
        "a law by name and date",
    ),
    (
        "Luật Thủy sản số 918/2017/QH14 ngày 21 tháng 11 năm 2017",
        [("Luật", "918/2017/QH14", "2017-11-21", None, "Luật Thủy sản")],
        "settled: a law with a number keeps code and name",
    ),
    ("Luật Thủy sản năm 2017", [("Luật", None, "2017", None, "Luật Thủy sản")], "settled: the year is its date"),
    (
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII",
        [("NQ", None, None, "Đại hội Đảng bộ tỉnh lần thứ XVII", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII")],
        "a congress resolution has a name of its own",
    ),
    (
        "Nghị quyết số 9018-NQ/TW, 9019-NQ/TW ngày 25/10/2017",
        [("NQ", "9018-NQ/TW", "2017-10-25", None, None), ("NQ", "9019-NQ/TW", "2017-10-25", None, None)],
        "codes parted by a comma only",
    ),
    (
        "tại 12 xã, 3 phường, theo Nghị quyết số 903/NQ-HĐND",
        [("NQ", "903/NQ-HĐND", None, None, None)],
        "other numbers are no documents",
    ),
    (
        "Công điện số 907/CĐ-TTg, số 908/CĐ-TTg ngày 03/4/2025 của Thủ tướng Chính phủ",
        [
            ("CĐ", "907/CĐ-TTg", "2025-04-03", "Thủ tướng Chính phủ", None),
            ("CĐ", "908/CĐ-TTg", "2025-04-03", "Thủ tướng Chính phủ", None),
        ],
        "a list with one type, date and issuer",
    ),
    (
        "Công điện số 907/CĐ-TTg ngày 01/4/2025, số 908/CĐ-TTg ngày 03/4/2025 của Thủ tướng Chính phủ",
        [
            ("CĐ", "907/CĐ-TTg", "2025-04-01", "Thủ tướng Chính phủ", None),
            ("CĐ", "908/CĐ-TTg", "2025-04-03", "Thủ tướng Chính phủ", None),
        ],
        "a list with dates of its own",
    ),
    (
        "Theo đề nghị của Sở Y tế tại Tờ trình số 931/TTr-SYT ngày 09/9/2025",
        [("TTr", "931/TTr-SYT", "2025-09-09", None, None)],
        "the proposer is no issuer as printed",
    ),
    ("Kế hoạch này thay cho kế hoạch năm trước; Nghị quyết nêu trên", [], "back-references name nothing"),
    ("các nghị quyết, chỉ thị của Đảng", [], "classes of documents"),
    ("ngày 15/8/2025, 3/4 số xã đạt", [], "dates and fractions"),
    ("", [], "nothing"),
]


def find(text: str) -> list[Mention]:
    return find_mentions(Words.of(text))


@pytest.mark.parametrize(("text", "rows", "why"), CASES, ids=[case[2] for case in CASES])
def test_find_mentions(text: str, rows: list[Row], why: str) -> None:
    assert [(m.type, m.code, m.date, m.issuer, m.name) for m in find(text)] == rows, why


@pytest.mark.parametrize(("text", "rows", "why"), CASES, ids=[case[2] for case in CASES])
def test_places(text: str, rows: list[Row], why: str) -> None:
    for mention in find(text):
        start, end = mention.core
        assert mention.start <= start < end <= mention.end <= len(text)
        core = mention.name or mention.code or ""
        assert core.replace(" ", "") in text[start:end].replace(" ", "")


def test_a_naming_covers_type_date_and_issuer() -> None:
    text = "theo Kế hoạch số 9016/KH-UBND ngày 14/03/2024 của UBND tỉnh Hòa Bình."
    (mention,) = find(text)
    assert text[mention.start : mention.end] == "Kế hoạch số 9016/KH-UBND ngày 14/03/2024 của UBND tỉnh Hòa Bình"
    assert text[slice(*mention.core)].endswith("9016/KH-UBND")


def test_namings_come_in_order_of_place() -> None:
    text = (
        "Luật Thủy sản ngày 21/11/2017; Nghị định số 926/2019/NĐ-CP ngày 08/3/2019 của Chính phủ; "
        "Quyết định số 9339/QĐ-TTg ngày 11/3/2021 của Thủ tướng Chính phủ"
    )
    found = find(text)
    assert [m.code or m.name for m in found] == ["Luật Thủy sản", "926/2019/NĐ-CP", "9339/QĐ-TTg"]
    assert [m.date for m in found] == ["2017-11-21", "2019-03-08", "2021-03-11"]
    assert [m.issuer for m in found] == [None, "Chính phủ", "Thủ tướng Chính phủ"]


def test_a_law_with_a_code_is_named_once() -> None:
    text = "Luật Thủy sản số 918/2017/QH14; Luật Đất đai số 931/2024/QH15"
    assert [(m.code, m.name) for m in find(text)] == [
        ("918/2017/QH14", "Luật Thủy sản"),
        ("931/2024/QH15", "Luật Đất đai"),
    ]


PIECES = st.sampled_from(
    [
        "Kế hoạch", "số", "9016/KH-UBND", "ngày 14/03/2024", "của UBND tỉnh", "Luật Đất đai", "và", ",", ";", "của",
        "Quyết định số 91/QĐ-TTg", "năm 2015", "sửa đổi", "Thực hiện", "Nghị quyết Đại hội XIII của Đảng", ".",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_any_order_of_words_keeps_spans_in_the_text(text: str) -> None:
    found = find(text)
    assert [m.core for m in found] == sorted(m.core for m in found)
    for mention in found:
        assert 0 <= mention.start <= mention.core[0] < mention.core[1] <= mention.end <= len(text)
        assert mention.code or mention.name
    assert sum(text.count(code) for code in ("9016/KH-UBND", "91/QĐ-TTg")) == sum(1 for m in found if m.code)


def test_bare_numbers_share_the_symbol_behind_them() -> None:
    sentence = "các Nghị quyết số 901, 902 và 903/2019/NQ-HĐND ngày 10/7/2019 của HĐND tỉnh"
    found = find_mentions(Words.of(sentence))
    assert [m.code for m in found] == ["901/2019/NQ-HĐND", "902/2019/NQ-HĐND", "903/2019/NQ-HĐND"]
    assert {(m.type, m.date, m.issuer) for m in found} == {("NQ", "2019-07-10", "HĐND tỉnh")}
    assert [sentence[slice(*m.core)] for m in found] == ["Nghị quyết số 901", "902", "903/2019/NQ-HĐND"]
