from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx_parts import FILLER, saved_parts, write_zip
from ingest_samples import PLAN, TABLE

from pipeline.errors import FileTooLarge, TruncatedFile, UnsupportedFormat
from pipeline.ingest import read_document
from pipeline.model import BlockKind, ParsedDocument


def read(tmp_path: Path, document: object) -> ParsedDocument:
    path = tmp_path / "kế hoạch.docx"
    document.save(path)  # type: ignore[attr-defined]
    return read_document(path)


def lines_of(parsed: ParsedDocument) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


def rows_of(parsed: ParsedDocument) -> list[list[str]]:
    return [[parsed.text[cell.start : cell.end] for cell in block.cells] for block in parsed.blocks if block.cells]


def paragraph(xml: str):  # type: ignore[no-untyped-def]
    return parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")


def body_of(*xml: str):  # type: ignore[no-untyped-def]
    """Return a document whose body holds the given XML."""
    document = Document()
    for part in xml:
        document.element.body.insert(len(document.element.body) - 1, parse_xml(part.replace("<w:", "<w:", 1)))
    return document


def p(xml: str) -> str:
    return f"<w:p {nsdecls('w')}>{xml}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_in_order(tmp_path: Path) -> None:
    document = Document()
    for text in PLAN:
        document.add_paragraph(text)
    parsed = read(tmp_path, document)
    assert lines_of(parsed) == PLAN
    assert parsed.pages is None and {block.page for block in parsed.blocks} == {None}


