"""Files that LibreOffice turns: .doc, .rtf and .odt read like the .docx they were, and what hostile ones cannot do."""

from __future__ import annotations

import io
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from docx import Document
from docx_parts import FILLER
from ingest_samples import PLAN, TABLE
from office_maker import make_odt, make_rtf, needs_office, turn
from old_fonts import TCVN3, VNI, add_run, codes, lines_of
from ole_maker import make_ole

from pipeline.errors import EncryptedFile, TruncatedFile, UnsupportedFormat
from pipeline.ingest import check_formats, convert_files, read_document
from pipeline.ingest.mend.old_encodings import Encoding, encode
from pipeline.ingest.office.libreoffice import Ending, call_office, find_office
from pipeline.model import ParsedDocument


def save_plan(path: Path) -> Path:
    document = Document()
    for line in PLAN:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=4)
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("Hết phụ lục.")
    document.save(str(path))
    return path


def write(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def save_old(path: Path, encoding: Encoding, font: str) -> Path:
    document = Document()
    for line in PLAN:
        if font == ".VnTime" and line.isupper():
            add_run(document.add_paragraph(), encode(line.lower(), encoding), ".VnTimeH")
        else:
            add_run(document.add_paragraph(), encode(line.replace("Ủ", "ủ"), encoding), font)
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a plan in every format and in old fonts."""
    folder = tmp_path_factory.mktemp("office")
    plan = save_plan(folder / "plan.docx")
    old = [save_old(folder / "TCVN3.docx", TCVN3, ".VnTime"), save_old(folder / "VNI.docx", VNI, "VNI-Times")]
    for suffix, sources in (("doc", [plan, *old]), ("rtf", [plan]), ("odt", [plan])):
        turn(sources, suffix, folder)
    (folder / "old.rtf").write_bytes(make_rtf([encode(line, TCVN3) for line in SMALL], ".VnTime"))
    (folder / "rich.doc").write_bytes(make_rtf([FILLER]))
    return folder


@pytest.fixture(scope="module")
def parsed(folder: Path) -> dict[str, ParsedDocument]:
    """Return what is read from them, turned with one call; names are those of the files."""
    paths = {path.name: path for path in folder.iterdir() if path.suffix != ".docx"}
    made = convert_files(list(paths.items()), folder / "made")
    return {name: read_document(path, converted=made[name]) for name, path in paths.items()}


SMALL = [line.lower() for line in PLAN]


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_text_and_tables_are_those_of_the_word_file(
    folder: Path, parsed: dict[str, ParsedDocument], suffix: str
) -> None:
    found, expected = parsed[f"plan.{suffix}"], read_document(folder / "plan.docx")
    assert found.text == expected.text
    assert [block.table for block in found.blocks] == [block.table for block in expected.blocks]
    assert (found.source.format, found.issues) == (suffix, ())
    assert found.reader.startswith("LibreOffice, python-docx")


@needs_office
@pytest.mark.parametrize("name", ["TCVN3.doc", "VNI.doc", "old.rtf"])
def test_a_file_of_2003_in_an_old_font_comes_out_as_unicode(parsed: dict[str, ParsedDocument], name: str) -> None:
    assert [line.lower() for line in lines_of(parsed[name])] == SMALL
    assert codes(parsed[name]) == {"legacy_encoding"}


@needs_office
def test_the_capital_font_gives_capitals(parsed: dict[str, ParsedDocument]) -> None:
    capitals = {line for line in lines_of(parsed["TCVN3.doc"]) if line.isupper()}
    assert capitals == {line for line in PLAN if line.isupper()}


@needs_office
def test_a_doc_that_is_rich_text_is_read_as_such(parsed: dict[str, ParsedDocument]) -> None:
    rich = parsed["rich.doc"]
    assert (rich.source.format, rich.text, codes(rich)) == ("rtf", FILLER, {"wrong_extension"})


@needs_office
def test_a_file_turned_alone_gives_the_same(folder: Path, parsed: dict[str, ParsedDocument]) -> None:
    assert read_document(folder / "plan.doc") == parsed["plan.doc"]


SERVED = b"<html><body><p>BI MAT</p></body></html>"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this machine, and what it was asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SERVED)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    thread.join()
    server.server_close()


@needs_office
def test_links_are_not_followed(tmp_path: Path, asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    secret = write(tmp_path, "bi-mat.txt", b"BI MAT CUA MAY NAY")
    field = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/anh.png" \\\\d}}{{\\fldrslt x}}}}'
    link = f'{{\\field{{\\*\\fldinst INCLUDETEXT "{address}/chu.html"}}{{\\fldrslt x}}}}'
    sections = "".join(
        f'<text:section text:name="s{place}"><text:section-source xlink:href="{target}" xlink:type="simple"/>'
        "<text:p>x</text:p></text:section>"
        for place, target in enumerate((f"{address}/phan.html", secret.as_uri()))
    )
    picture = f'<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{address}/hinh.png"/></draw:frame>'
    rtf = write(tmp_path, "a.rtf", make_rtf([FILLER], before=field + link))
    odt = write(tmp_path, "b.odt", make_odt(f"<text:p>{FILLER}{picture}</text:p>{sections}"))
    made = convert_files([("a", rtf), ("b", odt)], tmp_path / "out")
    texts = [read_document(path, converted=made[key]).text for key, path in (("a", rtf), ("b", odt))]
    assert all(FILLER in text and "BI MAT" not in text for text in texts)
    assert paths == []


@needs_office
def test_one_call_turns_many_and_leaves_the_damaged_one(tmp_path: Path) -> None:
    good = [(f"k{number}", write(tmp_path, f"{number}.rtf", make_rtf([f"{FILLER} {number}"]))) for number in range(3)]
    bad = ("bad", write(tmp_path, "bad.odt", make_odt("<text:p>")))
    other = ("other", write(tmp_path, "other.txt", FILLER.encode()))
    made = convert_files([good[0], bad, other, *good[1:]], tmp_path / "out")
    texts = {key: read_document(path, converted=made[key]).text for key, path in good}
    assert texts == {f"k{number}": f"{FILLER} {number}" for number in range(3)}
    assert not {"bad", "other"} & set(made)
    with pytest.raises(TruncatedFile, match="LibreOffice cannot open it"):
        read_document(bad[1])


@needs_office
def test_a_call_out_of_time_ends_with_what_it_started(tmp_path: Path) -> None:
    tool = find_office("docx")
    assert tool
    source = write(tmp_path, "mark-of-this-test.rtf", make_rtf([FILLER]))
    assert call_office(tool, [source], "docx", tmp_path, patience=-1) is Ending.TOO_SLOW
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "mark-of-this-test" not in running


WORD_HEAD = b"\xec\xa5" + bytes(8)


@needs_office
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", make_ole({"WordDocument": WORD_HEAD + b"\x00\x01" + bytes(5000)})),
        ("a.odt", make_odt("<text:p/>", entries="<manifest:encryption-data/>")),
    ],
)
def test_a_password_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(EncryptedFile, match="password"):
        read_document(write(tmp_path, name, data))


def test_without_libreoffice_the_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.rtf", make_rtf([FILLER]))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnsupportedFormat, match="apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"):
        read_document(path)
    assert {check.format for check in check_formats() if "soffice" in check.missing_tools} >= {"doc", "rtf", "odt"}


def test_a_doc_that_is_a_docx_needs_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph(FILLER)
    document.save(stream)
    monkeypatch.setenv("PATH", str(tmp_path))
    parsed = read_document(write(tmp_path, "a.doc", stream.getvalue()))
    assert (parsed.source.format, parsed.text, codes(parsed)) == ("docx", FILLER, {"wrong_extension"})
