"""The text and places that a reader found, kept so that a later version of the other stages need not open the file.

The form is compressed JSON: the stamp of the reader, then the document as msgspec writes its nouns. What is damaged, or
was made by another reader, is no parse: the original is then read anew.
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import msgspec

from pipeline.model import ParsedDocument
from pipeline.runs.workspace.versions import reader_stamp

LEVEL = 1  # compression: a quarter of the size for a hundredth of the time that reading a page takes


def dump_parse(parsed: ParsedDocument) -> bytes:
    """Return a document as it is kept."""
    return gzip.compress(msgspec.json.encode((reader_stamp(), parsed)), LEVEL, mtime=0)


def read_parse(path: Path) -> ParsedDocument | None:
    """Return the document that is kept in a file, or None where there is none that this version's reader made."""
    try:
        stamp, data = msgspec.json.decode(gzip.decompress(path.read_bytes()), type=tuple[str, msgspec.Raw])
        return msgspec.json.decode(data, type=ParsedDocument) if stamp == reader_stamp() else None
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError):
        return None
