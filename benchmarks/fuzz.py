"""Fuzz our own parsers with atheris: any bytes must end in a record or in one of our named errors.

    pip install atheris && python benchmarks/fuzz.py -max_total_time=600 [CORPUS_DIR]

Text, Markdown and web pages are read whole, down to the record; the first byte chooses the format. A finding stops the
run and leaves the bytes in a file `crash-…`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

with atheris.instrument_imports(include=["pipeline"]):
    from pipeline.errors import UnreadableFile
    from pipeline.extract import make_record
    from pipeline.ingest.draft import assemble
    from pipeline.ingest.markup import html, markdown
    from pipeline.ingest.markup import plain_text as text
    from pipeline.model import SourceFile
    from pipeline.model.record_json import dump_record
    from pipeline.structure import make_outline

READERS = (text.read, markdown.read, html.read)


def read_one(data: bytes) -> None:
    """Read some bytes down to the record."""
    read = READERS[data[0] % len(READERS)] if data else text.read
    try:
        reading = read(data[1:], Path("a"))
    except UnreadableFile:
        return
    parsed = assemble(SourceFile("0" * 64, "a", "txt", len(data)), reading)
    dump_record(make_record(make_outline(parsed)))


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()
