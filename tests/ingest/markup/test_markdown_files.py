from __future__ import annotations

import pytest

from pipeline.ingest.draft import Draft
from pipeline.ingest.markup.markdown import parse_markdown
from pipeline.model import BlockKind

DUMP = """|
**ỦY BAN NHÂN
DÂN **
TỈNH BÌNH SƠN
-------
|
**CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
---------------
|
|
Số:
145/KH-UBND
|
*Thành phố Bình
Sơn, ngày 12 tháng 3 năm 2025*
|

** **

**KẾ HOẠCH**

TRIỂN KHAI CHƯƠNG TRÌNH NƯỚC SẠCH NÔNG
THÔN NĂM 2025

**I.
Trách nhiệm của các sở**

**1. **Sở Thủy lợi chủ trì, phối hợp với các đơn vị
liên quan[1] rà soát các công trình.

**2.****
**Tập huấn cho cán bộ

- *Nội dung:*
Vận hành trạm bơm của các xã
và của cấp độ
1. Trạm bơm lớn.

|
* *
*Nơi nhận:*
- Như trên;
- VPCP: BTCN, các PCN, Cổng TTĐT,
các Vụ, Cục;
- Lưu: VT.
09 KH
|
**KT. CHỦ TỊCH**
PHÓ CHỦ TỊCH
**Đinh Quốc Trường**
|

[1] Xã Suối Đá, Xã
Hòa An.
"""


def texts(drafts: list[Draft]) -> list[str]:
    return ["|".join(cell.text for cell in draft.cells) if draft.cells else draft.text for draft in drafts]


def test_a_dump_with_layout_tables() -> None:
    drafts = parse_markdown(DUMP)
    assert texts(drafts) == [
        "ỦY BAN NHÂN DÂN\nTỈNH BÌNH SƠN|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Số: 145/KH-UBND|Thành phố Bình Sơn, ngày 12 tháng 3 năm 2025",
        "KẾ HOẠCH",
        "TRIỂN KHAI CHƯƠNG TRÌNH NƯỚC SẠCH NÔNG THÔN NĂM 2025",
        "I. Trách nhiệm của các sở",
        "1. Sở Thủy lợi chủ trì, phối hợp với các đơn vị liên quan rà soát các công trình.",
        "2. Tập huấn cho cán bộ",
        "- Nội dung: Vận hành trạm bơm của các xã và của cấp độ 1. Trạm bơm lớn.",
        "Nơi nhận:\n- Như trên;\n- VPCP: BTCN, các PCN, Cổng TTĐT, các Vụ, Cục;\n- Lưu: VT.\n09 KH"
        "|KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nĐinh Quốc Trường",
        "Xã Suối Đá, Xã Hòa An.",
    ]
    assert drafts[-1].kind is BlockKind.FOOTNOTE
    assert [draft.table for draft in drafts if draft.cells] == [0, 0, 1]


@pytest.mark.parametrize(
    ("markdown", "expected", "why"),
    [
        (
            "# I. MỤC ĐÍCH\nNâng cao nhận thức.",
            ["I. MỤC ĐÍCH", "Nâng cao nhận thức."],
            "a heading is a line of its own",
        ),
        ("**a** và *b* với `c`", ["a và b với `c`"], "emphasis goes, words stay"),
        ("* Sở Y tế\n* Sở Nội vụ\n\n**x**", ["- Sở Y tế", "- Sở Nội vụ", "x"], "star bullets"),
        (
            "+ Cơ quan chủ trì: **Sở A**\n+ Thời gian: 2025",
            ["+ Cơ quan chủ trì: Sở A", "+ Thời gian: 2025"],
            "plus bullets stay",
        ),
        ("**x**\n\n> Trích dẫn của\n> văn bản", ["x", "Trích dẫn của văn bản"], "quotes"),
        ("**x** [Quyết định số 5/QĐ-UBND](http://a.vn/b_(c))", ["x Quyết định số 5/QĐ-UBND"], "links keep their words"),
        ("**Thư**: vp\\_stl@binhson.gov.vn \\* chú", ["Thư: vp_stl@binhson.gov.vn * chú"], "escapes are undone"),
        ("**x**\n\n---\n\ny", ["x", "y"], "rules vanish"),
        ("**KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC**", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "a position is a line of its own"),
        ("**x**  \ny", ["x", "y"], "two blanks at the end break a line"),
        (
            "**Điều 1. **Phê duyệt\nkế hoạch.\n**Điều 2. **Hiệu lực.",
            ["Điều 1. Phê duyệt kế hoạch.", "Điều 2. Hiệu lực."],
            "articles",
        ),
        ("**x** a<br>b <b>c</b>", ["x a", "b c"], "inline HTML"),
        (
            "**THÔNG BÁO**\nKẾT LUẬN CỦA CHỦ TỊCH UBND TỈNH\nVỀ NGHỀ NUÔI ONG\nNgày 5 tháng 3 năm 2031, tại\ntrụ sở",
            ["THÔNG BÁO KẾT LUẬN CỦA CHỦ TỊCH UBND TỈNH VỀ NGHỀ NUÔI ONG", "Ngày 5 tháng 3 năm 2031, tại trụ sở"],
            "a text begins below a title in capitals",
        ),
        ("**x**\n\n1. UBND\nThành phố họp", ["x", "1. UBND Thành phố họp"], "an abbreviation is no title"),
        ("**Dự án (*)** lớn", ["Dự án (*) lớn"], "a note star stays"),
    ],
)
def test_marks(markdown: str, expected: list[str], why: str) -> None:
    assert texts(parse_markdown(markdown)) == expected, why


def test_a_pipe_table() -> None:
    drafts = parse_markdown(
        "**PHỤ LỤC**\n\n| TT | Nhiệm vụ | Chủ trì |\n|:--|---|--:|\n"
        "| 1 | **Rà soát** | - Sở A;<br>- Sở B |\n| 2 | | UBND |\n\nHết."
    )
    assert texts(drafts) == ["PHỤ LỤC", "TT|Nhiệm vụ|Chủ trì", "1|Rà soát|- Sở A;\n- Sở B", "2||UBND", "Hết."]


def test_a_file_without_marks_is_plain_text() -> None:
    assert texts(parse_markdown("Số: 5/KH-STL\n\nKẾ HOẠCH")) == ["Số: 5/KH-STL", "KẾ HOẠCH"]
