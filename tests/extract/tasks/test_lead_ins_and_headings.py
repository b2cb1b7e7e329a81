"""What a heading or a lead-in makes of the items below it: the situation, an outline, names, work; all invented."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, Part, plan, tasks_of


def tasks(body: str) -> list[str]:
    """Return the ids of the tasks of a plan."""
    return [task.id for task in tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", body))]


@pytest.mark.parametrize(
    "heading",
    [
        "THUẬN LỢI",
        "Khó khăn, vướng mắc",
        "Khó khăn, tồn tại",
        "Thuận lợi, khó khăn và nguyên nhân",
        "Thuận lợi và khó khăn",
        "Thời cơ, thách thức",
        "Dự báo các yếu tố ảnh hưởng đến đàn ong",
        "DỰ BÁO NHỮNG TÁC ĐỘNG ĐẾN NGHỀ NUÔI ONG",
        "Ý kiến của các đại biểu",
        "Các ý kiến thảo luận",
    ],
)
def test_the_situation_sets_no_task(heading: str) -> None:
    body = f"I. {heading}\n1. Sở Y tế tập huấn các trại.\n2. Tăng cường ghi sổ.\nII. NHIỆM VỤ\n1. Rà soát giống."
    assert tasks(body) == ["II.1"]


@pytest.mark.parametrize(
    "heading", ["Khắc phục khó khăn, vướng mắc", "Dự báo, cảnh báo sâu bệnh", "Lấy ý kiến hộ nuôi ong"]
)
def test_work_on_the_situation_is_work(heading: str) -> None:
    assert tasks(f"I. NHIỆM VỤ\n1. {heading}\na) Sở Y tế tập huấn các trại.\nb) Rà soát giống.") == ["I.1.a", "I.1.b"]


@pytest.mark.parametrize(
    ("end", "sets"),
    [
        ("Thời gian tới, các xã cần tập trung thực hiện một số nhiệm vụ, giải pháp sau đây:", True),
        ("Ủy ban nhân dân tỉnh yêu cầu các sở, các xã thực hiện các nội dung sau:", True),
        ("Các xã phải làm tốt những việc sau:", True),
        ("Trước tình hình đó, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:", True),
        ("Nghề nuôi ong chưa phát triển theo yêu cầu:", False),
        ("Kết quả thực hiện các nhiệm vụ như sau:", False),
        ("Các xã đã tập trung thực hiện các giải pháp sau:", False),
    ],
)
def test_the_end_of_the_situation_may_set_work(end: str, sets: bool) -> None:
    body = f"I. TÌNH HÌNH\nĐàn ong giảm do nắng hạn.\n{end}\n1. Rà soát giống ong.\n2. Tập huấn các trại."
    assert tasks(body) == (["I.1", "I.2"] if sets else [])


MINISTRY = "SỞ CÔNG THƯƠNG TỈNH AN HÒA\nSố: 9077/SCT-QLTM\nV/v báo cáo gian hàng mật ong"


def dispatch(*parts: Part) -> list[str]:
    """Return the ids of the tasks of a dispatch of a department."""
    return [task.id for task in tasks_of(MINISTRY, "Kính gửi: Các xã.", *parts, CLOSING)]


LEAD_IN = "Sở Công Thương đề nghị các xã thực hiện các việc sau:"


@pytest.mark.parametrize(
    ("heading", "outline"),
    [
        ("Nội dung báo cáo", True),
        ("Đề cương báo cáo gồm:", True),
        ("Nội dung chính của báo cáo:", True),
        ("Về nội dung báo cáo:", True),
        ("Gợi ý nội dung báo cáo", True),
        ("Báo cáo cần nêu rõ các nội dung sau:", True),
        ("Báo cáo gồm các nội dung sau:", True),
        ("Nội dung thực hiện", False),
    ],
)
def test_how_a_report_is_made_is_no_task(heading: str, outline: bool) -> None:
    body = f"1. Rà soát gian hàng mật ong.\n2. {heading}\na) Đánh giá kết quả bán mật.\nb) Đề xuất giải pháp."
    assert dispatch(LEAD_IN, body) == (["1"] if outline else ["1", "2.a", "2.b"])


@pytest.mark.parametrize(
    ("lead_in", "items"),
    [
        ("Sở Y tế tham mưu UBND tỉnh trình HĐND tỉnh quyết định:", "- Mức hỗ trợ trại ong.\n- Giá giống ong."),
        ("Sở Tài chính phổ biến các luật sau:", "- Luật Nuôi ong.\n- Luật Giống ong."),
        ("Sở Tài chính tuyên truyền các văn bản sau:", "- Luật Nuôi ong.\n- Nghị định về giống ong."),
    ],
)
def test_a_list_that_only_names_things_is_one_task(lead_in: str, items: str) -> None:
    assert tasks(f"I. NHIỆM VỤ\n1. {lead_in}\n{items}\n2. Rà soát giống.") == ["I.1", "I.2"]


@pytest.mark.parametrize(
    "lead_in", ["Sở Y tế tham mưu UBND tỉnh các nội dung sau:", "Sở Y tế thực hiện các nhiệm vụ sau:"]
)
def test_a_list_of_work_is_many(lead_in: str) -> None:
    assert tasks(f"I. NHIỆM VỤ\n1. {lead_in}\n- Kiểm tra trại ong.\n- Tập huấn các hộ.") == ["I.1.-1", "I.1.-2"]


@pytest.mark.parametrize("stop", ["", ".", ";"])
@pytest.mark.parametrize(
    "end",
    [
        "Trên đây là Kế hoạch nuôi ong, yêu cầu các xã thực hiện.",
        "Trên đây là Kế hoạch nuôi ong của tỉnh.\nGiao Văn phòng theo dõi chung./.",
        "",
    ],
)
def test_the_end_of_a_paper_is_no_part_of_its_last_item(end: str, stop: str) -> None:
    """It neither makes a heading of the item nor stands in its words."""
    body = f"I. NHIỆM VỤ\n1. Rà soát giống.\n2. Sở Y tế tập huấn các trại{stop}\n{end}"
    found = tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", body))
    assert [(task.id, task.text.rstrip(".;")) for task in found] == [
        ("I.1", "Rà soát giống"),
        ("I.2", "Sở Y tế tập huấn các trại"),
    ]


def test_the_paragraph_of_the_last_heading_is_its_work() -> None:
    body = (
        "I. NHIỆM VỤ\n1. Rà soát giống.\n2. Tập huấn\nĐề nghị các xã tập huấn các trại.\nTrên đây là Kế hoạch nuôi ong."
    )
    found = tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", body))
    assert [(task.id, task.text) for task in found][1:] == [("I.2", "Đề nghị các xã tập huấn các trại.")]


INVITATION = (
    "UBND TỈNH AN HÒA\nVĂN PHÒNG\nSố: 9012/GM-VP\nAn Hòa, ngày 04 tháng 3 năm 2031\nGIẤY MỜI\nHọp về nuôi ong\n"
    "Văn phòng kính mời các đồng chí dự họp:\n1. Thời gian: 8 giờ ngày 10/3/2031.\n2. Địa điểm: Hội trường A.\n"
)


@pytest.mark.parametrize(
    ("heading", "prepares"),
    [
        ("Công tác chuẩn bị:", True),
        ("Phân công chuẩn bị:", True),
        ("Phân công nhiệm vụ:", True),
        ("Tổ chức thực hiện", True),
        ("Giao nhiệm vụ:", True),
        ("Công tác phục vụ cuộc họp:", True),
        ("Thành phần mời họp:", False),
        ("Nội dung họp:", False),
    ],
)
def test_who_prepares_a_meeting(heading: str, prepares: bool) -> None:
    body = f"{INVITATION}3. {heading}\n- Sở Y tế chuẩn bị báo cáo về đàn ong.\n- Sở Tài chính in tài liệu."
    expected = ["3.-1", "3.-2"] if prepares else []
    assert [task.id for task in tasks_of(body, CLOSING)] == expected


def test_what_no_agency_begins_is_none_in_an_invitation() -> None:
    body = f"{INVITATION}3. Công tác chuẩn bị:\n- Tài liệu gửi qua thư điện tử.\n- Sở Y tế chuẩn bị báo cáo."
    assert [task.id for task in tasks_of(body, CLOSING)] == ["3.-2"]


@pytest.mark.parametrize(
    ("lead_in", "directs"),
    [
        ("Sở Y tế kính báo cáo UBND tỉnh như sau:", False),
        ("Thực hiện chỉ đạo của UBND tỉnh, Sở Y tế xin giải trình một số nội dung sau đây:", False),
        ("Sở Y tế đề nghị các trại báo cáo UBND tỉnh các việc như sau:", True),
        ("Sở Y tế yêu cầu các trại ong thực hiện như sau:", True),
    ],
)
def test_a_letter_that_reports_directs_nobody(lead_in: str, directs: bool) -> None:
    found = dispatch(f"{lead_in}\n1. Lập danh sách các hộ nuôi ong trong tỉnh.\n2. Tập huấn cho các hộ.")
    assert bool(found) is directs


@pytest.mark.parametrize(
    ("item", "set_"),
    [
        ("Các xã có trách nhiệm chủ động cân đối ngân sách cho các trại.", True),
        ("Sở Tài chính tổng hợp, trình cấp có thẩm quyền bố trí ngân sách.", False),
        ("Giao Sở Tài chính bố trí vốn cho các trại.", True),
        ("Kinh phí thực hiện lấy từ ngân sách tỉnh.", False),
        ("Ngân sách nhà nước và nguồn của các trại ong.", False),
    ],
)
def test_an_item_on_funding_is_a_task_where_a_body_is_to_act(item: str, set_: bool) -> None:
    found = tasks(f"I. NHIỆM VỤ\n1. Nuôi ong.\nII. KINH PHÍ THỰC HIỆN\n1. Ngân sách tỉnh.\n2. {item}")
    assert found == (["I.1", "II.2"] if set_ else ["I.1"])


def test_requirements_of_a_dispatch_are_tasks_where_a_body_is_named() -> None:
    body = (
        "I. TÌNH HÌNH\n1. Các trại đã tăng.\nII. MỘT SỐ YÊU CẦU\nThứ nhất, các xã phải rà soát lại từng trại ong.\n"
        "Thứ hai, nghề nuôi ong là nghề lâu đời.\nMật ong còn ít. Yêu cầu các xã chủ động trồng hoa cho các trại.\n"
        "III. NHIỆM VỤ\n1. Tập huấn."
    )
    assert dispatch("Sở Công Thương thông báo kết luận:", body) == ["II.-1", "II.-3", "III.1"]


def test_a_paragraph_that_gives_a_named_body_a_duty_stands_behind_its_item() -> None:
    body = "1. Các xã kiểm tra các trại ong.\nSở Y tế chịu trách nhiệm lấy mẫu mật ong.\n2. Tập huấn cho các hộ."
    assert dispatch(LEAD_IN, body) == ["1", "1.-1", "2"]


@pytest.mark.parametrize(
    "order",
    [
        "Thực hiện Công văn số 12/UBND-NN của UBND tỉnh; Sở Công Thương đề nghị các xã rà soát các trại ong.",
        "Căn cứ Kế hoạch số 5/KH-UBND, để kịp tổng hợp, Sở Công Thương trân trọng đề nghị các xã lập danh sách.",
        "Xét báo cáo của các xã, Giám đốc Sở có ý kiến như sau: Phòng Kinh tế khẩn trương rà soát các trại ong.",
    ],
)
def test_an_order_in_the_only_paragraph(order: str) -> None:
    assert dispatch(order, "Trân trọng./.") == ["-1"]


def test_the_order_of_the_letter_that_is_answered_is_none() -> None:
    asked = "Thực hiện Công văn số 12/BYT-VP; theo đó, Bộ Y tế đề nghị các tỉnh báo cáo về nghề nuôi ong trong tỉnh."
    assert dispatch(asked, "Sở Công Thương gửi kèm số liệu./.") == []


@pytest.mark.parametrize(
    "label", ["Mục tiêu: mười nghìn đàn ong.", "Phạm vi: các xã trong tỉnh.", "Thành phần: các xã."]
)
def test_a_label_of_an_aim_or_a_scope_is_no_work(label: str) -> None:
    assert tasks(f"I. NHIỆM VỤ\n1. {label}\n2. Tập huấn cho các hộ.") == ["I.2"]


def test_a_heading_over_labelled_lines_alone_is_no_task() -> None:
    body = "I. NỘI DUNG\n1. Thời gian, địa điểm\n- Thời gian: ngày 12/3/2031.\n- Địa điểm: Hội trường.\n2. Tập huấn."
    assert tasks(body) == ["I.2"]
