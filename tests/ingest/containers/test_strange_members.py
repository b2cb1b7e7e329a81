"""Archives and mails that no program writes: sparse files, damaged headers, charsets that are none. Each is told."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from inbox_maker import make_plan

from pipeline.errors import UnreadableFile
from pipeline.ingest import read_document, unpack_file

PLAN = make_plan(3)


def make_pax(headers: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        entry = tarfile.TarInfo("a.txt")
        entry.size, entry.pax_headers = 3, headers
        archive.addfile(entry, io.BytesIO(b"abc"))
    return stream.getvalue()


PAX = [
    {"size": "x"},
    {"size": "-1"},
    {"size": "99999999999999999999"},
    {"mtime": "x"},
    {"path": "a\ud800b"},
    {"hdrcharset": "BINARY"},
    {"GNU.sparse.map": "x"},
    {"GNU.sparse.map": "0,9", "GNU.sparse.size": "9"},
    {"GNU.sparse.map": "0,3", "GNU.sparse.size": "9" * 17},
    {"GNU.sparse.size": "x", "GNU.sparse.major": "1", "GNU.sparse.minor": "0"},
    {"GNU.sparse.realsize": "²", "GNU.sparse.major": "1", "GNU.sparse.minor": "0"},
]


@pytest.mark.parametrize("headers", PAX, ids=range(len(PAX)))
def test_a_strange_header_of_an_archive_is_taken_or_told(tmp_path: Path, headers: dict[str, str]) -> None:
    path = tmp_path / "a.tar"
    try:
        path.write_bytes(make_pax(headers))
    except (UnicodeEncodeError, ValueError):
        pytest.skip("no archive can be made so")
    try:
        unpacked = unpack_file(path, tmp_path / "in")
    except UnreadableFile as error:
        assert error.problem
        return
    assert unpacked
    for member in unpacked.members:
        member.name.encode("utf-8")
        str(member.error or "").encode("utf-8")


CHARSETS = ["base64", "hex", "rot13", "idna", "punycode", "undefined", "utf_16", "unicode_escape", "ascii", "x-nobody"]
CHARSETS += ["x" * 4000]
HEAD = "From: a@b.example\nTo: c@d.example\nSubject: e\nMIME-Version: 1.0\nContent-Type: "


@pytest.mark.parametrize("charset", CHARSETS, ids=lambda name: name[:16])
def test_a_page_that_declares_a_strange_charset_is_read(tmp_path: Path, charset: str) -> None:
    words = "".join(f"<p>{line}</p>" for line in PLAN.splitlines()).encode("cp1258", "replace")
    page = f"<html><head><meta charset='{charset}'></head><body>".encode() + words + b"</body></html>"
    (tmp_path / "a.html").write_bytes(page)
    assert len(read_document(tmp_path / "a.html").text) > 300


@pytest.mark.parametrize("charset", CHARSETS, ids=lambda name: name[:16])
def test_the_name_of_an_attachment_in_a_strange_charset_costs_no_part(tmp_path: Path, charset: str) -> None:
    mail = (
        f"{HEAD}multipart/mixed; boundary=z\n\n--z\nContent-Type: text/plain; charset={charset}\n\nxin chao\n--z\n"
        f"Content-Type: text/plain\nContent-Disposition: attachment; filename*={charset}''a%FF%FE.txt\n\nKE HOACH\n"
        "--z--\n"
    )
    (tmp_path / "a.eml").write_bytes(mail.encode())
    unpacked = unpack_file(tmp_path / "a.eml", tmp_path / "in")
    assert unpacked
    texts = [member.path.read_bytes().strip() for member in unpacked.members if not member.error]
    assert texts == [b"xin chao", b"KE HOACH"]


def test_a_body_that_is_not_of_the_charset_it_declares_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(f"{HEAD}text/plain; charset=ascii\n\n".encode() + PLAN.encode("cp1258", "replace"))
    unpacked = unpack_file(tmp_path / "a.eml", tmp_path / "in")
    assert unpacked
    (member,) = unpacked.members
    assert len(read_document(member.path, member.name).text) > 300
