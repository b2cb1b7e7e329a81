"""What is kept of a reading: the same document comes back, and nothing else does."""

from __future__ import annotations

import gzip
import json
from dataclasses import fields
from pathlib import Path

import pytest
from places import SAMPLES

from pipeline.extract import make_record
from pipeline.ingest import read_document
from pipeline.model import Block, BlockKind, Issue, ParsedDocument, Severity, Signature, SourceFile, Stated, Unsure
from pipeline.model.read import Cell
from pipeline.runs.workspace.parses import dump_parse, read_parse
from pipeline.structure import make_outline

FILES = sorted(SAMPLES.iterdir())


@pytest.mark.parametrize("sample", FILES, ids=lambda path: path.name)
def test_it_comes_back_as_it_was(sample: Path, tmp_path: Path) -> None:
    parsed = read_document(sample)
    kept = tmp_path / "parse.json.gz"
    kept.write_bytes(dump_parse(parsed))
    again = read_parse(kept)
    assert again == parsed
    assert again and make_record(make_outline(again)) == make_record(make_outline(parsed))


def test_every_field_comes_back(tmp_path: Path) -> None:
    cells = (Cell(0, 2, 0), Cell(3, 5, 1, 2, inherited=True))
    parsed = ParsedDocument(
        source=SourceFile("ab" * 32, "a.pdf", "pdf", 9),
        text="một hai",
        blocks=(
            Block(BlockKind.ROW, 0, 7, 1, (0.1, 2.0, 3.5, 4.0), 2, cells),
            Block(BlockKind.FOOTNOTE, 0, 3),
        ),
        reader="reader 1",
        pages=1,
        issues=(Issue("ingest", "doubt", Severity.WARNING, "message", 1, 2, 1),),
        signatures=(Signature("Sở", None, "Mẫu", "2024-03-12T08:00:00+07:00", True, False, 1, (1.0, 2.0, 3.0, 4.0)),),
        unsure=(Unsure(0, 3, 0.4),),
        stated=(Stated("code", "7/KH-UBND"),),
    )
    unset = [field.name for field in fields(parsed) if not getattr(parsed, field.name)]
    assert unset == [], "a new field needs a value here"
    kept = tmp_path / "parse.json.gz"
    kept.write_bytes(dump_parse(parsed))
    assert read_parse(kept) == parsed


@pytest.mark.parametrize("damage", ["none", "cut", "other", "stamp", "form", "junk"])
def test_what_is_damaged_or_of_another_reader_is_none(damage: str, tmp_path: Path) -> None:
    kept = tmp_path / "parse.json.gz"
    whole = dump_parse(read_document(FILES[0]))
    stamp, data = json.loads(gzip.decompress(whole))
    written = {
        "cut": whole[: len(whole) // 2],
        "other": whole[:40] + bytes(len(whole) - 40),
        "stamp": gzip.compress(json.dumps(["reader:0", data]).encode()),
        "form": gzip.compress(json.dumps([stamp, {**data, "text": 7}]).encode()),
        "junk": b"junk",
    }
    if damage != "none":
        kept.write_bytes(written[damage])
    assert read_parse(kept) is None
