"""Times that headings and lead-ins set for their items, and times in brackets or by an event; all invented."""

from __future__ import annotations

import pytest
from parsed_factory import outline_of, plan, tasks_of
from plan_times import Bounds, bounds_of, read_sentence

from pipeline.extract.sections import find_roles
from pipeline.extract.tasks.read import read_tasks

ITEMS = "a) Rà soát chuồng trại.\nb) Tập huấn người nuôi ong."


def first_time(heading: str, items: str = ITEMS) -> tuple[str, Bounds | None] | None:
    """Return raw and reading of the time of the first task below a heading."""
    task, *_ = tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", f"I. NHIỆM VỤ\n1. {heading}\n{items}"))
    return (task.deadline.raw, bounds_of(task.deadline)) if task.deadline else None


@pytest.mark.parametrize(
    ("heading", "raw", "expected"),
    [
        ("Giai đoạn 2026 - 2030", "Giai đoạn 2026 - 2030", ("period", "2026", "2030", None)),
        ("Giai đoạn 1 (2026 - 2028)", "2026 - 2028", ("period", "2026", "2028", None)),
        (
            "Nuôi ong\nTrong giai đoạn 2026-2030, các xã làm như sau:",
            "giai đoạn 2026-2030",
            ("period", "2026", "2030", None),
        ),
        (
            "Nuôi ong\nCác xã tập trung trong 02 tháng cuối năm 2027 và những tháng đầu năm 2028 vào các việc sau:",
            "trong 02 tháng cuối năm 2027 và những tháng đầu năm 2028",
            ("period", "2027-11", "2028", None),
        ),
        (
            "Các xã hoàn thành trước ngày 15/6/2027 các việc sau:",
            "hoàn thành trước ngày 15/6/2027",
            ("date", None, "2027-06-15", None),
        ),
        (
            "Trước khi đưa trại vào hoạt động",
            "Trước khi đưa trại vào hoạt động",
            ("relative", None, None, None),
        ),
    ],
)
def test_a_heading_times_the_items_below_it(heading: str, raw: str, expected: Bounds) -> None:
    assert first_time(heading) == (raw, expected)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Từ tháng 3 đến tháng 6/2027", ("period", "2027-03", "2027-06", None)),
        ("Tuần 1 (01/3 - 07/3/2027)", ("period", "2027-03-01", "2027-03-07", None)),
        ("6 tháng đầu năm 2027", ("date", None, "2027-06", None)),
        ("Các nhiệm vụ hoàn thành trước ngày 30/6/2027", ("date", None, "2027-06-30", None)),
        ("Định kỳ hằng quý", ("recurring", None, None, "quarterly")),
        ("Thường xuyên, liên tục:", ("ongoing", None, None, None)),
        ("Trước mùa mưa bão", ("relative", None, None, None)),
    ],
)
def test_a_heading_that_is_a_time_and_nothing_else(heading: str, expected: Bounds) -> None:
    found = first_time(heading)
    assert found is not None
    assert found[1] == expected


LABELS = [
    ("Thời gian, địa điểm: Ngày 15/8/2027, tại Hội trường xã.", "Ngày 15/8/2027", ("date", None, "2027-08-15", None)),
    ("Thời gian kiểm tra: Tháng 5/2027.", "Tháng 5/2027", ("date", None, "2027-05", None)),
    ("Thời gian nộp hồ sơ: Trước 25 hằng tháng.", "Trước 25 hằng tháng", ("recurring", None, None, "monthly:25")),
    ("Thời gian thực hiện là quý II/2027.", "quý II/2027", ("date", None, "2027-Q2", None)),
    ("Tần suất: 02 lần/năm.", "02 lần/năm", ("recurring", None, None, "every:6M")),
    ("Kỳ báo cáo: Báo cáo 6 tháng, cả năm.", "Báo cáo 6 tháng, cả năm", ("recurring", None, None, "every:6M")),
    ("Thời gian: 02 ngày (15-16/8/2027).", "02 ngày (15-16/8/2027)", ("period", "2027-08-15", "2027-08-16", None)),
    ("Năm thực hiện: 2027, 2028.", "2027, 2028", ("period", "2027", "2028", None)),
]


