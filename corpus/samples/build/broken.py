"""Small specimens of bad input, each made from nothing or from a sample."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

ENGLISH = """MINUTES OF THE ANNUAL MEETING

The members of the walking club met on a rainy Saturday in the village hall. The treasurer reported that the
accounts were in order, and the secretary read a letter of thanks from the school. It was agreed to repair the
footbridge before the winter, to buy two new maps, and to meet again when the weather allows.
"""


def write_broken(folder: Path, documents: Path) -> None:
    """Write the specimens; `README.md` of the samples says what each of them should give."""
    folder.mkdir(exist_ok=True)
    whole = next(iter(sorted(documents.glob("*.docx")))).read_bytes()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \r\n\t\r\n")
    (folder / "truncated.docx").write_bytes(whole[: min(len(whole) // 2, 15_000)])
    (folder / "picture-named.pdf").write_bytes(make_picture())
    (folder / "picture-only.pdf").write_bytes(make_scan())
    (folder / "english.txt").write_text(ENGLISH, "utf-8")
    (folder / "program.xyz").write_bytes(b"\x7fELF" + bytes(60))


def make_picture() -> bytes:
    """Return a PNG of 8 by 8 grey points."""
    rows = b"".join(b"\x00" + bytes([128]) * 8 for _ in range(8))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(tag, data) for tag, data in parts)


def _chunk(tag: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))


def make_scan() -> bytes:
    """Return a PDF of one page that holds a picture and no text, as a scanner makes it."""
    picture = b"\x80" * 64
    image = b"<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Length 64>>"
    content = b"500 0 0 700 40 70 cm /P Do"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content),
        image + b"\nstream\n" + picture + b"\nendstream",
    )
    return _assemble(objects)


def _assemble(objects: tuple[bytes, ...]) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count, start = len(objects) + 1, len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    return data + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
