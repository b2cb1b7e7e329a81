from __future__ import annotations

from pathlib import Path

import pytest
from ingest_samples import BODY, TABLE
from pdf_maker import Page, make_pdf, width_of

from pipeline.errors import EncryptedFile, NoTextLayer, TruncatedFile
from pipeline.ingest import read_document
from pipeline.ingest.scan.recognise import can_recognise
from pipeline.model import BlockKind, ParsedDocument, Severity

LEFT_FOOT = ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Lãnh đạo Sở;", "- Lưu: VT, QLCT."]
RIGHT_FOOT = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Đinh Quốc Trường"]


def read(tmp_path: Path, pages: list[Page], **options: bool) -> ParsedDocument:
    path = tmp_path / "kế hoạch.pdf"
    path.write_bytes(make_pdf(pages, **options))
    return read_document(path)


def lines_of(parsed: ParsedDocument) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


def rows_of(parsed: ParsedDocument) -> list[list[str]]:
    return [
        [parsed.text[cell.start : cell.end].replace("\n", " ") for cell in block.cells]
        for block in parsed.blocks
        if block.kind is BlockKind.ROW
    ]


def masthead(page: Page) -> Page:
    page.text(95, 60, "UBND TỈNH BÌNH SƠN", 12).text(290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    page.text(115, 77, "SỞ THỦY LỢI").text(330, 77, "Độc lập - Tự do - Hạnh phúc")
    return page.text(100, 105, "Số: 145/KH-STL").text(320, 105, "Bình Sơn, ngày 12 tháng 3 năm 2025")


def set_body(first: Page, paragraphs: list[str], start: float = 190, bottom: float = 780) -> list[Page]:
    """Set paragraphs on as many pages as they need, each with its number on top from the second on."""
    pages, y = [first], start
    for paragraph in paragraphs:
        if y + 60 > bottom:
            pages.append(Page().centred(40, str(len(pages) + 1)))
            y = 70
        y = pages[-1].prose(y, paragraph)
    return pages


def draw_table(page: Page, rows: list[list[str]], top: float = 100, height: float = 40) -> float:
    """Draw a ruled table of four columns; words that a cell has no room for go on the next line."""
    xs = [60, 100, 320, 440, 540]
    for index in range(len(rows) + 1):
        page.line(xs[0], top + index * height, xs[-1], top + index * height)
    for x in xs:
        page.line(x, top, x, top + len(rows) * height)
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            lines = fill(text, xs[column + 1] - xs[column] - 10)
            for place, line in enumerate(lines):
                page.text(xs[column] + 5, top + row * height + 13 + 12 * place, line, 10)
    return top + len(rows) * height


def fill(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, 10) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def test_columns_of_the_masthead_are_read_one_after_the_other(tmp_path: Path) -> None:
    page = masthead(Page()).centred(150, "KẾ HOẠCH")
    page.prose(190, BODY[0])
    parsed = read(tmp_path, [page])
    assert lines_of(parsed) == [
        "UBND TỈNH BÌNH SƠN",
        "SỞ THỦY LỢI",
        "Số: 145/KH-STL",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Bình Sơn, ngày 12 tháng 3 năm 2025",
        "KẾ HOẠCH",
        BODY[0],
    ]


def test_paragraphs_over_pages(tmp_path: Path) -> None:
    paragraphs = BODY * 3
    pages = set_body(Page(), paragraphs, start=80)
    assert len(pages) > 1
    parsed = read(tmp_path, pages)
    assert lines_of(parsed) == paragraphs
    assert parsed.pages == len(pages)
    assert {block.page for block in parsed.blocks} == set(range(1, len(pages) + 1))


def test_a_sentence_over_a_page_break_is_one_paragraph(tmp_path: Path) -> None:
    first, second = Page(), Page().centred(40, "2")
    first.prose(
        700,
        "Sở Thủy lợi chủ trì, phối hợp với các đơn vị có liên quan tổ chức triển khai Kế hoạch này và theo dõi",
        right=530,
    )
    second.prose(70, "tình hình thực hiện tại các xã; báo cáo kết quả trước ngày 30/6/2025.", indent=0)
    parsed = read(tmp_path, [first, second])
    assert len(parsed.blocks) == 1
    assert "theo dõi tình hình" in parsed.text
    assert parsed.blocks[0].page == 1


def test_each_block_has_a_box_inside_its_page(tmp_path: Path) -> None:
    parsed = read(tmp_path, set_body(masthead(Page()), BODY))
    for block in parsed.blocks:
        assert block.box is not None
        x0, top, x1, bottom = block.box
        assert 0 <= x0 < x1 <= 595 and 0 <= top < bottom <= 842


def test_closing_columns(tmp_path: Path) -> None:
    page = Page()
    y = page.prose(80, BODY[-1])
    for place, line in enumerate(LEFT_FOOT):
        page.text(85, y + 40 + 15 * place, line, 11)
    for place, line in zip((0, 17, 90), RIGHT_FOOT, strict=True):
        page.text(360, y + 36 + place, line)
    assert lines_of(read(tmp_path, [page])) == [BODY[-1], *LEFT_FOOT, *RIGHT_FOOT]


def test_a_gap_left_for_a_number_makes_no_column(tmp_path: Path) -> None:
    line = "(Ban hành kèm theo Kế hoạch số"
    page = Page().centred(80, "PHỤ LỤC").text(90, 100, line)
    page.text(90 + width_of(line) + 50, 100, "/KH-STL ngày").text(420, 100, "/3/2025 của Sở)")
    page.prose(130, BODY[4])
    assert lines_of(read(tmp_path, [page]))[1] == f"{line} /KH-STL ngày /3/2025 của Sở)"


def test_a_ruled_table_over_two_pages(tmp_path: Path) -> None:
    first, second = Page().centred(70, "PHỤ LỤC"), Page().centred(40, "2")
    draw_table(first, [*TABLE[:2], ["1", "Xây dựng quy chế quản lý", "Phòng Pháp chế", "Quý II/2025"]])
    draw_table(second, [TABLE[0], ["", "khai thác công trình", "", ""], TABLE[3]])
    parsed = read(tmp_path, [first, second])
    assert rows_of(parsed) == TABLE
    rows = [block for block in parsed.blocks if block.cells]
    assert {row.table for row in rows} == {0}
    assert [row.page for row in rows] == [1, 1, 1, 2]


def test_a_cell_merged_over_rows(tmp_path: Path) -> None:
    page = Page()
    for y in (100, 140, 220):
        page.line(60, y, 500, y)
    page.line(100, 180, 500, 180)
    for x in (60, 100, 300, 500):
        page.line(x, 100, x, 220)
    for x, y, text in ((70, 125, "TT"), (110, 125, "Sản phẩm"), (310, 125, "Chủ trì"), (70, 185, "1")):
        page.text(x, y, text, 10)
    for x, y, text in ((110, 165, "Kế hoạch"), (310, 165, "Sở A"), (110, 205, "Báo cáo"), (310, 205, "Sở B")):
        page.text(x, y, text, 10)
    parsed = read(tmp_path, [page])
    rows = [block for block in parsed.blocks if block.cells]
    assert rows_of(parsed) == [["TT", "Sản phẩm", "Chủ trì"], ["1", "Kế hoạch", "Sở A"], ["1", "Báo cáo", "Sở B"]]
    assert [row.cells[0].inherited for row in rows] == [False, False, True]
    assert parsed.text.count("1") == 1


def test_a_stamped_number_is_read_in_its_place(tmp_path: Path) -> None:
    page = Page()
    page.text(95, 60, "UBND TỈNH BÌNH SƠN", 12).text(290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    page.text(115, 77, "SỞ THỦY LỢI").text(330, 77, "Độc lập - Tự do - Hạnh phúc")
    page.text(90, 105, "Số:            /KH-STL").text(320, 105, "Bình Sơn, ngày        tháng 3 năm 2025")
    page.stamp(112, 106, "145", width=24).stamp(320 + width_of("Bình Sơn, ngày  "), 104, "12", width=20)
    page.stamp(300, 700, "Người ký: Sở Thủy lợi; Thời gian ký: 12.03.2025", width=250)
    page.prose(190, BODY[0])
    parsed = read(tmp_path, [page])
    assert "Số: 145/KH-STL" in lines_of(parsed)
    assert "Bình Sơn, ngày 12 tháng 3 năm 2025" in lines_of(parsed)
    assert "Người ký" not in parsed.text


def test_a_stamp_that_is_a_picture_is_told(tmp_path: Path) -> None:
    page = masthead(Page()).stamp(112, 106, "", width=24)
    page.prose(190, BODY[0])
    assert [issue.code for issue in read(tmp_path, [page]).issues] == ["stamp_is_picture"]


def test_letters_drawn_out_of_order_fall_into_place(tmp_path: Path) -> None:
    words = "Sở Thủy lợi chủ trì, phối hợp với Ủy ban nhân dân các xã thực hiện."
    letters = [(85 + width_of(words[:place]), char) for place, char in enumerate(words)]
    late = [letter for letter in letters if letter[1] in "ởủợỦệ"]
    page = Page().scattered(100, [letter for letter in letters if letter not in late]).scattered(100, late)
    assert lines_of(read(tmp_path, [page])) == [words]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_turned_page_reads_like_an_upright_one(tmp_path: Path, rotate: int) -> None:
    results = []
    for turn in (0, rotate):
        page = masthead(Page(rotate=turn))
        page.prose(150, BODY[0])
        draw_table(page, TABLE, top=300)
        parsed = read(tmp_path, [page])
        boxes = [[round(edge) for edge in block.box or ()] for block in parsed.blocks]
        results.append((lines_of(parsed), rows_of(parsed), boxes))
    assert results[0][:2] == results[1][:2]
    assert all(
        abs(a - b) <= 2
        for one, other in zip(results[0][2], results[1][2], strict=True)
        for a, b in zip(one, other, strict=True)
    )


def test_footnotes_go_to_the_end(tmp_path: Path) -> None:
    page = Page()
    y = page.prose(90, BODY[0])
    page.text(85, y, "Chi tiết về danh mục công trình").text(
        85 + width_of("Chi tiết về danh mục công trình"), y - 5, "1", 8
    )
    page.line(85, 740, 230, 740)
    page.text(85, 755, "1 Danh mục do Phòng Quản lý công trình lập.", 10)
    parsed = read(tmp_path, [page])
    assert parsed.blocks[-1].kind is BlockKind.FOOTNOTE
    assert lines_of(parsed)[1:] == ["Chi tiết về danh mục công trình", "Danh mục do Phòng Quản lý công trình lập."]


def test_running_heads_vanish(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 5):
        page = Page().text(85, 40, "Cổng thông tin điện tử tỉnh", 9).text(480, 815, f"Trang {number}/4", 9)
        page.prose(100, BODY[number + 3])
        pages.append(page)
    assert lines_of(read(tmp_path, pages)) == BODY[4:8]


def test_a_scan_asks_for_recognition(tmp_path: Path) -> None:
    with pytest.raises(NoTextLayer, match="OCR"):
        read(tmp_path, [Page().picture(0, 0, 595, 842)] * 2)


def test_a_scan_with_a_stamp_is_still_a_scan(tmp_path: Path) -> None:
    with pytest.raises(NoTextLayer):
        read(tmp_path, [Page().picture(0, 0, 595, 842).stamp(300, 60, "Người ký: Sở Thủy lợi, 12.03.2025", width=200)])


def test_a_page_that_is_a_picture_among_others_is_an_error_issue(tmp_path: Path) -> None:
    text = Page()
    text.prose(100, BODY[0])
    parsed = read(tmp_path, [text, Page().picture(0, 0, 595, 842)])
    assert [(issue.code, issue.page, issue.severity) for issue in parsed.issues] == [("scan_page", 2, Severity.ERROR)]
    assert lines_of(parsed) == [BODY[0]]


def test_wrong_letters_are_no_text(tmp_path: Path) -> None:
    garbled = "".join(chr(ord(char) + 0x400) if char.isalpha() else char for char in BODY[0] if ord(char) < 0x100)
    page = Page()
    page.prose(100, garbled)
    if can_recognise():  # what is drawn is read instead
        assert "tesseract" in read(tmp_path, [page]).reader
        return
    with pytest.raises(NoTextLayer, match="coded wrongly"):
        read(tmp_path, [page])


def test_a_password(tmp_path: Path) -> None:
    with pytest.raises(EncryptedFile, match="password"):
        read(tmp_path, [masthead(Page())], encrypted=True)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6])
def test_a_file_that_ends_too_early(tmp_path: Path, share: float) -> None:
    data = make_pdf(set_body(masthead(Page()), BODY))
    path = tmp_path / "a.pdf"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(TruncatedFile):
        read_document(path)
