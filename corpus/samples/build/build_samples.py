"""Build the sample inbox from its sources: `python corpus/samples/build/build_samples.py [STEM ...]`.

Writes `documents/` and `broken/` beside this folder, or below `--out DIR`. PDF files need LibreOffice (`soffice`);
where it is missing, or with `--no-pdf`, the committed PDF files stay as they are. The gold records in `records/`
are written by hand and never touched.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from broken import write_broken
from office import write_encrypted, write_pdf
from plain import write_md, write_txt
from source import read_sample
from web import write_html
from word import write_docx

HERE = Path(__file__).resolve().parent
WRITERS = {"docx": write_docx, "html": write_html, "md": write_md, "pdf": write_pdf, "txt": write_txt}


def main(arguments: list[str]) -> int:
    """Build all samples, or the named ones; returns the exit code."""
    options = _read_options(arguments)
    documents, broken = options.out / "documents", options.out / "broken"
    documents.mkdir(parents=True, exist_ok=True)
    samples = [read_sample(path) for path in sorted((HERE / "texts").glob("*.txt"))]
    for sample in samples:
        wanted = not options.stems or sample.stem in options.stems
        if wanted and (options.pdf or sample.format != "pdf"):
            WRITERS[sample.format](sample, documents / f"{sample.stem}.{sample.format}")
    write_broken(broken, documents)
    if options.pdf:
        write_encrypted(broken / "encrypted.pdf")
    return 0


def _read_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stems", nargs="*", metavar="STEM", help="samples to build; all if none is named")
    parser.add_argument("--out", type=Path, default=HERE.parent, metavar="DIR", help="gets documents/ and broken/")
    parser.add_argument("--no-pdf", dest="pdf", action="store_false", help="leave the PDF files as they are")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