@pytest.mark.parametrize(("line", "raw", "expected"), LABELS)
def test_a_label_line_of_a_time(line: str, raw: str, expected: Bounds) -> None:
    assert first_time("Rà soát chuồng trại tại các xã.", f"- {line}\n2. Tập huấn.") == (raw, expected)


@pytest.mark.parametrize(
    "heading",
    [
        "Nhiệm vụ tháng 5/2027",
        "Phương hướng 6 tháng cuối năm 2027",
        "Kế hoạch nuôi ong giai đoạn 2026 - 2030",
        "Kết quả họp ngày 15/6/2027 của xã",
    ],
)
def test_what_a_heading_only_names_times_nothing(heading: str) -> None:
    assert first_time(heading) is None


@pytest.mark.parametrize(
    ("text", "raw", "expected"),
    [
        ("Số hóa sổ ghi của trại (2027 - 2029).", "2027 - 2029", ("period", "2027", "2029", None)),
        ("Đào tạo người nuôi ong (xuyên suốt 2026-2030).", "xuyên suốt 2026-2030", ("period", "2026", "2030", None)),
        ("Kết nối kho dữ liệu (2028 trở đi).", "2028 trở đi", ("ongoing", "2028", None, None)),
        ("Nâng cấp trại giống (năm 2028).", "năm 2028", ("date", None, "2028", None)),
        ("Kiểm tra số liệu trước khi gửi về Sở.", "trước khi gửi về Sở", ("relative", None, None, None)),
        ("Gửi hồ sơ trước khi họp ít nhất 05 ngày;", "trước khi họp ít nhất 05 ngày", ("relative", None, None, None)),
        (
            "Sửa trại, hoàn thành theo chỉ đạo tại công điện của tỉnh, nhất là ở xã A.",
            "theo chỉ đạo tại công điện của tỉnh",
            ("relative", None, None, None),
        ),
        ("Lập tờ trình để kịp trình kỳ họp cuối năm.", "để kịp trình kỳ họp cuối năm", ("relative", None, None, None)),
        ("Kiểm tra định kỳ, đột xuất các trại.", "định kỳ, đột xuất", ("recurring", None, None, "periodic")),
        (
            "Trại báo cáo định kỳ hoặc đột xuất khi có yêu cầu.",
            "định kỳ hoặc đột xuất khi có yêu cầu",
            ("recurring", None, None, "periodic"),
        ),
        (
            "Gửi sổ cho xã từ ngày 20 đến 25 hằng tháng.",
            "từ ngày 20 đến 25 hằng tháng",
            ("recurring", None, None, "monthly:25"),
        ),
        ("Cuối tháng, tổ trưởng lập sổ.", "Cuối tháng", ("recurring", None, None, "monthly")),
        (
            "Định kỳ hằng năm báo cáo Sở chậm nhất ngày 17 tháng 12.",
            "chậm nhất ngày 17 tháng 12",
            ("recurring", None, None, "yearly:--12-17"),
        ),
        (
            "Quá 12 tháng kể từ ngày giao đất mà trại chưa xây thì thu hồi.",
            "Quá 12 tháng kể từ ngày giao đất",
            ("relative", None, None, None),
        ),
        ("Trồng rừng. Đến năm 2030, rừng đạt 7 ha.", "Đến năm 2030", ("date", None, "2030", None)),
        ("Phấn đấu đến năm 2030 có 02 trại.", "đến năm 2030", ("date", None, "2030", None)),
        ("Tập huấn cho thôn trong năm, xã theo dõi.", "trong năm", ("date", None, "2027", None)),
        ("Thực hiện chế độ báo cáo theo quy định tại Luật này.", "theo quy định", ("relative", None, None, None)),
        ("Hoàn thành chậm nhất cuối tháng 8/2026.", "chậm nhất cuối tháng 8/2026", ("date", None, "2026-08", None)),
        ("Trong quý III, trình dự toán.", "Trong quý III", ("date", None, "2027-Q3", None)),
        (
            "Nuôi thử từ năm học 2026-2027 và thực hiện từ năm học 2027-2028.",
            "từ năm học 2027-2028",
            ("ongoing", "2027", None, None),
        ),
        (
            "Kể từ ngày 01 tháng 7 năm 2026, xã nhận sổ.",
            "Kể từ ngày 01 tháng 7 năm 2026",
            ("ongoing", "2026-07-01", None, None),
        ),
        (
            "Mỗi năm tổ chức ít nhất 02 đợt kiểm tra.",
            "Mỗi năm tổ chức ít nhất 02 đợt",
            ("recurring", None, None, "every:6M"),
        ),
        ("Duy trì trực cho đến khi hết dịch.", "cho đến khi hết dịch", ("relative", None, None, None)),
        ("Trình Hội đồng tại kỳ họp cuối năm 2026.", "tại kỳ họp cuối năm 2026", ("date", None, "2026", None)),
        ("Hoàn thành sổ trước Đại hội Đảng bộ.", "trước Đại hội Đảng bộ", ("relative", None, None, None)),
        (
            "Hội thi trong 02 ngày 15, 16/8/2026.",
            "trong 02 ngày 15, 16/8/2026",
            ("period", "2026-08-15", "2026-08-16", None),
        ),
        ("Thực hiện báo cáo 6 tháng, năm về Sở.", "6 tháng, năm", ("recurring", None, None, "every:6M")),
        (
            "Báo cáo 6 tháng trước ngày 10/6, báo cáo năm trước ngày 10/12.",
            "6 tháng trước ngày 10/6, báo cáo năm trước ngày 10/12",
            ("recurring", None, None, "yearly:--06-10,--12-10"),
        ),
        (
            "Cử người tham gia khi được giao, được đề nghị.",
            "khi được giao, được đề nghị",
            ("relative", None, None, None),
        ),
        ("Kiểm tra các trại ít nhất 01 lần/01 năm.", "ít nhất 01 lần/01 năm", ("recurring", None, None, "yearly")),
        (
            "Báo cáo định kỳ 06 tháng/01 lần và đột xuất theo yêu cầu của Sở Y tế về tình hình trại.",
            "định kỳ 06 tháng/01 lần và đột xuất theo yêu cầu của Sở Y tế",
            ("recurring", None, None, "every:6M"),
        ),
        (
            "Xếp loại tổ nuôi vào cuối học kỳ 1 và cuối năm.",
            "cuối học kỳ 1 và cuối năm",
            ("recurring", None, None, "every:6M"),
        ),
        (
            "Trả lời (trong thời hạn không quá 03 ngày làm việc kể từ ngày nhận đơn).",
            "trong thời hạn không quá 03 ngày làm việc kể từ ngày nhận đơn",
            ("relative", None, None, None),
        ),
        (
            "Gửi báo cáo về Sở trước ngày 05/12/2027 để Sở tổng hợp, báo cáo UBND tỉnh trước ngày 10/12/2027.",
            "trước ngày 05/12/2027",
            ("date", None, "2027-12-05", None),
        ),
        (
            "Gửi Sở báo cáo trước ngày 05/12/2027. Trên cơ sở đó, Sở tổng hợp, trình UBND tỉnh trước ngày 10/12/2027.",
            "trước ngày 05/12/2027",
            ("date", None, "2027-12-05", None),
        ),
        (
            "Gửi Sở để tổng hợp, báo cáo UBND tỉnh trước ngày 10/12/2027.",
            "trước ngày 10/12/2027",
            ("date", None, "2027-12-10", None),
        ),
        ("Hoàn thành việc bàn giao trước 30/6.", "trước 30/6", ("date", None, "2027-06-30", None)),
        ("Trong 6 tháng đầu năm hoàn thành việc rà soát.", "Trong 6 tháng đầu năm", ("date", None, "2027-06", None)),
        ("Mở lớp tập huấn (dự kiến tháng 9/2026).", "dự kiến tháng 9/2026", ("date", None, "2026-09", None)),
        ("Tổ chức Hội thi trong tháng 9.", "trong tháng 9", ("date", None, "2027-09", None)),
        ("Đầu năm học rà soát danh sách.", "Đầu năm học", ("recurring", None, None, "yearly")),
        ("Sau mỗi đợt kiểm tra, báo cáo kết quả.", "Sau mỗi đợt kiểm tra", ("relative", None, None, None)),
        ("Đến 30/6/2026 xong 50%, đến 31/12/2026 đạt 100%.", "đến 31/12/2026", ("date", None, "2026-12-31", None)),
        ("Mở cửa xả nước khi dự báo có mưa lớn; trực 24/24.", "khi dự báo có mưa lớn", ("relative", None, None, None)),
    ],
)
def test_an_item_times_itself(text: str, raw: str, expected: Bounds) -> None:
    found = read_sentence(text)
    assert found is not None
    assert (found.raw, bounds_of(found)) == (raw, expected)


