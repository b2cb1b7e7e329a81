"""Heads and closings whose two columns a copy has set in one line, and papers that print less than the decree asks."""

from __future__ import annotations

import pytest
from parsed_factory import Part, outline_of, record_of

from pipeline.model import Fact, Signer

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DATE = "An Hòa, ngày 03 tháng 02 năm 2026"
TASKS = "I. NHIỆM VỤ\n1. Rà soát giống ong.\n2. Tập huấn kỹ thuật."
TO = "Nơi nhận:\n- Như trên;\n- Lưu: VT."


def value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def signer_of(*closing: Part) -> Signer:
    """Return the signer of a short report that ends so."""
    record = record_of(f"SỞ NỘI VỤ\nSố: 12/BC-SNV\n{STATE}\n{DATE}\nBÁO CÁO\nNuôi ong\n{TASKS}", *closing)
    assert record.identity.signer
    return record.identity.signer


@pytest.mark.parametrize(
    ("head", "issuer", "parent"),
    [
        (f"BỘ Y TẾ {STATE}\nVIỆN DƯỢC LIỆU {MOTTO}", "Viện Dược liệu", "Bộ Y tế"),
        (f"BỘ Y TẾ\t{STATE}\nBỆNH VIỆN HOA SEN\t{MOTTO}", "Bệnh viện Hoa Sen", "Bộ Y tế"),
        ("TỈNH ỦY CAO BẰNG ĐẢNG CỘNG SẢN VIỆT NAM", "Tỉnh ủy Cao Bằng", None),
        ("TỈNH ỦY CAO BẰNG ĐẢNG CỘNG SẢN VIỆT NAM BAN DÂN VẬN", "Ban Dân vận Tỉnh ủy Cao Bằng", "Tỉnh ủy Cao Bằng"),
        (f"BỘ Y TẾ {STATE} VIỆN DƯỢC LIỆU\n{MOTTO}", "Viện Dược liệu", "Bộ Y tế"),
        ("BỘ Y TẾ\nVIỆN DƯỢC LIỆU\nSó+⁄/7/VDL-TCCB", "Viện Dược liệu", "Bộ Y tế"),
    ],
)
def test_the_body_stands_left_of_the_national_title(head: str, issuer: str, parent: str | None) -> None:
    identity = record_of(f"{head}\n{DATE}\nKẾ HOẠCH\nNuôi ong\n{TASKS}\n{TO}").identity
    assert (value(identity.issuer) or "").lower() == issuer.lower()
    assert (value(identity.issuer_parent) or "").lower() == (parent or "").lower()


@pytest.mark.parametrize("lead", ["Về việc ", "Về việc: ", "V/v "])
def test_a_dispatch_may_spell_out_its_subject(lead: str) -> None:
    head = f"SỞ NỘI VỤ\nSố: 12/SNV-TCCB\n{lead}mở lớp nuôi ong\ncho cán bộ xã\n{STATE}\n{DATE}"
    assert value(record_of(f"{head}\nKính gửi: Sở Y tế.\n{TASKS}").identity.title) == "mở lớp nuôi ong cho cán bộ xã"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("QUYẾT ĐỊNH VỀ VIỆC NUÔI ONG CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH Căn cứ Luật Chăn nuôi;", "VỀ VIỆC NUÔI ONG"),
        ("THÔNG BÁO VỀ GIỐNG ONG CỤC TRƯỞNG CỤC CHĂN NUÔI Căn cứ Nghị định số 1/2026/NĐ-CP;", "VỀ GIỐNG ONG"),
        ("QUYẾT ĐỊNH Về việc nuôi ong Căn cứ Luật Chăn nuôi;", "Về việc nuôi ong"),
        ("BÁO CÁO Nuôi ong\n(Từ ngày 22/6/2026 đến ngày 25/6/2026)", "Nuôi ong (Từ ngày 22/6/2026 đến ngày 25/6/2026)"),
        ("BÁO CÁO Nuôi ong\n(Số liệu tính đến ngày 25/6/2026)", "Nuôi ong (Số liệu tính đến ngày 25/6/2026)"),
        ("ĐIỀU LỆ\nHỘI NUÔI ONG\n(Phê duyệt kèm theo Quyết định số /QĐ-UBND ngày / /2026)", "HỘI NUÔI ONG"),
    ],
)
def test_the_title_ends_before_who_decides_and_holds_its_period(line: str, title: str) -> None:
    assert value(record_of(f"SỞ NỘI VỤ\nSố: 12/SNV\n{STATE}\n{DATE}\n{line}\n{TASKS}").identity.title) == title


