"""Who is told to act in the prose of ministries, companies, schools and conclusions; all bodies are invented."""

from __future__ import annotations

import pytest

from pipeline.extract.tasks.partners import find_partners
from pipeline.extract.tasks.roles import find_addressed, find_expected, find_later, find_subject
from pipeline.text.words import Words

SUBJECTS = [
    ("Bộ trưởng Bộ Y tế - Phó Trưởng ban Thường trực Ban Chỉ đạo 77 quốc gia tập trung chỉ đạo.",
     ["Bộ trưởng Bộ Y tế - Phó Trưởng ban Thường trực Ban Chỉ đạo 77 quốc gia"], "two posts of one person"),
    ("Thủ trưởng sở, ban, ngành tỉnh kiểm tra các trại ong.", ["Thủ trưởng sở, ban, ngành tỉnh"],
     "a group without “các”"),
    ("Lãnh đạo khoa gởi biên bản cho phòng Đào tạo.", ["Lãnh đạo khoa"], "a bare noun behind a post"),
    ("Khoa phối hợp với phòng Đào tạo xếp lịch.", ["Khoa"], "a head alone"),
    ("Công ty có trách nhiệm báo cáo sản lượng mật.", ["Công ty"], "a company by its head alone"),
    ("Sở Xây dựng.", ["Sở Xây dựng"], "a field is no verb"),
    ("Các hộ dân tham gia nuôi ong, lấy mật phải đăng ký.", ["Các hộ dân tham gia nuôi ong, lấy mật"],
     "which ones"),
    ("Các sở, ngành có liên quan tới việc nuôi ong có trách nhiệm phối hợp.",
     ["Các sở, ngành có liên quan tới việc nuôi ong"], "related to what"),
    ("Các hợp tác xã, chủ kho mật có trách nhiệm khai báo.", ["Các hợp tác xã", "chủ kho mật"],
     "a last member no row knows"),
    ("Chính phủ trân trọng đề nghị Hội Nuôi ong Việt Nam tiếp tục vận động.",
     ["Hội Nuôi ong Việt Nam"], "a polite order"),
    ("Về kho mật tại xã An Hòa thuộc dự án mở rộng chợ phía Đông (giai đoạn hai): Sở Công Thương khẩn trương rà soát.",
     ["Sở Công Thương"], "behind a whole matter"),
    ("Liên quan đến chợ mật: với vai trò là chủ đầu tư, Công ty Ong Vàng chủ động làm việc.", ["Công ty Ong Vàng"],
     "in what capacity"),
    ("Đối với các Cụm công nghiệp: Hòa 1 và Hòa 2, giao UBND phường Bình Tân tìm nhà đầu tư.", ["UBND phường Bình Tân"],
     "an order behind what it concerns"),
    ("Trên cơ sở dự toán của các xã, cân đối nguồn và phối hợp với các sở, Ủy ban nhân dân xã bố trí kinh phí.", [],
     "partners are no subject"),
    ("Nếu có vướng mắc, các bộ chủ động trao đổi.", ["các bộ"], "behind a condition"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "why"), SUBJECTS, ids=[case[2] for case in SUBJECTS])
def test_find_subject_in_prose(text: str, names: list[str], why: str) -> None:
    assert [item.name.shown for item in find_subject(Words.of(text)) if item.role == "lead"] == names, why


LATER = [
    ("Sở Y tế lập danh sách. Trên cơ sở đó, UBND các xã tổ chức kiểm tra đàn ong.", [("lead", "UBND các xã")]),
    ("Sở Y tế lập danh sách; Sở Tài chính bố trí kinh phí.", [("lead", "Sở Tài chính")]),
    ("Khoa lập lịch. Phòng Thanh tra giám sát việc thực hiện.", [("direct", "Phòng Thanh tra")]),
    ("Sở Y tế lập danh sách. Mật ong được dán nhãn.", []),
    ("Sở Y tế lập danh sách, Sở Tài chính.", []),
]


@pytest.mark.parametrize(("text", "found"), LATER, ids=[case[0][-30:] for case in LATER])
def test_find_later_sentences(text: str, found: list[tuple[str, str]]) -> None:
    assert [(item.role.value, item.name.shown) for item in find_later(Words.of(text))] == found


LEAD_INS = [
    ("Để nuôi ong bền vững, tỉnh An Hòa cần tập trung một số nhiệm vụ sau:", ["tỉnh An Hòa"]),
    ("Sở Y tế phải hoàn thành các việc sau:", ["Sở Y tế"]),
    ("Năm qua tỉnh An Hòa đã hoàn thành các việc sau:", []),
]


@pytest.mark.parametrize(("text", "names"), LEAD_INS, ids=[case[0][:20] for case in LEAD_INS])
def test_find_expected(text: str, names: list[str]) -> None:
    assert [name.shown for name in find_expected(Words.of(text))] == names


def test_addressed_with_clause() -> None:
    words = Words.of("Sở yêu cầu các hộ dân có hoạt động liên quan đến nuôi ong thực hiện một số nội dung sau:")
    assert [name.shown for name in find_addressed(words)] == ["các hộ dân có hoạt động liên quan đến nuôi ong"]


REPORTS = [
    ("tham mưu đề xuất Ủy ban nhân dân tỉnh mở rộng trại ong", ["Ủy ban nhân dân tỉnh"]),
    ("phải báo cáo ngay Sở Y tế và Ủy ban nhân dân cấp xã để xử lý", ["Sở Y tế", "Ủy ban nhân dân cấp xã"]),
    ("gửi về Ban Chỉ huy Ong tỉnh qua Văn phòng Ban Chỉ huy Ong tỉnh", ["Ban Chỉ huy Ong tỉnh"]),
    ("rà soát số liệu trước khi gửi về cấp trên", []),
    ("Báo cáo kết quả cho Hội đồng quản lý và cơ quan chủ quản.", ["Hội đồng quản lý", "cơ quan chủ quản"]),
]


@pytest.mark.parametrize(("text", "names"), REPORTS, ids=[case[0][:24] for case in REPORTS])
def test_find_receivers_in_prose(text: str, names: list[str]) -> None:
    found = [item.name.shown for item in find_partners(Words.of(text)) if item.role == "report_to"]
    assert found == names
