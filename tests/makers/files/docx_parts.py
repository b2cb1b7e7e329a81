"""Parts of Word files, saved and packed by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document

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
