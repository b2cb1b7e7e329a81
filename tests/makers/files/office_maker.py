"""Files for the tests of office formats: by hand where the bytes matter, else turned by LibreOffice."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.ingest.office.libreoffice import FILTERS, call_office, find_office

needs_office = pytest.mark.skipif(
    find_office("docx") is None or find_office("xlsx") is None,
    reason="LibreOffice is not installed (Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui)",
)
_ODT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">'
    "<office:body><office:text>{body}</office:text></office:body>"
    "</office:document-content>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>{}</manifest:manifest>'
)


def turn(sources: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """Let LibreOffice save files in another format."""
    tool = find_office("docx")
    assert tool
    FILTERS.setdefault(suffix, suffix)
    call_office(tool, sources, suffix, folder, 60)
    return [folder / f"{source.stem}.{suffix}" for source in sources]


def make_rtf(paragraphs: Sequence[str], font: str = "Times New Roman", before: str = "") -> bytes:
    """Return an RTF file; letters beyond ASCII are written as code points, or as bytes where they fit into one."""
    body = "\\par\n".join("".join(map(_rtf_letter, text)) for text in paragraphs)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0\\fnil {font};}}}}{before}\\f0 {body}\\par}}".encode()


def _rtf_letter(letter: str) -> str:
    code = ord(letter)
    if code < 128:
        return letter
    return f"\\'{code:02x}" if code < 256 else f"\\u{code if code < 32768 else code - 65536}?"


def make_odt(body: str, entries: str = "") -> bytes:
    """Return an ODT file with a body in its own XML; `entries` go into its list of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", _ODT.format(body=body))
        archive.writestr("META-INF/manifest.xml", _MANIFEST.format(entries))
    return stream.getvalue()
