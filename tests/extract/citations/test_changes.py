"""What ends an act and what only changes a part of it, who does it, and what is said in brackets."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, MASTHEAD, record_of

from pipeline.model import Record, Relation

A = "Quyết định số 9312/QĐ-UBND ngày 05/01/2020 của UBND tỉnh"
B = "Quyết định số 9314/QĐ-UBND ngày 05/02/2021 của UBND tỉnh"
TITLE = "QUYẾT ĐỊNH\nVề việc ban hành quy định nuôi ong"
PLAN = "KẾ HOẠCH\nPhát triển nghề nuôi ong"


def decided(sentence: str, title: str = TITLE) -> Record:
    """Return the record of a decision whose second article is a sentence."""
    body = f"Điều 1. Ban hành quy định nuôi ong.\nĐiều 2. {sentence}"
    return record_of(MASTHEAD, title, "Căn cứ tình hình thực tế của tỉnh;", "QUYẾT ĐỊNH:", body, CLOSING)


def ties(record: Record) -> dict[str, list[tuple[str, str | None]]]:
    return {c.key: [(tie.relation.value, tie.part and tie.part.value) for tie in c.ties] for c in record.citations}


def edges(record: Record) -> list[tuple[str, str, str, str | None]]:
    found = ((*record.ends(edge), edge) for edge in record.edges)
    return [(one.key, edge.relation.value, other.key, edge.part and edge.part.value) for one, other, edge in found]


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        (f"Quyết định này thay thế {A}.", "replaces"),
        (f"Quyết định này có hiệu lực kể từ ngày ký và thay thế cho {A}.", "replaces"),
        (f"Quyết định này có hiệu lực từ ngày 15/01/2031, bãi bỏ {A}.", "repeals"),
        (f"Bãi bỏ toàn bộ {A}.", "repeals"),
        (f"Bãi bỏ toàn bộ nội dung {A}.", "repeals"),
        (f"Hủy bỏ {A}.", "repeals"),
        (f"{A} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "repeals"),
        (f"{A} về thu phí không còn hiệu lực kể từ ngày 01/01/2031.", "repeals"),
        (f"Kể từ ngày Quyết định này có hiệu lực, {A} hết hiệu lực.", "repeals"),
        (f"{A} được thay thế bằng Quyết định này.", "replaces"),
        (f"Bãi bỏ các văn bản sau:\na) {A}.", "repeals"),
        (f"Các Quyết định sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực:\na) {A}.", "repeals"),
    ],
)
def test_a_whole_act_ends(sentence: str, relation: str) -> None:
    assert ties(decided(sentence)) == {"9312/QĐ-UBND": [(relation, None)]}


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        (f"Bãi bỏ khoản 2 Điều 5 {A}.", "khoản 2 Điều 5"),
        (f"Thay thế khoản 3 Điều 2 của {A}.", "khoản 3 Điều 2"),
        (f"Bãi bỏ khoản 1 Điều 2; khoản 3 Điều 4; Điều 5 {A}.", "khoản 1 Điều 2; khoản 3 Điều 4; Điều 5"),
        (f"Thay thế cụm từ “bãi bỏ; thay thế” tại Điều 3 {A}.", "cụm từ “bãi bỏ; thay thế” tại Điều 3"),
        (f"Thay cụm từ “huyện” bằng “xã” tại khoản 1 Điều 3 {A}.", "cụm từ “huyện” bằng “xã” tại khoản 1 Điều 3"),
        (f"Thay thế Phụ lục 3 ban hành kèm theo {A}.", "Phụ lục 3"),
        (f"Sửa đổi, bổ sung một số điều của {A}.", "một số điều"),
        (f"Bãi bỏ một phần {A}.", "một phần"),
        (f"Quyết định này thay thế Quy chế làm việc ban hành kèm theo {A}.", "Quy chế làm việc"),
        (f"Thay thế thành viên Ban Chỉ đạo tại {A}.", "thành viên Ban Chỉ đạo"),
        (f"Khoản 2 Điều 5 {A} hết hiệu lực kể từ ngày 01/01/2031.", "Khoản 2 Điều 5"),
        (f"{A} hết hiệu lực một phần.", "một phần"),
        (f"Bãi bỏ {A} đối với các dự án nhóm C.", "đối với các dự án nhóm C"),
        (f"Bãi bỏ các văn bản sau:\na) Điều 3 {A}.", "Điều 3"),
    ],
)  # fmt: skip
def test_a_part_is_amended_and_named_with_its_place(sentence: str, part: str) -> None:
    record = decided(sentence)
    assert ties(record) == {"9312/QĐ-UBND": [("amends", part)]}
    named = record.citations[0].ties[0].part
    assert named is not None
    assert " ".join(record.text[named.evidence.start : named.evidence.end].split()) == part


@pytest.mark.parametrize(
    "sentence",
    [
        f"Giao Sở Tư pháp tham mưu sửa đổi, thay thế {A}.",
        f"Rà soát, đề xuất bãi bỏ khoản 2 Điều 5 {A}.",
        f"Quyết định này không thay thế {A}.",
        f"{A} đã hết hiệu lực, các sở rà soát.",
        f"Thay thế thiết bị cũ theo {A}.",
        f"Trường hợp {A} hết hiệu lực, các sở báo cáo.",
    ],
)
def test_what_is_ordered_or_told_is_a_mention(sentence: str) -> None:
    assert ties(decided(sentence)) == {"9312/QĐ-UBND": [("mentions", None)]}


def test_a_plan_that_lists_a_change_orders_it() -> None:
    record = record_of(MASTHEAD, PLAN, "Căn cứ tình hình;", f"II. NHIỆM VỤ\n1. Sửa đổi, bổ sung {A}.", CLOSING)
    assert ties(record) == {"9312/QĐ-UBND": [("mentions", None)]}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (f"Bãi bỏ {A} và {B}.", [("repeals", None), ("repeals", None)]),
        (f"Bãi bỏ khoản 1 Điều 2 {A} và Điều 4 {B}.", [("amends", "khoản 1 Điều 2"), ("amends", "Điều 4")]),
        (f"Thay thế {A} và bãi bỏ khoản 2 Điều 1 {B}.", [("replaces", None), ("amends", "khoản 2 Điều 1")]),
        (f"{A} và {B} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", [("repeals", None), ("repeals", None)]),
        (f"Thay thế {A} đã được sửa đổi bởi {B}.", [("replaces", None), ("mentions", None)]),
    ],
)
def test_each_of_two_acts_has_its_own(sentence: str, found: list[tuple[str, str | None]]) -> None:
    assert [tie for one in ties(decided(sentence)).values() for tie in one] == found


def test_numbers_of_one_list_end_together() -> None:
    numbers = "số 9301/QĐ-UBND ngày 05/01/2020; số 9302/QĐ-UBND ngày 06/01/2020 của UBND tỉnh"
    record = decided(f"Quyết định này thay thế các Quyết định: {numbers}.")
    assert ties(record) == {"9301/QĐ-UBND": [("replaces", None)], "9302/QĐ-UBND": [("replaces", None)]}


@pytest.mark.parametrize(
    ("between", "edge"),
    [
        ("được thay thế bởi", ("9314/QĐ-UBND", "replaces", "9312/QĐ-UBND", None)),
        ("đã bị bãi bỏ tại", ("9314/QĐ-UBND", "repeals", "9312/QĐ-UBND", None)),
        ("được sửa đổi, bổ sung bởi", ("9314/QĐ-UBND", "amends", "9312/QĐ-UBND", None)),
    ],
)
def test_an_act_that_another_one_ends(between: str, edge: tuple[str, str, str, str | None]) -> None:
    assert edges(decided(f"Thực hiện {A} {between} {B}.")) == [edge]


def test_the_own_title_ends_an_act() -> None:
    record = decided("Quyết định có hiệu lực từ ngày ký.", f"QUYẾT ĐỊNH\nVề việc bãi bỏ {A}")
    assert ties(record) == {"9312/QĐ-UBND": [("repeals", None)]}


C, D = "Kế hoạch số 9312/KH-UBND ngày 02/3/2025 của UBND tỉnh", "Kế hoạch số 9399/KH-UBND ngày 01/02/2021 của UBND tỉnh"


@pytest.mark.parametrize(
    ("said", "edge"),
    [
        (f"(thay thế {D})", ("replaces", None)),
        (f"(thực hiện Nghị quyết số 905-NQ/TU ngày 01/01/2025 của Tỉnh ủy; thay thế {D})", ("replaces", None)),
        (f"về nuôi ong (bãi bỏ khoản 2 Mục I {D})", ("amends", "khoản 2 Mục I")),
        (f"(ban hành theo {D})", ("issued_with", None)),
    ],
)
def test_brackets_behind_a_cited_act_speak_of_it(said: str, edge: tuple[str, str | None]) -> None:
    text = f"Thực hiện {C} {said}, Nghị quyết số 907-NQ/TU ngày 01/4/2025 của Tỉnh ủy, Sở Y tế ban hành kế hoạch."
    record = record_of(MASTHEAD, PLAN, text, "I. NHIỆM VỤ\n1. Rà soát giống ong.", CLOSING)
    assert ("9312/KH-UBND", edge[0], "9399/KH-UBND", edge[1]) in edges(record)
    found = ties(record)
    assert found["9312/KH-UBND"] == found["907-NQ/TU"] == [("implements", None)]
    assert found["9399/KH-UBND"] == [("mentions", None)]


def test_issued_with_belongs_to_what_stands_beside_it() -> None:
    record = decided(f"Thực hiện Quy chế phối hợp ban hành kèm theo {A}.")
    assert ties(record) == {"9312/QĐ-UBND": [("implements", None)]}


@pytest.mark.parametrize(
    "higher",
    [
        "Quyết định số 9312/QĐ-TTg ngày 05/01/2020 của Thủ tướng Chính phủ",
        "Nghị định số 912/2020/NĐ-CP ngày 05/01/2020",
        "Luật Chăn nuôi ngày 19 tháng 11 năm 2018",
    ],
)
def test_a_lower_body_ends_nothing_of_a_higher_one(higher: str) -> None:
    record = decided(f"Quyết định này thay thế {higher}.")
    assert [tie.relation for tie in record.citations[0].ties] == [Relation.MENTIONS]
    assert [issue.code for issue in record.issues if issue.code == "ends_higher_act"] == ["ends_higher_act"]
