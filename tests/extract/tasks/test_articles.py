"""Which articles of a decision set tasks: duties of a sentence, a part on organisation, none that only ends the act."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, MASTHEAD, tasks_of


def articles(*texts: str) -> list[str]:
    """Return the ids of the tasks of a decision with some articles."""
    body = "\n".join(f"Điều {number}. {text}" for number, text in enumerate(texts, 1))
    head = MASTHEAD.replace("KH-UBND", "QĐ-UBND")
    return [task.id for task in tasks_of(head, "QUYẾT ĐỊNH\nVề hội nuôi ong", "QUYẾT ĐỊNH:", body, CLOSING)]


FIRST = "Cho phép sáp nhập Hội Nuôi ong xã Bắc vào Hội Nuôi ong xã Nam."
LAST = "Chánh Văn phòng, Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này."


@pytest.mark.parametrize(
    "duty",
    [
        "Trong thời hạn 15 ngày kể từ ngày Quyết định này có hiệu lực, Hội Nuôi ong xã Bắc có trách nhiệm giao sổ.",
        "Hội Nuôi ong xã Nam có nhiệm vụ kiểm kê đàn ong của xã Bắc.",
        "Sau 10 ngày kể từ ngày Quyết định này có hiệu lực thi hành, Trạm Ong có trách nhiệm bàn giao con dấu.",
    ],
)
def test_an_article_that_gives_a_duty_is_a_task(duty: str) -> None:
    assert articles(FIRST, duty, LAST) == ["Điều 2"]


@pytest.mark.parametrize(
    "end",
    [
        LAST,
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "Chánh Văn phòng; Giám đốc các Sở: Y tế, Tài chính; các trại ong chịu trách nhiệm thi hành Quyết định này./.",
        "Hiệu lực thi hành\nQuyết định này có hiệu lực thi hành kể từ ngày 01/3/2031.",
        "Trách nhiệm tổ chức thực hiện\nChánh Văn phòng; Giám đốc Sở Y tế, chịu trách nhiệm thi hành Quyết định này./.",
        "Tổ chức thực hiện\nTrong quá trình thực hiện, nếu có vướng mắc, các trại phản ánh về Sở Y tế để xem xét./.",
    ],
)
def test_an_article_that_ends_the_act_is_none(end: str) -> None:
    assert articles(FIRST, end) == []


def test_paragraphs_under_an_article_on_organisation_are_tasks() -> None:
    assert articles(FIRST, "Tổ chức thực hiện\nSở Y tế lập danh sách các hộ.\nTrạm Ong tập huấn các hộ.", LAST) == [
        "Điều 2.-1",
        "Điều 2.-2",
    ]


def test_items_of_an_article_that_order_a_body_are_tasks() -> None:
    items = "Căn cứ kết quả nêu trên:\n1. Giao Sở Y tế kiểm tra các trại.\n2. Các trại đạt loại khá được ghi sổ."
    assert articles(FIRST, items, LAST) == ["Điều 2.1"]


def test_a_paragraph_that_orders_a_body_behind_an_article_is_a_task() -> None:
    assert articles(f"{FIRST}\nGiao Sở Y tế lập danh sách các hộ.", LAST) == ["Điều 1.-1"]


@pytest.mark.parametrize(
    ("item", "set_"),
    [
        ("Chánh Văn phòng có trách nhiệm hướng dẫn, đôn đốc các trại; định kỳ báo cáo UBND tỉnh.", True),
        ("Sở Y tế chủ trì, phối hợp với các trại theo dõi đàn ong.", True),
        ("Các trại ong chịu trách nhiệm thi hành Quyết định này.", False),
        ("Quyết định này có hiệu lực kể từ ngày ký.", False),
    ],
)
def test_who_sees_to_an_act_under_its_final_provisions(item: str, set_: bool) -> None:
    assert articles(FIRST, f"Điều khoản thi hành\n1. Quyết định này có hiệu lực kể từ ngày ký.\n2. {item}") == (
        ["Điều 2.2"] if set_ else []
    )
