"""Times that headings and lead-ins set for their items, and times in brackets or by an event; all invented."""

from __future__ import annotations

import pytest
from parsed_factory import plan, tasks_of
from plan_times import Bounds, bounds_of, read_sentence

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


@pytest.mark.parametrize("heading", ["Kế hoạch nuôi ong giai đoạn 2026 - 2030", "Kết quả họp ngày 15/6/2027 của xã"])
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
        "Chương trình phát triển đàn ong (giai đoạn 2021 - 2025).",
        "Lập kịch bản tăng trưởng từ nay đến hết năm 2027 cho các xã.",
        "Đưa nội dung vào chương trình chỉ đạo thường xuyên của cấp ủy.",
    ],
)
def test_the_time_of_something_else_is_none(text: str) -> None:
    assert read_sentence(text) is None
