from __future__ import annotations

import textwrap
import unicodedata
from pathlib import Path

import pytest
from ingest_samples import PLAN, TABLE

from pipeline.ingest import read_document
from pipeline.ingest.markup.plain_text import parse_text
from pipeline.model import BlockKind, ParsedDocument


def to_cp1258(text: str) -> bytes:
    """Code a text in Windows-1258: letters it lacks as letter and combining tone, as Windows writes them."""
    coded = bytearray()
    for char in text:
        try:
            coded += char.encode("cp1258")
        except UnicodeEncodeError:
            base, tone = split_tone(char)
            coded += base.encode("cp1258") + tone.encode("cp1258")
    return bytes(coded)


def split_tone(char: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", char)
    tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
    return unicodedata.normalize("NFC", marks.replace(tone, "")), tone


def wrapped(width: int) -> str:
    return "\n\n".join("\n".join(textwrap.wrap(part, width, break_on_hyphens=False)) for part in PLAN)


PLAIN = "\n\n".join(PLAN)
VARIANTS = {
    "no wrap": PLAIN.encode(),
    "wrapped at 60": wrapped(60).encode(),
    "wrapped at 80": wrapped(80).encode(),
    "one line a paragraph": "\n".join(PLAN).encode(),
    "CRLF": wrapped(70).replace("\n", "\r\n").encode(),
    "byte order mark": b"\xef\xbb\xbf" + PLAIN.encode(),
    "NFD": unicodedata.normalize("NFD", PLAIN).encode(),
    "UTF-16": PLAIN.encode("utf-16"),
    "UTF-16 LE without mark": PLAIN.encode("utf-16-le"),
    "UTF-16 BE without mark": wrapped(66).encode("utf-16-be"),
    "Windows-1258": to_cp1258(PLAIN),
    "trailing blanks": PLAIN.replace("\n", "  \n").encode(),
}


def read(tmp_path: Path, data: bytes, name: str = "kế hoạch.txt") -> ParsedDocument:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path)


@pytest.mark.parametrize("variant", VARIANTS)
def test_encodings_and_widths_give_one_text(tmp_path: Path, variant: str) -> None:
    parsed = read(tmp_path, VARIANTS[variant])
    assert parsed.text == "\n".join(PLAN)
    assert [parsed.text[block.start : block.end] for block in parsed.blocks] == PLAN
    assert parsed.issues == ()


def rows_of(text: str) -> list[list[str]]:
    return [[cell.text for cell in draft.cells] for draft in parse_text(text) if draft.cells]


def tabbed(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def test_lines_with_tabs_are_rows(tmp_path: Path) -> None:
    parsed = read(tmp_path, f"PHỤ LỤC\n\n{tabbed(TABLE)}\n".encode())
    rows = [block for block in parsed.blocks if block.kind is BlockKind.ROW]
    assert [[parsed.text[cell.start : cell.end] for cell in row.cells] for row in rows][2] == TABLE[2]
    assert {row.table for row in rows} == {0}
    assert [cell.column for cell in rows[0].cells] == [0, 1, 2, 3]


def test_a_head_printed_again_on_the_next_page_is_dropped() -> None:
    text = tabbed(TABLE[:3]) + "\n\n" + tabbed([TABLE[0], TABLE[3]])
    assert rows_of(text) == rows_of(tabbed(TABLE))


def test_a_row_cut_by_a_page_break_is_one() -> None:
    first = [*TABLE[:2], ["1", "Xây dựng quy chế quản lý", "Phòng Pháp chế", "Quý II/2025"]]
    second = [TABLE[0], ["", "khai thác công trình"], TABLE[3]]
    assert rows_of(f"{tabbed(first)}\n\n{tabbed(second)}") == rows_of(tabbed(TABLE))


def test_a_row_without_number_inside_a_page_stays() -> None:
    rows = [*TABLE, ["", "của các xã vùng cao", "Phòng Kế hoạch", "2025"]]
    assert rows_of(tabbed(rows))[-1][1] == "của các xã vùng cao"


def test_html_left_in_a_cell_becomes_paragraphs() -> None:
    text = "1\tRà soát\t<ul> <li>- Các sở: Nội vụ, Y tế;</li> <li>- UBND các xã.</li></ul>\t2025"
    assert rows_of(text) == [["1", "Rà soát", "- Các sở: Nội vụ, Y tế;\n- UBND các xã.", "2025"]]


def test_marks_of_markdown_in_a_text_file_are_taken_out() -> None:
    text = "### I. MỤC ĐÍCH\n\n**KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC**\n\n"
    text += "- *Đơn vị chủ trì*: Phòng A.\n\nvp\\_stl@binhson.gov.vn (*)"
    assert [draft.text for draft in parse_text(text)] == [
        "I. MỤC ĐÍCH",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "- Đơn vị chủ trì: Phòng A.",
        "vp_stl@binhson.gov.vn (*)",
    ]


@pytest.mark.parametrize("mark", ["•", "▪", "–", "\uf0b7", "*"])
def test_any_bullet_is_a_hyphen(mark: str) -> None:
    assert [draft.text for draft in parse_text(f"{mark} Sở Nội vụ;\n{mark} Sở Y tế.")] == ["- Sở Nội vụ;", "- Sở Y tế."]


def test_a_number_parted_by_a_tab_is_a_paragraph() -> None:
    assert [draft.text for draft in parse_text("1.\tMục đích\n2.\tYêu cầu")] == ["1. Mục đích", "2. Yêu cầu"]


def test_indented_first_lines_part_paragraphs() -> None:
    text = textwrap.dedent("""\
            Các phòng chuyên môn chủ động triển khai các nhiệm vụ được
        giao, báo cáo kết quả về Văn phòng Sở trước ngày 25 của tháng cuối
            Trung tâm Nước sạch theo dõi, đôn đốc việc thực hiện của các
        đơn vị.
        """)
    assert len(parse_text(text)) == 2


def test_a_text_that_is_not_vietnamese_is_kept_and_marked(tmp_path: Path) -> None:
    parsed = read(tmp_path, b"The provincial department shall prepare the annual report on rural water. " * 4)
    assert [issue.code for issue in parsed.issues] == ["not_vietnamese"]
    assert parsed.text.startswith("The provincial")
