"""Heads of documents as web pages copy them: the type name lost, lines broken or run together, bullets joined."""

from __future__ import annotations

import pytest
from parsed_factory import record_of

from pipeline.model import Fact

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
COMMITTEE = "ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH"
DATE = "Hòa Bình, ngày 03 tháng 02 năm 2024"
ITEMS = "I. NHIỆM VỤ\n1. Rà soát giống ong."


def value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def test_a_title_without_its_type_name() -> None:
    lines = "PHÁT TRIỂN NGHỀ NUÔI ONG\nTRÊN ĐỊA BÀN TỈNH NĂM 2024"
    identity = record_of(COMMITTEE, STATE, "Số: 977/KH-UBND", DATE, lines, ITEMS).identity
    assert (value(identity.type), value(identity.title)) == ("KH", lines.replace("\n", " "))
    assert value(identity.issuer) == "UBND tỉnh Hòa Bình"


def test_who_decides_is_no_title() -> None:
    lines = "HỘI ĐỒNG NHÂN DÂN TỈNH HÒA BÌNH\nKHÓA XVII, KỲ HỌP THỨ 9"
    identity = record_of("HỘI ĐỒNG NHÂN DÂN", STATE, "Số: 977/NQ-HĐND", DATE, lines, ITEMS).identity
    assert (value(identity.type), value(identity.title)) == ("NQ", None)


@pytest.mark.parametrize(
    ("lines", "title", "why"),
    [
        ("QUYẾT ĐỊNH CỦA UBND TỈNH HÒA BÌNH\nV/v nuôi ong", "V/v nuôi ong", "whose paper it is"),
        ("CHỈ THỊ\nVỀ NUÔI ONG\nSau 5 năm nuôi ong lấy mật", "VỀ NUÔI ONG", "the body begins"),
        ("QUYẾT ĐỊNH\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\nCăn cứ tình hình", None, "who decides is no title"),
        ("KẾ HOẠCH\nVỀ NUÔI ONG\nnăm 2024", "VỀ NUÔI ONG năm 2024", "the year belongs to it"),
        ("THÔNG BÁO\nKẾT LUẬN CỦA\nPHÓ CHỦ TỊCH UBND TỈNH", "KẾT LUẬN CỦA PHÓ CHỦ TỊCH UBND TỈNH", "an open phrase"),
        (
            "QUY CHẾ\nVỀ NUÔI ONG CỦA CÁC\nỦY BAN NHÂN DÂN XÃ",
            "VỀ NUÔI ONG CỦA CÁC ỦY BAN NHÂN DÂN XÃ",
            "an open phrase",
        ),
    ],
)
def test_title(lines: str, title: str | None, why: str) -> None:
    assert value(record_of(COMMITTEE, STATE, "Số: 977/KH-UBND", DATE, lines, ITEMS).identity.title) == title, why


@pytest.mark.parametrize(
    "decider",
    [
        "HỘI ĐỒNG THẨM PHÁN TÒA ÁN NHÂN DÂN TỐI CAO", "HỘI ĐỒNG BẦU CỬ QUỐC GIA", "CHÁNH THANH TRA TỈNH",
        "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN TỈNH HÒA BÌNH", "BỘ TRƯỞNG, CHỦ NHIỆM VĂN PHÒNG CHÍNH PHỦ", "CHÍNH PHỦ",
    ],
)  # fmt: skip
def test_a_title_ends_above_whoever_decides(decider: str) -> None:
    head = COMMITTEE, STATE, "Số: 977/QĐ-UBND", DATE, "QUYẾT ĐỊNH\nVỀ NUÔI ONG", decider
    record = record_of(*head, "Căn cứ Luật Chăn nuôi;", "Điều 1. Nuôi ong.")
    assert value(record.identity.title) == "VỀ NUÔI ONG"


def test_place_and_date_behind_the_national_title() -> None:
    head = f"ỦY BAN NHÂN DÂN Số: 977/KH-UBND\n{STATE} {DATE}"
    identity = record_of(head, "KẾ HOẠCH\nNuôi ong", ITEMS).identity
    assert (value(identity.place), value(identity.issued)) == ("Hòa Bình", "2024-02-03")


