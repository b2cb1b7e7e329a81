"""What kind of file the bytes are, whatever the name says.

Office files are told by their container: a ZIP by the parts in it, an OLE file by the names of its streams.
"""

from __future__ import annotations

import io
import re
import zipfile

from pipeline.errors import TruncatedFile
from pipeline.ingest.decoding import MAX_CONTROLS, find_wide, share_of_controls
from pipeline.ingest.packages import ZIP_FAULTS

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"BM", "bmp"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"MZ", "exe"),
    (b"\x7fELF", "exe"),
    (b"ID3", "mp3"),
    (b"OggS", "ogg"),
    (b"RIFF", "riff"),
    (b"SQLite format 3", "sqlite"),
)
_BINARY_TEXT = {"bmp", "exe", "mp3"}  # short marks that a text may also begin with
_ZIP_PARTS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"))
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted-office"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
)
_FIELD = re.compile(rb"[!-9;-~]+:(?:[ \t]|$)")  # RFC 5322, 2.2: any name may come first
_MAIL_FIELD = re.compile(
    rb"^(?:From|Received|Return-Path|Message-ID|MIME-Version|Date|Subject|To|Cc|Delivered-To|Sender|Reply-To|In-Reply-To"
    rb"|References|DKIM-Signature|ARC-[\w-]+|Authentication-Results|Content-[\w-]+|List-[\w-]+|Thread-[\w-]+|X-[\w-]+):"
    rb"(?:[ \t]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX_LINE = re.compile(rb">?From [^\n]*\n")
_FIELDS_OF_A_MAIL = 3
_TAR_MARK, _TAR_PLACE = b"ustar", 257
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|p|meta)\b", re.IGNORECASE)


def sniff(data: bytes, name: str) -> str:
    """Return the kind of a file's content, such as `pdf`, `docx`, `html`, `text`, `doc`, `eml`, `zip`, `unknown`.

    Handles a PDF with some bytes before its mark and pages saved by Word as HTML under another name.
    Raises TruncatedFile for a ZIP or OLE file without its directory.
    """
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _sniff_zip(data, name)
    if data.startswith(_OLE):
        return _sniff_ole(data, name)
    for mark, kind in _MAGIC:
        if data.startswith(mark) and not (kind in _BINARY_TEXT and _looks_like_text(data)):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[_TAR_PLACE : _TAR_PLACE + 5] == _TAR_MARK:
        return "tar"
    if not _looks_like_text(data):
        return "unknown"
    if _is_mail(data):
        return "eml"
    return "html" if _HTML.search(data[:4096].replace(b"\x00", b"")) and _is_markup(data) else "text"


def mail_bytes(data: bytes) -> bytes:
    """Return a mail from its first header field on: without byte order mark, empty lines, the line of an mbox file."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    mbox = _MBOX_LINE.match(data)
    return data[mbox.end() :] if mbox else data


def _is_mail(data: bytes) -> bool:
    """A mail begins with its header fields and has an empty line behind them."""
    head, _, _ = mail_bytes(data[:65_536]).replace(b"\r\n", b"\n").replace(b"\r", b"\n").partition(b"\n\n")
    if not _FIELD.match(head):
        return False
    return len({field.lower() for field in _MAIL_FIELD.findall(head)}) >= _FIELDS_OF_A_MAIL


def _is_markup(data: bytes) -> bool:
    """A page begins with a tag; a text that only mentions one does not."""
    return data[:512].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _sniff_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = _read_start(archive, "mimetype") if "mimetype" in names else ""
    except ZIP_FAULTS as error:
        raise TruncatedFile(name, "the file is cut off or damaged", "Copy or download it again.") from error
    if "opendocument.text" in kind:
        return "odt"
    if "opendocument.spreadsheet" in kind:
        return "ods"
    return next((kind for part, kind in _ZIP_PARTS if part in names), "zip")


def _read_start(archive: zipfile.ZipFile, part: str) -> str:
    """Return the first words of a part, however large it unpacks."""
    with archive.open(part) as stream:
        return stream.read(80).decode("ascii", "replace")


def _sniff_ole(data: bytes, name: str) -> str:
    kind = next((kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data), "ole")
    if kind == "ole" and _is_cut_ole(data):
        raise TruncatedFile(name, "the file is cut off", "Copy or download it again.")
    return kind


def _is_cut_ole(data: bytes) -> bool:
    """Tell whether an OLE file ends before the list of its streams, whose place its header says ([MS-CFB] 2.2)."""
    size, first = 1 << min(int.from_bytes(data[30:32], "little"), 16), int.from_bytes(data[48:52], "little")
    return (first + 1) * size >= len(data)


def _looks_like_text(data: bytes) -> bool:
    """Tell whether bytes may be text: few control characters, zero bytes only as UTF-16 has them."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if wide := find_wide(head):
        return share_of_controls(head.decode(wide, "replace")) <= MAX_CONTROLS
    if head.count(0) > 0.001 * len(head):
        return False
    controls = sum(1 for byte in head if byte < 32 and byte not in (0, 9, 10, 11, 12, 13))
    return controls <= 0.01 * len(head)
