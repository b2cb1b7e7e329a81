"""`vanban extract` reads each file in a worker: one that breaks a limit is told, the files behind it are read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from pdf_maker import lay, stream
from places import SAMPLES

from pipeline.cli.app import vanban

LETTER = "cv-ubnd-hoa-binh-3305.txt"


def nested_forms(levels: int, fan: int) -> bytes:
    """Return a PDF whose page draws a form that draws another many times, and so on: small on disk, endless drawn."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[4 0 R]>>"]
    objects.append(stream("", b"/X Do"))
    objects.append(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 3 0 R>>"
    )
    for number in range(levels):
        form = f"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X {number + 6} 0 R>>>>"
        objects.append(stream(form, b"/X Do " * fan))
    objects.append(stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]", b"0 0 m 9 9 l S"))
    return lay(objects, False)


def test_extract_goes_on_behind_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 cut off")
    shutil.copy(SAMPLES / LETTER, tmp_path)
    result = CliRunner().invoke(vanban, ["extract", str(tmp_path / "a.docx"), str(tmp_path / LETTER)])
    assert result.exit_code == 1
    assert "a.docx: the file is cut off or damaged" in result.stderr
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["source"]["name"] == LETTER


@pytest.mark.slow
def test_one_bomb_ends_no_call_of_extract(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(nested_forms(8, 20))
    shutil.copy(SAMPLES / LETTER, tmp_path)
    result = CliRunner().invoke(vanban, ["extract", "--out", str(tmp_path / "out"), str(tmp_path)])
    assert result.exit_code == 1
    assert "a.pdf" in result.stderr and "memory" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["cv-ubnd-hoa-binh-3305.json"]
