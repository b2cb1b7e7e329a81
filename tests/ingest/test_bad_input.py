from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from docx_parts import FILLER, saved_parts, write_zip
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ole_maker import make_ole
from pdf_maker import Page, make_pdf

from pipeline.errors import (
    EmptyFile,
    EncryptedFile,
    FileAccessError,
    FileTooLarge,
    TruncatedFile,
    UnreadableFile,
    UnsupportedFormat,
    WrongExtension,
)
from pipeline.ingest import FORMATS, check_formats, read_document
from pipeline.ingest.containers.unpack import CONTAINERS
from pipeline.ingest.document import MAX_BYTES
from pipeline.model import Severity

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


def docx() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in saved_parts().items():
            archive.writestr(name, data)
    return stream.getvalue()


def pdf() -> bytes:
    page = Page()
    page.prose(100, FILLER)
    return make_pdf([page])


def zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.txt", b"", EmptyFile, "empty"),
        ("a.txt", b" \r\n\t\n", EmptyFile, "empty"),
        ("a.docx", b"", EmptyFile, "empty"),
        ("a.md", b"***\n\n---\n", EmptyFile, "no words"),
        ("a.docx", docx()[:900], TruncatedFile, "cut off"),
        ("a.pdf", b"%PDF-1.7\n", TruncatedFile, "cut off"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile, "password"),
        ("a.pdf", PNG, TruncatedFile, "picture"),
        ("a.docx", b"MZ" + bytes(range(256)) * 4, WrongExtension, "exe"),
        ("a.txt", bytes(range(256)) * 8, WrongExtension, "no kind"),
        ("a.doc", make_ole({"WordDocument": bytes(9000)})[:4000], TruncatedFile, "cut off"),
        ("a.wps", OLE, UnsupportedFormat, "save it as .docx"),
        ("a.docx", OLE, WrongExtension, "save it as .docx"),
        ("a.xlsx", zipped("xl/workbook.xml"), TruncatedFile, "xl/workbook.xml is damaged"),
        ("a.zip", zipped("a.txt"), UnsupportedFormat, "vanban ingest"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(99), TruncatedFile, "picture"),
        ("a.jpg", PNG, TruncatedFile, "picture"),
        ("a.bin", bytes(range(256)) * 8, UnsupportedFormat, ".bin"),
    ],
)
def test_each_fault_has_its_sentence(
    tmp_path: Path, name: str, data: bytes, error: type[UnreadableFile], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read_document(path)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ") and caught.value.remedy.endswith(".")
    assert str(tmp_path) not in str(caught.value), "a message names the file, not the machine"


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.pdf", docx(), "docx"),
        ("a.docx", pdf(), "pdf"),
        ("a.doc", f"<html><p>{FILLER}</p></html>".encode(), "html"),
        ("a.pdf", FILLER.encode(), "txt"),
        ("a", FILLER.encode(), "txt"),
        ("a.doc", docx(), "docx"),
    ],
)
def test_readable_content_under_another_name_is_read(tmp_path: Path, name: str, data: bytes, form: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    parsed = read_document(path)
    assert parsed.source.format == form and parsed.text == FILLER
    assert [(issue.code, issue.severity) for issue in parsed.issues] == [("wrong_extension", Severity.WARNING)]


def test_the_limit_is_checked_before_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # a sparse file: nothing is written
    with pytest.raises(FileTooLarge, match="200 MB"):
        read_document(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError, match="no such file"):
        read_document(tmp_path / "a.pdf")
    with pytest.raises(FileAccessError):
        read_document(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FILLER, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(FileAccessError, match="ermission"):
        read_document(path)


def test_a_name_that_cannot_be_decoded(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/k\xe1\xbf hoach \xff.txt"))
    path.write_text(FILLER, encoding="utf-8")
    parsed = read_document(path)
    parsed.source.name.encode("utf-8")  # can be stored and printed
    assert parsed.source.name.endswith(".txt") and parsed.text == FILLER


DATA = {
    "a.docx": docx(),
    "a.pdf": pdf(),
    "a.html": f"<html><body><p>{FILLER}</p></body></html>".encode(),
    "a.md": b"**a**\n|\nb\n|\n",
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(DATA)), st.data())
def test_damaged_files_end_in_a_document_or_a_named_error(tmp_path: Path, name: str, data: st.DataObject) -> None:
    damaged = bytearray(DATA[name])
    for _ in range(data.draw(st.integers(1, 12))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / name
    path.write_bytes(bytes(damaged[: data.draw(st.integers(1, len(damaged)))]))
    try:
        parsed = read_document(path)
    except UnreadableFile as error:
        assert error.name == name and error.problem and error.remedy
    else:
        assert parsed.text.strip()


def test_the_same_file_reads_the_same_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_zip(path, saved_parts())
    assert read_document(path) == read_document(path)


def test_each_format_says_what_it_needs() -> None:
    checks = check_formats()
    assert (
        [check.format for check in checks]
        == [entry.name for entry in (*FORMATS, *CONTAINERS)]
        == [
            "pdf",
            "docx",
            "doc",
            "rtf",
            "odt",
            "xlsx",
            "xls",
            "picture",
            "html",
            "md",
            "txt",
            "zip",
            "archive",
            "eml",
            "msg",
        ]
    )
    assert not any(check.missing for check in checks)
    assert all(check.ok or check.missing_tools for check in checks)
    assert any(version.startswith("pypdfium2 ") for version in checks[0].versions)
