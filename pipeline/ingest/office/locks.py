"""Office files that a password protects, told before LibreOffice asks for it in vain."""

from __future__ import annotations

import io
import struct
import zipfile

from pipeline.errors import EncryptedFile
from pipeline.ingest.packages import ZIP_FAULTS

_WORD_MARKS = (0xA5EC, 0xA5DC)  # Word 97 and later, Word 6 and 95
_WORD_LOCKED = 0x0100
_BOOK_STREAMS = ("Workbook", "Book")
_FILE_PASS = 0x2F
_FIRST_RECORDS = 4096  # bytes; FILEPASS stands right behind the first record


def refuse_locked(data: bytes, kind: str, name: str) -> None:
    """Raise EncryptedFile for a .doc, .xls, .odt or .ods under a password; say nothing of files that are damaged."""
    if kind in ("odt", "ods"):
        locked = _is_locked_open_document(data)
    else:
        locked = kind in ("doc", "xls") and _is_locked_ole(data, kind)
    if locked:
        remedy = "Remove the password in the office program and save it again."
        raise EncryptedFile(name, "the file is protected by a password", remedy)


def _is_locked_open_document(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("META-INF/manifest.xml") as manifest:
            return b"encryption-data" in manifest.read(2**20)
    except ZIP_FAULTS:
        return False


def _is_locked_ole(data: bytes, kind: str) -> bool:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = ("WordDocument",) if kind == "doc" else _BOOK_STREAMS
            stream = next((stream for stream in names if container.exists(stream)), None)
            head = container.openstream(stream).read(_FIRST_RECORDS) if stream else b""
    except (OSError, ValueError, IndexError, struct.error, AttributeError, TypeError):
        return False
    return _is_locked_word(head) if kind == "doc" else _is_locked_book(head)


def _is_locked_word(head: bytes) -> bool:
    """[MS-DOC] 2.5.2: the flag fEncrypted of FibBase."""
    if len(head) < 12:
        return False
    mark, flags = struct.unpack_from("<H", head)[0], struct.unpack_from("<H", head, 10)[0]
    return mark in _WORD_MARKS and bool(flags & _WORD_LOCKED)


def _is_locked_book(head: bytes) -> bool:
    """[MS-XLS] 2.4.117: a record FilePass among the first ones."""
    place = 0
    while place + 4 <= len(head):
        kind, length = struct.unpack_from("<HH", head, place)
        if kind == _FILE_PASS:
            return True
        place += 4 + length
    return False
