"""Programmes carried out by plans, brackets with papers, lists of acts that changed one, issuers by the symbol."""

from __future__ import annotations

import pytest
from test_citations import cited, edges, relations

from pipeline.extract.citations.mentions import find_mentions
from pipeline.text.words import Words

PLAN = "Kế hoạch số 9412/KH-UBND ngày 02/3/2031 của UBND tỉnh An Hòa"


@pytest.mark.parametrize(
    "name",
    [
        "Chương trình nhân giống, bảo vệ ong nội đến năm 2040",
        "Chương trình phát triển nghề ong tỉnh An Hòa giai đoạn 2031 - 2035",
        "Đề án phát triển nghề nuôi ong đến năm 2040",
        "Chiến lược Dân số ong Việt Nam đến năm 2040",
    ],
)
def test_a_plan_carries_out_the_programme_of_its_title(name: str) -> None:
    record = cited(f"Tiếp tục triển khai các hoạt động tại {PLAN} thực hiện {name}.")
    assert edges(record) == [("9412/KH-UBND", "implements", name)]


@pytest.mark.parametrize("joint", ["theo", "theo đúng nội dung"])
def test_a_programme_is_carried_out_according_to_a_plan(joint: str) -> None:
    record = cited(f"Thực hiện Chương trình nuôi ong, trồng hoa đến năm 2040 {joint} {PLAN}.")
    assert edges(record) == [("9412/KH-UBND", "implements", "Chương trình nuôi ong, trồng hoa đến năm 2040")]


@pytest.mark.parametrize("former", ["(nay là tỉnh An Hòa)", "(cũ)", "(trước sáp nhập)"])
def test_a_former_name_does_not_end_the_title(former: str) -> None:
    text = f"Kế hoạch này thay thế {PLAN} {former} về thực hiện Nghị quyết số 9048/NQ-CP ngày 03/4/2030 của Chính phủ."
    assert edges(cited(text)) == [("9412/KH-UBND", "implements", "9048/NQ-CP")]


def test_papers_in_brackets_are_only_mentioned() -> None:
    record = cited("Các xã đã thực hiện tốt việc nuôi ong (Báo cáo số 9223/BC-UBND ngày 15/6/2031).")
    assert relations(record) == {"9223/BC-UBND": ["mentions"]}


def test_what_a_body_told_may_stand_in_brackets() -> None:
    record = cited(f"Thực hiện chỉ đạo của UBND tỉnh An Hòa (Công văn số 9223/UBND-KT ngày 15/6/2031); {PLAN}.")
    assert relations(record)["9223/UBND-KT"] == ["implements"]


def test_further_acts_amend_behind_a_semicolon() -> None:
    first = (
        "Nghị định số 9126/2023/NĐ-CP của Chính phủ về nuôi ong được sửa đổi, bổ sung bởi Nghị định số 9144/2024/NĐ-CP"
    )
    found = edges(cited(f"Căn cứ {first}; Nghị định số 9173/2025/NĐ-CP và Nghị định số 9260/2025/NĐ-CP;"))
    changing = ("9144/2024/NĐ-CP", "9173/2025/NĐ-CP", "9260/2025/NĐ-CP")
    assert found == [(one, "amends", "9126/2023/NĐ-CP") for one in changing]


def test_a_decree_behind_a_law_in_a_title_stands_beside_the_decree() -> None:
    title = "quy định chi tiết Luật Thú y và Nghị định số 9079/2025/NĐ-CP của Chính phủ về nuôi ong"
    amended = "sửa đổi, bổ sung một số điều của Nghị định số 9078/2025/NĐ-CP"
    text = f"Căn cứ Nghị định số 9187/2025/NĐ-CP của Chính phủ {amended} {title};"
    assert ("9187/2025/NĐ-CP", "amends", "9079/2025/NĐ-CP") in edges(cited(text))


def test_a_title_of_abolished_procedures_ends_nothing() -> None:
    record = cited("Căn cứ Quyết định số 9524/QĐ-BTP ngày 05/4/2031 về việc công bố thủ tục bị bãi bỏ về nuôi ong;")
    assert relations(record) == {"9524/QĐ-BTP": ["legal_basis"]}


@pytest.mark.parametrize(
    ("text", "code", "issuer"),
    [
        (
            "Thông tư số 9002/2031/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
            "9002/2031/TT-VPCP",
            "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
        ),
        (
            "UBND tỉnh An Hòa đã phê duyệt phương án nuôi ong tại Quyết định số 9351/QĐ-UBND",
            "9351/QĐ-UBND",
            "UBND tỉnh An Hòa",
        ),
        (
            "Kế hoạch số 9001/KH-BCĐ của Ban Chỉ đạo nuôi ong, thú y và trồng hoa về việc nuôi ong",
            "9001/KH-BCĐ",
            "Ban Chỉ đạo nuôi ong, thú y và trồng hoa",
        ),
        (
            "các Quyết định của Thủ tướng Chính phủ về phê duyệt quy hoạch: Quyết định số 9629/QĐ-TTg về ong",
            "9629/QĐ-TTg",
            "Thủ tướng Chính phủ",
        ),
        (
            "các công điện của Thủ tướng Chính phủ, đặc biệt là các Công điện số 9215/CĐ-TTg",
            "9215/CĐ-TTg",
            "Thủ tướng Chính phủ",
        ),
        ("theo chỉ đạo của Bộ Chính trị tại Thông báo Kết luận số 9099-TB/TW", "9099-TB/TW", "Bộ Chính trị"),
        ("trình Sở Tư pháp thẩm định tại Văn bản số 9620/SCT-CN", "9620/SCT-CN", None),
        ("Nghị quyết số 966.2/2031/NQ-CP của Chính phủ", "966.2/2031/NQ-CP", "Chính phủ"),
    ],
)
def test_who_issued_what_is_cited(text: str, code: str, issuer: str | None) -> None:
    assert [(one.code, one.issuer) for one in find_mentions(Words.of(text)) if one.code == code] == [(code, issuer)]


@pytest.mark.parametrize(
    "name",
    [
        "Luật sửa đổi bổ sung một số điều của Luật Thú y",
        "Luật sửa đổi, bổ sung một số điều của 9 luật có liên quan đến nuôi ong, thú y",
    ],
)
def test_an_amending_law_keeps_its_number(name: str) -> None:
    found = find_mentions(Words.of(f"Căn cứ {name} số 987/2031/QH17;"))
    assert [(one.name, one.code) for one in found] == [(name, "987/2031/QH17")]


def test_the_number_of_a_footnote_ends_a_laws_name() -> None:
    assert [one.name for one in find_mentions(Words.of("theo quy định tại Điều 7 Luật Đất đai3."))] == ["Luật Đất đai"]
