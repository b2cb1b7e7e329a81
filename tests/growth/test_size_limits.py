"""Files that are small to send and large to read: each ends by a limit, with its reason."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest
from docx_parts import FILLER
from growing.packages import make_docx
from xlsx_maker import MAIN, make_xlsx

from pipeline.errors import FileTooLarge
from pipeline.ingest import document, read_document
from pipeline.ingest.office.docx_numbering import format_number
from pipeline.ingest.sniff import sniff
from pipeline.structure import make_outline

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MEGABYTE = 2**20


def peak(work: object) -> int:
    """Return the most bytes that a piece of work holds at one time."""
    assert callable(work)
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def numbered(start: str, form: str) -> bytes:
    """Return a Word file with one paragraph of a list that begins at a number."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    paragraph = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Rà soát danh mục.</w:t></w:r></w:p>"
    )
    return make_docx(paragraph * 3, {"word/numbering.xml": numbering.encode()})


@pytest.mark.parametrize("start", ["1000000000", "99999999999999999999", "1" * 5000, "²", "-7", "1.5", ""])
@pytest.mark.parametrize("form", ["lowerLetter", "upperLetter", "upperRoman", "decimal", "decimalZero"])
def test_a_list_that_begins_at_any_number_costs_no_memory(start: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(numbered(start, form))
    read_document(path)  # loads what Word files need
    assert peak(lambda: read_document(path)) < 20 * MEGABYTE


def test_letters_count_no_further_than_in_word() -> None:
    assert format_number(780, "lowerLetter") == "z" * 30
    assert format_number(781, "lowerLetter") == "781"
    assert format_number(10**9, "upperLetter") == "1000000000"


@pytest.mark.parametrize("columns", ["1000000000", "9" * 5000, "²", "-1", "1.5"])
def test_cells_left_out_before_a_row_cost_no_memory(columns: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    head = row.format(f'<w:trPr><w:gridBefore w:val="{columns}"/></w:trPr>', "Nội dung công việc")
    path.write_bytes(make_docx(f"<w:tbl>{head}{row.format('', 'Rà soát')}</w:tbl>"))
    make_outline(read_document(path))  # loads what Word files need
    assert peak(lambda: make_outline(read_document(path))) < 20 * MEGABYTE


def test_a_member_called_mimetype_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", bytes(200 * MEGABYTE))
        archive.writestr("a.txt", "Kế hoạch")
    data = path.read_bytes()
    assert peak(lambda: sniff(data, "a.zip")) < 5 * MEGABYTE


def test_a_text_of_a_single_endless_line_ends_by_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Ke hoach " * (document.MAX_TEXT_BYTES // 9 + 1))
    with pytest.raises(FileTooLarge, match="more than the limit of 60 MB"):
        read_document(path)


def test_one_text_that_many_cells_show_ends_by_a_limit(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 301))
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_xlsx({"a": [["a"]]}))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>".encode()
    parts["xl/sharedStrings.xml"] = f"<sst {MAIN}><si><t>{'a' * 300_000}</t></si></sst>".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    with pytest.raises(FileTooLarge, match="letters"):
        read_document(path)


def test_a_long_number_format_is_no_long_number(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_xlsx({"a": [["TT", "Nội dung", "Ngày"], *([number, FILLER, 7] for number in range(50))]}))
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    code = b'formatCode="' + b"0" * 3_000_000
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'formatCode="dd/mm/yyyy;@', code)
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b's="0"', b's="1"')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    read_document(path)
    assert peak(lambda: read_document(path)) < 40 * MEGABYTE
