"""Masthead, type name and trích yếu of the kinds of documents, and where the body begins."""

from __future__ import annotations

import pytest
from parsed_factory import MASTHEAD, Part, lines_of, outline_of, words_of

from pipeline.structure.title import match_type_line

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PARTY = """ĐẢNG BỘ TỈNH HÒA BÌNH
HUYỆN ỦY TÂN LẠC
*
Số 9214-KH/HU
ĐẢNG CỘNG SẢN VIỆT NAM
Tân Lạc, ngày 04 tháng 3 năm 2024"""
BODY = "Căn cứ Kế hoạch của tỉnh, Ủy ban nhân dân huyện triển khai như sau:\nI. MỤC ĐÍCH\n1. Nâng cao nhận thức."

# parts before the body, type, lines of the title, why
TITLES: list[tuple[tuple[Part, ...], str, list[str], str]] = [
    (
        (MASTHEAD, "KẾ HOẠCH\nPhát triển nghề nuôi ong năm 2024"),
        "KH", ["Phát triển nghề nuôi ong năm 2024"], "a plan",
    ),
    (
        (MASTHEAD, "KẾ HOẠCH Phát triển nghề nuôi ong năm 2024"),
        "KH", ["Phát triển nghề nuôi ong năm 2024"], "type name and title on one line",
    ),
    (
        (MASTHEAD, "KẾ HOẠCH\nPhát triển nghề nuôi ong\ntrên địa bàn tỉnh\ngiai đoạn 2024 - 2028"),
        "KH", ["Phát triển nghề nuôi ong", "trên địa bàn tỉnh", "giai đoạn 2024 - 2028"], "over three lines",
    ),
    (
        (MASTHEAD, "KẾ HOẠCH\nThực hiện Chương trình nuôi ong của tỉnh"),
        "KH", ["Thực hiện Chương trình nuôi ong của tỉnh"], "a title that begins like a basis",
    ),
    (
        (MASTHEAD, "QUYẾT ĐỊNH\nVề việc công nhận làng nghề\n-------", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"),
        "QĐ", ["Về việc công nhận làng nghề"], "a decision: the deciding body is no title",
    ),
    (
        (MASTHEAD, "QUYẾT ĐỊNH\nVỀ VIỆC CÔNG NHẬN LÀNG NGHỀ\nNUÔI ONG LẤY MẬT", "ỦY BAN NHÂN DÂN TỈNH"),
        "QĐ", ["VỀ VIỆC CÔNG NHẬN LÀNG NGHỀ", "NUÔI ONG LẤY MẬT"], "a title in capitals over two lines",
    ),
    (
        (PARTY, "KẾ HOẠCH\nTuyên truyền nghề nuôi ong"),
        "KH", ["Tuyên truyền nghề nuôi ong"], "the Party's masthead",
    ),
    (
        (MASTHEAD, "CHỈ THỊ\nVề tăng cường phòng, chống rét cho đàn ong"),
        "CT", ["Về tăng cường phòng, chống rét cho đàn ong"], "a directive",
    ),
    (
        (MASTHEAD, "CHƯƠNG TRÌNH HÀNH ĐỘNG\nThực hiện Nghị quyết về nghề nuôi ong"),
        "CTr", ["Thực hiện Nghị quyết về nghề nuôi ong"], "an action programme",
    ),
    (
        (MASTHEAD, "THÔNG BÁO\nKết luận cuộc họp về nghề nuôi ong"),
        "TB", ["Kết luận cuộc họp về nghề nuôi ong"], "a notice",
    ),
    (
        (MASTHEAD, "CÔNG ĐIỆN\nVề ứng phó mưa lớn"),
        "CĐ", ["Về ứng phó mưa lớn"], "settled: of a công điện the line after its name",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("head", "kind", "title", "why"), TITLES, ids=[case[3] for case in TITLES])
def test_title(head: tuple[Part, ...], kind: str, title: list[str], why: str) -> None:
    outline = outline_of(*head, BODY)
    assert outline.type == kind, why
    assert words_of(outline, outline.title)[: len(title)] == title, why
    assert [words for words in words_of(outline, outline.title)[len(title) :] if words.strip("-")] == []
    assert outline.type_name is not None
    assert outline.printed(outline.type_name).isupper()


@pytest.mark.parametrize(("head", "kind", "title", "why"), TITLES, ids=[case[3] for case in TITLES])
def test_the_body_begins_behind_the_title(head: tuple[Part, ...], kind: str, title: list[str], why: str) -> None:
    outline = outline_of(*head, BODY)
    loose = words_of(outline, outline.body.preamble)
    assert loose[-1].startswith("Căn cứ Kế hoạch của tỉnh"), why
    assert [item.path for item in outline.body.items] == ["I"]
    assert not set(title) & set(loose)


OPENING = (
    "Để chuẩn bị cho hội chợ mùa xuân của tỉnh, Sở Công Thương đề nghị các đơn vị rà soát số hộ nuôi ong, "
    "lập danh sách các gian hàng."
)
DISPATCH = "SỞ CÔNG THƯƠNG\nSố: 9077/SCT-QLTM\nV/v đăng ký gian hàng\nmật ong tại hội chợ\nnăm 2025"


def test_a_dispatch_has_its_title_behind_v_v() -> None:
    """The line under the number goes on until something else begins; the addressees are no body."""
    outline = outline_of(
        DISPATCH, STATE, "Hòa Bình, ngày 02 tháng 3 năm 2025",
        "Kính gửi:\n- Sở Tài chính;\n- UBND các huyện, thành phố.",
        OPENING + "\n1. Lập danh sách.",
    )  # fmt: skip
    assert outline.type == "CV"
    assert outline.type_name is None
    assert words_of(outline, outline.title) == ["đăng ký gian hàng", "mật ong tại hội chợ", "năm 2025"]
    assert words_of(outline, outline.body.preamble) == [OPENING]


def test_a_dispatch_in_a_two_column_masthead() -> None:
    """The V/v line ends with its cell, whatever stands in the other column."""
    table = [[DISPATCH, f"{STATE}\nHòa Bình, ngày 02 tháng 3 năm 2025"]]
    outline = outline_of(table, "Kính gửi: Các huyện, thành phố.", OPENING)
    assert words_of(outline, outline.title) == ["đăng ký gian hàng", "mật ong tại hội chợ", "năm 2025"]
    assert words_of(outline, outline.body.preamble) == [OPENING]


def test_the_masthead_is_what_precedes_the_type_name() -> None:
    outline = outline_of(MASTHEAD, "KẾ HOẠCH\nNuôi ong", BODY)
    assert words_of(outline, outline.masthead) == MASTHEAD.split("\n")


def test_a_document_without_type_name_is_a_doubt_and_no_error() -> None:
    outline = outline_of(STATE, "Một đoạn văn dài kể về nghề nuôi ong của các hộ dân vùng cao.")
    assert outline.type is None
    assert outline.title == ()
    assert "no_type_name" in {issue.code for issue in outline.issues}
    assert len(outline.body.preamble) == 1


@pytest.mark.parametrize(
    ("line", "expected", "why"),
    [
        ("KẾ HOẠCH", ("KH", "KẾ HOẠCH"), "a type name alone"),
        ("  QUYẾT ĐỊNH", ("QĐ", "QUYẾT ĐỊNH"), "blanks count"),
        ("KẾ HOẠCH Tổ chức thi đua", ("KH", "KẾ HOẠCH"), "a title behind it"),
        ("QUYẾT ĐỊNH:", None, "the enacting word of a decision is no type name"),
        ("Kế hoạch phát triển", None, "small letters are running text"),
        ("KẾ HOẠCHSỰ", None, "only a part of a word"),
        ("Số: 12/KH-UBND", None, "a number"),
        ("QUY CHẾ", ("QC", "QUY CHẾ"), "a regulation"),
    ],
)
def test_match_type_line(line: str, expected: tuple[str, str] | None, why: str) -> None:
    (made,) = lines_of(outline_of(line).parsed)
    found = match_type_line(made)
    assert (found and (found[0], found[1].text)) == expected, why


def test_who_is_told_besides_belongs_to_the_addressees() -> None:
    outline = outline_of(
        MASTHEAD,
        "Kính gửi:\n- Sở Y tế;\nĐồng kính gửi:\n- UBND tỉnh.",
        "Sở Y tế nhận thấy các trại nuôi ong ở nhiều nơi nay đã cần thêm người.\n1. Đề nghị Sở Tài chính cấp kinh phí.",
    )
    assert len(outline.body.preamble) == 1
    assert [item.path for item in outline.body.items] == ["1"]
