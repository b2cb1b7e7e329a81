"""Scans against the documents they were made of: what the record of the text says, the record of the picture says."""

from __future__ import annotations

import ctypes
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from places import SAMPLES
from pypdfium2 import PdfDocument, raw
from scan_maker import as_pdf, as_tiff, draw_pages, seal, spoil

from pipeline.errors import FileTooLarge, NoTextLayer, TruncatedFile
from pipeline.ingest import read_document
from pipeline.ingest.scan import picture
from pipeline.ingest.scan.recognise import can_recognise
from pipeline.ingest.scan.tesseract import cache_folder
from pipeline.model import BlockKind, ParsedDocument, Record
from pipeline.runs.one_file import extract_file
from pipeline.text.fold import fold

PLAN = SAMPLES / "kh-ubnd-xa-mai-chau-38.pdf"
TABLES = SAMPLES / "qd-ubnd-hoa-binh-4127-phu-luc.pdf"
needs_tesseract = pytest.mark.skipif(not can_recognise(), reason="tesseract with its Vietnamese data is not installed")


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_CACHE", str(tmp_path / "cache"))


def write(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def said(record: Record) -> tuple[set[str], set[str]]:
    """Return the symbols a record cites and the first six words of its tasks, without marks."""
    cited = {mention.code or fold(mention.name or "") for mention in record.citations}
    return cited, {" ".join(fold(task.text).split()[:6]) for task in record.tasks}


def f1(found: set[str], expected: set[str]) -> float:
    return 2 * len(found & expected) / (len(found) + len(expected)) if expected else float(not found)


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize(("spoiled", "least"), [(False, 0.95), (True, 0.9)], ids=["clean", "askew, grainy, sealed"])
def test_a_scan_says_what_its_document_says(tmp_path: Path, spoiled: bool, least: float) -> None:
    pages = draw_pages(PLAN)
    if spoiled:
        pages = [spoil(page) for page in pages]
        pages[-1] = seal(pages[-1], (0.68, 0.5))
    record = extract_file(write(tmp_path, "quét.pdf", as_pdf(pages)))
    typed = extract_file(PLAN)
    for found, expected in zip(said(record), said(typed), strict=True):
        assert f1(found, expected) >= least, found ^ expected
    for field in ("type", "code", "issued", "issuer", "title"):
        assert getattr(record.identity, field) is not None, field
    assert record.identity.code is not None
    assert typed.identity.code is not None
    assert record.identity.code.value == typed.identity.code.value


@needs_tesseract
def test_masthead_columns_and_boxes(tmp_path: Path) -> None:
    parsed = read_document(write(tmp_path, "quét.pdf", as_pdf(draw_pages(PLAN)[:1])))
    lines = [parsed.text[block.start : block.end] for block in parsed.blocks]
    assert any(line == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" for line in lines), "the left column is no part of it"
    assert "tesseract" in parsed.reader
    for block in parsed.blocks:
        assert block.page == 1
        assert block.box is not None
        assert 0 <= block.box[0] < block.box[2] <= 596


@needs_tesseract
@pytest.mark.slow
def test_ruled_tables_of_a_scan(tmp_path: Path) -> None:
    pages = draw_pages(TABLES)
    typed, scanned = read_document(TABLES), read_document(write(tmp_path, "quét.pdf", as_pdf(pages)))
    expected, found = rows_of(typed), rows_of(scanned)
    assert expected
    assert len(found) - len(expected) in range(-2, 3), "a row that a page break cut may stand in two pieces"
    begins = {_letters(row[1])[:20] for row in found if len(row) > 1}
    kept = sum(1 for row in expected if _letters(row[1])[:20] in begins)
    assert kept >= 0.75 * len(expected), "the second cell of a row begins as in the original"


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def rows_of(parsed: ParsedDocument) -> list[tuple[str, ...]]:
    return [
        tuple(parsed.text[cell.start : cell.end] for cell in block.cells)
        for block in parsed.blocks
        if block.kind is BlockKind.ROW
    ]


@needs_tesseract
@pytest.mark.slow
def test_a_tiff_of_many_pages_and_a_picture_on_its_side(tmp_path: Path) -> None:
    first, second = draw_pages(PLAN)[:2]
    parsed = read_document(write(tmp_path, "quét.tif", as_tiff([first.rotate(90, expand=True), second])))
    assert parsed.pages == 2
    assert {block.page for block in parsed.blocks} == {1, 2}
    assert "to chuc thuc hien" in fold(parsed.text), "the first page was turned upright"


@needs_tesseract
def test_what_was_recognised_is_kept_and_a_broken_cache_is_not_believed(tmp_path: Path) -> None:
    path = write(tmp_path, "quét.png", png(draw_pages(PLAN, 100)[0]))
    first = read_document(path)
    kept = [file for file in cache_folder().rglob("*") if file.is_file()]
    assert kept, "the page's answers"
    assert all(file.suffixes == [".tsv", ".gz"] for file in kept), "no half-written file"
    for file in kept:
        file.write_bytes(b"\x1f\x8bbroken")
    assert read_document(path).text == first.text


def png(page: Image.Image) -> bytes:
    buffer = io.BytesIO()
    page.save(buffer, "PNG")
    return buffer.getvalue()


@needs_tesseract
@pytest.mark.parametrize(
    ("data", "error"),
    [(b"\x89PNG\r\n\x1a\n" + bytes(60), TruncatedFile), (png(Image.new("L", (300, 400), 255)), NoTextLayer)],
    ids=["cut off", "blank"],
)
def test_pictures_that_cannot_be_read_say_why(tmp_path: Path, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"quét\.png"):
        read_document(write(tmp_path, "quét.png", data))


@needs_tesseract
def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MAX_PIXELS", 1000)
    with pytest.raises(FileTooLarge, match="pixels"):
        read_document(write(tmp_path, "quét.png", png(Image.new("L", (300, 400), 255))))


@pytest.mark.parametrize("name", ["quét.pdf", "quét.png"])
def test_without_tesseract_a_scan_says_how_to_install_it(tmp_path: Path, name: str) -> None:
    page = Image.new("L", (600, 800), 90)
    path = write(tmp_path, name, as_pdf([page]) if name.endswith("pdf") else png(page))
    code = "import sys, pathlib, pipeline.ingest as ingest; ingest.read_document(pathlib.Path(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True, text=True, env={**os.environ, "PATH": str(tmp_path)}, cwd=SAMPLES.parents[2],
    )  # fmt: skip
    assert "apt-get install tesseract-ocr tesseract-ocr-vie" in run.stderr, run.stderr


@needs_tesseract
def test_a_blank_page_of_a_scan_is_no_lost_page(tmp_path: Path) -> None:
    page = draw_pages(PLAN)[0]
    blank = Image.new("L", page.size, 252)
    parsed = read_document(write(tmp_path, "quét.pdf", as_pdf([page, blank])))
    assert parsed.pages == 2
    assert not [issue for issue in parsed.issues if issue.page == 2]


def with_layer(tmp_path: Path, text: str) -> Path:
    """Write a PDF whose page is a picture with a text behind it, as scanners with recognition make it."""
    picture = as_pdf(draw_pages(PLAN)[:1])
    with PdfDocument(picture) as document:
        page = document[0]
        for place, line in enumerate(text.splitlines()):
            piece = raw.FPDFPageObj_NewTextObj(document.raw, b"Times-Roman", 11.0)
            encoded = (line + "\0").encode("utf-16-le")
            raw.FPDFText_SetText(piece, ctypes.cast(encoded, raw.FPDF_WIDESTRING))
            raw.FPDFTextObj_SetTextRenderMode(piece, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
            raw.FPDFPageObj_Transform(piece, 1, 0, 0, 1, 60, 700 - 16 * place)
            raw.FPDFPage_InsertObject(page.raw, piece)
        raw.FPDFPage_GenerateContent(page.raw)
        document.save(tmp_path / "lớp chữ.pdf")
    return tmp_path / "lớp chữ.pdf"


POOR = "\n".join(["UY BAN NHAN DAN TINH Doc lap Ty do Hanh phuc Thvc hign K€ hoach cfia Uy ban nhdn ddn tinh"] * 6)


@needs_tesseract
def test_a_text_layer_that_is_no_vietnamese_is_recognised_anew(tmp_path: Path) -> None:
    parsed = read_document(with_layer(tmp_path, POOR))
    assert "Thvc hign" not in parsed.text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in parsed.text


def test_without_recognition_a_poor_layer_is_kept_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.pdf.scans.can_recognise", lambda: False)
    parsed = read_document(with_layer(tmp_path, POOR))
    assert "Thvc hign" in parsed.text
    assert "poor_page" in [issue.code for issue in parsed.issues]
