"""Build the sample inbox from its sources: `python corpus/samples/build/build_samples.py [STEM ...]`.

Writes `documents/` and `broken/`. PDF files need LibreOffice (`soffice`); where it is missing the committed
PDF files stay as they are. The gold records in `records/` are written by hand and never touched.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from broken import write_broken
from plain import write_md, write_txt
from source import Sample, read_sample
from web import write_html
from word import write_docx

HERE = Path(__file__).resolve().parent
DOCUMENTS = HERE.parent / "documents"
WRITERS = {"docx": write_docx, "html": write_html, "md": write_md, "txt": write_txt}


def main(stems: list[str]) -> int:
    """Build all samples, or the named ones; returns the exit code."""
    samples = [read_sample(path) for path in sorted((HERE / "texts").glob("*.txt"))]
    chosen = [sample for sample in samples if not stems or sample.stem in stems]
    DOCUMENTS.mkdir(exist_ok=True)
    for sample in chosen:
        path = DOCUMENTS / f"{sample.stem}.{sample.format}"
        write_pdf(sample, path) if sample.format == "pdf" else WRITERS[sample.format](sample, path)
    write_broken(HERE.parent / "broken", DOCUMENTS)
    print(f"{len(chosen)} documents in {DOCUMENTS.name}/", file=sys.stderr)
    return 0


def write_pdf(sample: Sample, path: Path) -> None:
    """Write a sample as PDF with a text layer, through Word and LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        print(f"{path.name}: LibreOffice is not installed, the file is left as it is", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / f"{sample.stem}.docx"
        write_docx(sample, word)
        command = [office, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", folder, str(word)],
            check=True,
            capture_output=True,
            timeout=180,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1704067200"},
        )
        path.write_bytes(fix_marks(word.with_suffix(".pdf").read_bytes()))


def fix_marks(data: bytes) -> bytes:
    """Return the PDF with the marks that differ from one build to the next set to a fixed value of equal length."""
    data = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20240101000000", data)
    data = re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", data)
    return re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
