"""The stamps follow from what a stage imports and which tables it names: nothing that is read is missing in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT, SAMPLES

from pipeline.ingest.scan.recognise import can_recognise
from pipeline.runs.workspace import versions

OCR = "knowledge/tables/reading/ocr.toml"
PLAN = SAMPLES / "kh-ubnd-xa-mai-chau-38.pdf"
needs_tesseract = pytest.mark.skipif(not can_recognise(), reason="tesseract with its Vietnamese data is not installed")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a copy of the package that a test may change."""
    return shutil.copytree(
        versions.PACKAGE, tmp_path / "copy" / "pipeline", ignore=shutil.ignore_patterns("__pycache__")
    )


def stamps(package: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Return the stamps of reader and program as they are with the files of a copy."""
    monkeypatch.setattr(versions, "PACKAGE", package)
    return versions.reader_stamp.__wrapped__(), versions.current_stamp.__wrapped__()


@pytest.mark.parametrize(
    ("changed", "reader", "program", "why"),
    [
        ("ingest/markup/html.py", True, True, "a reader"),
        ("text/tokens.py", True, True, "imported inside a function"),
        ("knowledge/agencies/register.py", True, True, "names of bodies repair what was recognised"),
        ("knowledge/tables/agencies/central.csv", True, True, "the register reads it"),
        (OCR, True, True, "recognition reads it"),
        ("knowledge/tables/facts/laws.toml", True, True, "its words repair what was recognised"),
        ("extract/record.py", False, True, "another stage"),
        ("structure/body.py", False, True, "another stage"),
        ("model/record_json.py", False, True, "how a record is written"),
        ("runs/batch.py", False, False, "reads nothing itself"),
        ("knowledge/tables/reading/leftovers.toml", False, False, "tells what is no document"),
        ("knowledge/tables/facts/terms.toml", False, False, "questions ask it"),
    ],
)
def test_what_changes_which_stamp(
    changed: str, reader: bool, program: bool, why: str, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stamps(package, monkeypatch)
    with (package / changed).open("a") as handle:
        handle.write("\n")
    after = stamps(package, monkeypatch)
    assert (before[0] != after[0], before[1] != after[1]) == (reader, program), why


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("text/fold.py", 'MARKS = "postmarks"'),
        ("knowledge/load.py", 'MARKS = "postmarks.toml"'),
        (OCR, "marks = 'from {postmarks.heads}'"),
        (OCR, 'marks = "postmarks"'),
    ],
)
def test_a_table_that_is_named_from_now_on_counts(
    file: str, line: str, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = package / "knowledge" / "tables" / "reading" / "postmarks.toml"
    table.write_text("a = 1")
    with (package / file).open("a") as handle:
        handle.write(f"\n{line}\n")
    before = stamps(package, monkeypatch)
    table.write_text("a = 2")
    assert stamps(package, monkeypatch)[0] != before[0]


OPENED = """
import sys
opened = set()
def hear(event, facts):
    if event == "open" and isinstance(facts[0], str) and facts[0].endswith((".toml", ".csv")):
        opened.add(facts[0])
sys.addaudithook(hear)
from pathlib import Path
from pipeline.extract import make_record
from pipeline.ingest import read_document
from pipeline.ingest.scan.repair import mend_texts
from pipeline.structure import make_outline
mend_texts(["Ủy ban nhân dân tinh An Binh", "93 /KHI-UBND"])  # as after recognition
parsed = [read_document(path) for path in Path(sys.argv[1]).iterdir()]
print(*opened, sep="\\n", end="\\n--\\n")
for one in parsed:
    make_record(make_outline(one))
print(*opened, sep="\\n")
"""


def test_the_stamps_cover_every_table_that_is_opened() -> None:
    """Each table that reading, or reading and extracting, the samples opens is among the files of the stamp."""
    command = [sys.executable, "-c", OPENED, str(SAMPLES)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    for told, parts in zip(done.stdout.split("--\n"), (versions.READING, versions.STAGES), strict=True):
        tables = {Path(line) for line in told.split()}
        assert ROOT / "pipeline" / OCR in tables
        assert tables <= versions.find_sources(parts).keys()


def run_copy(package: Path, *words: str | Path) -> dict[str, dict[str, int]]:
    """Run vanban from a copy of the package and return its report."""
    command = [sys.executable, "-m", "pipeline.cli", "run", *map(str, words), "--settle", "0", "--json"]
    env = {**os.environ, "PYTHONPATH": str(package.parent), "VANBAN_CACHE": str(package.parent / "cache")}
    done = subprocess.run(command, cwd=package.parent, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report: dict[str, dict[str, int]] = json.loads(done.stdout)
    return report


ROW = """
[[symbol]]
id = "invented"
pattern = '(?<=/)KH(?=-UBND)'
gives = "KHMỚI"
examples = [["38/KH-UBND", "38/KHMỚI-UBND"]]
"""


@needs_tesseract
@pytest.mark.slow
def test_a_scan_is_read_anew_after_the_recognition_table_changed(package: Path, tmp_path: Path) -> None:
    from scan_maker import as_pdf, draw_pages

    scan, workspace = tmp_path / "quét.pdf", tmp_path / "workspace"
    scan.write_bytes(as_pdf(draw_pages(PLAN)[:1]))
    assert run_copy(package, scan, "-w", workspace)["counts"]["new"] == 1
    (record,) = (workspace / "extracted" / "records").iterdir()
    assert "KHMỚI" not in record.read_text("utf-8")
    with (package / OCR).open("a", encoding="utf-8") as handle:
        handle.write(ROW)
    assert run_copy(package, "--stale", "-w", workspace)["counts"]["updated"] == 1
    assert "KHMỚI" in record.read_text("utf-8")
