"""What headings announce, and which parts of which documents set tasks."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, MASTHEAD, all_items, outline_of

from pipeline.extract.sections import TASK_ROLES, find_roles, heading_roles

HEADINGS = [
    ("MỤC ĐÍCH, YÊU CẦU", "purpose"), ("Mục tiêu", "purpose"), ("QUAN ĐIỂM", "purpose"), ("Chỉ tiêu cụ thể", "purpose"),
    ("PHẠM VI, ĐỐI TƯỢNG", "scope"), ("Thành phần", "scope"),
    ("KINH PHÍ THỰC HIỆN", "funding"), ("Nguồn vốn", "funding"),
    ("TÌNH HÌNH NUÔI ONG", "situation"), ("Kết quả đạt được", "situation"),
    ("NHIỆM VỤ VÀ GIẢI PHÁP", "tasks"), ("NỘI DUNG THỰC HIỆN", "tasks"), ("Giải pháp chủ yếu", "tasks"),
    ("TỔ CHỨC THỰC HIỆN", "organisation"), ("Trách nhiệm của Sở Y tế", "organisation"),
    ("CĂN CỨ PHÁP LÝ", "basis"),
    ("ĐIỀU KHOẢN THI HÀNH", "effect"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "role"), HEADINGS, ids=[case[0] for case in HEADINGS])
def test_heading_roles(heading: str, role: str) -> None:
    assert heading_roles(heading)[0] == role


def test_a_heading_without_known_words_announces_nothing() -> None:
    assert heading_roles("Nuôi ong lấy mật") == []


def tasks_in(title: str, *lines: str) -> list[str]:
    """Return the paths of the items that stand where tasks are set."""
    outline = outline_of(MASTHEAD, title, "Căn cứ tình hình thực tế;", *lines, CLOSING)
    roles = find_roles(outline)
    return [item.path for item in all_items(outline.body.items) if roles.role(item) in TASK_ROLES]


PLAN = "KẾ HOẠCH\nPhát triển nghề nuôi ong"


@pytest.mark.parametrize(
    ("heading", "tasks", "why"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", False, "purposes are no tasks"),
        ("QUAN ĐIỂM, MỤC TIÊU", False, "viewpoints and targets are none"),
        ("KINH PHÍ THỰC HIỆN", False, "funding is none"),
        ("NHIỆM VỤ TRỌNG TÂM", True, "tasks"),
        ("NHIỆM VỤ, GIẢI PHÁP", True, "tasks and solutions"),
        ("NỘI DUNG", True, "contents"),
        ("PHÂN CÔNG NHIỆM VỤ", True, "assignments"),
        ("TỔ CHỨC THỰC HIỆN", True, "organisation of implementation"),
    ],
)
def test_sections_of_a_plan(heading: str, tasks: bool, why: str) -> None:
    paths = tasks_in(PLAN, f"I. {heading}", "1. Việc một.", "2. Việc hai.")
    assert ("I.1" in paths, "I.2" in paths) == (tasks, tasks), why


def test_a_verb_beats_what_it_governs() -> None:
    paths = tasks_in(PLAN, "I. NHIỆM VỤ", "1. Hỗ trợ đối tượng yếu thế", "- Việc.", "2. Đối tượng", "- Hộ nuôi ong.")
    assert ("I.1.-1" in paths, "I.2.-1" in paths) == (True, False)


def test_a_subheading_does_not_leave_its_section() -> None:
    paths = tasks_in(PLAN, "I. NHIỆM VỤ", "1. Về giống ong", "- Việc.", "2. Về thị trường", "- Việc.")
    assert {"I.1.-1", "I.2.-1"} <= set(paths)


def test_targets_inside_a_section_of_tasks_leave_it() -> None:
    paths = tasks_in(PLAN, "I. NHIỆM VỤ", "1. Mục tiêu", "- Có 900 đàn ong.", "2. Giải pháp", "- Mua giống.")
    assert "I.1.-1" not in paths
    assert "I.2.-1" in paths


def test_permanent_rules_of_a_regulation_are_no_tasks() -> None:
    """Settled: articles that state rules are none; assignments in “Tổ chức thực hiện” are."""
    paths = tasks_in(
        "QUY CHẾ\nQuản lý làng nghề nuôi ong", "Điều 1. Tiêu chí công nhận", "1. Có 900 đàn ong.",
        "Điều 2. Tổ chức thực hiện", "1. Sở Y tế hướng dẫn.", "2. UBND các xã kiểm tra.",
    )  # fmt: skip
    assert "Điều 1.1" not in paths
    assert {"Điều 2.1", "Điều 2.2"} <= set(paths)


def test_the_executing_article_of_a_decision_is_no_task() -> None:
    """Settled: “Chánh Văn phòng … chịu trách nhiệm thi hành” is none."""
    paths = tasks_in(
        "QUYẾT ĐỊNH\nVề việc công nhận làng nghề", "Điều 1. Công nhận làng nghề nuôi ong.",
        "Điều 2. Giao Sở Y tế hướng dẫn các hộ nuôi ong.",
        "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này.",
    )  # fmt: skip
    assert paths == ["Điều 2"]


def test_sections_are_named_with_their_extent() -> None:
    outline = outline_of(
        MASTHEAD, PLAN, "Căn cứ tình hình;", "I. MỤC ĐÍCH", "1. Nâng cao.", "II. NHIỆM VỤ", "1. Mua giống.", CLOSING
    )
    sections = find_roles(outline).sections
    assert [(section.path, section.role, section.title) for section in sections] == [
        ("I", "purpose", "MỤC ĐÍCH"),
        ("II", "tasks", "NHIỆM VỤ"),
    ]
    for section in sections:
        assert outline.parsed.text[section.start : section.end].startswith(section.title)
    assert sections[0].end <= sections[1].start


def test_an_annex_is_a_section() -> None:
    table = [["TT", "Nội dung", "Chủ trì"], ["1", "Mua giống", "Sở Y tế"]]
    outline = outline_of(MASTHEAD, PLAN, "I. NHIỆM VỤ", "1. Việc.", CLOSING, "PHỤ LỤC\nDANH MỤC", table)
    annex = [section for section in find_roles(outline).sections if section.role == "annex"]
    assert [(section.path, section.title) for section in annex] == [("PL", "PHỤ LỤC DANH MỤC")]
