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
