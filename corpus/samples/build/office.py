"""PDF files through LibreOffice; where it is not installed nothing is written and the old files stay."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from source import Sample
from word import write_docx

EPOCH = "1704067200"  # 1 January 2024, the time that stands in every PDF
LOCKED = {
    "EncryptFile": {"type": "boolean", "value": "true"},
    "DocumentOpenPassword": {"type": "string", "value": "tre-xanh"},
}


def write_pdf(sample: Sample, path: Path) -> None:
    """Write a sample as PDF with a text layer, from the Word file it would be."""
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / f"{sample.stem}.docx"
        write_docx(sample, word)
        data = _convert(word, "pdf")
    if data:
        path.write_bytes(fix_marks(data))


def write_encrypted(path: Path) -> None:
    """Write a PDF that opens only with a password; made once, as its bytes are random."""
    if path.exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        note = Path(folder) / "note.txt"
        note.write_text("Mật\nNội dung này chỉ mở được bằng mật khẩu.\n", "utf-8")
        data = _convert(note, f"pdf:writer_pdf_Export:{json.dumps(LOCKED)}")
    if data:
        path.write_bytes(data)


def fix_marks(data: bytes) -> bytes:
    """Return the PDF with the marks that differ between two builds set to a fixed value of equal length."""
    data = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20240101000000", data)
    data = re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", data)
    return re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, data)


def _convert(source: Path, target: str) -> bytes | None:
    office = shutil.which("soffice")
    if office is None:
        print(f"{source.stem}: LibreOffice is not installed, the PDF is left as it is", file=sys.stderr)
        return None
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", str(source.parent), str(source)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=environment)
    return source.with_suffix(".pdf").read_bytes()
