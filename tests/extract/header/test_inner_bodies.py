"""Bodies below another body: teams, boards, centres and offices that bear the name or territory of the one above."""

from __future__ import annotations

import pytest
from parsed_factory import record_of

from pipeline.model import Fact

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
TITLE = "THÔNG BÁO\nVề nuôi ong"
ITEMS = "I. NHIỆM VỤ\n1. Rà soát giống ong."


def value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("bodies", "issuer", "parent"),
    [
        ("HĐND TỈNH HÒA BÌNH\nĐOÀN GIÁM SÁT", "Đoàn giám sát HĐND tỉnh Hòa Bình", "HĐND tỉnh Hòa Bình"),
        ("TỈNH ỦY HÒA BÌNH\nĐOÀN KIỂM TRA SỐ 02", "Đoàn kiểm tra số 02 Tỉnh ủy Hòa Bình", "Tỉnh ủy Hòa Bình"),
        ("UBND TỈNH LÀO CAI\nĐOÀN KIỂM TRA LIÊN NGÀNH", "Đoàn kiểm tra liên ngành tỉnh Lào Cai", "UBND tỉnh Lào Cai"),
        ("UBND TỈNH HÒA BÌNH\nTIỂU BAN NUÔI ONG", "Tiểu ban nuôi ong tỉnh Hòa Bình", "UBND tỉnh Hòa Bình"),
        ("TỈNH ỦY HÒA BÌNH\nBAN CHỈ ĐẠO 35", "Ban Chỉ đạo 35 Tỉnh ủy Hòa Bình", "Tỉnh ủy Hòa Bình"),
        ("UBND XÃ YÊN MÔ\nTRUNG TÂM NUÔI ONG", "Trung tâm nuôi ong xã Yên Mô", "UBND xã Yên Mô"),
        ("SỞ Y TẾ TỈNH HÒA BÌNH\nTRUNG TÂM NUÔI ONG MAI CHÂU", "Trung tâm nuôi ong mai châu", "Sở Y tế tỉnh Hòa Bình"),
        ("UBND TỈNH HÒA BÌNH\nVĂN PHÒNG ỦY BAN NHÂN DÂN", "Văn phòng UBND tỉnh Hòa Bình", "UBND tỉnh Hòa Bình"),
        ("ĐẢNG ỦY PHƯỜNG HOA LƯ\nỦY BAN KIỂM TRA", "Ủy ban kiểm tra Đảng ủy phường Hoa Lư", "Đảng ủy phường Hoa Lư"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH HÒA BÌNH\nTHƯỜNG TRỰC", "Thường trực HĐND tỉnh Hòa Bình", "HĐND tỉnh Hòa Bình"),
        ("TRƯỜNG ĐẠI HỌC AN HÒA\nKHOA NUÔI ONG", "Khoa nuôi ong", "Trường đại học an hòa"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", "Ban tổ chức Trung ương", "Ban Chấp hành Trung ương"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG", "Văn phòng Trung ương Đảng", "Ban Chấp hành Trung ương"),
        ("HỘI ĐỒNG THẨM PHÁN\nTÒA ÁN NHÂN DÂN TỐI CAO", "Hội đồng Thẩm phán Tòa án nhân dân tối cao", None),
    ],
)  # fmt: skip
def test_an_inner_body_is_named_with_the_one_above(bodies: str, issuer: str, parent: str | None) -> None:
    record = record_of(bodies, "Số: 12/TB-ONG", STATE, "Hòa Bình, ngày 03 tháng 02 năm 2024", TITLE, ITEMS)
    assert (value(record.identity.issuer), value(record.identity.issuer_parent)) == (issuer, parent)


def test_a_team_of_a_body_is_named_as_the_text_names_it() -> None:
    said = "Thực hiện Kế hoạch của Đoàn giám sát của HĐND tỉnh về nuôi ong, Đoàn giám sát thông báo như sau:"
    bodies = "HĐND TỈNH HÒA BÌNH\nĐOÀN GIÁM SÁT"
    record = record_of(bodies, "Số: 12/TB-ĐGS", STATE, "Hòa Bình, ngày 03 tháng 02 năm 2024", TITLE, said, ITEMS)
    assert value(record.identity.issuer) == "Đoàn giám sát của HĐND tỉnh Hòa Bình"


def test_an_executive_committee_of_a_commune_is_that_of_its_party_body() -> None:
    signed = "Nơi nhận:\n- Như trên.", "T/M BAN CHẤP HÀNH\nBÍ THƯ\nLò Văn Thử"
    head = "BAN CHẤP HÀNH\nĐẢNG BỘ XÃ YÊN MÔ", "Số: 12-NQ/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM"
    record = record_of(*head, "Yên Mô, ngày 03 tháng 02 năm 2024", "NGHỊ QUYẾT\nVề nuôi ong", ITEMS, *signed)
    assert value(record.identity.issuer) == "Ban Chấp hành Đảng bộ xã Yên Mô"


def test_the_standing_members_of_a_council_decide() -> None:
    decides = "QUYẾT ĐỊNH\nVề nuôi ong", "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN TỈNH HÒA BÌNH", "Căn cứ Luật Chăn nuôi;"
    record = record_of("HỘI ĐỒNG NHÂN DÂN\nTỈNH HÒA BÌNH", "Số: 12/QĐ-HĐND", STATE, *decides, "Điều 1. Nuôi ong.")
    facts = (record.identity.issuer, record.identity.issuer_parent)
    assert [value(fact) for fact in facts] == ["Thường trực HĐND tỉnh Hòa Bình", "HĐND tỉnh Hòa Bình"]


def test_a_school_is_named_as_its_text_spells_it() -> None:
    said = "Trường Đại học Hoa Sen thông báo như sau:"
    record = record_of("BỘ CÔNG THƯƠNG\nTRƯỜNG ĐH HOA SEN", STATE, TITLE, said, ITEMS)
    assert value(record.identity.issuer) == "Trường Đại học Hoa Sen"


def test_a_commune_bears_the_levels_above_it_that_the_text_spells_out() -> None:
    said = "Nghề nuôi ong trên địa bàn xã Yên Mô, tỉnh Ninh Bình phát triển."
    record = record_of("UBND XÃ YÊN MÔ\nPHÒNG KINH TẾ", "Số: 12/TB-KT", STATE, TITLE, said, ITEMS)
    facts = (record.identity.issuer, record.identity.issuer_parent)
    assert [value(fact) for fact in facts] == [
        "Phòng Kinh tế xã Yên Mô, tỉnh Ninh Bình", "UBND xã Yên Mô, tỉnh Ninh Bình",
    ]  # fmt: skip


@pytest.mark.parametrize("post", ["Giám đốc", "Phó Hiệu trưởng"])
def test_a_post_in_small_letters_signs(post: str) -> None:
    closing = [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", f"{post}\nLò Văn Thử"]]
    signer = record_of("SỞ CÔNG THƯƠNG", STATE, TITLE, ITEMS, closing).identity.signer
    assert signer is not None
    assert (signer.name, signer.position) == ("Lò Văn Thử", post)
