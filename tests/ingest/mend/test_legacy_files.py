"""Files in TCVN3, VNI and VIQR: every format gives the Unicode text and says what it did."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from docx import Document
from ingest_samples import BODY, PLAN
from old_fonts import TCVN3, VIQR, VNI, add_run, codes, lines_of

from pipeline.ingest import read_document
from pipeline.ingest.mend.old_encodings import encode
from pipeline.model import ParsedDocument


def typed_in_one_font(lines: list[str]) -> list[str]:
    """Return lines as TCVN3 keeps them without the capital font: a capital with a tone is a small letter."""
    return [line if line.isupper() else line.replace("Ủ", "ủ") for line in lines]


def read(tmp_path: Path, name: str, data: bytes) -> ParsedDocument:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("encoding", [TCVN3, VNI, VIQR], ids=lambda encoding: encoding.id)
@pytest.mark.parametrize("charset", ["latin-1", "utf-8", "utf-16"])
def test_plain_text(tmp_path: Path, name: str, encoding, charset: str) -> None:  # type: ignore[no-untyped-def]
    stored = encode("\n\n".join(PLAN), encoding)
    parsed = read(tmp_path, name, stored.encode(charset))
    assert lines_of(parsed) == (typed_in_one_font(PLAN) if encoding is TCVN3 else PLAN)
    assert codes(parsed) == {"legacy_encoding"}
    assert encoding.name in parsed.issues[0].message


def save(tmp_path: Path, document) -> ParsedDocument:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.docx"
    document.save(path)
    return read_document(path)


@pytest.mark.parametrize(("encoding", "font"), [(TCVN3, ".VnTime"), (VNI, "VNI-Times")])
def test_word_by_font(tmp_path: Path, encoding, font: str) -> None:  # type: ignore[no-untyped-def]
    document = Document()
    for line in PLAN:
        paragraph = document.add_paragraph()
        if font == ".VnTime" and line.isupper():
            add_run(paragraph, encode(line.lower(), encoding), ".VnTimeH")
        else:
            head = len(line) // 2
            add_run(paragraph, encode(line[:head], encoding), font)
            add_run(paragraph, encode(line[head:], encoding), font)
    parsed = save(tmp_path, document)
    assert lines_of(parsed) == (typed_in_one_font(PLAN) if encoding is TCVN3 else PLAN)
    assert codes(parsed) == {"legacy_encoding"}


def test_word_keeps_its_unicode_runs(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph()
    add_run(paragraph, encode("Sở Thủy lợi được giao ", TCVN3), ".VnTime")
    add_run(paragraph, "phối hợp với các xã ", None)
    add_run(paragraph, "ở vùng núi", ".VnTime")
    parsed = save(tmp_path, document)
    assert parsed.text == "Sở Thủy lợi được giao phối hợp với các xã ở vùng núi"


@pytest.mark.parametrize("where", ["style", "based on", "default style"])
def test_word_by_the_font_of_a_style(tmp_path: Path, where: str) -> None:
    document = Document()
    name = {"style": "Body Text", "based on": "Body Text", "default style": "Normal"}[where]
    document.styles[name].font.name = ".VnTime"
    used = {"style": "Body Text", "based on": "Body Text 2", "default style": "Normal"}[where]
    document.styles[used].base_style = None if used == name else document.styles[name]
    add_run(document.add_paragraph(style=used), encode("Sở Thủy lợi được giao", TCVN3), None)
    assert save(tmp_path, document).text == "Sở Thủy lợi được giao"


def test_word_without_the_font_is_told_by_its_words(tmp_path: Path) -> None:
    document = Document()
    for line in PLAN:
        add_run(document.add_paragraph(), encode(line, TCVN3), "Times New Roman")
    assert lines_of(save(tmp_path, document)) == typed_in_one_font(PLAN)


def test_a_soft_hyphen_elsewhere_is_no_letter(tmp_path: Path) -> None:
    document = Document()
    add_run(document.add_paragraph(), "Kế hoạch triển\u00ad khai nhiệm vụ", None)
    parsed = save(tmp_path, document)
    assert parsed.text == "Kế hoạch triển khai nhiệm vụ"
    assert codes(parsed) == set()


def page(style: str, body: str) -> bytes:
    return f"<html><head><style>{style}</style></head><body>{body}</body></html>".encode()


def paragraphs(attributes: str, lines: list[str]) -> str:
    return "".join(f"<p {attributes}>{escape(encode(line, TCVN3))}</p>" for line in lines)


@pytest.mark.parametrize(
    ("style", "attributes"),
    [
        ("", "style=\"font-family:'.VnTime'\""),
        ("p.MsoNormal, li.MsoNormal {margin:0; font-family: .VnTime;}", 'class="MsoNormal"'),
        ("p {font-family: '.VnTime', serif}", ""),
        ("", ""),
    ],
)
def test_pages_by_font_and_by_words(tmp_path: Path, style: str, attributes: str) -> None:
    small = typed_in_one_font(BODY)
    parsed = read(tmp_path, "a.html", page(style, paragraphs(attributes, small)))
    assert lines_of(parsed) == small
    assert codes(parsed) == {"legacy_encoding"}


def test_pages_with_a_capital_font(tmp_path: Path) -> None:
    head = f'<font face=".VnTimeH">{encode("kế hoạch", TCVN3)}</font>'
    parsed = read(tmp_path, "a.html", page("", f"<p>{head}</p>{paragraphs('', PLAN[8:])}"))
    assert lines_of(parsed)[0] == "KẾ HOẠCH"
