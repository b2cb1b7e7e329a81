"""Bytes to ParsedDocument: one module a format (`formats.py` lists them), one way in (`document.py`)."""

from __future__ import annotations

from pipeline.ingest.document import convert_files, may_need_office, read_document, unpack_file
from pipeline.ingest.formats import FORMATS, check_formats

__all__ = [
    "FORMATS",
    "check_formats",
    "convert_files",
    "may_need_office",
    "read_document",
    "unpack_file",
]
