from __future__ import annotations

from pathlib import Path

import pytest
from inbox_maker import make_plan
from lxml.html import document_fromstring

from pipeline.errors import EmptyFile
from pipeline.ingest import read_document
from pipeline.ingest.markup import html
from pipeline.ingest.markup.html_fonts import mend_page
from pipeline.model import BlockKind, ParsedDocument

DOCUMENT = """
<div id="toan-van">
<table><tr><td><p><b>UBND TỈNH BÌNH SƠN<br>-------</b></p></td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc</td></tr>
<tr><td>Số: 145/KH-UBND</td><td><i>Bình Sơn, ngày 12 tháng 3 năm 2025</i></td></tr></table>
<p><strong>KẾ HOẠCH</strong></p><p>Triển khai Chương trình nước sạch</p>
<p>Căn cứ <em>Luật</em> Thủy lợi<sup>1</sup> ngày 19/6/2017;</p>
<p><b>Điều 1. </b>Phê <span>duy</span>ệt kế hoạch.</p><p>Điều 2. Tổ chức thực hiện</p>
<ul><li>Sở Nội vụ;</li><li>- Sở Y tế.</li></ul><ol start="3"><li>Rà soát</li><li>Báo cáo</li></ol>
<div>Nơi nhận:- Như trên;<div>- Lưu: VT.</div></div>
<p><b>KT. CHỦ TỊCH</b><br><b>PHÓ CHỦ TỊCH</b><br><br>Đinh Quốc Trường</p>
</div>"""
PAGE = f"""<!DOCTYPE html><html><head><title>Kế hoạch 145</title><style>p {{}}</style></head><body>
<nav><a href="/">Trang chủ</a> <a href="/vb">Văn bản</a></nav>
<div class="header-wrap"><h1>Kế hoạch 145/KH-UBND</h1><span>Còn hiệu lực</span></div>
<div class="tabs"><span>Mục lục</span><p>Điều 1. Phê duyệt kế hoạch.</p><p>Điều 2. Tổ chức thực hiện</p></div>
<script>var x = "Nơi nhận:";</script>{DOCUMENT}
<div class="related-docs"><h3>Văn bản liên quan</h3><a href="#">Quyết định số 5/QĐ-UBND</a></div>
<footer>© Cổng thông tin</footer></body></html>"""
LINES = [
    "KẾ HOẠCH",
    "Triển khai Chương trình nước sạch",
    "Căn cứ Luật Thủy lợi1 ngày 19/6/2017;",
    "Điều 1. Phê duyệt kế hoạch.",
    "Điều 2. Tổ chức thực hiện",
    "- Sở Nội vụ;",
    "- Sở Y tế.",
    "3. Rà soát",
    "4. Báo cáo",
    "Nơi nhận:- Như trên;",
    "- Lưu: VT.",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Đinh Quốc Trường",
]


def read(tmp_path: Path, page: str | bytes) -> ParsedDocument:
    path = tmp_path / "trang.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_document(path)


def paragraphs(parsed: ParsedDocument) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind is BlockKind.PARAGRAPH]


