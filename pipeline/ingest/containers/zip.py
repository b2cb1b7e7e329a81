"""ZIP archives, with the standard library."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator

from pipeline.errors import EncryptedFile, FileTooLarge, TruncatedFile, UnreadableFile, UnsupportedFormat
from pipeline.ingest.containers.unpack import MAX_MEMBERS, Part
from pipeline.ingest.packages import ZIP_FAULTS

_CHUNK = 2**16
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_ENTRY = b"PK\x01\x02"  # begins each entry of the directory


def find_parts(data: bytes, name: str) -> Iterator[Part]:
    """Yield the files of a ZIP archive in its order.

    Raises TruncatedFile for a damaged directory, FileTooLarge for one of too many entries.
    """
    if data.count(_ENTRY) > 4 * MAX_MEMBERS:
        problem = f"it holds more than {MAX_MEMBERS:,} files"
        raise FileTooLarge(name, problem, "Unpack it by hand if you trust it, and give the files in it.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except ZIP_FAULTS as error:
        raise TruncatedFile(name, "the archive is cut off or damaged", "Copy or download it again.") from error
    with archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            shown = _decode_name(entry)
            fault = _find_fault(entry, name, shown)
            yield Part(shown, error=fault) if fault else Part(shown, _read_chunks(archive, entry, name, shown))


def _find_fault(entry: zipfile.ZipInfo, name: str, shown: str) -> UnreadableFile | None:
    where = f"{name}!{shown}"
    mode = entry.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return UnsupportedFormat(where, "it is a link or a device, no file", "Pack the document itself.")
    if entry.flag_bits & _ENCRYPTED_FLAG:
        return EncryptedFile(where, "the archive is protected by a password", "Unpack it by hand and give the files.")
    return None


def _read_chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, shown: str) -> Iterator[bytes]:
    where = f"{name}!{shown}"
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except NotImplementedError as error:
        problem = "it is packed in a way that is not read here"
        raise UnsupportedFormat(where, problem, "Unpack it by hand and give the files in it.") from error
    except ZIP_FAULTS as error:
        raise TruncatedFile(where, "this file of the archive is damaged", "Pack it again.") from error


def _decode_name(entry: zipfile.ZipInfo) -> str:
    """Return the name of an entry; Windows writes UTF-8 or a code page without the mark that would say so."""
    if entry.flag_bits & _UTF8_FLAG:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp1258"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
