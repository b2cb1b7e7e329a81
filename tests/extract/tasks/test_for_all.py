"""What holds for many tasks: headings with times, lead-ins that name partners, a dispatch's closing sentence."""

from __future__ import annotations

import pytest
from parsed_factory import plan, tasks_of

from pipeline.model import AgencyRole, Task

DISPATCH = (
    "UBND TỈNH AN HÒA\nSỞ NỘI VỤ\nSố: 45/SNV-VP\nV/v báo cáo công tác lưu trữ\n"
    "An Hòa, ngày 02 tháng 6 năm 2027\nKính gửi: Các sở, ban, ngành tỉnh.\n"
    "Sở Nội vụ đề nghị các sở, ban, ngành thực hiện các nội dung sau:\n"
    "1. Rà soát tài liệu tồn đọng.\n2. Thống kê kho lưu trữ.\n"
    "{closing}\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLò Văn Thử"
)


def by_path(text: str) -> dict[str, Task]:
    return {task.id: task for task in tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", text))}


def names(task: Task, role: AgencyRole) -> list[str]:
    return [mention.name for mention in task.agencies if mention.role is role]


@pytest.mark.parametrize(
    ("heading", "bounds"),
    [
        ("1. Đợt 1: từ ngày 01/3/2027 đến ngày 15/4/2027", ("2027-03-01", "2027-04-15")),
        ("1. Vòng sơ khảo (tháng 5/2027)", (None, "2027-05")),
        ("1. Quý II/2027", (None, "2027-Q2")),
    ],
)
def test_a_heading_s_time_holds_for_items_without_their_own(heading: str, bounds: tuple[str | None, str]) -> None:
    found = by_path(f"I. NHIỆM VỤ\n{heading}\n- Rà soát giống.\n- Tập huấn, xong trước ngày 10/3/2027.")
    own, above = found["I.1.-2"].deadline, found["I.1.-1"].deadline
    assert above is not None
    assert (above.start, above.end) == bounds
    assert own is not None
    assert own.end == "2027-03-10"


def test_a_heading_that_only_names_a_year_sets_no_time() -> None:
    found = by_path("I. NHIỆM VỤ\n1. Nhiệm vụ trọng tâm năm 2027\n- Rà soát giống.\n- Tập huấn.")
    assert found["I.1.-1"].deadline is None


def test_a_lead_in_names_partners_of_its_items() -> None:
    found = by_path(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì, phối hợp với Công an tỉnh thực hiện các nhiệm vụ sau:\n"
        "- Kiểm tra nhà thuốc.\n- Phối hợp với Sở Tài chính cấp kinh phí."
    )
    assert names(found["I.1.-1"], AgencyRole.LEAD) == ["Sở Y tế"]
    assert names(found["I.1.-1"], AgencyRole.COORDINATE) == ["Công an tỉnh"]


def test_who_is_directed_by_a_lead_in_leads_and_its_agency_directs() -> None:
    found = by_path(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Chỉ đạo các bệnh viện phối hợp với Công an tỉnh thực hiện như sau:\n"
        "- Kiểm tra nhà thuốc.\n- Trực cấp cứu."
    )
    task = found["I.1.a.-2"]
    assert names(task, AgencyRole.LEAD) == ["các bệnh viện"]
    assert names(task, AgencyRole.DIRECT) == ["Sở Y tế"]
    assert names(task, AgencyRole.COORDINATE) == ["Công an tỉnh"]


def test_under_a_heading_of_partners_the_items_subjects_coordinate() -> None:
    found = by_path(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Chủ trì, phối hợp\n"
        "- Sở Tài chính cân đối kinh phí.\n- Công an tỉnh tuần tra."
    )
    assert names(found["I.1.a.-1"], AgencyRole.LEAD) == ["Sở Y tế"]
    assert names(found["I.1.a.-1"], AgencyRole.COORDINATE) == ["Sở Tài chính"]


@pytest.mark.parametrize("verb", ["Yêu cầu các xã", "Đôn đốc các xã", "Hướng dẫn các xã", "Chỉ đạo các xã"])
def test_whom_an_agency_urges_under_its_heading_does_not_lead(verb: str) -> None:
    found = by_path(f"I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) {verb} lập danh sách người bệnh.\nb) Trực cấp cứu.")
    assert names(found["I.1.a"], AgencyRole.LEAD) == ["Sở Y tế"]


@pytest.mark.parametrize(
    "closing",
    [
        "Báo cáo của các đơn vị gửi về Sở Nội vụ trước ngày 20/6/2027 để tổng hợp.",
        "Kết quả thực hiện gửi Sở Nội vụ trước ngày 20/6/2027.",
        "Đề nghị các đơn vị gửi kết quả về Sở Nội vụ trước ngày 20 tháng 6 năm 2027.",
    ],
)
def test_a_dispatch_s_closing_sentence_sets_the_day_of_all(closing: str) -> None:
    found = {task.id: task for task in tasks_of(DISPATCH.format(closing=closing))}
    for path in ("1", "2"):
        deadline = found[path].deadline
        assert deadline is not None
        assert deadline.end == "2027-06-20"
        assert names(found[path], AgencyRole.REPORT_TO) == ["Sở Nội vụ"]


@pytest.mark.parametrize(
    "closing",
    [
        "Báo cáo kết quả thực hiện về Sở Nội vụ trước ngày 20/6/2027.",
        "Căn cứ nội dung trên, đề nghị các cơ quan thực hiện và báo cáo trước ngày 20/6/2027.",
        "Nhận được Công văn này, đề nghị các đơn vị có văn bản phản hồi trước ngày 20/6/2027.",
        "Sở Nội vụ đề nghị các cơ quan phối hợp, gửi báo cáo trước ngày 20/6/2027.",
    ],
)
def test_a_closing_request_sets_the_day_of_all(closing: str) -> None:
    found = tasks_of(DISPATCH.format(closing=closing))
    assert {task.deadline.end for task in found if task.deadline} == {"2027-06-20"}
    assert all(task.deadline for task in found)


def test_other_sentences_behind_a_list_set_no_day() -> None:
    closing = "Hội nghị tổng kết dự kiến tổ chức ngày 20/6/2027 tại Sở Nội vụ."
    assert all(task.deadline is None for task in tasks_of(DISPATCH.format(closing=closing)))
