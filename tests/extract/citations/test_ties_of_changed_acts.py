"""Acts with the acts that amend them, plans told by their period, who approved or was looked at."""

from __future__ import annotations

import pytest
from test_citations import cited, edges, relations

from pipeline.extract.citations.mentions import find_mentions
from pipeline.text.words import Words

A = "Nghị định số 9108/2031/NĐ-CP ngày 21/01/2031 của Chính phủ"
B = "Nghị định số 9167/2033/NĐ-CP ngày 30/6/2033 của Chính phủ"
PLANNING = "Quy hoạch khai thác, chế biến mật ong thời kỳ 2031-2040"
DECISION = "Quyết định số 9866/QĐ-TTg ngày 18/7/2033"


@pytest.mark.parametrize(
    "joint",
    [
        ", được sửa đổi, bổ sung tại",
        " quy định về nuôi ong, thú y, được sửa đổi, bổ sung tại",
        " quy định về nuôi ong đã được sửa đổi, bổ sung bởi",
        " về kiểm soát dịch bệnh; được sửa đổi tại",
    ],
)
def test_a_basis_is_the_act_with_its_amending_act(joint: str) -> None:
    record = cited(f"Căn cứ {A}{joint} {B};")
    assert relations(record) == {"9108/2031/NĐ-CP": ["legal_basis"], "9167/2033/NĐ-CP": ["legal_basis"]}
    assert edges(record) == [("9167/2033/NĐ-CP", "amends", "9108/2031/NĐ-CP")]


@pytest.mark.parametrize("verb", ["được phê duyệt tại", "đã được Thủ tướng Chính phủ phê duyệt tại"])
def test_a_planning_is_approved_by_the_act_behind_it(verb: str) -> None:
    record = cited(f"Rà soát {PLANNING}, tầm nhìn đến năm 2060 {verb} {DECISION}.")
    assert edges(record) == [("9866/QĐ-TTg", "approves", f"{PLANNING}, tầm nhìn đến năm 2060")]


def test_a_planning_is_one_whatever_its_outlook() -> None:
    record = cited(f"Rà soát {PLANNING}, tầm nhìn đến năm 2060. Trong khi đó {PLANNING}, tầm nhìn 2060 còn hiệu lực.")
    assert [(one.type, len(one.mentions)) for one in record.citations] == [("QH", 2)]


def test_a_planning_in_its_decisions_title_is_part_of_it() -> None:
    record = cited(f"Thực hiện {DECISION} của Thủ tướng Chính phủ về việc phê duyệt {PLANNING};")
    assert relations(record) == {"9866/QĐ-TTg": ["implements"]}


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("Kiểm tra việc triển khai thực hiện", "mentions"),
        ("Kiểm tra, giám sát việc thi hành", "mentions"),
        ("Các xã báo cáo tình hình thực hiện", "implements"),
        ("Các xã thực hiện quy định của", "implements"),
        ("Các xã thực hiện nghiêm các quy định tại", "implements"),
        ("Hồ sơ được thực hiện theo quy định tại", "mentions"),
        ("Hồ sơ được thực hiện theo thủ tục ban hành tại", "mentions"),
        ("Tăng cường quản lý đàn ong theo đúng chỉ đạo của UBND tỉnh tại", "implements"),
        ("Tăng cường quản lý đàn ong theo ý kiến chỉ đạo tại", "implements"),
    ],
)
def test_what_is_done_with_an_act(words: str, relation: str) -> None:
    assert relations(cited(f"{words} {A}.")) == {"9108/2031/NĐ-CP": [relation]}


@pytest.mark.parametrize(
    ("sentence", "issuers"),
    [
        ("Đề án đã được Thủ tướng Chính phủ phê duyệt tại Quyết định số 9866/QĐ-TTg", ["Thủ tướng Chính phủ"]),
        ("(được Sở Tư pháp thẩm định tại Báo cáo số 9853/BC-STP ngày 05/11/2031)", ["Sở Tư pháp"]),
        ("Quyết định số 9844/QĐ-UBND của UBND tỉnh An Hòa Quy định việc nuôi ong", ["UBND tỉnh An Hòa"]),
        (
            "Quyết định số 9844/QĐ-UBND của UBND tỉnh và Kế hoạch số 9112/KH-SNV của Sở Nội vụ",
            ["UBND tỉnh", "Sở Nội vụ"],
        ),
        ("Căn cứ Luật Ngân hàng Nhà nước Việt Nam số 9846/2030/QH12", [None]),
    ],
)
def test_who_issued(sentence: str, issuers: list[str | None]) -> None:
    assert [one.issuer for one in find_mentions(Words.of(sentence))] == issuers


@pytest.mark.parametrize(
    "text", ["số 9189/SNV- LĐVL&TN ngày", "số 9189/SNV-LĐVL& TN ngày", "số 9189/SNV-LĐVL & TN ngày"]
)
def test_a_symbol_broken_at_its_ampersand(text: str) -> None:
    assert [one.code for one in find_mentions(Words.of(f"Công văn {text}"))] == ["9189/SNV-LĐVL&TN"]


def test_a_regulation_issued_with_an_act_is_amended_and_the_act_with_it() -> None:
    record = cited(
        "Thực hiện Quyết định số 9133/QĐ-UBND ngày 05/6/2033 của UBND tỉnh sửa đổi, bổ sung một số điều của Quy định "
        "nuôi ong ban hành kèm theo Quyết định số 9135/QĐ-UBND ngày 20/12/2031;"
    )
    assert edges(record) == [("9133/QĐ-UBND", "amends", "9135/QĐ-UBND")]


def test_a_report_with_a_proposal_proposes() -> None:
    record = cited("Xét báo cáo, đề xuất của Sở Xây dựng tại Công văn số 9972/SXD-QLN& TTBĐS ngày 14/11/2031;")
    assert relations(record) == {"9972/SXD-QLN&TTBĐS": ["proposed_by"]}