@pytest.mark.parametrize(
    "text",
    [
        "Chuẩn bị nhân lực để vận hành trại sau khi hoàn thành công trình.",
        "Bảo đảm điều kiện để đưa trại vào sử dụng ngay khi hoàn thành.",
        "Tham gia ý kiến trước khi trình cấp có thẩm quyền.",
        "Dọn chuồng trước khi con giống về đến xã.",
        "Chương trình phát triển đàn ong (giai đoạn 2021 - 2025).",
        "Lập kịch bản tăng trưởng từ nay đến hết năm 2027 cho các xã.",
        "Thực hiện Chiến lược nuôi ong đến năm 2030, tầm nhìn đến năm 2045.",
        "Tổng hợp các mẫu biểu theo quy định.",
        "Rà soát nhiệm vụ được giao trong năm 2025.",
        "Báo cáo trước Đại hội xã.",
        "Rà soát các trại được cấp phép trước ngày 01/7/2025.",
        "Phổ biến quy định có hiệu lực thi hành kể từ ngày 01/7/2026.",
        "Phát huy lợi thế của xã sau khi hình thành đơn vị mới.",
        "Truyền thông nhân các sự kiện trong năm nhằm nâng cao nhận thức.",
        "Đưa nội dung vào chương trình chỉ đạo thường xuyên của cấp ủy.",
    ],
)
def test_the_time_of_something_else_is_none(text: str) -> None:
    assert read_sentence(text) is None


