"""What looks like a list of tasks and is none, and what stands behind a list and is one."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, Part, plan, tasks_of

from pipeline.model import Task


def tasks(*parts: Part) -> tuple[Task, ...]:
    """Return the tasks of a plan whose body is given."""
    return tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", *parts))


FORMS = [
    "PHỤ LỤC I\nĐỀ CƯƠNG BÁO CÁO\nI. KẾT QUẢ\n1. Công tác chỉ đạo\n2. Nuôi ong lấy mật",
    "PHỤ LỤC\nMẪU BÁO CÁO\nI. NHIỆM VỤ\n1. Số đàn ong đã nuôi;\n2. Số hộ đã tập huấn.",
    "PHỤ LỤC\nLÝ LỊCH HỘ NUÔI ONG\nI. BẢN THÂN\n- Họ và tên: Giới tính:\n- Quốc tịch:\n- Nơi ở hiện nay:",
    "PHỤ LỤC\nGIẤY CAM KẾT\n1. Nuôi ong đúng quy trình.\n2. Báo cáo UBND xã.\n(Ký, ghi rõ họ tên)",
]


@pytest.mark.parametrize("annex", FORMS)
def test_a_paper_to_be_filled_in_sets_no_task(annex: str) -> None:
    found = tasks("I. NHIỆM VỤ\n1. Rà soát giống.", CLOSING, annex)
    assert [task.id for task in found] == ["I.1"], annex


def test_an_annex_of_work_still_sets_tasks() -> None:
    annex = "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n1. Sở Y tế xây dựng đề cương báo cáo.\n2. Sở Tài chính cấp mẫu phiếu."
    found = tasks("I. NHIỆM VỤ\n1. Rà soát giống.", CLOSING, annex)
    assert [task.id for task in found] == ["I.1", "PL.1", "PL.2"]


@pytest.mark.parametrize("heading", ["ĐÁNH GIÁ NGUY CƠ SAU MÙA HẠN", "NGUY CƠ CHÁY RỪNG", "DỰ BÁO TÌNH HÌNH"])
def test_what_may_happen_is_no_task(heading: str) -> None:
    found = tasks(f"I. {heading}\n1. Cỏ khô dễ cháy.\n2. Giếng cạn.\nII. NHIỆM VỤ\n1. Phát cỏ.")
    assert [task.id for task in found] == ["II.1"]


def dispatch(*parts: Part) -> list[str]:
    """Return the ids of the tasks of a department's dispatch."""
    head = "SỞ CÔNG THƯƠNG TỈNH HÒA BÌNH\nSố: 9077/SCT-QLTM\nV/v đăng ký gian hàng mật ong"
    return [task.id for task in tasks_of(head, "Kính gửi: Các huyện.", *parts, CLOSING)]


LEAD_IN = "Để chuẩn bị cho hội chợ, Sở Công Thương đề nghị các đơn vị thực hiện các việc sau:"


@pytest.mark.parametrize("ask", ["báo cáo cụ thể về một số nội dung sau:", "thống kê các số liệu sau:"])
def test_what_a_report_is_to_tell_is_no_task(ask: str) -> None:
    """The item that asks for the report is one, and so is the paragraph that tells who sends it."""
    listed = f"1. UBND các huyện rà soát, {ask}\n(1) Số đàn ong bị chết.\n(2) Số hộ bị thiệt hại."
    sent = "Phòng Quản lý thương mại gửi báo cáo về Sở Tài chính trước ngày 15/3/2027."
    assert dispatch(LEAD_IN, f"{listed}\n{sent}\n2. Sở Y tế cấp thuốc.") == ["1", "1.-1", "2"]


def test_a_list_of_work_below_a_report_stays_a_list_of_work() -> None:
    body = "1. UBND các huyện báo cáo các nội dung sau:\n(1) Kiểm tra các trại ong.\n(2) Rà soát số hộ."
    assert dispatch(LEAD_IN, body) == ["1.1", "1.2"]


@pytest.mark.parametrize(
    ("last", "ids"),
    [
        ("Sở Y tế theo dõi, đôn đốc các huyện thực hiện.", ["1", "2", "2.-1"]),
        ("Các đơn vị nghiêm túc thực hiện.", ["1", "2"]),
        ("Sở Công Thương thông báo để các huyện thực hiện.", ["1", "2"]),
        ("Khó khăn, vướng mắc báo cáo về Sở Công Thương để xem xét.", ["1", "2"]),
    ],
)
def test_the_last_paragraph_of_a_dispatch(last: str, ids: list[str]) -> None:
    """One that gives a named agency a duty is a task; an exhortation or a closing formula is none."""
    assert dispatch(LEAD_IN, f"1. Lập danh sách gian hàng.\n2. Gửi danh sách về Sở.\n{last}") == ids


def test_what_the_writer_does_itself_is_no_task() -> None:
    assert dispatch("Sở Công Thương nhận được Công văn số 11/SNV-VP.", "Sở Công Thương gửi Sở Nội vụ tổng hợp./.") == []


def test_who_belongs_to_a_group_is_no_task_and_what_it_does_is_one() -> None:
    group = "1. Tổ số 01: làm việc với các xã phía Bắc;\n* Thành phần gồm:\n(1) Bà Lê Thị Cúc - Phó Giám đốc Sở Y tế;"
    found = tasks(f"I. PHÂN CÔNG NHIỆM VỤ\n{group}\n(2) Ông Trần Văn An - Trưởng phòng Kinh tế.\n* Thư ký")
    assert [task.id for task in found] == ["I.1"]


@pytest.mark.parametrize(
    "title", ["KẾT QUẢ ĐÀN ONG NĂM 2031", "BẢNG ĐIỂM CÁC TRẠI", "DANH SÁCH CÁC TRẠI", "ĐỊNH MỨC GIỜ CÔNG"]
)
def test_an_annex_of_figures_sets_no_task(title: str) -> None:
    found = tasks(
        "I. NHIỆM VỤ\n1. Rà soát giống.", CLOSING, f"PHỤ LỤC\n{title}\n1. Nhóm các trại lớn\n2. Các trại nhỏ."
    )
    assert [task.id for task in found] == ["I.1"]


@pytest.mark.parametrize(
    ("item", "set_"),
    [
        ("Cơ bản thống nhất với nội dung đề án của Hội Nuôi ong.", False),
        ("Về giống ong: Đồng ý chủ trương lập trại giống.", False),
        ("Thông qua Báo cáo của các trại ong.", False),
        ("Bên cạnh những kết quả đạt được, nghề nuôi ong còn hạn chế.", False),
        ("Thống nhất chủ trương lập trại giống; giao Sở Y tế chủ trì.", True),
        ("Thông qua các phương tiện truyền thông, giới thiệu mật ong.", True),
    ],
)
def test_a_decision_or_a_judgement_is_no_task(item: str, set_: bool) -> None:
    found = tasks(f"I. NHIỆM VỤ\n1. Rà soát giống.\n2. {item}\n3. Tập huấn cho các hộ.")
    assert [task.id for task in found] == (["I.1", "I.2", "I.3"] if set_ else ["I.1", "I.3"])