def test_tables_stand_where_they_stand(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("PHỤ LỤC")
    table = document.add_table(rows=0, cols=4)
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("Hết.")
    parsed = read(tmp_path, document)
    assert rows_of(parsed) == TABLE
    assert [block.kind for block in parsed.blocks][-1] is BlockKind.PARAGRAPH


def test_merged_cells_stand_once(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate([["TT", "Nội dung", "Chủ trì"], ["1", "Rà soát", "Sở A"], ["", "Báo cáo", "Sở B"]]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    parsed = read(tmp_path, document)
    assert rows_of(parsed) == [["TT", "Nội dung\nChủ trì"], ["1", "Rà soát", "Sở A"], ["1", "Báo cáo", "Sở B"]]
    rows = [block.cells for block in parsed.blocks]
    assert [(cell.column, cell.columns) for cell in rows[0]] == [(0, 1), (1, 2)]
    assert [cell.inherited for cell in rows[2]] == [True, False, False]
    assert parsed.text.count("1") == 1


def test_nested_tables_become_paragraphs(tmp_path: Path) -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=2).cell(0, 1)
    cell.text = "Gồm:"
    inner = cell.add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Sở A", "Sở B"
    document.tables[0].cell(0, 0).text = "1"
    assert rows_of(read(tmp_path, document)) == [["1", "Gồm:\nSở A\nSở B"]]


@pytest.mark.parametrize(
    ("xml", "expected", "why"),
    [
        (
            r("a ") + f"<w:ins w:id='1' w:author='x'>{r('b ')}</w:ins>" + r("c"),
            ["a b c"],
            "tracked insertions are text",
        ),
        (
            r("a ") + "<w:del w:id='1' w:author='x'><w:r><w:delText>b</w:delText></w:r></w:del>" + r("c"),
            ["a c"],
            "deletions are not",
        ),
        (r("a ") + f"<w:sdt><w:sdtContent>{r('b')}</w:sdtContent></w:sdt>", ["a b"], "content controls are text"),
        (r("a") + "<w:r><w:br/></w:r>" + r("b"), ["a", "b"], "a line break parts paragraphs"),
        (r("Số:") + "<w:r><w:tab/></w:r>" + r("5/KH"), ["Số: 5/KH"], "a tab is a blank"),
        (r("nông") + "<w:r><w:softHyphen/></w:r>" + r("thôn"), ["nôngthôn"], "a soft hyphen is nothing"),
        (r("36") + "<w:r><w:noBreakHyphen/></w:r>" + r("NQ/TW"), ["36-NQ/TW"], "a non-breaking hyphen is a hyphen"),
        (r("a") + r("ẩn", "<w:vanish/>") + r("b"), ["ab"], "hidden text is not printed"),
        (r("a") + r("b", '<w:vanish w:val="0"/>'), ["ab"], "unless the property is switched off"),
        (f"<w:hyperlink w:anchor='x'>{r('a')}</w:hyperlink>" + r("b"), ["ab"], "links are text"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0B7'/></w:r>" + r(" Sở A"), ["- Sở A"], "a symbol bullet"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            + r("2025")
            + "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            ["2025"],
            "of a field the result, not the code",
        ),
        ("", [], "an empty paragraph vanishes"),
    ],
)
def test_runs(tmp_path: Path, xml: str, expected: list[str], why: str) -> None:
    assert lines_of(read(tmp_path, body_of(p(xml), p(r(FILLER))))) == [*expected, FILLER], why


def test_text_boxes_follow_their_paragraph_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p(r('MẬT'))}</w:txbxContent>".replace(nsdecls("w"), "")
    drawing = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    parsed = read(tmp_path, body_of(p(r("UBND TỈNH") + f"<w:r>{drawing}</w:r>"), p(r(FILLER))))
    assert lines_of(parsed) == ["UBND TỈNH", "MẬT", FILLER]


def test_inserted_rows_stay_and_deleted_rows_go(tmp_path: Path) -> None:
    def row(text: str, mark: str = "") -> str:
        return f"<w:tr><w:trPr>{mark}</w:trPr><w:tc>{p(r(text))}</w:tc><w:tc>{p(r('x'))}</w:tc></w:tr>"

    deleted, inserted = "<w:del w:id='1' w:author='a'/>", "<w:ins w:id='2' w:author='a'/>"
    table = f"<w:tbl {nsdecls('w')}>{row('a')}{row('b', deleted)}{row('c', inserted)}</w:tbl>"
    assert rows_of(read(tmp_path, body_of(table))) == [["a", "x"], ["c", "x"]]


def test_footnotes_go_to_the_end(tmp_path: Path) -> None:
    document = body_of(
        p(r("Chi tiết") + "<w:r><w:footnoteReference w:id='7'/></w:r>" + r(" theo danh mục.")), p(r(FILLER))
    )
    path = tmp_path / "a.docx"
    document.save(path)
    note = p("<w:r><w:footnoteRef/></w:r>" + r(" Do Sở lập."))
    notes = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='7'>{note}</w:footnote></w:footnotes>"
    add_part(path, "footnotes", notes)
    parsed = read_document(path)
    assert lines_of(parsed) == ["Chi tiết theo danh mục.", FILLER, "Do Sở lập."]
    assert parsed.blocks[-1].kind is BlockKind.FOOTNOTE


def add_part(path: Path, kind: str, xml: str) -> None:
    """Add a part and its relation to a saved file."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{kind}.xml"/></Relationships>'.encode()
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relation)
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    override = f'<Override PartName="/word/{kind}.xml" ContentType="{content}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    parts[f"word/{kind}.xml"] = xml.encode()
    write_zip(path, parts)


def test_a_macro_file_is_read_too(tmp_path: Path) -> None:
    parts = saved_parts()
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(plain, macro)
    path = tmp_path / "a.docm"
    write_zip(path, parts)
    assert read_document(path).text == FILLER


@pytest.mark.parametrize("meaning", ['"aaaa"', 'SYSTEM "file:///etc/passwd"'])
def test_entities_are_not_expanded(tmp_path: Path, meaning: str) -> None:
    parts = saved_parts()
    declaration = f"<!DOCTYPE w:document [<!ENTITY a {meaning}>]>".encode()
    head, tail = parts["word/document.xml"].split(b"?>", 1)
    parts["word/document.xml"] = head + b"?>" + declaration + tail.replace(FILLER.encode(), FILLER.encode() + b"&a;")
    path = tmp_path / "a.docx"
    write_zip(path, parts)
    with pytest.raises(TruncatedFile):  # Word writes no entities; a file that has some is refused
        read_document(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    parts = saved_parts()
    parts["word/media/image1.bin"] = bytes(60 * 2**20)
    path = tmp_path / "a.docx"
    write_zip(path, parts)
    with pytest.raises(FileTooLarge, match="unpacks to"):
        read_document(path)


def test_broken_xml(tmp_path: Path) -> None:
    parts = saved_parts()
    parts["word/document.xml"] = parts["word/document.xml"][:-60]
    path = tmp_path / "a.docx"
    write_zip(path, parts)
    with pytest.raises(TruncatedFile):
        read_document(path)


def test_a_package_without_its_main_relation(tmp_path: Path) -> None:
    parts = saved_parts()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"officeDocument/2006/relationships/officeDocument", b"x/y")
    path = tmp_path / "a.docx"
    write_zip(path, parts)
    with pytest.raises(UnsupportedFormat, match="Word"):
        read_document(path)


@pytest.mark.parametrize("mark", ["<w:strike/>", '<w:dstrike w:val="1"/>', '<w:strike w:val="true"/>'])
def test_struck_words_do_not_count_and_are_told(tmp_path: Path, mark: str) -> None:
    document = body_of(
        p(r("1. Phòng Nội vụ nộp báo cáo trước ngày ") + r("31/5", mark) + r("15/6/2026.")),
        p(r("2. ") + r("Phòng Tài chính cấp kinh phí.", mark)),
    )
    parsed = read(tmp_path, document)
    assert lines_of(parsed) == ["1. Phòng Nội vụ nộp báo cáo trước ngày 15/6/2026."]
    assert [issue.code for issue in parsed.issues if issue.code == "struck_text"] == ["struck_text"]


def test_a_struck_row_is_no_row(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 2)
    for row, words in zip(table.rows, (("TT", "Việc"), ("1", "Sửa cầu"), ("2", "Mua máy")), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.paragraphs[0].add_run(text)
    table.rows[1].cells[1].paragraphs[0].runs[0].font.strike = True
    assert rows_of(read(tmp_path, document)) == [["TT", "Việc"], ["2", "Mua máy"]]


def test_a_strike_that_is_switched_off_is_none(tmp_path: Path) -> None:
    parsed = read(tmp_path, body_of(p(r("Giữ nguyên điều này.", '<w:strike w:val="0"/>'))))
    assert lines_of(parsed) == ["Giữ nguyên điều này."]
    assert "struck_text" not in {issue.code for issue in parsed.issues}


@pytest.mark.parametrize("first_page", [True, False])
def test_a_letterhead_in_the_page_header_is_the_masthead(tmp_path: Path, first_page: bool) -> None:
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = first_page
    header = section.first_page_header if first_page else section.header
    for text in ["UBND TỈNH LẠNG SƠN", "SỞ THỦY LỢI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 8/KH-STL"]:
        header.add_paragraph(text)
    document.add_paragraph("KẾ HOẠCH")
    assert lines_of(read(tmp_path, document))[0] == "UBND TỈNH LẠNG SƠN"


@pytest.mark.parametrize("masthead", [["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], []])
def test_other_page_headers_are_no_text(tmp_path: Path, masthead: list[str]) -> None:
    document = Document()
    document.sections[0].header.add_paragraph("Dự thảo lần 2")
    for text in [*masthead, "KẾ HOẠCH"]:
        document.add_paragraph(text)
    assert lines_of(read(tmp_path, document)) == [*masthead, "KẾ HOẠCH"]
