"""Which types give tasks, and only where: minutes, invitations, slips, licences, reports, rules; all invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import AgencyRole, Record
from pipeline.runs.one_file import extract_file

HEAD = """\
ỦY BAN NHÂN DÂN
TỈNH AN HÒA
Số: 12/{symbol}-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Hòa, ngày 04 tháng 3 năm 2025
"""
TAIL = """
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lê Văn An
"""


def read(folder: Path, symbol: str, text: str) -> Record:
    path = folder / ("van-ban.md" if "|" in text else "van-ban.txt")
    path.write_text(HEAD.format(symbol=symbol) + text.replace("{tail}", TAIL), "utf-8")
    return extract_file(path)


MINUTES_WITH_A_CONCLUSION = """\
BIÊN BẢN
Họp giao ban công tác nuôi ong
Thời gian: 8 giờ ngày 04/3/2025.
I. THÀNH PHẦN
1. Ông Lê Văn An - Phó Chủ tịch UBND tỉnh
2. Bà Trần Thị Bình - Giám đốc Sở Y tế
II. NỘI DUNG
1. Sở Y tế báo cáo kết quả kiểm tra mật ong.
2. Sở Tài chính nêu khó khăn về kinh phí.
III. KẾT LUẬN
Hội nghị thống nhất:
1. Sở Y tế hoàn thành kiểm tra trước ngày 30/6/2025.
2. Giao Sở Tài chính bố trí kinh phí.
3. Cuộc họp kết thúc lúc 11 giờ.{tail}
"""
MINUTES_THAT_AGREE = """\
BIÊN BẢN
Họp giao ban công tác nuôi ong
Sau khi thảo luận, cuộc họp thống nhất:
- Phòng Kinh tế lập danh sách hộ nuôi ong trước ngày 15/4/2025.
- Hội Nông dân tập huấn.{tail}
"""
MINUTES_OF_A_HANDOVER = """\
BIÊN BẢN
Bàn giao tài sản
1. Bên giao: Sở Y tế
2. Bên nhận: Sở Tài chính
3. Danh mục tài sản: 2 máy quay mật.{tail}
"""
INVITATION_THAT_ASKS = """\
GIẤY MỜI
Họp về nuôi ong
Kính gửi: Sở Y tế, Sở Tài chính
UBND tỉnh trân trọng kính mời các đồng chí dự họp:
1. Thời gian: 8 giờ ngày 10/3/2025.
2. Địa điểm: Hội trường A.
3. Thành phần: Giám đốc các sở.
Đề nghị Sở Y tế chuẩn bị báo cáo về đàn ong, gửi về Văn phòng UBND tỉnh trước ngày 08/3/2025.
Đề nghị các đồng chí đến dự đúng giờ.{tail}
"""
INVITATION = """\
GIẤY MỜI
Họp về nuôi ong
Kính gửi: Ông Lê Văn An
Kính mời ông đến dự họp lúc 8 giờ ngày 10/3/2025 tại Hội trường A.
1. Nội dung: bàn về nuôi ong.
2. Thành phần: Sở Y tế, Sở Tài chính.{tail}
"""
LICENCE = """\
GIẤY PHÉP
Khai thác nước dưới đất
Điều 1. Cho phép Trại ong Hoa Nắng khai thác nước dưới đất với các nội dung sau:
1. Mục đích: nuôi ong.
2. Thời hạn: 5 năm.
Điều 2. Yêu cầu đối với chủ giấy phép:
1. Tuân thủ nội dung giấy phép.
2. Báo cáo trước ngày 31/12 hằng năm.
Điều 3. Giao Sở Nông nghiệp và Môi trường kiểm tra việc thực hiện giấy phép.{tail}
"""
PROPOSAL = """\
TỜ TRÌNH
Về nuôi ong
Kính gửi: HĐND tỉnh
I. SỰ CẦN THIẾT
1. Nghề nuôi ong cần được phát triển.
II. NỘI DUNG
1. Hỗ trợ 500 đàn ong.
2. Sở Y tế kiểm tra chất lượng.
III. KIẾN NGHỊ
1. Đề nghị HĐND tỉnh xem xét, thông qua.{tail}
"""
REPORT = """\
BÁO CÁO
Kết quả nuôi ong
I. KẾT QUẢ
1. Sở Y tế đã kiểm tra 12 trại.
2. Các xã tổ chức 5 lớp.
II. NHIỆM VỤ THỜI GIAN TỚI
1. Tiếp tục kiểm tra chất lượng mật ong.
III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế chủ trì kiểm tra trước ngày 30/6/2025.
2. Nghề nuôi ong cần được quan tâm.{tail}
"""
DECREE = """\
NGHỊ ĐỊNH
Về nuôi ong
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Nghị định này quy định về nuôi ong.
Điều 2. Điều kiện nuôi ong
1. Có nguồn hoa.
2. Có chuồng cách nhà dân 50 mét.
Chương II
TỔ CHỨC THỰC HIỆN
Điều 3. Trách nhiệm của Bộ Y tế
1. Bộ Y tế hướng dẫn kiểm tra mật ong.
Điều 4. Hiệu lực thi hành
1. Nghị định này có hiệu lực từ ngày 01/7/2025.{tail}
"""
RULES = """\
QUY CHẾ
Phối hợp nuôi ong
Điều 1. Nguyên tắc phối hợp
1. Các sở phối hợp chặt chẽ.
Điều 2. Trình tự
1. Sở Y tế tiếp nhận hồ sơ trong 3 ngày.
Điều 3. Tổ chức thực hiện
1. Sở Y tế hướng dẫn thực hiện Quy chế này.{tail}
"""
PLAN_WITH_LEFTOVERS = """\
KẾ HOẠCH
Nuôi ong
I. NHIỆM VỤ
1. Sở Y tế kiểm tra mật ong.
2. ...............
3. Hình 1. Thùng ong
4. Trang 5
5. Tổng cộng: 12 triệu đồng
6. Nguồn: Cục Thống kê
7. Lê Văn An
8. UBND tỉnh (để b/c);{tail}
"""
PLAN_WITH_A_TABLE = """\
KẾ HOẠCH
Nuôi ong
I. NHIỆM VỤ