@pytest.mark.parametrize(
    ("code", "sentence", "issuer", "why"),
    [
        ("977/CT-CTUBND", "Nghề nuôi ong phát triển.", "Chủ tịch UBND tỉnh Hòa Bình", "his number"),
        ("977/CT-UBND", "Nghề nuôi ong phát triển.", "UBND tỉnh Hòa Bình", "the committee's number"),
        (
            "977/CT-UBND", "Để phát triển nghề nuôi ong, Chủ tịch Ủy ban nhân dân tỉnh Chỉ thị:",
            "Chủ tịch UBND tỉnh Hòa Bình", "a verb with a capital",
        ),
    ],
)  # fmt: skip
def test_the_chairman(code: str, sentence: str, issuer: str, why: str) -> None:
    record = record_of(COMMITTEE, STATE, f"Số: {code}", DATE, "CHỈ THỊ\nVề nuôi ong", sentence, "1. Rà soát giống ong.")
    assert value(record.identity.issuer) == issuer, why


def test_an_annex_that_came_alone_bears_the_number_of_its_decision() -> None:
    line = "(Ban hành kèm theo Quyết định số 959/QĐ-UBND ngày 22 tháng 7 năm 2022 của UBND tỉnh)"
    record = record_of(COMMITTEE, "QUY CHẾ\nLàm việc của trại ong", line, "Điều 1. Phạm vi\n1. Trại ong.")
    assert (value(record.identity.code), value(record.identity.issued)) == ("959/QĐ-UBND", "2022-07-22")
    assert record.citations == ()


def test_recipients_in_one_line_are_parted() -> None:
    to = "Nơi nhận:\n- Như trên;- Sở Y tế (để b/c); - Trại ong Hòa Bình - Phú Thọ;\n- Lưu: VT."
    record = record_of(COMMITTEE, STATE, f"Số: 977/KH-UBND\n{DATE}", "KẾ HOẠCH\nNuôi ong", ITEMS, to)
    found = [fact.value for fact in record.identity.recipients]
    assert found == ["Như trên", "Sở Y tế (để b/c)", "Trại ong Hòa Bình - Phú Thọ", "Lưu: VT"]


def test_a_decision_without_its_type_name_sets_tasks_as_decisions_do() -> None:
    title = "BAN HÀNH QUY ĐỊNH NUÔI ONG THỰC HIỆN QUYẾT ĐỊNH SỐ 962/2023/QĐ-TTg CỦA THỦ TƯỚNG CHÍNH PHỦ"
    articles = (
        "Điều 1. Ban hành kèm theo Quyết định này Quy định nuôi ong.\nĐiều 2. Giao Sở Công Thương rà soát giống ong."
    )
    record = record_of(COMMITTEE, STATE, "Số: 977/QĐ-UBND", DATE, title, articles)
    assert value(record.identity.title) == title
    assert [task.id for task in record.tasks] == ["Điều 2"]


def test_the_seat_of_a_province_tells_the_province() -> None:
    identity = record_of(
        "ỦY BAN NHÂN DÂN", STATE, "Số: 977/KH-UBND\nVĩnh Yên, ngày 03 tháng 02 năm 2012", ITEMS
    ).identity
    assert value(identity.issuer) == "UBND tỉnh Vĩnh Phúc"


def test_a_place_in_small_letters_is_known() -> None:
    identity = record_of(COMMITTEE, STATE, "Số: 977/KH-UBND\nHòa bình, Ngày 03 tháng 02 năm 2012", ITEMS).identity
    assert value(identity.place) == "Hòa bình"


def test_a_board_of_a_district_keeps_its_initials() -> None:
    bodies = "UBND HUYỆN MAI CHÂU\nBAN CHỈ ĐẠO PCTT, TKCN"
    identity = record_of(bodies, STATE, "Số: 977/KH-BCĐ\nMai Châu, ngày 03 tháng 02 năm 2012", ITEMS).identity
    assert value(identity.issuer) == "Ban chỉ đạo PCTT, TKCN huyện Mai Châu"


def test_a_signature_in_one_line() -> None:
    signed = "KT. BỘ TRƯỞNG THỨ TRƯỞNG Lò Văn Thử"
    to = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    signer = record_of(
        "BỘ CÔNG THƯƠNG", STATE, "Số: 977/KH-BCT", "KẾ HOẠCH\nNuôi ong", ITEMS, to, signed
    ).identity.signer
    assert signer is not None
    assert (signer.name, signer.position, signer.authority) == ("Lò Văn Thử", "Thứ trưởng", "KT")


def test_the_chairman_decides_without_type_name_and_title() -> None:
    bodies, decider = "ỦY BAN NHÂN DÂN", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH"
    identity = record_of(bodies, STATE, "Số: 977/QĐ-UBND", DATE, decider, "Căn cứ tình hình;", ITEMS).identity
    assert value(identity.issuer) == "Chủ tịch UBND tỉnh Hòa Bình"
