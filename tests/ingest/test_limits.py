"""Every limit of the program: what it cuts off is an issue and makes the document partial, or it refuses the file."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from container_maker import make_mail, make_zip
from docx_parts import make_chunked
from inbox_maker import make_plan
from ole_maker import make_msg, message
from pdf_maker import Page, make_pdf
from pdf_signer import Holder, sign
from PIL import Image
from places import ROOT
from scan_maker import as_tiff, draw_pages
from xlsx_maker import make_xlsx

from pipeline.errors import FileTooLarge
from pipeline.ingest import read_document, unpack_file
from pipeline.ingest.draft import CUT_OFF
from pipeline.ingest.scan.recognise import can_recognise
from pipeline.model import Status
from pipeline.runs.one_file import extract_file

_NAMED = re.compile(r"(?:^|_)(?:MAX|MOST)(?:_|$)")
PAGE = "ingest.pdf."


def a_page(more: str = "") -> Page:
    page = Page()
    for place, line in enumerate(make_plan(4).splitlines()):
        page.text(80, 60 + 18 * place, line)
    return page.text(80, 800, more) if more else page


def ruled() -> Page:
    page = a_page()
    for y in range(500, 560, 10):
        page.line(80, y, 300, y)
    return page


def noted() -> Page:
    page = a_page()
    for y in range(500, 560, 20):
        page.stamp(80, y, "Đã nhận đủ", 120, 16, kind="FreeText", drawn=False)
    return page


def signed() -> bytes:
    once = sign(make_pdf([a_page()]), Holder("Sở Y tế"), "2031-05-06T08:00:00")
    return sign(once, Holder("Sở Y tế"), "2031-05-07T08:00:00", field="Signature2", box=(80, 90, 200, 170))


def pictures() -> bytes:
    stream = io.BytesIO()
    page = Image.new("L", (600, 800), 255)
    page.save(stream, "TIFF", save_all=True, append_images=[page] * 2)
    return stream.getvalue()


CUTS: dict[str, tuple[int, str, Callable[[], bytes], str]] = {
    PAGE + "read:MAX_PAGES": (2, "a.pdf", lambda: make_pdf([a_page()] * 3), "only 2 of 3 pages"),
    PAGE + "characters:MAX_GLYPHS": (300, "a.pdf", lambda: make_pdf([a_page()]), "on page 1: only 300 of"),
    PAGE + "stamps:MAX_STAMPS": (2, "a.pdf", lambda: make_pdf([noted()]), "only 2 of 3 fields and stamps"),
    PAGE + "stamps:MAX_LETTERS": (5, "a.pdf", lambda: make_pdf([noted()]), "only 5 letters of a field"),
    PAGE + "shapes:MAX_RULINGS": (3, "a.pdf", lambda: make_pdf([ruled()]), "lines of its tables"),
    PAGE + "shapes:MAX_SEGMENTS": (3, "a.pdf", lambda: make_pdf([ruled()]), "lines of its tables"),
    PAGE + "signatures:MAX_SIGNATURES": (1, "a.pdf", signed, "only 1 signatures"),
    "ingest.office.docx_chunks:MAX_CHUNKS": (1, "a.docx", lambda: make_chunked(2, 1), "only 1 of 2 files put into"),
    "ingest.office.docx_chunks:MAX_DEPTH": (1, "a.docx", lambda: make_chunked(1, 2), "more than 1 depths"),
}
"""By limit: a low value of it, the name and content of a file behind it, and what the issue says."""

REFUSES: dict[str, tuple[float, str, Callable[[], bytes]]] = {
    "ingest.document:MAX_BYTES": (100, "a.txt", lambda: make_plan(1).encode()),
    "ingest.document:MAX_TEXT_BYTES": (100, "a.txt", lambda: make_plan(1).encode()),
    "ingest.document:MAX_LETTERS": (100, "a.txt", lambda: make_plan(1).encode()),
    "ingest.office.xlsx:MAX_LETTERS": (3, "a.xlsx", lambda: make_xlsx({"S": [["aa", "bb"], ["cc", "dd"]]})),
    "ingest.packages:MOST_CLAIMED": (1000, "a.docx", lambda: make_chunked(0, 0)),
    "ingest.packages:_MAX_RATIO": (400, "a.docx", lambda: make_chunked(0, 0, 51 * 2**20)),
    "ingest.office.xlsx:MAX_CELLS": (3, "a.xlsx", lambda: make_xlsx({"S": [["a", "b"], ["c", "d"]]})),
    "ingest.office.xlsx:MAX_GRID": (3, "a.xlsx", lambda: make_xlsx({"S": [["a", "b"], ["c", "d"]]})),
    "ingest.scan.picture:MAX_PIXELS": (1000, "a.tiff", pictures),
    "ingest.containers.unpack:MAX_MEMBERS": (2, "a.zip", lambda: make_zip({f"{n}.txt": b"a" for n in range(3)})),
    "ingest.containers.unpack:MAX_UNPACKED": (100, "a.zip", lambda: make_zip({"a.txt": make_plan(1).encode()})),
    "ingest.containers.unpack:MAX_RATIO": (300, "a.zip", lambda: make_zip({"a.txt": bytes(21 * 2**20)})),
    "ingest.containers.mail:_MAX_PARTS": (2, "a.eml", lambda: make_mail("a", {f"{n}.txt": b"a" for n in range(3)})),
}
"""By limit: a low value of it, and the name and content of a file that it refuses."""

CUTS_NOTHING = {
    "ingest.scan.picture:MAX_PAGES": "tried by itself, for it needs text recognition",
    "ingest.containers.other:_MOST_FILLING": "behind the end mark, else told as damage",
    "ingest.containers.outlook:_MAX_DEPTH": "tried by itself: it refuses one member",
    "ingest.containers.unpack:MAX_NAME": "of what is shown of a name",
    "ingest.decoding:MAX_CONTROLS": "a share",
    "ingest.markup.html:_MOST_COLUMNS": "as browsers take it; no word depends on it",
    "ingest.markup.html:_MOST_ROWS": "as browsers take it; no word depends on it",
    "ingest.markup.html:_MAX_DEPTH": "no element lies so deep: html_depth raises it",
    "ingest.markup.html_fonts:_MAX_DEPTH": "no element lies so deep: html_depth raises it",
    "ingest.markup.html_content:_MAX_ISSUER_LINES": "where a masthead begins",
    "ingest.markup.packed_tables:_MOST_EMPTY": "a share",
    "ingest.mend.joined_words:_MOST_PARTS": "what counts as one word",
    "ingest.office.convert:MAX_TOGETHER": "a larger file is turned alone",
    "ingest.office.docx:_MOST_COLUMNS": "Word draws 63; no word depends on it",
    "ingest.page.layout:_MAX_STAMP": "a longer stamp is told (stamp_left_out)",
    "ingest.page.layout:_MAX_STRANGE": "a share",
    "ingest.pdf.hidden:_MAX_DEPTH": "pdfium enters no form that lies deeper",
    "ingest.pdf.shapes:_MAX_DEPTH": "pdfium enters no form that lies deeper",
    "ingest.pdf.signatures:_MAX_PAGES": "the page of a signature; pages behind are told as such",
    "ingest.pdf.turns:_MOST": "a share",
    "ingest.scan.picture:_MOST": "dots an inch that are believed",
    "ingest.scan.second_look:_MOST": "lines that are read a second time",
    "extract.agencies.names_in_text:_MOST_WORDS": "what counts as a name",
    "extract.agencies.proper_names:MAX_NAME": "what counts as a name",
    "extract.agencies.resolve_units:MAX_UNIT_WORDS": "what counts as a name",
    "extract.agencies.resolve_unlisted:_MOST_WORDS": "what counts as a name",
    "extract.citations.laws:_MOST_WORDS": "what counts as a name",
    "extract.kind:_MOST_SURE": "a confidence",
    "extract.symbols:_MOST_PARTS": "what counts as a symbol",
    "extract.tasks.read:MOST_AGENCIES": "tried by itself: told as too_many_agencies",
    "extract.tasks.listed_agencies:MAX_PLAIN": "what counts as a name",
    "extract.tasks.listed_agencies:MAX_REST": "what counts as a name",
}
"""Limits that cut no word off, each with the reason."""


def set_limit(monkeypatch: pytest.MonkeyPatch, limit: str, value: float) -> None:
    """Set a limit in its home and wherever it is imported."""
    home, _, name = limit.partition(":")
    old = getattr(import_module(f"pipeline.{home}"), name)
    folder = ROOT / "pipeline" / home.partition(".")[0]
    for path in folder.rglob("*.py"):
        if re.search(rf"\b{name}\b", path.read_text("utf-8")):
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            if getattr(module, name, None) is old or getattr(module, name, None) == old:
                monkeypatch.setattr(module, name, value)


@pytest.mark.parametrize("limit", CUTS)
def test_what_a_limit_cuts_off_is_told_at_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    value, name, make, said = CUTS[limit]
    path = tmp_path / name
    path.write_bytes(make())
    assert CUT_OFF not in [issue.code for issue in read_document(path).issues]
    set_limit(monkeypatch, limit, value)
    record = extract_file(path)
    told = [issue.message for issue in record.issues if issue.code == CUT_OFF]
    assert record.status is Status.PARTIAL
    assert len(told) == 1
    assert said in told[0]
    assert record.text


@pytest.mark.parametrize("limit", REFUSES)
def test_what_a_limit_refuses_has_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    value, name, make = REFUSES[limit]
    path = tmp_path / name
    path.write_bytes(make())
    set_limit(monkeypatch, limit, value)
    work = (lambda: unpack_file(path, tmp_path / "in")) if ".containers." in limit else (lambda: read_document(path))
    with pytest.raises(FileTooLarge) as caught:
        work()
    assert caught.value.problem
    assert caught.value.remedy


@pytest.mark.skipif(not can_recognise(), reason="tesseract is not installed")
def test_pages_of_a_picture_behind_the_limit_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = draw_pages(sorted((ROOT / "corpus" / "samples" / "documents").glob("*.pdf"))[0])[0]
    (tmp_path / "a.tiff").write_bytes(as_tiff([page, page]))
    set_limit(monkeypatch, "ingest.scan.picture:MAX_PAGES", 1)
    assert [issue.code for issue in read_document(tmp_path / "a.tiff").issues if issue.code == CUT_OFF] == [CUT_OFF]


def test_mails_in_one_another_behind_the_limit_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.msg"
    path.write_bytes(make_msg("Thư ngoài", {"b": message("Thư trong", {"a.txt": b"a"})}))
    set_limit(monkeypatch, "ingest.containers.outlook:_MAX_DEPTH", 0)
    unpacked = unpack_file(path, tmp_path / "in")
    assert unpacked
    assert [member.error.code for member in unpacked.members if member.error] == ["too_large"]


def test_every_limit_is_tried_or_cuts_nothing() -> None:
    found = set()
    for stage in ("ingest", "structure", "extract"):
        for path in (ROOT / "pipeline" / stage).rglob("*.py"):
            home = ".".join(path.relative_to(ROOT / "pipeline").with_suffix("").parts)
            names = {node.id for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Name)
                     and isinstance(node.ctx, ast.Store) and node.id.isupper() and _NAMED.search(node.id)}  # fmt: skip
            found |= {f"{home}:{name}" for name in names}
    assert found == {*CUTS, *REFUSES, *CUTS_NOTHING}
