"""No file makes LibreOffice open a path of this machine: a pipe stands there and tells who opens it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from office_maker import make_odt, make_rtf, needs_office

from pipeline.ingest import read_document
from pipeline.ingest.office.rtf_links import cut_links

FIELD = "{{\\field{{\\*\\fldinst {}}}{{\\fldrslt Hình một}}}}"
INSTRUCTIONS = {
    "a picture": ' INCLUDEPICTURE "{}" \\\\d ',
    "a picture in a group": '{{ INCLUDEPICTURE "{}" }}',
    "a picture in small letters": ' includepicture "{}" ',
    "a name in pieces": '{{INCLUDE}}{{PICTURE "{}"}}',
    "a name in codes": '\\\'49NCLUDEPICTURE "{}" ',
    "a text": ' INCLUDETEXT "{}" ',
}


@contextmanager
def watched(path: Path) -> Iterator[list[bool]]:
    """Lay a pipe at a path; the answer is filled as soon as somebody opens it to read."""
    os.mkfifo(path)
    opened: list[bool] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.01):
            try:
                os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
                opened.append(True)
            except OSError:
                continue

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield opened
    finally:
        ended.set()
        thread.join()


@needs_office
@pytest.mark.parametrize("instruction", INSTRUCTIONS.values(), ids=INSTRUCTIONS)
def test_a_field_of_rtf_opens_no_path(tmp_path: Path, instruction: str) -> None:
    field = FIELD.format(instruction.format(tmp_path / "bí mật.png".replace("í mậ", "i ma")))
    data = make_rtf(["Kế hoạch nuôi ong năm 2031"]).replace(
        b"\\par}", b"\\par " + field.encode("ascii", "replace") + b"\\par}"
    )
    (tmp_path / "a.rtf").write_bytes(data)
    with watched(tmp_path / "bi mat.png") as opened:
        parsed = read_document(tmp_path / "a.rtf")
    assert "Kế hoạch nuôi ong năm 2031" in parsed.text
    assert not opened


@needs_office
def test_a_picture_of_odt_opens_no_path(tmp_path: Path) -> None:
    frame = (
        f'<text:p>Kế hoạch<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="file://{tmp_path}/p.png"'
        ' xlink:type="simple" xlink:actuate="onLoad"/></draw:frame></text:p>'
    )
    (tmp_path / "a.odt").write_bytes(make_odt(frame))
    with watched(tmp_path / "p.png") as opened:
        assert "Kế hoạch" in read_document(tmp_path / "a.odt").text
    assert not opened


KEPT = [
    "PAGE",
    " PAGE ",
    "{ PAGE }",
    "\\rtlch\\fs24 TOC \\\\o",
    '{\\b HYPERLINK "http://a.example"}',
    "\n{\\i0 FORMTEXT }",
]


@pytest.mark.parametrize("instruction", KEPT)
def test_a_field_that_opens_nothing_stays(instruction: str) -> None:
    data = FIELD.format(instruction).encode("ascii", "replace")
    assert cut_links(data) == data


@pytest.mark.parametrize(
    "instruction", ["PAGEX a", "LINK Word", "DDEAUTO a", "\\u73?NCLUDEPICTURE", "RD a", "", "IMPORT a"]
)
def test_another_field_is_put_out_of_use(instruction: str) -> None:
    assert b"\\fldinst" not in cut_links(FIELD.format(instruction).encode("ascii", "replace"))
