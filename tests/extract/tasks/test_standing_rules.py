"""Standing rules give tasks only in the last part, which organises how they are carried out; all documents invented."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, record_of

HEAD = """ỦY BAN NHÂN DÂN
TỈNH AN HÒA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 9041/{symbol}-UBND
An Hòa, ngày 03 tháng 02 năm 2031"""
COUNCIL = HEAD.replace("ỦY BAN NHÂN DÂN\n", "HỘI ĐỒNG NHÂN DÂN\n").replace("{symbol}-UBND", "NQ-HĐND")


def ids(symbol: str, body: str, annex: str = "", head: str = HEAD) -> list[str]:
    """Return the ids of the tasks of a paper with a given symbol."""
    parts = (head.format(symbol=symbol), body, CLOSING, annex)
    return [task.id for task in record_of(*(part for part in parts if part)).tasks]


DECISION = (
    "QUYẾT ĐỊNH\nBan hành quy định nuôi ong\n"
    "Điều 1. Ban hành kèm theo Quyết định này quy định về nuôi ong.\n"
    "Điều 2. Quyết định này có hiệu lực từ ngày ký."
)
ANNEXES = [
    (
        "PHỤ LỤC\nQUẢN LÝ TRẠI ONG\nĐiều 1. Nguyên tắc\n1. Trại ong giữ sạch nguồn nước.\n"
        "Điều 2. Trình tự\n1. Sở Y tế tiếp nhận hồ sơ.\n2. Sở Y tế trả kết quả trong 3 ngày.",
        [],
        "an annex of articles without a part on organisation",
    ),
    (
        "PHỤ LỤC\nQUẢN LÝ TRẠI ONG\nĐiều 1. Nguyên tắc\n1. Trại ong giữ sạch nguồn nước.\n"
        "Điều 2. Tổ chức thực hiện\n1. Sở Y tế hướng dẫn các trại.",
        ["PL.Điều 2.1"],
        "its last article organises",
    ),
    (
        "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n1. Sở Y tế kiểm tra các trại ong.\n2. Sở Tài chính cấp kinh phí.",
        ["PL.1", "PL.2"],
        "an annex whose body is no articles may list work",
    ),
]


@pytest.mark.parametrize(("annex", "expected", "why"), ANNEXES, ids=[why for *_, why in ANNEXES])
def test_an_annex_without_a_type(annex: str, expected: list[str], why: str) -> None:
    assert ids("QĐ", DECISION, annex) == expected, why


FUNCTIONS = "QUYẾT ĐỊNH\nQuy định chức năng, nhiệm vụ của Chi cục Nuôi ong\n"
STANDING = [
    (
        FUNCTIONS + "Điều 1. Vị trí và chức năng\n1. Chi cục Nuôi ong giúp Sở Y tế quản lý trại ong.\n"
        "Điều 2. Nhiệm vụ và quyền hạn\n1. Kiểm tra các trại ong.\n2. Hướng dẫn các xã ghi sổ.\n"
        "Điều 3. Hiệu lực thi hành\n1. Quyết định này có hiệu lực từ ngày ký.",
        [],
        "functions of an agency",
    ),
    (
        "QUYẾT ĐỊNH\nQuy định về nuôi ong\nĐiều 1. Phạm vi điều chỉnh\n1. Quyết định này quy định việc nuôi ong.\n"
        "Điều 2. Điều kiện nuôi ong\n1. Trại ong cách nhà dân 50 mét.\n2. Sở Y tế cấp giấy trong 3 ngày.\n"
        "Điều 3. Trách nhiệm của Sở Y tế\n1. Kiểm tra các trại ong.\n"
        "Điều 4. Hiệu lực thi hành\n1. Quyết định này có hiệu lực từ ngày ký.",
        ["Điều 3.1"],
        "a duty just before the final provisions",
    ),
    (
        "QUYẾT ĐỊNH\nQuy định về nuôi ong\nĐiều 1. Phạm vi điều chỉnh\n1. Quyết định này quy định việc nuôi ong.\n"
        "Điều 2. Trách nhiệm của chủ trại\n1. Kiểm tra tổ ong.\n"
        "Điều 3. Hồ sơ cấp giấy\n1. Hồ sơ gồm đơn và ảnh trại ong.\n"
        "Điều 4. Tổ chức thực hiện\n1. Sở Y tế hướng dẫn các xã.",
        ["Điều 4.1"],
        "a duty before other rules is a rule",
    ),
    (
        "QUYẾT ĐỊNH\nQuy định về nuôi ong\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Đối tượng áp dụng\n1. Các trại ong.\n"
        "Chương II\nQUY ĐỊNH CỤ THỂ\nĐiều 2. Trách nhiệm của chủ trại\n1. Ghi sổ trại ong.\n"
        "Điều 3. Đặt thùng ong\n1. Thùng ong cách nhau 2 mét.\n"
        "Chương III\nTỔ CHỨC THỰC HIỆN\nĐiều 4. Trách nhiệm của Sở Y tế\n1. Hướng dẫn các xã.\n"
        "Điều 5. Khen thưởng, kỷ luật\n1. Trại ong sạch được khen.",
        ["Điều 4.1"],
        "in chapters",
    ),
    (
        "QUYẾT ĐỊNH\nThành lập Ban Chỉ đạo nuôi ong\nĐiều 1. Thành lập Ban Chỉ đạo nuôi ong.\n"
        "Điều 2. Giao Sở Y tế hướng dẫn các trại ong.\nĐiều 3. Giao Sở Tài chính cấp kinh phí trước ngày 15/3/2031.",
        ["Điều 2", "Điều 3"],
        "a decision that states no standing rules",
    ),
]


@pytest.mark.parametrize(("body", "expected", "why"), STANDING, ids=[why for *_, why in STANDING])
def test_a_decision_that_states_rules(body: str, expected: list[str], why: str) -> None:
    assert ids("QĐ", body) == expected, why


@pytest.mark.parametrize(
    ("first", "standing"),
    [
        ("Vị trí, chức năng", True),
        ("Phạm vi và đối tượng áp dụng", True),
        ("Mục đích, phạm vi điều chỉnh", True),
        ("Tên gọi và trụ sở", True),
        ("Phê duyệt danh sách trại ong", False),
    ],
)
def test_how_standing_rules_begin(first: str, standing: bool) -> None:
    body = (
        f"QUYẾT ĐỊNH\nVề nuôi ong\nĐiều 1. {first}\n1. Trại ong là nơi nuôi ong.\n"
        "Điều 2. Nhiệm vụ và quyền hạn\n1. Kiểm tra các trại ong.\n2. Hướng dẫn các xã.\n"
        "Điều 3. Hiệu lực thi hành\n1. Quyết định này có hiệu lực từ ngày ký."
    )
    assert ids("QĐ", body) == ([] if standing else ["Điều 2.1", "Điều 2.2"])


ARTICLES = (
    "Điều 1. Giờ làm việc\n1. Trại ong mở cửa lúc 7 giờ.\n"
    "Điều 2. Tổ chức thực hiện\n1. Sở Y tế kiểm tra việc thực hiện."
)


@pytest.mark.parametrize(
    ("symbol", "title", "expected"),
    [
        ("ĐL", "ĐIỀU LỆ\nHội Nuôi ong", []),
        ("NQy", "NỘI QUY\nTrại ong", []),
        ("HƯ", "HƯƠNG ƯỚC\nThôn nuôi ong", []),
        ("HƯ", "QUY ƯỚC\nThôn nuôi ong", []),
        ("QC", "QUY CHẾ\nNuôi ong", ["Điều 2.1"]),
    ],
)
def test_charters_and_house_rules_set_no_task(symbol: str, title: str, expected: list[str]) -> None:
    """Members and visitors keep them for ever; a quy chế ends in organising how it is carried out."""
    assert ids(symbol, f"{title}\n{ARTICLES}") == expected


RULES = (
    "NGHỊ QUYẾT\nQuy định mức hỗ trợ nuôi ong\nĐiều 1. Phạm vi điều chỉnh\n"
    "1. Nghị quyết này quy định mức hỗ trợ nuôi ong.\nĐiều 2. Mức hỗ trợ\n1. Hỗ trợ 2 triệu đồng một trại ong.\n"
)


@pytest.mark.parametrize(
    ("item", "task"),
    [
        ("Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này.", True),
        ("Giao UBND tỉnh báo cáo kết quả tại kỳ họp cuối năm.", True),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh giám sát việc thực hiện.", True),
        ("Nghị quyết này có hiệu lực từ ngày 01/4/2031.", False),
        ("Nghị quyết này thay thế Nghị quyết số 9012/NQ-HĐND ngày 05/6/2029.", False),
        ("Mức hỗ trợ theo đề nghị của Ủy ban nhân dân tỉnh được giữ đến hết năm.", False),
    ],
)
@pytest.mark.parametrize("heading", ["Điều khoản thi hành", "Hiệu lực thi hành"])
def test_orders_among_final_provisions(heading: str, item: str, task: bool) -> None:
    body = f"{RULES}Điều 3. {heading}\n1. Nghị quyết này có hiệu lực từ ngày ký.\n2. {item}"
    assert ids("NQ", body, head=COUNCIL) == (["Điều 3.2"] if task else [])


@pytest.mark.parametrize(
    "addressees",
    [
        "- Giám đốc các sở, Thủ trưởng\ncác cơ quan tỉnh\n- Hội Nông dân tỉnh.",
        "- Chủ tịch Ủy ban nhân dân các xã,\nphường vùng nuôi ong\n- Hội Nông dân tỉnh.",
        "- Các sở, ban, ngành tỉnh;\n- Ủy ban nhân dân các xã vùng nuôi\nong của tỉnh;\n- Hội Nông dân tỉnh.",
        "- Sở Y tế;\n- Hội Nông dân tỉnh.",
    ],
)
def test_a_broken_addressee_begins_no_body(addressees: str) -> None:
    head = HEAD.replace("{symbol}-", "") + f"\nV/v kiểm tra trại ong\nKính gửi:\n{addressees}"
    body = "Ủy ban nhân dân tỉnh yêu cầu các đơn vị thực hiện các việc sau:\n1. Kiểm tra trại ong.\n2. Lập danh sách."
    assert [task.id for task in record_of(head, body, CLOSING).tasks] == ["1", "2"]


def test_duties_in_an_earlier_chapter_are_the_rules_themselves() -> None:
    chapters = (
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\n1. Quy chế này quy định việc nuôi ong.\n"
        "Chương II\nPHỐI HỢP TRONG NUÔI ONG\nĐiều 2. Trách nhiệm của Trạm Ong\n1. Trạm Ong cấp giống cho các hộ.\n"
        "Chương III\nTỔ CHỨC THỰC HIỆN\nĐiều 3. Trách nhiệm của Sở Y tế\n1. Sở Y tế kiểm tra việc thực hiện Quy chế."
    )
    assert ids("QC", f"QUY CHẾ\nNuôi ong\n{chapters}") == ["Điều 3.1"]
