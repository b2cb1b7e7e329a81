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


def test_an_annex_that_came_alone_has_its_title_and_the_body_of_its_decision() -> None:
    title = "DANH MỤC GIỐNG ONG\nTRÊN ĐỊA BÀN TỈNH NĂM 2024"
    line = "(Kèm theo Quyết định số 959/QĐ-UBND ngày 22 tháng 7 năm 2024 của UBND tỉnh Hòa Bình)"
    identity = record_of(title, line, "1. Rà soát giống ong.").identity
    facts = (identity.title, identity.issuer, identity.code)
    assert [value(fact) for fact in facts] == [title.replace("\n", " "), "UBND tỉnh Hòa Bình", "959/QĐ-UBND"]


def test_the_head_who_decides_stands_for_the_body() -> None:
    lines = (
        "QUYẾT ĐỊNH\nVề nuôi ong",
        "HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC HOA SEN",
        "Căn cứ Luật Giáo dục;",
        "Điều 1. Nuôi ong.",
    )
    assert value(record_of(*lines).identity.issuer) == "Trường đại học hoa sen"


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("Hôm nay, vào hồi 8 giờ 30 phút, ngày 26/5/2026, tại trại ong, chúng tôi gồm:", "2026-05-26"),
        ("Hôm nay, ngày 26 tháng 5 năm 2026, tại trại ong", "2026-05-26"),
    ],
)
def test_minutes_open_with_their_day(line: str, issued: str) -> None:
    assert value(record_of(STATE, "BIÊN BẢN\nHọp về nuôi ong", line, "1. Thành phần.").identity.issued) == issued


def test_a_day_by_the_signature_is_the_papers_own_where_it_has_no_date_line() -> None:
    signed = "LÃNH ĐẠO VĂN PHÒNG\nNgày 31 tháng 7 năm 2025\nLò Văn Thử"
    record = record_of(OFFICE, STATE, "PHIẾU TRÌNH\nVề nuôi ong", "1. Rà soát giống ong.", signed)
    assert value(record.identity.issued) == "2025-07-31"
    assert record.identity.signer is not None
    assert record.identity.signer.position == "Lãnh đạo Văn phòng"


def test_the_subject_under_the_number_is_the_title_of_a_notice_without_one() -> None:
    head = [[f"{OFFICE}\nSố: 12/TB-SCT\n(V/v nuôi ong)", f"{STATE}\nNinh Bình, ngày 05 tháng 11 năm 2025"]]
    identity = record_of(head, "THÔNG BÁO", "Kính gởi: Các trại ong.", "1. Rà soát giống ong.").identity
    assert (value(identity.type), value(identity.title)) == ("TB", "nuôi ong")


def test_masthead_and_addressees_in_one_table() -> None:
    table = [[f"{OFFICE}\nSố: 12/SCT-ONG\nV/v nuôi ong", STATE], ["Kính gửi:", "- Sở Y tế;\n- UBND các xã."]]
    identity = record_of(table, "Sở Công Thương đề nghị:", "1. Rà soát giống ong.").identity
    facts = (identity.type, identity.code, identity.title, identity.issuer)
    assert [value(fact) for fact in facts] == ["CV", "12/SCT-ONG", "nuôi ong", "Sở Công Thương tỉnh Ninh Bình"]


def test_an_invitation_to_a_meeting_is_an_invitation() -> None:
    identity = record_of(
        OFFICE, "Số: 12/GM-SCT", STATE, "GIẤY MỜI HỌP", "Về nuôi ong", "1. Thời gian: 14 giờ."
    ).identity
    assert (value(identity.type), value(identity.title)) == ("GM", "Về nuôi ong")


def test_a_regulation_of_the_party_is_numbered_as_its_decisions() -> None:
    party = "TỈNH ỦY NINH BÌNH\nSố 12-QĐ/TU", "ĐẢNG CỘNG SẢN VIỆT NAM"
    identity = record_of(*party, "QUY ĐỊNH", "về nuôi ong", "Điều 1. Nuôi ong.").identity
    assert (value(identity.type), value(identity.title)) == ("QĐ", "về nuôi ong")


def test_a_law_names_its_type_before_its_number_and_its_day_at_its_end() -> None:
    passed = "Luật này được Quốc hội khóa XVI, kỳ họp thứ 2 thông qua ngày 05 tháng 6 năm 2026."
    signed = "CHỦ TỊCH QUỐC HỘI\nLò Văn Thử"
    law = "LUẬT\nNUÔI ONG", "Điều 1. Ong.", passed, signed
    identity = record_of("QUỐC HỘI\nLuật số: 12/2026/QH16", STATE, *law).identity
    assert (value(identity.code), value(identity.issued)) == ("12/2026/QH16", "2026-06-05")


def test_a_recipient_goes_on_in_small_letters_behind_a_semicolon() -> None:
    to = "Nơi nhận:\n- Như trên;\n- VPCP: BTCN, các PCN;\ncác Vụ: NN, TH;\n- Lưu: VT."
    identity = record_of(OFFICE, STATE, "THÔNG BÁO\nVề nuôi ong", "1. Rà soát giống ong.", to).identity
    assert [one.value for one in identity.recipients] == ["Như trên", "VPCP: BTCN, các PCN; các Vụ: NN, TH", "Lưu: VT"]


def test_the_first_deputy_signs() -> None:
    signed = "Nơi nhận:\n- Như trên.", "TM. HỘI ĐỒNG\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH THỨ NHẤT\nLò Văn Thử"
    signer = record_of(OFFICE, STATE, "THÔNG BÁO\nVề nuôi ong", "1. Rà soát giống ong.", *signed).identity.signer
    assert signer is not None
    assert signer.position == "Phó Chủ tịch thứ nhất"
