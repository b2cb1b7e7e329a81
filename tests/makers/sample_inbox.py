"""The sample inbox as its tests read it: with a few lines of our own, not with `pipeline.ingest`.

The gold records are to be checked against the files, not against what the program makes of them.
"""

from __future__ import annotations

import json
import re
import unicodedata
from codecs import BOM_UTF16_LE
from functools import cache
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pypdfium2
import pytest
from places import ROOT

SAMPLES = ROOT / "corpus" / "samples"
FILES = sorted((SAMPLES / "documents").iterdir())
Json = dict[str, Any]


@cache
def record(stem: str) -> Json:
    data: Json = json.loads((SAMPLES / "records" / f"{stem}.json").read_text("utf-8"))
    return data


def docx_text(path: Path) -> str:
    body = docx.Document(str(path)).element.body
    return "\n".join("".join(paragraph.itertext("{*}t")) for paragraph in body.iter("{*}p"))


def pdf_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return "\n".join(pages).replace("\ufffe", "-")


def html_text(path: Path) -> str:
    page = lxml.html.fromstring(path.read_bytes())
    lines = page.xpath("(//article | //body[not(.//article)])//text()")
    return "\n".join(map(str, lines))


def plain_text(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith(BOM_UTF16_LE):
        return data.decode("utf-16").replace("\r\n", "\n")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1258")


READERS = {".docx": docx_text, ".pdf": pdf_text, ".html": html_text, ".md": plain_text, ".txt": plain_text}


@cache
def text_of(path: Path) -> str:
    return unicodedata.normalize("NFC", READERS[path.suffix](path)).replace("*", "")


def squeeze(text: str) -> str:
    """Drop all white space, as lines and cells are broken anywhere."""
    return re.sub(r"\s+", "", text)


def is_printed(path: Path, words: str) -> bool:
    return squeeze(words) in squeeze(text_of(path))


def is_named(path: Path, agency: str) -> bool:
    """Tell whether an agency stands there, also as a member of a list such as `Các sở: Y tế, Tài chính`."""
    head, _, rest = agency.partition(" ")
    listed = rest and f"Các {head.lower()}:" in text_of(path) and is_printed(path, rest)
    return is_printed(path, agency) or bool(listed)


def each_file() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def all_records() -> list[Json]:
    return [record(path.stem) for path in FILES]


def all_tasks() -> list[Json]:
    return [task for data in all_records() for task in data["tasks"]]