@pytest.mark.parametrize(
    ("place", "expected"), [("before", ["Quý II/2027", None]), ("behind", ["Quý II/2027", "Quý II/2027"])]
)
def test_a_time_with_its_own_number_holds_for_what_stands_before_it(place: str, expected: list[str | None]) -> None:
    one, time, other = "Rà soát chuồng trại.", "Thời gian thực hiện: Quý II/2027.", "Tập huấn người nuôi."
    lines = [one, time, other] if place == "before" else [one, other, time]
    body = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    found = tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", f"I. NHIỆM VỤ\n{body}"))
    assert [task.deadline.raw if task.deadline else None for task in found] == expected


def test_a_row_without_a_time_of_its_own_takes_that_of_its_words_or_of_its_group() -> None:
    table = [
        ["TT", "Nội dung", "Cơ quan chủ trì", "Thời gian"],
        ["I", "Quý II/2027", "", ""],
        ["1", "Rà soát giống ong", "Sở Y tế", ""],
        ["2", "Lập sổ, hoàn thành trước ngày 10/6/2027", "Sở Y tế", ""],
        ["3", "Tập huấn", "Sở Y tế", "Tháng 5/2027"],
        ["II", "Nâng cao năng lực", "", ""],
        ["1", "Mua sắm", "Sở Y tế", ""],
    ]
    body = "I. MỤC ĐÍCH\n1. Nâng cao nhận thức."
    found = tasks_of(*plan("Căn cứ tình hình thực tế của tỉnh;", body), "PHỤ LỤC\nDANH MỤC NHIỆM VỤ", table)
    ends = [task.deadline.end if task.deadline else None for task in found]
    assert ends == ["2027-Q2", "2027-06-10", "2027-05", None]


def test_a_day_long_before_the_issue_tells_of_the_past() -> None:
    body = "I. NHIỆM VỤ\n1. Rà soát các trại lập trước ngày 01/7/2004.\n2. Báo cáo trước ngày 10/6/2027."
    outline = outline_of(*plan("Căn cứ tình hình thực tế của tỉnh;", body))
    found = read_tasks(outline, find_roles(outline), [], issued=2027)
    assert [task.deadline.end if task.deadline else None for task in found] == [None, "2027-06-10"]
