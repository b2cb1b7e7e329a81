"""Office files that are ZIP packages of XML parts (.docx, .xlsx): what is looked at before anything is unpacked."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from pipeline.errors import EncryptedFile, FileTooLarge, TruncatedFile

ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, RuntimeError, ValueError, KeyError,
    IndexError, OverflowError,
)  # fmt: skip
"""What the standard library raises over a damaged ZIP file, by the place of the damage."""
MOST_CLAIMED = 400 * 2**20
_MAX_RATIO = 400  # XML packs ten to forty times smaller; a bomb a thousand times


def check_package(data: bytes, name: str) -> None:
    """Look at the sizes a package claims; raises TruncatedFile, EncryptedFile, FileTooLarge."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except ZIP_FAULTS as error:
        raise TruncatedFile(name, "the file is cut off or damaged", "Copy or download it again.") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedFile(name, "the file is protected by a password", "Remove the password and save it again.")
    size = sum(entry.file_size for entry in entries)
    if size > MOST_CLAIMED or (size > 50 * 2**20 and size > _MAX_RATIO * len(data)):
        problem = f"it unpacks to {size / 2**20:.0f} MB"
        raise FileTooLarge(name, problem, "Save it again from the office program without pictures.")
