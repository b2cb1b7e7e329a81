"""Tasks: the settled cases of the guidelines, one by one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from parsed_factory import ABOVE, CLOSING, MASTHEAD, Part, Wide, plan, record_of, roles_of, tasks_of

from pipeline.model import AgencyRole, Task

LEAD = AgencyRole.LEAD
Found = list[tuple[str, str]]


def tasks(*parts: Part) -> tuple[Task, ...]:
    """Return the tasks of a plan whose body is given."""
    return tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", *parts))


def listed(found: Sequence[Task]) -> Found:
    return [(task.id, task.text) for task in found]


def task_at(path: str, *parts: Part) -> Task:
    return next(task for task in tasks(*parts) if task.id == path)


SHAPES: list[tuple[str, Found, str]] = [
    (
        "I. NHIỆM VỤ\n1. Rà soát giống.\n2. Tập huấn.",
        [("I.1", "Rà soát giống."), ("I.2", "Tập huấn.")],
        "leaf items",
    ),
    (
        "I. NHIỆM VỤ\n1. Về giống\nRà soát các trại giống trong tỉnh.\n2. Tập huấn.",
        [("I.1", "Rà soát các trại giống trong tỉnh."), ("I.2", "Tập huấn.")],
        "settled: a heading with one paragraph, the heading's number",
    ),
    (
        "I. NHIỆM VỤ\n1. Về giống\nRà soát các trại giống.\nLập sổ theo dõi.\n2. Tập huấn.",
        [("I.1.-1", "Rà soát các trại giống."), ("I.1.-2", "Lập sổ theo dõi."), ("I.2", "Tập huấn.")],
        "settled: several paragraphs are counted like bullets",
    ),
    (
        "I. NHIỆM VỤ\n1. Về giống\n- Rà soát.\n- Lập sổ:\n+ Sổ giống.\n+ Sổ bệnh.",
        [("I.1.-1", "Rà soát."), ("I.1.-2.-1", "Sổ giống."), ("I.1.-2.-2", "Sổ bệnh.")],
        "settled: nested bullets",
    ),
    (
        "I. NHIỆM VỤ\n(Chi tiết tại Phụ lục kèm theo)\nII. TỔ CHỨC THỰC HIỆN\n1. Tập huấn.",
        [("II.1", "Tập huấn.")],
        "a reference to an annex sets no task",
    ),
    (
        "I. NHIỆM VỤ\nII. TỔ CHỨC THỰC HIỆN\n1. Tập huấn.",
        [("II.1", "Tập huấn.")],
        "nor does a heading with nothing below it",
    ),
    (
        "I. NHIỆM VỤ\n1. Về giống\n1.1. Nội dung: Rà soát.\n1.2. Thời gian: Quý II/2026.\n1.3. Địa điểm: Hội trường.",
        [("I.1.1", "Nội dung: Rà soát.")],
        "numbered attribute lines are none",
    ),
    (
        "I. NHIỆM VỤ\n1. Đơn vị thực hiện:\n- Lập sổ giống.\n- Tập huấn.",
        [("I.1.-1", "Lập sổ giống."), ("I.1.-2", "Tập huấn.")],
        "a numbered label over a list is an item",
    ),
    (
        "I. NHIỆM VỤ\n1. Rà soát.\n1. Tập huấn.",
        [("I.1", "Rà soát."), ("I.1(2)", "Tập huấn.")],
        "settled: a number printed twice",
    ),
    (
        "I. NHIỆM VỤ\n1. Về giống\n1.1. Rà soát.\n1.2. Lập sổ.",
        [("I.1.1", "Rà soát."), ("I.1.2", "Lập sổ.")],
        "settled: numbers that repeat their parent",
    ),
    (
        "I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\nII. NHIỆM VỤ\n1. Rà soát.\nIII. KINH PHÍ\n1. Ngân sách tỉnh.",
        [("II.1", "Rà soát.")],
        "purposes and funds are no tasks",
    ),
    (
        "I. NHIỆM VỤ\n1. Rà soát.\n2. Tập huấn.\nTrên đây là Kế hoạch phát triển nghề nuôi ong./.",
        [("I.1", "Rà soát."), ("I.2", "Tập huấn.")],
        "settled: closing paragraphs are none",
    ),
    (
        "I. NHIỆM VỤ\n1. Rà soát giống.\n- Đơn vị chủ trì: Sở Y tế.\n- Thời gian: Năm 2025.\n2. Tập huấn.",
        [("I.1", "Rà soát giống."), ("I.2", "Tập huấn.")],
        "attribute lines are no tasks",
    ),
    (
        "I. NHIỆM VỤ\n1. Giống ong\n- Nội dung: Rà soát các trại giống.\n- Số lượng: 12 trại."
        "\n- Đơn vị chủ trì: Sở Y tế.",
        [("I.1.-1", "Nội dung: Rà soát các trại giống.")],
        "settled: “Nội dung:” is the task with its label, “Số lượng:” an attribute",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected", "why"), SHAPES, ids=[case[2] for case in SHAPES])
def test_which_items_are_tasks(body: str, expected: Found, why: str) -> None:
    assert listed(tasks(body)) == expected, why


@pytest.mark.parametrize(("body", "expected", "why"), SHAPES, ids=[case[2] for case in SHAPES])
def test_a_task_stands_at_its_place(body: str, expected: Found, why: str) -> None:
    record = record_of(*plan("Căn cứ tình hình thực tế của tỉnh;", body))
    for task in record.tasks:
        printed = " ".join(record.text[task.evidence.start : task.evidence.end].split())
        assert printed == task.text, why


LABELS = (
    "- Đơn vị chủ trì: {lead}.\n- Đơn vị phối hợp: Công an tỉnh.\n- Thời gian thực hiện: {when}.\n- Sản phẩm: {what}."
)


def test_labelled_lines_give_every_attribute() -> None:
    lines = LABELS.format(lead="Sở Y tế", when="Quý II/2024", what="Báo cáo rà soát")
    task = task_at("I.1", f"I. NHIỆM VỤ\n1. Rà soát giống ong.\n{lines}")
    assert roles_of(task) == {"lead": ["Sở Y tế"], "coordinate": ["Công an tỉnh"]}
    assert task.deadline is not None
    assert (task.deadline.raw, task.deadline.end) == ("Quý II/2024", "2024-Q2")
    assert task.product is not None
    assert task.product.value.rstrip(".") == "Báo cáo rà soát"


def test_attributes_behind_a_list_hold_for_each_of_its_items() -> None:
    lines = LABELS.format(lead="Sở Y tế", when="Năm 2025", what="Sổ theo dõi")
    found = tasks(f"I. NHIỆM VỤ\n1. Về giống\n- Rà soát.\n- Lập sổ.\n{lines}\n2. Tập huấn.")
    assert [task.id for task in found] == ["I.1.-1", "I.1.-2", "I.2"]
    for task in found[:2]:
        assert task.names(LEAD) == ["Sở Y tế"]
        assert task.deadline is not None
        assert task.deadline.end == "2025"
    assert roles_of(found[2]) == {}


def test_attribute_lines_of_two_runs_hold_for_the_items_before_each() -> None:
    body = "I. NHIỆM VỤ\n1. Về giống\n- Rà soát.\n- Đơn vị chủ trì: Sở Y tế.\n- Tập huấn.\n- Đơn vị chủ trì: Sở Nội vụ."
    assert [(task.id, task.names(LEAD)) for task in tasks(body)] == [
        ("I.1.-1", ["Sở Y tế"]),
        ("I.1.-2", ["Sở Nội vụ"]),
    ]


def test_attributes_of_one_item_do_not_reach_its_sibling() -> None:
    lines = LABELS.format(lead="Sở Y tế", when="Năm 2025", what="Sổ")
    later = task_at("I.2", f"I. NHIỆM VỤ\n1. Rà soát.\n{lines}\n2. Tập huấn kỹ thuật.")
    assert (roles_of(later), later.deadline, later.product) == ({}, None, None)


def test_a_value_may_stand_below_its_label() -> None:
    task = task_at("I.1", "I. NHIỆM VỤ\n1. Rà soát.\nĐơn vị phối hợp:\n- Sở Y tế;\n- Công an tỉnh.\n2. Tập huấn.")
    assert task.names(AgencyRole.COORDINATE) == ["Sở Y tế", "Công an tỉnh"]


AGENCIES: list[tuple[str, str, dict[str, list[str]], str]] = [
    (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Rà soát giống.\n2. Giao Sở Nội vụ\n- Tập huấn.",
        "II.1.-1", {"lead": ["Sở Y tế"]}, "a heading that is an agency's name",
    ),
    (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Rà soát giống.\n2. Giao Sở Nội vụ\n- Tập huấn.",
        "II.2.-1", {"lead": ["Sở Nội vụ"]}, "with “Giao”",
    ),
    (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Giao Chi cục Thú y lấy mẫu.",
        "II.1.-1", {"lead": ["Chi cục Thú y"]}, "settled: a subject named in the item beats the heading",
    ),
    (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra các trại.",
        "II.1", {"lead": ["Sở Y tế"], "coordinate": ["Công an tỉnh"]}, "prose",
    ),
    (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Phối hợp với Công an tỉnh kiểm tra, báo cáo UBND tỉnh.",
        "II.1.-1", {"lead": ["Sở Y tế"], "coordinate": ["Công an tỉnh"], "report_to": ["UBND tỉnh"]},
        "three roles in one item",
    ),
    (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì, phối hợp với Sở Tài chính rà soát.\n"
        "- Đơn vị chủ trì: Sở Nội vụ.\n- Đơn vị phối hợp: Công an tỉnh.",
        "II.1", {"lead": ["Sở Nội vụ"], "coordinate": ["Công an tỉnh", "Sở Tài chính"]},
        "settled: the attribute's lead, the union of the partners",
    ),
    (
        "II. NHIỆM VỤ\n1. Rà soát.\n- Đơn vị chủ trì: Các sở: Nội vụ, Y tế; UBND các xã và các đơn vị có liên quan.",
        "II.1", {"lead": ["Sở Nội vụ", "Sở Y tế", "UBND các xã", "các đơn vị có liên quan"]},
        "settled: a list is split",
    ),
    (
        "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Phối hợp với Sở Y tế, Công an tỉnh kiểm tra.",
        "II.1.-1", {"lead": ["Sở Y tế"], "coordinate": ["Công an tỉnh"]}, "who leads is no partner of its own",
    ),
    ("II. NHIỆM VỤ\n1. Rà soát giống ong.", "II.1", {}, "nobody is named"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "path", "agencies", "why"), AGENCIES, ids=[case[3] for case in AGENCIES])
def test_agencies(body: str, path: str, agencies: dict[str, list[str]], why: str) -> None:
    assert roles_of(task_at(path, body)) == agencies, why


def test_places_of_agencies_are_printed_words() -> None:
    for body, path, *_ in AGENCIES:
        record = record_of(*plan("Căn cứ tình hình thực tế của tỉnh;", body))
        task = next(task for task in record.tasks if task.id == path)
        for mention in task.agencies:
            printed = record.text[mention.evidence.start : mention.evidence.end]
            assert mention.name.endswith(printed.split(" ", 1)[-1])


def test_a_lead_in_gives_the_lead_of_its_items() -> None:
    """Settled: the lead-in sentence of a list gives the lead of its items unless they name their own."""
    found = tasks_of(
        MASTHEAD, "CHỈ THỊ\nVề phòng, chống rét cho đàn ong",
        "Căn cứ tình hình; Chủ tịch UBND tỉnh yêu cầu các sở, ngành thực hiện các nội dung sau:",
        "1. Rà soát giống.\n2. Sở Y tế kiểm tra các trại.", CLOSING,
    )  # fmt: skip
    assert [(task.id, task.names(LEAD)) for task in found] == [("1", ["các sở, ngành"]), ("2", ["Sở Y tế"])]


def test_items_of_a_dispatch_are_tasks_wherever_they_stand() -> None:
    found = tasks_of(
        "SỞ CÔNG THƯƠNG TỈNH HÒA BÌNH\nSố: 9077/SCT-QLTM\nV/v đăng ký gian hàng mật ong", "Kính gửi: Các huyện.",
        "Để chuẩn bị cho hội chợ mùa xuân của tỉnh, Sở Công Thương đề nghị UBND các huyện quan tâm các việc sau:",
        "1. Lập danh sách gian hàng.\n2. Gửi danh sách về Sở trước ngày 15/3/2025.", CLOSING,
    )  # fmt: skip
    assert [task.id for task in found] == ["1", "2"]
    assert found[0].names(LEAD) == ["UBND các huyện"]
    assert found[1].deadline is not None
    assert found[1].deadline.end == "2025-03-15"


def test_paragraphs_of_a_dispatch_that_order_someone() -> None:
    """Neither the paragraph that ends in a colon nor the closing formula is one."""
    found = tasks_of(
        "SỞ CÔNG THƯƠNG TỈNH HÒA BÌNH\nSố: 9078/SCT-QLTM\nV/v đăng ký gian hàng mật ong", "Kính gửi: Các huyện.",
        "Thực hiện Kế hoạch số 91/KH-UBND, Sở Công Thương đề nghị UBND các huyện lập danh sách gian hàng.",
        "Sau khi xem xét, Giám đốc Sở có ý kiến như sau:",
        "Phòng Quản lý thương mại theo dõi việc đăng ký.",
        "Sở Công Thương thông báo để các đơn vị thực hiện./.", CLOSING,
    )  # fmt: skip
    assert [(task.id, task.names(LEAD)) for task in found] == [
        ("-1", ["UBND các huyện"]),
        ("-2", ["Phòng Quản lý thương mại"]),
    ]


def test_labels_inside_a_task_tell_who_and_when() -> None:
    task = task_at(
        "I.1",
        "I. NHIỆM VỤ\n1. Rà soát giống (Cơ quan chủ trì: Sở Nội vụ; cơ quan phối hợp: Sở Y tế; "
        "thời gian hoàn thành: tháng 12/2026).\n2. Tập huấn. Đơn vị thực hiện: Sở Y tế. Thời gian: Quý II/2026.",
    )
    assert (task.names(LEAD), task.names(AgencyRole.COORDINATE)) == (["Sở Nội vụ"], ["Sở Y tế"])
    assert task.deadline is not None
    assert task.deadline.end == "2026-12"


def test_brackets_of_a_heading_lead_the_items_below_it() -> None:
    found = tasks("I. NHIỆM VỤ\n1. Chuyển đổi số (Sở Y tế chủ trì, phối hợp Sở Nội vụ)\n- Tập huấn.\n- Lập sổ.")
    assert [task.names(LEAD) for task in found] == [["Sở Y tế"], ["Sở Y tế"]]


def test_labels_in_the_brackets_of_a_heading_hold_below_it() -> None:
    found = tasks("I. NHIỆM VỤ\n1. Chuyển đổi số (Cơ quan chủ trì: Sở Y tế; thời gian: Quý II/2026)\n- Tập huấn.")
    assert [task.names(LEAD) for task in found] == [["Sở Y tế"]]
    assert [task.deadline.end for task in found if task.deadline] == ["2026-Q2"]


def test_labels_behind_the_sentence_of_a_task() -> None:
    task = task_at("I.1", "I. NHIỆM VỤ\n1. Tập huấn cho nông dân. Đơn vị thực hiện: Sở Y tế. Thời gian: Quý II/2026.")
    assert task.names(LEAD) == ["Sở Y tế"]
    assert task.deadline is not None
    assert task.deadline.end == "2026-Q2"


DATES: list[tuple[str, str | None, str]] = [
    ("Rà soát giống, hoàn thành trước ngày 15/3/2025.", "2025-03-15", "prose"),
    ("Rà soát trước ngày 01/2/2025, báo cáo trước ngày 15/3/2025.", "2025-03-15", "settled: the last step"),
    ("Triển khai Kế hoạch số 91/KH-UBND ngày 01/02/2023 của UBND tỉnh.", None, "the date of a citation"),
    ("Phấn đấu đến năm 2030, tầm nhìn 2045 có thương hiệu mật ong.", None, "settled: a horizon"),
    ("Xử lý kịp thời các vướng mắc.", None, "settled: kịp thời"),
]


@pytest.mark.parametrize(("words", "end", "why"), DATES, ids=[case[2] for case in DATES])
def test_deadlines_in_prose(words: str, end: str | None, why: str) -> None:
    record = record_of(*plan("Căn cứ tình hình thực tế của tỉnh;", f"I. NHIỆM VỤ\n1. {words}\n2. Tập huấn."))
    task = record.tasks[0]
    assert (task.deadline.end if task.deadline else None) == end, why
    assert record.tasks[1].deadline is None


def test_the_label_of_time_beats_the_prose() -> None:
    task = task_at("I.1", "I. NHIỆM VỤ\n1. Rà soát trước ngày 15/3/2025.\n- Thời gian thực hiện: Hằng năm.")
    assert task.deadline is not None
    assert (task.deadline.raw, task.deadline.recurs) == ("Hằng năm", "yearly")


def test_a_product_only_where_a_label_states_it() -> None:
    task = task_at("I.1", "I. NHIỆM VỤ\n1. Xây dựng báo cáo rà soát, sản phẩm là sổ theo dõi.")
    assert task.product is None


HEAD = ["TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm"]


def annexed(*rows: Sequence[str | Wide | object], title: str = "PHỤ LỤC\nDANH MỤC NHIỆM VỤ") -> tuple[Task, ...]:
    """Return the tasks of a plan without items whose annex is a table."""
    table: Part = [HEAD, *rows]  # type: ignore[list-item]
    return tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", "I. MỤC ĐÍCH\n1. Nâng cao nhận thức."), title, table)


def test_rows_of_an_annex() -> None:
    found = annexed(
        ["I", "VỀ GIỐNG", "", "", "", ""],
        ["1", "Rà soát giống ong", "Sở Y tế", "Công an tỉnh; UBND các xã", "Quý II/2024", "Báo cáo"],
        ["2", "Lập sổ", "Sở Nội vụ", "", "Hằng năm", ""],
    )
    assert listed(found) == [("PL.I.1", "Rà soát giống ong"), ("PL.I.2", "Lập sổ")]
    assert roles_of(found[0]) == {"lead": ["Sở Y tế"], "coordinate": ["Công an tỉnh", "UBND các xã"]}
    assert found[0].deadline is not None
    assert found[0].deadline.end == "2024-Q2"
    assert found[0].product is not None
    assert found[0].product.value == "Báo cáo"
    assert found[1].product is None


def test_a_merged_lead_holds_for_all_its_rows() -> None:
    found = annexed(["1", "Rà soát", "Sở Y tế", "", "2025", ""], ["2", "Lập sổ", ABOVE, "", "2026", ""])
    assert [task.names(LEAD) for task in found] == [["Sở Y tế"], ["Sở Y tế"]]


def test_a_group_row_that_is_an_agency_leads_the_rows_below_it() -> None:
    found = annexed(
        ["I", "Sở Nội vụ", "", "", "", ""],
        ["1", "Lập danh sách", "", "Sở Y tế", "Quý I/2026", ""],
        ["II", "Nâng cao năng lực", "", "", "", ""],
        ["1", "Tập huấn", "", "Sở Y tế", "Quý II/2026", ""],
    )
    leads = [(task.id, [m.name for m in task.agencies if m.role is LEAD]) for task in found]
    assert leads == [("PL.I.1", ["Sở Nội vụ"]), ("PL.II.1", [])]


def test_a_group_row_may_name_its_agency_in_the_column_of_those_in_charge() -> None:
    found = annexed(
        ["I", "", "Sở Nội vụ", "", "", ""],
        ["1", "Lập danh sách", "", "", "Quý I/2026", ""],
        ["II", "", "Sở Y tế", "", "", ""],
        ["1", "Tập huấn", "", "", "Quý II/2026", ""],
    )
    leads = [(task.id, [m.name for m in task.agencies if m.role is LEAD]) for task in found]
    assert leads == [("PL.I.1", ["Sở Nội vụ"]), ("PL.II.1", ["Sở Y tế"])]


def test_a_report_as_product_names_its_receiver() -> None:
    """Settled: the product “Báo cáo UBND tỉnh …” makes UBND tỉnh a receiver, a decision “của” a body does not."""
    found = annexed(
        ["1", "Rà soát", "Sở Y tế", "", "2025", "Báo cáo UBND tỉnh kết quả"],
        ["2", "Ban hành", "Sở Y tế", "", "2025", "Quyết định của UBND tỉnh"],
    )
    assert [task.names(AgencyRole.REPORT_TO) for task in found] == [["UBND tỉnh"], []]


def test_two_annexes_have_labels_of_their_own() -> None:
    table: Part = [HEAD, ["1", "Rà soát", "Sở Y tế", "", "2025", ""]]
    found = tasks_of(*plan("I. MỤC ĐÍCH\n1. Nâng cao."), "PHỤ LỤC I\nMỘT", table, "PHỤ LỤC II\nHAI", table)
    assert [task.id for task in found] == ["PL1.1", "PL2.1"]


def test_an_annex_of_statistics_gives_none() -> None:
    table: Part = [["TT", "Huyện", "Số đàn ong"], ["1", "Tân Lạc", "900"]]
    assert tasks_of(*plan("I. MỤC ĐÍCH\n1. Nâng cao."), "PHỤ LỤC\nTHỐNG KÊ", table) == ()


def test_a_table_in_the_body_takes_the_path_of_its_item() -> None:
    table: Part = [HEAD, ["1", "Rà soát", "Sở Y tế", "", "2025", ""], ["2", "Lập sổ", "Sở Y tế", "", "2025", ""]]
    found = tasks_of(*plan("I. NHIỆM VỤ\n1. Phân công cụ thể như sau:", table))
    assert [task.id for task in found] == ["I.1.1", "I.1.2"]


def test_tasks_come_in_the_order_of_the_text() -> None:
    found = tasks("I. NHIỆM VỤ\n1. Một.\n2. Hai.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Ba.\n2. Sở Nội vụ\n- Bốn.")
    assert [task.text for task in found] == ["Một.", "Hai.", "Ba.", "Bốn."]
    assert [task.evidence.start for task in found] == sorted(task.evidence.start for task in found)
    assert len({task.id for task in found}) == len(found)


def test_a_notice_of_conclusions() -> None:
    found = tasks_of(
        MASTHEAD, "THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh tại cuộc họp về nghề nuôi ong",
        "Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:",
        "1. Giao Sở Y tế:\na) Rà soát các trại giống, hoàn thành trước ngày 15/3/2024.\nb) Báo cáo UBND tỉnh kết quả.\n"
        "2. Về đề nghị của Sở Công Thương: giao Sở Công Thương chủ trì, phối hợp với Sở Tài chính hoàn thiện hồ sơ.",
        CLOSING,
    )  # fmt: skip
    assert [(task.id, roles_of(task)) for task in found] == [
        ("1.a", {"lead": ["Sở Y tế"]}),
        ("1.b", {"lead": ["Sở Y tế"], "report_to": ["UBND tỉnh"]}),
        ("2", {"lead": ["Sở Công Thương"], "coordinate": ["Sở Tài chính"]}),
    ]
    assert found[0].deadline is not None
    assert found[0].deadline.end == "2024-03-15"


def test_an_urgent_telegram() -> None:
    found = tasks_of(
        MASTHEAD, "CÔNG ĐIỆN\nVề ứng phó mưa lớn", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:",
        "- Các sở, ngành;\n- UBND các huyện.",
        "Hiện nay mưa lớn gây ngập. Chủ tịch UBND tỉnh yêu cầu:\n1. UBND các huyện khẩn trương di dời đàn ong.\n"
        "2. Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Công điện này.", CLOSING,
    )  # fmt: skip
    assert [(task.id, task.names(LEAD)) for task in found] == [
        ("1", ["UBND các huyện"]),
        ("2", ["Văn phòng UBND tỉnh"]),
    ]


def test_a_programme_of_the_party() -> None:
    found = tasks_of(
        "TỈNH ỦY HÒA BÌNH\n*\nSố 912-CTr/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nHòa Bình, ngày 03 tháng 02 năm 2024",
        "CHƯƠNG TRÌNH HÀNH ĐỘNG\nthực hiện Nghị quyết về nghề nuôi ong",
        "Ban Thường vụ Tỉnh ủy ban hành Chương trình hành động như sau:\nI- MỤC TIÊU\n1- Có 900 đàn ong.",
        "II- NHIỆM VỤ, GIẢI PHÁP\n1- Nâng cao nhận thức\n- Tuyên truyền nghề nuôi ong.\n- Biểu dương các hộ.\n"
        "2- Phát triển thị trường\nMở các điểm bán mật ong.",
        "III- TỔ CHỨC THỰC HIỆN\n1- Các huyện ủy xây dựng kế hoạch thực hiện trong quý II/2024.\n"
        "2- Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy, định kỳ báo cáo Ban Thường vụ Tỉnh ủy.",
        "Nơi nhận:\n- Các huyện ủy,\n- Lưu Văn phòng.\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLò Văn Thử",
    )  # fmt: skip
    assert [task.id for task in found] == ["II.1.-1", "II.1.-2", "II.2", "III.1", "III.2"]
    assert found[3].names(LEAD) == ["Các huyện ủy"]
    assert found[3].deadline is not None
    assert found[3].deadline.end == "2024-Q2"
    assert roles_of(found[4]) == {
        "lead": ["Ban Tuyên giáo Tỉnh ủy"],
        "coordinate": ["Văn phòng Tỉnh ủy"],
        "report_to": ["Ban Thường vụ Tỉnh ủy"],
    }


def test_lettered_attribute_lines() -> None:
    body = "II. NHIỆM VỤ\n1. Kiểm tra:\na) Nội dung: Kiểm tra các trại."
    body += "\nb) Đơn vị chủ trì: Sở Y tế.\nc) Thời gian: Quý III/2024."
    (task,) = tasks(body)
    assert (task.id, roles_of(task)) == ("II.1.a", {"lead": ["Sở Y tế"]})
    assert task.deadline is not None
    assert task.deadline.end == "2024-Q3"


def test_agencies_as_labels_of_bullets() -> None:
    body = "III. TỔ CHỨC THỰC HIỆN\n- Sở Y tế: Chủ trì rà soát; báo cáo UBND tỉnh."
    body += "\n- Đề nghị Tỉnh đoàn vận động đoàn viên."
    assert [roles_of(task) for task in tasks(body)] == [
        {"lead": ["Sở Y tế"], "report_to": ["UBND tỉnh"]},
        {"lead": ["Tỉnh đoàn"]},
    ]
