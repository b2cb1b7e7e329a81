"""Who is told to act, in the words that communes, schools, hospitals and conclusions use."""

from __future__ import annotations

import pytest

from pipeline.extract.tasks.listed_agencies import split_agencies
from pipeline.extract.tasks.partners import find_partners
from pipeline.extract.tasks.roles import find_subject
from pipeline.text.words import Words

SUBJECTS = [
    (
        "a clause tells which ones",
        "Các hộ dân được cấp giống ong có trách nhiệm báo cáo.",
        ["Các hộ dân được cấp giống ong"],
    ),
    ("small letters", "công an xã tăng cường tuần tra", ["công an xã"]),
    ("small letters in a list", "đoàn thanh niên, hội phụ nữ xã vận động", ["đoàn thanh niên", "hội phụ nữ xã"]),
    ("a joined line", "Giao Sở Xây dựng Theo dõi, đôn đốc các xã", ["Sở Xây dựng"]),
    ("a territory acts for its government", "Thành phố tiếp tục rà soát quy hoạch", ["Thành phố"]),
    ("a named territory", "xã An Hòa chủ động lập hồ sơ", ["xã An Hòa"]),
    ("a committee is no territory", "Tỉnh ủy lãnh đạo", ["Tỉnh ủy"]),
    ("a post behind its address", "Đồng chí Phó Chủ tịch UBND xã chỉ đạo", ["Đồng chí Phó Chủ tịch UBND xã"]),
    ("a polite address", "Đề nghị Quý cơ quan phối hợp thực hiện", ["Quý cơ quan"]),
    ("posts of a school", "Giáo viên chủ nhiệm phổ biến đến học sinh", ["Giáo viên chủ nhiệm"]),
    ("deputies in the plural", "Giao các Phó Thủ tướng chỉ đạo", ["các Phó Thủ tướng"]),
    ("work given for", "Giao nhiệm vụ cho Sở Y tế chủ trì", ["Sở Y tế"]),
    ("levels and branches are one group", "Các cấp, các ngành tăng cường tuyên truyền", ["Các cấp, các ngành"]),
    (
        "a ground behind a name is no act",
        "Sau khi UBND tỉnh định giá theo đề nghị của Sở A, Ủy ban nhân dân xã theo quy định, Sở Y tế chủ trì rà soát",
        ["Sở Y tế"],
    ),
]


@pytest.mark.parametrize(("reason", "text", "names"), SUBJECTS, ids=[row[0] for row in SUBJECTS])
def test_who_is_told(reason: str, text: str, names: list[str]) -> None:
    assert [item.name.shown for item in find_subject(Words.of(text))] == names, reason


PARTNERS = [
    ("forces", "Phối hợp với lực lượng quân đội, công an vận chuyển", [("coordinate", "lực lượng quân đội, công an")]),
    (
        "among several",
        "Tăng cường phối hợp giữa Công an xã và Trạm Y tế trong quản lý",
        [("coordinate", "Công an xã"), ("coordinate", "Trạm Y tế")],
    ),
    (
        "a verb ends a group",
        "phối hợp với các đơn vị có liên quan, tổ chức khảo sát",
        [("coordinate", "các đơn vị có liên quan")],
    ),
    (
        "what a body is besides",
        "gửi về Công an tỉnh, Cơ quan Thường trực Ban Chỉ đạo phòng, chống tội phạm tỉnh (qua Phòng Tham mưu)",
        [("report_to", "Công an tỉnh")],
    ),
    ("a southern spelling", "lập danh sách gởi về Phòng Kinh tế", [("report_to", "Phòng Kinh tế")]),
    ("advice is no report", "tổng hợp giá cả, tham mưu cho UBND tỉnh điều hành giá", []),
    ("the State's policy supervises nothing", "thực hiện theo chỉ đạo của Chính phủ", []),
    ("a committee directs", "chịu sự chỉ đạo của Đảng ủy xã", [("direct", "Đảng ủy xã")]),
]


@pytest.mark.parametrize(("reason", "text", "found"), PARTNERS, ids=[row[0] for row in PARTNERS])
def test_with_whom_and_to_whom(reason: str, text: str, found: list[tuple[str, str]]) -> None:
    assert [(item.role.value, item.name.shown) for item in find_partners(Words.of(text))] == found, reason


CELLS = [
    ("shortened names", "P.KT, P.VHXH, CAX", ["P.KT", "P.VHXH", "CAX"]),
    ("shortened fields", "Các phòng: Đào tạo, CTSV, TCKT", ["Phòng Đào tạo", "Phòng CTSV", "Phòng TCKT"]),
    ("small letters", "phòng Kinh tế, văn phòng UBND, công an xã", ["phòng Kinh tế", "văn phòng UBND", "công an xã"]),
    ("a hospital", "Phòng Kế hoạch tổng hợp, Khoa Dược", ["Phòng Kế hoạch tổng hợp", "Khoa Dược"]),
]


@pytest.mark.parametrize(("reason", "cell", "names"), CELLS, ids=[row[0] for row in CELLS])
def test_cells(reason: str, cell: str, names: list[str]) -> None:
    assert [name.shown for name in split_agencies(Words.of(cell))] == names, reason