| TT | Nhiệm vụ | Cơ quan chủ trì | Kinh phí |  Thời hạn |
|---|---|---|---|---|
| (1) | (2) | (3) | (4) | (5) |
| 1 | Kiểm tra mật ong | Sở Y tế | 5 | 30/6/2025 |
| 2 | Tập huấn | Hội Nông dân | 7 | 30/9/2025 |
|  | Tổng cộng |  | 12 | |
{tail}
"""
DECISION_THAT_QUOTES = """\
QUYẾT ĐỊNH
Sửa đổi Quyết định số 5/QĐ-UBND
Điều 1. Sửa đổi khoản 2 Điều 5 Quyết định số 5/QĐ-UBND như sau:
“2. Sở Y tế chủ trì kiểm tra mật ong.
3. Sở Tài chính bố trí kinh phí.”
Điều 2. Tổ chức thực hiện
1. Sở Nội vụ theo dõi, báo cáo trước ngày 30/6/2025.{tail}
"""
GUIDANCE = """\
HƯỚNG DẪN
Nuôi ong
I. ĐỐI TƯỢNG
1. Các hộ nuôi ong.
II. NỘI DUNG
1. Hồ sơ gồm đơn và bản sao giấy tờ.
2. Sở Y tế tiếp nhận hồ sơ trong 3 ngày.
III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế hướng dẫn các xã trước ngày 30/6/2025.{tail}
"""
SLIP = """\
PHIẾU TRÌNH
Về nuôi ong
1. Tóm tắt: Sở Y tế đề nghị cấp kinh phí.
2. Ý kiến chuyên viên: đồng ý.{tail}
"""
DECISION_WITH_RULES = """\
QUYẾT ĐỊNH
Ban hành Quy chế nuôi ong
Điều 1. Ban hành kèm theo Quyết định này Quy chế nuôi ong.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Điều 3. Chánh Văn phòng, Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.{tail}QUY CHẾ
Nuôi ong
(Ban hành kèm theo Quyết định số 12/QĐ-UBND)
Điều 1. Phạm vi
1. Quy chế này quy định việc nuôi ong.
Điều 2. Quy trình
1. Sở Y tế tiếp nhận hồ sơ.
Điều 3. Tổ chức thực hiện
1. Sở Y tế kiểm tra việc thực hiện Quy chế.
"""

CASES = [
    ("BB", MINUTES_WITH_A_CONCLUSION, ["III.1", "III.2"]),
    ("BB", MINUTES_THAT_AGREE, ["-1", "-2"]),
    ("BB", MINUTES_OF_A_HANDOVER, []),
    ("GM", INVITATION, []),
    ("GP", LICENCE, ["Điều 3"]),
    ("TTr", PROPOSAL, []),
    ("BC", REPORT, ["III.1"]),
    ("NĐ", DECREE, ["Điều 3.1"]),
    ("QC", RULES, ["Điều 3.1"]),
    ("KH", PLAN_WITH_LEFTOVERS, ["I.1"]),
    ("KH", PLAN_WITH_A_TABLE, ["I.1", "I.2"]),
    ("QĐ", DECISION_THAT_QUOTES, ["Điều 2.1"]),
    ("HD", GUIDANCE, ["III.1"]),
    ("PT", SLIP, []),
    ("QĐ", DECISION_WITH_RULES, ["Điều 3.1"]),
]


@pytest.mark.parametrize(("symbol", "text", "tasks"), CASES, ids=[text.split("\n")[1] for _, text, _ in CASES])
def test_only_what_assigns_is_a_task(symbol: str, text: str, tasks: list[str], tmp_path: Path) -> None:
    record = read(tmp_path, symbol, text)
    assert record.identity.type is not None
    assert (record.identity.type.value, [task.id for task in record.tasks]) == (symbol, tasks)


def test_an_invitation_gives_what_it_asks_a_named_body_to_prepare(tmp_path: Path) -> None:
    (task,) = read(tmp_path, "GM", INVITATION_THAT_ASKS).tasks
    assert task.names(AgencyRole.LEAD) == ["Sở Y tế"]
    assert task.deadline is not None
    assert task.deadline.end == "2025-03-08"


@pytest.mark.parametrize(
    "line",
    [
        "Tổng cộng", "Cộng (A+B): 12.500.000 đồng", "Trang 7", "(1) (2) (3) (4)", "Họ tên: ..............",
        "Biểu đồ 2. Số đàn ong", "Ghi chú: số liệu làm tròn", "Hội Nông dân tỉnh (p/h);", "Lưu: VT, NN.", "(Đã ký)",
        "TS. Trần Thị Bình", "Đại tá Lê Văn An", "Bà Lê Thị Cúc - Phó Giám đốc Sở Y tế, Tổ trưởng;", "Thành phần gồm:",
        "Ghi nhận, biểu dương tinh thần của các trại.",
        "Thời gian qua, các trại đã có sổ.", "Khá: từ 70 đến 80 điểm", "(Đính kèm danh sách)./.", "Thư ký:",
    ],
)  # fmt: skip
def test_what_stands_among_items_is_no_task(line: str, tmp_path: Path) -> None:
    text = (
        f"KẾ HOẠCH\nNuôi ong\nI. NHIỆM VỤ\n1. Sở Y tế kiểm tra mật ong.\n2. {line}\n3. Tập huấn cho các hộ.\n{{tail}}"
    )
    assert [task.id for task in read(tmp_path, "KH", text).tasks] == ["I.1", "I.3"]


@pytest.mark.parametrize(
    "line", ["Tổng hợp kết quả, báo cáo UBND tỉnh.", "Cộng đồng dân cư tự quản.", "Lưu trữ hồ sơ trại ong."]
)
def test_what_only_begins_alike_is_a_task(line: str, tmp_path: Path) -> None:
    text = f"KẾ HOẠCH\nNuôi ong\nI. NHIỆM VỤ\n1. Sở Y tế kiểm tra mật ong.\n2. {line}\n{{tail}}"
    assert [task.id for task in read(tmp_path, "KH", text).tasks] == ["I.1", "I.2"]


def test_a_slogan_between_quotes_opens_no_quoted_passage(tmp_path: Path) -> None:
    text = "KẾ HOẠCH\nNuôi ong\n“Mỗi nhà một đàn ong”\nI. NHIỆM VỤ\n1. Sở Y tế kiểm tra.\n2. Tập “nuôi sạch”.\n{tail}"
    assert [task.id for task in read(tmp_path, "KH", text).tasks] == ["I.1", "I.2"]
