"""What stands in annotations: numbers and dates that were stamped, fields that were filled, notes that were typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from ingest_samples import BODY
from pdf_maker import Page, make_pdf, width_of

from pipeline.ingest import read_document
from pipeline.model import ParsedDocument

LONG = "Triển khai Chương trình nước sạch nông thôn năm 2025 trên địa bàn tỉnh"


def masthead() -> Page:
    page = Page()
    page.text(95, 60, "UBND TỈNH BÌNH SƠN", 12).text(290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    page.text(115, 77, "SỞ THỦY LỢI").text(330, 77, "Độc lập - Tự do - Hạnh phúc")
    page.text(90, 105, "Số:            /KH-STL").text(320, 105, "Bình Sơn, ngày        tháng 3 năm 2025")
    page.prose(190, BODY[0])
    return page


def fill(page: Page, kind: str, *, drawn: bool = True, hidden: bool = False) -> Page:
    """Stamp number and day into the blanks of the masthead."""
    page.stamp(112, 106, "145", width=24, kind=kind, drawn=drawn, hidden=hidden)
    place = 320 + width_of("Bình Sơn, ngày  ")
    return page.stamp(place, 104, "12", width=20, kind=kind, drawn=drawn, hidden=hidden)


def read(tmp_path: Path, page: Page) -> ParsedDocument:
    path = tmp_path / "kế hoạch.pdf"
    path.write_bytes(make_pdf([page]))
    return read_document(path)


def lines(parsed: ParsedDocument) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks]


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [("Sig", True), ("Stamp", True), ("Tx", True), ("FreeText", True), ("Tx", False), ("FreeText", False)],
)
def test_number_and_day_stand_in_their_blanks(tmp_path: Path, kind: str, drawn: bool) -> None:
    found = read(tmp_path, fill(masthead(), kind, drawn=drawn))
    assert "Số: 145/KH-STL" in lines(found)
    assert "Bình Sơn, ngày 12 tháng 3 năm 2025" in lines(found)
    assert found.issues == ()


@pytest.mark.parametrize("kind", ["Sig", "Stamp", "Tx", "FreeText"])
def test_what_is_hidden_is_not_read(tmp_path: Path, kind: str) -> None:
    found = read(tmp_path, fill(masthead(), kind, hidden=True))
    assert "Số: /KH-STL" in lines(found)
    assert "145" not in found.text
    assert found.issues == (), "nobody sees it, so it is no picture of a number either"


def test_an_empty_signature_field_is_no_stamp(tmp_path: Path) -> None:
    assert read(tmp_path, masthead().stamp(112, 106, "", width=24, drawn=False)).issues == ()


@pytest.mark.parametrize(("kind", "drawn"), [("Tx", True), ("Tx", False), ("FreeText", True), ("FreeText", False)])
def test_long_fields_and_notes_are_text(tmp_path: Path, kind: str, drawn: bool) -> None:
    found = read(tmp_path, masthead().stamp(60, 400, LONG, width=500, kind=kind, drawn=drawn))
    assert LONG in lines(found)


def test_a_note_of_several_lines_is_broken_as_its_box_asks(tmp_path: Path) -> None:
    page = masthead().stamp(85, 460, f"{LONG}.\nLưu: VT.", width=220, height=80, kind="FreeText", drawn=False)
    text = " ".join(lines(read(tmp_path, page)))
    assert f"{LONG}. Lưu: VT." in text


@pytest.mark.parametrize("kind", ["Sig", "Stamp"])
def test_a_long_stamp_is_left_out_and_told(tmp_path: Path, kind: str) -> None:
    found = read(tmp_path, masthead().stamp(60, 400, LONG, width=500, kind=kind))
    assert LONG not in found.text
    assert [issue.code for issue in found.issues] == ["stamp_left_out"]


@pytest.mark.parametrize("kind", ["Sig", "Stamp", "FreeText"])
@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Người ký: Sở Thủy lợi; Thời gian ký: 12.03.2025", "of a signing program"),
        ("SỞ NỘI VỤ ĐẾN Số: 102 Ngày: 14/3/2025", "of the body that received it: its number is not the document's"),
    ],
)
def test_notices_are_no_text(tmp_path: Path, kind: str, words: str, why: str) -> None:
    found = read(tmp_path, masthead().stamp(60, 30, words, width=400, kind=kind))
    assert words.split()[0] not in found.text.split("UBND")[0], why
    assert "102" not in found.text
    assert found.issues == ()


def test_what_a_field_holds_may_be_empty_or_strange(tmp_path: Path) -> None:
    page = (
        masthead()
        .stamp(60, 400, "", kind="Tx", drawn=False)
        .stamp(60, 430, "\x00\x07\n\n ", kind="FreeText", drawn=False)
    )
    assert lines(read(tmp_path, page)) == lines(read(tmp_path, masthead()))
