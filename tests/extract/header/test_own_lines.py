"""The number, day and subject of the document itself, beside those of other acts in its masthead."""

from __future__ import annotations

import pytest
from parsed_factory import record_of

from pipeline.model import Fact, Identity

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
OFFICE = "UBND TỈNH NINH BÌNH\nSỞ CÔNG THƯƠNG"
ITEMS = "Kính gửi: Sở Y tế.\nSở Công Thương đề nghị như sau:\n1. Rà soát giống ong."


def value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def dispatch(number: str, date: str = "Ninh Bình, ngày 05 tháng 11 năm 2025") -> Identity:
    return record_of([[f"{OFFICE}\n{number}", f"{STATE}\n{date}"]], ITEMS).identity


@pytest.mark.parametrize(
    ("number", "code", "title"),
    [
        ("Số:\nV/v trả lời Công văn số 55/HĐND-VP", None, "trả lời Công văn số 55/HĐND-VP"),
        ("Số:\nV/v trả lời Công văn\nsố 55/HĐND-VP", None, "trả lời Công văn số 55/HĐND-VP"),
        ("Số: 12/SCT-ONG V/v nuôi ong", "12/SCT-ONG", "nuôi ong"),
        ("Số:……/SCT-ONG\nV/v nuôi ong", "/SCT-ONG", "nuôi ong"),
        ("(V/v nuôi ong)\nSố: 12/SCT-ONG", "12/SCT-ONG", "nuôi ong"),
    ],
)
def test_the_number_is_not_that_of_the_subject(number: str, code: str | None, title: str) -> None:
    identity = dispatch(number)
    assert (value(identity.code), value(identity.title)) == (code, title)


def test_the_number_of_the_act_that_sent_a_team_is_not_its_own() -> None:
    bodies = "SỞ CÔNG THƯƠNG\nĐOÀN KIỂM TRA THEO QUYẾT ĐỊNH SỐ 12/QĐ-SCT"
    identity = record_of(bodies, "Số: 7/KH-ĐKT", STATE, "KẾ HOẠCH\nNuôi ong", "1. Rà soát giống ong.").identity
    assert value(identity.code) == "7/KH-ĐKT"


def test_a_day_in_the_subject_is_not_the_documents_own() -> None:
    subject = "Số: 12/SCT-ONG\nV/v nuôi ong theo Nghị quyết\nngày 03 tháng 10 năm 2025"
    assert value(dispatch(subject).issued) == "2025-11-05"


@pytest.mark.parametrize(
    ("line", "issued", "place"),
    [
        ("Ninh Bình, 05 tháng 11 năm 2025", "2025-11-05", "Ninh Bình"),
        ("Ninh Bình, tháng 11 năm 2025", "2025-11", "Ninh Bình"),
        ("Ninh Bình, ngày 05/11/2025", "2025-11-05", "Ninh Bình"),
        ("Ninh Bình, 05-11-2025", "2025-11-05", "Ninh Bình"),
        ("Ninh Bình; ngày 05 tháng 11, năm 2025", "2025-11-05", "Ninh Bình"),
        ("Ninh Bình, ngày 05 tháng 11 năm 2 0 2 5", "2025-11-05", "Ninh Bình"),
        ("Bà Rịa – Vũng Tàu, ngày 05 tháng 11 năm 2025", "2025-11-05", "Bà Rịa – Vũng Tàu"),
    ],
)
def test_a_date_line_in_another_form(line: str, issued: str, place: str) -> None:
    identity = dispatch("Số: 12/SCT-ONG\nV/v nuôi ong", line)
    assert (value(identity.issued), value(identity.place)) == (issued, place)
