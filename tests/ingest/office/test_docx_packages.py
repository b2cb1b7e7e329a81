"""Word files as packages: parts that are missing, and files that were put in as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_parts import FILLER, MAIN, RELATIONS, TYPES, pack, put_in, relate, saved_parts, write_zip
from office_maker import make_rtf, needs_office

from pipeline.ingest import read_document
from pipeline.ingest.office import docx_chunks
from pipeline.model import ParsedDocument, Severity

INSIDE = "Sở Y tế chủ trì khám sức khỏe người nuôi ong"


def read(tmp_path: Path, parts: dict[str, bytes]) -> ParsedDocument:
    write_zip(tmp_path / "a.docx", parts)
    return read_document(tmp_path / "a.docx")


def errors(parsed: ParsedDocument) -> list[str]:
    return [issue.code for issue in parsed.issues if issue.severity is Severity.ERROR]


def inner_docx() -> bytes:
    parts = saved_parts()
    parts[MAIN] = parts[MAIN].replace(FILLER.encode(), INSIDE.encode())
    return pack(parts)


PAGE = f"<html><head><meta charset='utf-8'></head><body><p>{INSIDE}</p><table><tr><td>a</td></tr></table></body></html>"
MHT = (
    "From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{PAGE}\n--x--\n"
)
CHUNKS = {
    "trang.html": PAGE.encode(),
    "trang.htm": f"<p>{INSIDE}</p>".encode(),
    "chữ.txt": INSIDE.encode(),
    "van-ban.docx": inner_docx(),
    "trang.mht": MHT.encode(),
}


@pytest.mark.parametrize("name", CHUNKS)
def test_a_file_put_into_a_document_is_a_part_of_it(tmp_path: Path, name: str) -> None:
    parts = saved_parts()
    put_in(parts, f"put.{name.rpartition('.')[2]}", CHUNKS[name])
    parsed = read(tmp_path, parts)
    assert parsed.text.index(FILLER) < parsed.text.index(INSIDE) < parsed.text.index("Hết văn bản.")
    assert errors(parsed) == []


@needs_office
def test_rtf_put_into_a_document_is_a_part_of_it(tmp_path: Path) -> None:
    parts = saved_parts()
    put_in(parts, "put.rtf", make_rtf([INSIDE]))
    assert INSIDE in read(tmp_path, parts).text


UNREAD = {"put.png": b"\x89PNG\r\n\x1a\n broken", "put.docx": inner_docx()[:900], "put.bin": b"\x00\x01\x02" * 99}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_put_in_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    parts = saved_parts()
    put_in(parts, name, UNREAD[name])
    parsed = read(tmp_path, parts)
    assert "Hết văn bản." in parsed.text
    assert errors(parsed) == ["chunk_not_read"]


def test_a_file_put_in_that_lies_elsewhere_is_told_and_not_fetched(tmp_path: Path) -> None:
    parts = saved_parts()
    put_in(parts, "put.html", PAGE.encode())
    parts[RELATIONS] = parts[RELATIONS].replace(
        b'Target="put.html" TargetMode="Internal"', b'Target="file:///etc/hostname" TargetMode="External"'
    )
    assert errors(read(tmp_path, parts)) == ["chunk_not_read"]


def test_files_put_into_one_another_end_with_an_issue(tmp_path: Path) -> None:
    data = inner_docx()
    for _ in range(docx_chunks.MAX_DEPTH + 2):
        parts = saved_parts()
        put_in(parts, "put.docx", data)
        data = pack(parts)
    (tmp_path / "a.docx").write_bytes(data)
    assert errors(read_document(tmp_path / "a.docx")) == ["cut_off"]


MISSING = {
    "a picture": ("image", "media/image9.png", []),
    "a picture whose name was lost": ("image", "NULL", []),
    "a header": ("header", "header9.xml", ["missing_part"]),
    "the notes": ("footnotes", "footnotes.xml", ["missing_part"]),
}


@pytest.mark.parametrize(("kind", "target", "told"), MISSING.values(), ids=MISSING)
def test_a_document_with_a_part_missing_is_opened(tmp_path: Path, kind: str, target: str, told: list[str]) -> None:
    parts = saved_parts()
    relate(parts, kind, target, "rIdM")
    parsed = read(tmp_path, parts)
    assert FILLER in parsed.text
    assert errors(parsed) == told


@pytest.mark.parametrize("lost", ["word/styles.xml", "word/numbering.xml", "word/settings.xml", "docProps/core.xml"])
def test_a_document_without_one_of_its_parts_is_opened(tmp_path: Path, lost: str) -> None:
    parts = saved_parts()
    del parts[lost]
    assert FILLER in read(tmp_path, parts).text


@pytest.mark.parametrize("damaged", ["word/styles.xml", "word/settings.xml", "docProps/core.xml", TYPES])
def test_a_document_with_a_damaged_part_beside_its_text_is_opened(tmp_path: Path, damaged: str) -> None:
    parts = saved_parts()
    parts[damaged] = parts[damaged][:60]
    assert FILLER in read(tmp_path, parts).text


MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BOX = f'<w:r><mc:AlternateContent xmlns:mc="{MC}">{{}}</mc:AlternateContent></w:r>'
IN_A_BOX = "<w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:pict>"
FORMS = {
    "only what stands in for a choice": f"<mc:Fallback>{IN_A_BOX}</mc:Fallback>",
    "words in the choice": '<mc:Choice Requires="wps"><w:t>{}</w:t></mc:Choice><mc:Fallback/>',
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_words_that_are_there_in_two_forms_are_read_once(tmp_path: Path, form: str) -> None:
    parts = saved_parts()
    before, mark, after = parts[MAIN].rpartition(b"</w:p>")
    parts[MAIN] = before + BOX.format(form.format(INSIDE)).encode() + mark + after
    assert read(tmp_path, parts).text.count(INSIDE) == 1