def test_only_the_document_is_read(tmp_path: Path) -> None:
    parsed = read(tmp_path, PAGE)
    assert paragraphs(parsed) == LINES
    first = parsed.blocks[0]
    assert [parsed.text[cell.start : cell.end] for cell in first.cells] == [
        "UBND TỈNH BÌNH SƠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    ]


def test_a_page_that_is_only_the_document(tmp_path: Path) -> None:
    assert paragraphs(read(tmp_path, f"<html><body>{DOCUMENT}</body></html>")) == LINES


def test_the_number_may_stand_above_the_motto(tmp_path: Path) -> None:
    page = (
        "<p>Trang chủ</p><p>SỞ Y TẾ</p><p>Số: 31/QĐ-SYT</p><p>Độc lập - Tự do - Hạnh phúc</p><p>Căn cứ Luật Dược;</p>"
    )
    filler = "".join(f"<p>Điều {number}. Rà soát các quầy thuốc trên địa bàn.</p>" for number in range(1, 9))
    found = paragraphs(read(tmp_path, f"<body>{page}{filler}</body>"))
    assert found[:3] == ["SỞ Y TẾ", "Số: 31/QĐ-SYT", "Độc lập - Tự do - Hạnh phúc"]


def test_what_stands_above_the_masthead_goes(tmp_path: Path) -> None:
    flat = DOCUMENT.replace('<div id="toan-van">', "<p>Tải về bản in</p>").removesuffix("</div>")
    assert paragraphs(read(tmp_path, f"<body>{flat}</body>")) == LINES


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="windows-1258">', "cp1258"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=utf-16">', "utf-16"),
        ("", "utf-8-sig"),
        ('<?xml version="1.0" encoding="utf-8"?>', "utf-8"),
    ],
)
def test_charsets(tmp_path: Path, head: str, codec: str) -> None:
    from test_text_files import to_cp1258

    page = f"{head}<html><body>{DOCUMENT}</body></html>"
    data = to_cp1258(page) if codec == "cp1258" else page.encode(codec)
    assert paragraphs(read(tmp_path, data)) == LINES


def test_merged_cells(tmp_path: Path) -> None:
    table = """<table><tr><th>TT</th><th colspan=2>Nhiệm vụ</th></tr>
    <tr><td rowspan="2">1</td><td>Rà soát</td><td>Sở A</td></tr><tr><td>Báo cáo</td><td>Sở B</td></tr></table>"""
    parsed = read(tmp_path, DOCUMENT.replace("<ul>", table + "<ul>"))
    head, first, second = [block for block in parsed.blocks if block.table == 1]
    assert [(cell.column, cell.columns) for cell in head.cells] == [(0, 1), (1, 2)]
    assert [cell.inherited for cell in second.cells] == [True, False, False]
    assert second.cells[0].start == first.cells[0].start
    assert parsed.text[second.start : second.end] == "\tBáo cáo\tSở B"


def test_nested_tables_are_flattened(tmp_path: Path) -> None:
    table = "<table><tr><td>1</td><td>Gồm:<table><tr><td>Sở A</td><td>Sở B</td></tr></table></td></tr></table>"
    parsed = read(tmp_path, DOCUMENT.replace("<ul>", table + "<ul>"))
    row = next(block for block in parsed.blocks if block.table == 1)
    assert parsed.text[row.start : row.end] == "1\tGồm:\nSở A\nSở B"


@pytest.mark.parametrize("page", ["<html><body><nav>Trang chủ</nav></body></html>", "<html></html>", "<p></p>"])
def test_a_page_without_a_document(tmp_path: Path, page: str) -> None:
    with pytest.raises(EmptyFile, match="no document"):
        read(tmp_path, page)


def test_entities_of_a_page_are_not_fetched(tmp_path: Path) -> None:
    entity = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "root:" not in read(tmp_path, entity + DOCUMENT.replace("KẾ HOẠCH", "KẾ HOẠCH &a;", 1)).text


@pytest.mark.parametrize("depth", [150, 3000])
def test_a_page_in_many_wrappers_is_read(tmp_path: Path, depth: int) -> None:
    assert paragraphs(read(tmp_path, "<div>" * depth + DOCUMENT)) == LINES


