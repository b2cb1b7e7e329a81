"""Parts of Word files, saved and packed by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS, MAIN, TYPES = "word/_rels/document.xml.rels", "word/document.xml", "[Content_Types].xml"
FILLER = "Kế hoạch triển khai các nhiệm vụ của Sở Thủy lợi trong năm 2025 và những năm tiếp theo tại các xã của tỉnh."


def write_zip(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def saved_parts() -> dict[str, bytes]:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph(FILLER)
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put_in(parts: dict[str, bytes], name: str, data: bytes, key: str = "rIdC") -> None:
    """Put a file into a Word file, as `w:altChunk` does, between its paragraphs and a last one."""
    parts[f"word/{name}"] = data
    relate(parts, "aFChunk", name, key)
    suffix = name.rpartition(".")[2]
    default = f'<Default Extension="{suffix}" ContentType="application/x"/></Types>'.encode()
    if f'Extension="{suffix}"'.encode() not in parts[TYPES]:
        parts[TYPES] = parts[TYPES].replace(b"</Types>", default)
    chunk = f'</w:p><w:altChunk xmlns:r="{OFFICE}" r:id="{key}"/><w:p><w:r><w:t>Hết văn bản.</w:t></w:r></w:p>'
    before, mark, after = parts[MAIN].rpartition(b"</w:p>")
    assert mark
    parts[MAIN] = before + chunk.encode() + after


def relate(parts: dict[str, bytes], kind: str, target: str, key: str) -> None:
    """Add a relation of the main part."""
    row = f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="Internal"/></Relationships>'
    parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", row.encode())


def pack(parts: dict[str, bytes]) -> bytes:
    """Return a Word file of parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def make_chunked(count: int, depth: int, spare: int = 0) -> bytes:
    """Return a Word file into which so many texts are put, over so many depths, with so many spare bytes."""
    parts = saved_parts()
    for number in range(count):
        inner = ("docx", make_chunked(count, depth - 1)) if depth > 1 else ("txt", FILLER.encode())
        put_in(parts, f"put{number}.{inner[0]}", inner[1], f"rIdC{number}")
    return pack({**parts, "word/spare.xml": bytes(spare)} if spare else parts)
