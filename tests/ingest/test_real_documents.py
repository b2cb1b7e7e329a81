"""What must hold on real documents; they stay outside the project, and without them these tests are skipped."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from pathlib import Path

import pytest
from places import GOLD

from pipeline.errors import MissingTool
from pipeline.ingest import read_document
from pipeline.ingest.markup.marks import strip_emphasis
from pipeline.ingest.markup.plain_text import parse_text
from pipeline.ingest.scan.recognise import can_recognise
from pipeline.ingest.scan.tesseract import find_version
from pipeline.model import ParsedDocument

FILES = sorted(GOLD.glob("*/documents/*"))
READABLE = [path for path in FILES if "scan" not in path.stem]
TEXTS = sorted((GOLD / "seeds" / "documents").glob("*.txt"))

pytestmark = pytest.mark.skipif(not FILES, reason="the real documents are not here")


def squeeze(text: str) -> str:
    return " ".join(text.split())


def table_rows(parsed: ParsedDocument) -> list[tuple[str, ...]]:
    """Return the rows of the widest table: the words of each cell, inherited ones too."""
    rows = [block for block in parsed.blocks if len(block.cells) >= 5]
    return [tuple(squeeze(parsed.text[cell.start : cell.end]) for cell in row.cells) for row in rows]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_blocks_tile_the_text(path: Path) -> None:
    parsed = read_document(path)
    assert parsed.text == "\n".join(parsed.text[block.start : block.end] for block in parsed.blocks)
    assert unicodedata.is_normalized("NFC", parsed.text)
    assert "\ufffe" not in parsed.text
    assert not [issue for issue in parsed.issues if issue.code == "not_vietnamese"]


def test_what_annotators_read_is_in_the_text() -> None:
    """Of all documents together: where a picture hides a letter or a line, a few words are not."""
    wanted = missing = 0
    for path in READABLE:
        record = json.loads((path.parents[1] / "records" / f"{path.stem}.json").read_text("utf-8"))
        text = squeeze(read_document(path).text)
        words = [task["starts"] for task in record["tasks"]] + [record["header"]["title"] or ""]
        words += [entry.rstrip(";.,") for entry in record["header"]["recipients"]]
        wanted += len(words)
        missing += sum(squeeze(said) not in text for said in words)
    assert missing <= 0.01 * wanted


@pytest.mark.parametrize("path", [path for path in FILES if "scan" in path.stem], ids=lambda path: path.stem)
def test_scans_ask_for_recognition(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    find_version.cache_clear()
    try:
        with pytest.raises(MissingTool, match="tesseract"):
            read_document(path)
    finally:
        find_version.cache_clear()


@pytest.mark.slow
@pytest.mark.skipif(not can_recognise(), reason="tesseract with vie is not installed")
@pytest.mark.parametrize("path", [path for path in FILES if "scan" in path.stem], ids=lambda path: path.stem)
def test_scans_are_recognised(path: Path) -> None:
    parsed = read_document(path)
    assert "Độc lập - Tự do - Hạnh phúc" in parsed.text
    assert "Nơi nhận:" in parsed.text
    assert not [issue for issue in parsed.issues if issue.code == "not_vietnamese"]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [60, 80])
def test_another_width_gives_the_same_paragraphs(path: Path, width: int) -> None:
    lines = strip_emphasis(path.read_text("utf-8")).split("\n")
    wrapped = [
        line if "\t" in line or len(line) <= width else "\n".join(textwrap.wrap(line, width, break_on_hyphens=False))
        for line in lines
    ]
    assert parse_text("\n".join(wrapped)) == parse_text("\n".join(lines))


def test_a_word_file_and_its_pdf_hold_the_same_rows() -> None:
    pairs = [(path, path.with_name(f"{path.stem}-pdf.pdf")) for path in FILES if path.suffix == ".docx"]
    pairs = [(word, printed) for word, printed in pairs if printed.exists()]
    assert pairs
    for word, printed in pairs:
        rows = table_rows(read_document(word))
        assert len(rows) > 50
        assert table_rows(read_document(printed)) == rows


def test_stamped_numbers_and_days_are_in_the_text() -> None:
    """Of all documents but those whose text layer is made by foreign recognition, two in this folder."""
    wanted = missing = 0
    for path in (path for path in READABLE if path.suffix == ".pdf"):
        header = json.loads((path.parents[1] / "records" / f"{path.stem}.json").read_text("utf-8"))["header"]
        text = read_document(path).text
        words = [f"Số: {header['code']}"] if header["number"] else []
        words += [f"ngày {int(header['issued'][-2:])} tháng"] if len(header["issued"] or "") == 10 else []
        wanted += len(words)
        missing += sum(said not in text for said in words)
    assert missing <= 2 < wanted


@pytest.mark.parametrize("path", [path for path in READABLE if path.suffix == ".html"], ids=lambda path: path.stem)
def test_a_saved_web_page_is_only_its_document(path: Path) -> None:
    parsed = read_document(path)
    first, last = (parsed.text[block.start : block.end] for block in (parsed.blocks[0], parsed.blocks[-1]))
    assert "Độc lập - Tự do - Hạnh phúc" in first
    assert "Mục lục" not in parsed.text and last.endswith(".")
