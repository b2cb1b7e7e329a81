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
    ("Thành phố Vạn An và các tỉnh Bình Tân, Đông Phú đẩy nhanh nuôi ong.",
     ["Thành phố Vạn An", "tỉnh Bình Tân", "tỉnh Đông Phú"], "territories in a list"),
    ("Các xã: An Hòa, Bình Tân khẩn trương báo cáo.", ["xã An Hòa", "xã Bình Tân"], "places alone"),
    ("Giao đồng chí Bộ trưởng Bộ Y tế chỉ đạo.", ["đồng chí Bộ trưởng Bộ Y tế"], "how a person is addressed"),
    ("Các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang Bộ, cơ quan thuộc Chính phủ chỉ đạo.",
     ["Các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang Bộ, cơ quan thuộc Chính phủ"], "heads of ministries"),
    ("Thứ hai, các xã cần chủ động nuôi ong.", ["các xã"], "the second of a row"),
    ("Đối với các chủ đầu tư cần nhanh chóng dọn kho mật.", ["các chủ đầu tư"], "whom it concerns, without a colon"),
    ("Xác định rõ ý nghĩa của nghề ong, yêu cầu các bộ, ngành khẩn trương rà soát.",
     ["các bộ, ngành"], "a later order"),
    ("Bộ Y tế với vai trò là cơ quan thường trực Ban chỉ đạo rà soát.", ["Bộ Y tế"], "in what role"),
    ("Dưới sự chỉ đạo của Ban Chỉ đạo tỉnh, các xã tổ chức diễn tập.", ["các xã"], "behind who directs"),
    ("Các cơ quan báo chí, Đài Phát thanh và Truyền hình tỉnh tăng thời lượng.",
     ["Các cơ quan báo chí", "Đài Phát thanh và Truyền hình tỉnh"], "a name behind a group"),
    ("Hội Ong tỉnh Hòa (trước sắp xếp) có trách nhiệm bàn giao.", ["Hội Ong tỉnh Hòa (trước sắp xếp)"], "its stage"),
    ("Ban Vận động thành lập Hội Ong tỉnh Hòa có nhiệm vụ.", ["Ban Vận động thành lập Hội Ong tỉnh Hòa"], "a board"),
    ("Phòng Đào tạo, phòng CTSV hỗ trợ các lớp.", ["Phòng Đào tạo", "phòng CTSV"], "an office by its abbreviation"),
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
    ("Các xã mở tài khoản. Ngân hàng hướng dẫn quy trình.", []),
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


REPORTS: list[tuple[str, list[str]]] = [
    ("tham mưu đề xuất Ủy ban nhân dân tỉnh mở rộng trại ong", ["Ủy ban nhân dân tỉnh"]),
    ("phải báo cáo ngay Sở Y tế và Ủy ban nhân dân cấp xã để xử lý", ["Sở Y tế", "Ủy ban nhân dân cấp xã"]),
    ("gửi về Ban Chỉ huy Ong tỉnh qua Văn phòng Ban Chỉ huy Ong tỉnh", ["Ban Chỉ huy Ong tỉnh"]),
    ("gửi về Bộ Y tế. Trên cơ sở đó, Bộ Y tế tổng hợp, báo cáo Thủ tướng Chính phủ", ["Bộ Y tế"]),
    ("đăng ký với Chính phủ (qua Bộ Y tế) các trại ong", ["Chính phủ", "Bộ Y tế"]),
    ("thẩm định các đề án trình Bộ Chính trị", []),
    ("báo cáo UBND xã An Hòa trình HĐND xã An Hòa quyết định", ["UBND xã An Hòa"]),
    ("báo cáo UBND xã An Hòa, trình HĐND xã An Hòa", ["UBND xã An Hòa", "HĐND xã An Hòa"]),
    ("báo cáo Phó Thủ tướng Chính phủ - Trưởng Ban Chỉ đạo 77 quốc gia trước ngày 30",
     ["Phó Thủ tướng Chính phủ - Trưởng Ban Chỉ đạo 77 quốc gia"]),
    ("gửi phương án bố trí kinh phí nuôi ong cho các đơn vị", []),
    ("rà soát số liệu trước khi gửi về cấp trên", []),
    ("Báo cáo kết quả cho Hội đồng quản lý và cơ quan chủ quản.", ["Hội đồng quản lý", "cơ quan chủ quản"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), REPORTS, ids=[case[0][:24] for case in REPORTS])
def test_find_receivers_in_prose(text: str, names: list[str]) -> None:
    found = [item.name.shown for item in find_partners(Words.of(text)) if item.role == "report_to"]
    assert found == names


def test_no_bracket_around_a_post_hides_who_acts() -> None:
    found = find_subject(Words.of("Đồng chí Lò Thị Thử (Phó Trưởng phòng Kinh tế) phụ trách các trại ong."))
    assert [item.name.shown for item in found] == ["Phó Trưởng phòng Kinh tế"]


COMMANDED = [
    ("Giao Bộ Y tế chỉ đạo Cục Nuôi ong lãnh đạo việc kiểm tra.", [("direct", "Bộ Y tế"), ("lead", "Cục Nuôi ong")]),
    ("Giao Sở Y tế chỉ đạo các bệnh viện tổ chức tiêm.", [("lead", "Sở Y tế")]),
    ("Sở Y tế chỉ đạo Trung tâm Y tế tổ chức tiêm.", [("lead", "Sở Y tế")]),
]


@pytest.mark.parametrize(("text", "found"), COMMANDED, ids=[case[0][:30] for case in COMMANDED])
def test_who_directs_and_who_leads(text: str, found: list[tuple[str, str]]) -> None:
    assert [(item.role.value, item.name.shown) for item in find_subject(Words.of(text))] == found


PARTNERS = [
    ("phối hợp với Ban Quản lý các khu công nghệ cao và khu công nghiệp, Sở Y tế rà soát",
     ["Ban Quản lý các khu công nghệ cao và khu công nghiệp", "Sở Y tế"]),
    ("phối hợp với Liên hiệp các hội Khoa học và Kỹ thuật tỉnh tư vấn",
     ["Liên hiệp các hội Khoa học và Kỹ thuật tỉnh"]),
    ("phối hợp với Văn phòng đăng ký đất đai và cơ quan Thuế", ["Văn phòng đăng ký đất đai", "cơ quan Thuế"]),
    ("hội thảo về ong, kết hợp với cơ quan báo chí tuyên truyền", ["cơ quan báo chí"]),
    ("phối hợp với các cơ quan có chức năng liên quan trên địa bàn",
     ["các cơ quan có chức năng liên quan trên địa bàn"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), PARTNERS, ids=[case[0][:40] for case in PARTNERS])
def test_find_partners_in_prose(text: str, names: list[str]) -> None:
    assert [item.name.shown for item in find_partners(Words.of(text)) if item.role == "coordinate"] == names