@pytest.mark.parametrize(
    ("markup", "marks", "why"),
    [
        ('<ol type="I"><li>{}</li><li>{}</li></ol>', ("I. ", "II. "), "chapters"),
        ('<ol type="a"><li>{}</li><li>{}</li></ol>', ("a) ", "b) "), "lettered items"),
        ('<ol type="a"><li><p>{}</p></li><li><p>{}</p></ol>', ("a) ", "b) "), "items with paragraphs of their own"),
        ('<ol><li>{}</li><ol type="a"><li>{}</li></ol></ol>', ("1. ", "a) "), "a list between the items of another"),
        ('<ol style="list-style-type: upper-roman"><li>{}</li><li>{}</li></ol>', ("I. ", "II. "), "told by its style"),
        ('<ol><li value="4">{}</li><li>{}</li></ol>', ("4. ", "5. "), "an item with a number of its own"),
        ('<ol style="list-style: none"><li>{}</li><li>{}</li></ol>', ("", ""), "a list without marks"),
        ('<ul style="list-style-type:none"><li>{}</li><li>{}</li></ul>', ("", ""), "a list without hyphens"),
    ],
)
def test_list_items_bear_the_mark_that_a_browser_prints(
    tmp_path: Path, markup: str, marks: tuple[str, str], why: str
) -> None:
    texts = (
        "Rà soát các công trình cấp nước tập trung trên địa bàn các xã vùng cao của tỉnh.",
        "Tập huấn cho cán bộ vận hành các trạm bơm và công trình xử lý nước của các xã.",
    )
    parsed = read(tmp_path, f"<html><body>{markup.format(*texts)}</body></html>")
    assert paragraphs(parsed) == [mark + text for mark, text in zip(marks, texts, strict=True)], why


@pytest.mark.parametrize(
    ("markup", "line", "why"),
    [
        ('T<img src="a.gif" align="left"/>\nỈNH BÌNH SƠN', "TỈNH BÌNH SƠN", "a drawn line anchored within a word"),
        ('T<img src="a.gif" style="float:left"/>ỈNH BÌNH SƠN', "TỈNH BÌNH SƠN", "a picture set aside by its style"),
        ('TỈNH<img src="a.gif"/>\nBÌNH SƠN', "TỈNH BÌNH SƠN", "a picture in the line: the line end parts words"),
    ],
)
def test_pictures_part_no_lines(tmp_path: Path, markup: str, line: str, why: str) -> None:
    parsed = read(tmp_path, PAGE.replace("UBND TỈNH BÌNH SƠN", f"UBND {markup}"))
    assert parsed.text.startswith(f"UBND {line}\t"), why


def test_control_characters_in_text_of_an_old_encoding() -> None:
    root = document_fromstring('<p><font face=".VnTime">Uy ban nh©n d©n\x0b thµnh phè\x01</font></p>')
    assert mend_page(root) == ("TCVN3 (ABC)",)
    text = root.text_content()
    assert "nhân dân" in text
    assert not {"\x0b", "\x01"} & set(text)


DEEP = ["div", "span", "font", "blockquote", "ul><li", "dl><dd", "table><tr><td", "table><tbody><tr><td><p", "x-y"]


@pytest.mark.parametrize("tag", [*DEEP, "b title='a<c'"])
@pytest.mark.parametrize("is_closed", [True, False])
@pytest.mark.parametrize("depth", [110, 260, 1500])
def test_a_page_nested_deeper_than_the_parser_goes_loses_no_word(tag: str, is_closed: bool, depth: int) -> None:
    lines = [f"<p>{line}</p>" for line in make_plan(3).splitlines()]
    closing = "".join(f"</{name.split()[0]}>" for name in reversed(tag.split("><")))
    deep = f"{f'<{tag}>' * depth}Ghi chú sâu.{closing * depth if is_closed else ''}"
    page = f"<html><body>{''.join(lines[:5])}{deep}{''.join(lines[5:])}</body></html>"
    reading = html.read(page.encode(), Path("a.html"))
    words = " ".join(piece for draft in reading.drafts for piece in (draft.text, *(cell.text for cell in draft.cells)))
    assert "Ghi chú sâu." in words
    assert "2. Giao Sở Nội vụ chủ trì tập huấn cán bộ thư viện hằng năm." in words
    assert "PHÓ CHỦ TỊCH" in words
    assert reading.issues == ()


@pytest.mark.parametrize("before", ["<p>{}</p>", "<!--{}-->", "<script>{}</script>", "<p style='{}'>a</p>"])
def test_what_comes_behind_an_endless_piece_of_a_page_is_read(before: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in make_plan(3).splitlines())
    page = f"<html><body>{before.format('a ' * 5_500_000)}{lines}</body></html>"
    words = " ".join(draft.text for draft in html.read(page.encode(), Path("a.html")).drafts)
    assert "PHÓ CHỦ TỊCH" in words