def test_a_paper_that_came_without_its_decision_has_the_blank_number_and_year_of_its_kem_theo() -> None:
    line = "(Phê duyệt kèm theo Quyết định số /QĐ-UBND ngày / /2026 của Chủ tịch UBND tỉnh Cao Bằng)"
    identity = record_of(f"UBND TỈNH CAO BẰNG\n{STATE}\nĐIỀU LỆ\nHỘI NUÔI ONG\n{line}\n{TASKS}").identity
    assert (value(identity.code), value(identity.issued)) == ("/QĐ-UBND", "2026")


@pytest.mark.parametrize(
    ("closing", "name", "position", "authority"),
    [
        ("Người báo cáo\nLò Văn Thử", "Lò Văn Thử", "Người báo cáo", None),
        ("NGƯỜI LẬP BIỂU\nLò Văn Thử\nGIÁM ĐỐC\nNông Thị Mẫu", "Nông Thị Mẫu", "Giám đốc", None),
        (f"{TO}\nGIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLò Văn Thử", "Lò Văn Thử", "Phó Giám đốc", None),
        (f"{TO}\nTL. HIỆU TRƯỞNG\nTRƯỞNG KHOA NÔNG HỌC\nLò Văn Thử", "Lò Văn Thử", "Trưởng khoa Nông học", "TL"),
        (f"{TO}\n1/M BAN THƯỜNG VỤ\nBÍ THƯ\nLò Văn Thử", "Lò Văn Thử", "Bí thư", "TM"),
        ("GIÁM ĐỐC\nNơi nhận:\n- Như trên; (đã ký) Lò Văn Thử\n- Lưu: VT.", "Lò Văn Thử", "Giám đốc", None),
        (
            f"GIÁM ĐỐC\n{TO[:-12]}\n- Sở Y tế; (Đã ký) Lò Văn Thử\n- Lưu: VT.\n{STATE}\nĐƠN XIN HỌC\nNông Thị Mẫu",
            "Lò Văn Thử", "Giám đốc", None,
        ),
    ],
)  # fmt: skip
def test_who_signed(closing: str, name: str, position: str, authority: str | None) -> None:
    signer = signer_of(closing)
    assert (signer.name, signer.position, signer.authority) == (name, position, authority)


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        (
            "HỘI NGHỊ LẦN THỨ TƯ\nBAN CHẤP HÀNH TRUNG ƯƠNG ĐẢNG KHÓA XI\nvề nghề nuôi ong",
            "Ban Chấp hành Trung ương Đảng khóa XI",
        ),
        ("HỘI NGHỊ LẦN THỨ SÁU BAN CHẤP HÀNH TRUNG ƯƠNG KHOÁ XII", "Ban Chấp hành Trung ương Đảng khóa XII"),
        ("về nghề nuôi ong", "Ban Chấp hành Trung ương Đảng"),
    ],
)
def test_a_conference_of_the_central_committee_names_its_term(title: str, issuer: str) -> None:
    head = f"BAN CHẤP HÀNH TRUNG ƯƠNG\nSố 13-NQ/TW\nĐẢNG CỘNG SẢN VIỆT NAM\n{DATE}\nNGHỊ QUYẾT\n{title}"
    signed = "T/M BAN CHẤP HÀNH TRUNG ƯƠNG\nTỔNG BÍ THƯ\nLò Văn Thử"
    assert value(record_of(f"{head}\n{TASKS}\n{TO}\n{signed}").identity.issuer) == issuer


def test_a_signature_behind_a_recipient_is_no_recipient() -> None:
    text = f"SỞ NỘI VỤ\n{STATE}\n{DATE}\nBÁO CÁO\nNuôi ong\n{TASKS}\nGIÁM ĐỐC\nNơi nhận:\n- Sở Y tế; (đã ký) Lò Văn Thử"
    assert [fact.value for fact in record_of(text).identity.recipients] == ["Sở Y tế"]


def test_a_closing_joined_to_the_table_above_it_is_no_data() -> None:
    rows = [[f"{number}", f"Xã số {number}", "30 tổ ong"] for number in range(1, 9)]
    closing = ["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "GIÁM ĐỐC\nLò Văn Thử", ""]
    head = f"SỞ NỘI VỤ\nSố: 12/BC-SNV\n{STATE}\n{DATE}\nBÁO CÁO\nNuôi ong"
    outline = outline_of(head, [["STT", "Xã", "Số tổ"], *rows, closing])
    assert [outline.printed(span) for span in outline.recipients] == ["- Như trên;", "- Lưu: VT."]
    assert [outline.printed(span) for span in outline.signature] == ["GIÁM ĐỐC", "Lò Văn Thử"]
