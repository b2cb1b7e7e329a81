"""Attribute lines and heads of columns: known labels, a colon, values."""

from __future__ import annotations

import pytest

from pipeline.structure.labels import find_attributes, label_kind
from pipeline.text.words import Words

KINDS = [
    ("Đơn vị chủ trì", "lead"), ("Cơ quan, đơn vị chủ trì", "lead"), ("CƠ QUAN CHỦ TRÌ", "lead"),
    ("Chủ trì", "lead"), ("Đơn vị thực hiện", "lead"), ("Phân công thực hiện", "lead"),
    ("Cơ quan chủ trì tham mưu", "lead"), ("Cơ quan chủ trì thực hiện", "lead"),
    ("Đơn vị phối hợp", "coordinate"), ("Cơ quan phối hợp thực hiện", "coordinate"), ("Phối hợp", "coordinate"),
    ("Cơ quan chỉ đạo", "direct"), ("Lãnh đạo phụ trách", "direct"), ("Theo dõi, đôn đốc", "direct"),
    ("Thời gian thực hiện", "deadline"), ("Thời hạn hoàn thành", "deadline"), ("Tiến độ", "deadline"),
    ("Thời gian hoàn thành", "deadline"), ("Thời gian", "deadline"), ("Thời hạn", "deadline"),
    ("Sản phẩm", "product"), ("Kết quả", "product"), ("Sản phẩm đầu ra", "product"), ("Kết quả đầu ra", "product"),
    ("Sản phẩm/kết quả", "product"), ("Kết quả, sản phẩm", "product"),
    ("Cấp trình", "report_to"),
    ("Nội dung", "content"), ("Nhiệm vụ", "content"), ("Nội dung công việc", "content"), ("Tên nhiệm vụ", "content"),
    ("Nội dung nhiệm vụ", "content"), ("Nhiệm vụ, giải pháp", "content"),
    ("TT", "number"), ("STT", "number"), ("Số TT", "number"),
    ("Ghi chú", "aside"), ("Kinh phí thực hiện", "aside"), ("Số lượng", "aside"), ("Địa điểm", "aside"),
]  # fmt: skip
UNKNOWN = ["Đề nghị các đơn vị", "Sở Nội vụ", "Trong đó", "Lưu ý", "Cụ thể như sau", "", "Nâng cao nhận thức"]

# line, where its words begin, [(kind, value)], why
LINES = [
    ("- Đơn vị chủ trì: Phòng Tổng hợp", 2, [("lead", "Phòng Tổng hợp")], "one label behind a bullet"),
    ("Cơ quan phối hợp: Sở Y tế; Công an tỉnh.", 0, [("coordinate", "Sở Y tế; Công an tỉnh.")], "a list stays whole"),
    (
        "Đơn vị chủ trì: Sở Y tế; thời gian thực hiện: Quý I/2025",
        0,
        [("lead", "Sở Y tế"), ("deadline", "Quý I/2025")],
        "two labels on one line",
    ),
    (
        "Chủ trì: Sở Y tế. Phối hợp: Sở Tài chính. Thời gian: Năm 2025.",
        0,
        [("lead", "Sở Y tế."), ("coordinate", "Sở Tài chính."), ("deadline", "Năm 2025.")],
        "sentences part them too",
    ),
    ("Sản phẩm: Báo cáo;", 0, [("product", "Báo cáo")], "the final semicolon goes"),
    ("Đơn vị chủ trì:", 0, [("lead", "")], "the value stands below"),
    ("**Thời gian thực hiện:** Năm 2025", 2, [("deadline", "Năm 2025")], "marks of emphasis go"),
    (
        "Thời gian thực hiện sau khi đề án được duyệt",
        0,
        [("deadline", "sau khi đề án được duyệt")],
        "a label that runs on into its value",
    ),
    ("Rà soát các trại giống: Sở Y tế", 0, [], "an unknown label"),
    ("Rà soát giống; đơn vị chủ trì: Sở Y tế", 0, [], "the line begins with something else"),
    ("Sở Y tế chủ trì, phối hợp: Sở Tài chính", 0, [], "prose before the colon"),
    ("Không có nhãn nào ở đây", 0, [], "no colon"),
]


@pytest.mark.parametrize(("label", "kind"), KINDS)
def test_label_kind(label: str, kind: str) -> None:
    assert label_kind(label) == kind
    assert label_kind(f" {label.upper()}: ") == kind


@pytest.mark.parametrize("label", UNKNOWN)
def test_unknown_labels(label: str) -> None:
    assert label_kind(label) is None


@pytest.mark.parametrize(("line", "start", "values", "why"), LINES, ids=[case[-1] for case in LINES])
def test_find_attributes(line: str, start: int, values: list[tuple[str, str]], why: str) -> None:
    found = find_attributes(Words.of(line)[start:])
    assert [(a.kind, line[a.value.start : a.value.end]) for a in found] == values, why
    for attribute in found:
        assert start <= attribute.label.start < attribute.label.end <= attribute.value.start <= attribute.value.end
