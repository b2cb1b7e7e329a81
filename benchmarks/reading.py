"""Measures of reading: pages of PDF, extraction alone, memory. Each returns its row of the table."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from corpora import ROOT, SAMPLES, make_long_plan, vary
from timing import PYTHON, Row, Sizes, best

LONG = 10_000  # characters of a document for the measure of extraction


def measure_pages(sizes: Sizes) -> Row:
    """PDF with a text layer, the whole line into a database, against pdfplumber alone on the same pages."""
    import pdfplumber

    from pipeline.link import LINKER
    from pipeline.runs.one_file import extract_file
    from pipeline.store import open_database

    readable = _text_layer_files()
    pages = sum(_count_pages(path) for path in readable)

    def ours() -> None:
        with (
            tempfile.TemporaryDirectory() as folder,
            open_database(Path(folder) / "a.db", create=True, linker=LINKER) as database,
        ):
            database.load(extract_file(path) for path in readable)

    def theirs() -> None:
        for path in readable:
            with pdfplumber.open(path) as pdf:
                for page in pdf.pages:
                    page.extract_text()
                    page.extract_tables()

    mine, other = pages / best(ours, clock=time.process_time), pages / best(theirs, clock=time.process_time)
    return Row(
        f"text-layer PDF, whole line (parse, extract, load), {len(readable)} files, {pages} pages, one core, "
        "processor time",
        f"{mine:.0f} pages/s, {mine / other:.1f} times the floor",
        f"pdfplumber `extract_text` + `extract_tables` alone: {other:.1f} pages/s",
        "10 times, aim 20",
    )


def measure_stages(sizes: Sizes) -> Row:
    """Where the time of a page goes, stage by stage."""
    from pipeline.extract import make_record
    from pipeline.ingest import read_document
    from pipeline.link import LINKER
    from pipeline.model.record_json import dump_record
    from pipeline.runs.workspace.parses import dump_parse
    from pipeline.store import open_database
    from pipeline.structure import make_outline

    files = _text_layer_files()
    parsed = [read_document(path) for path in files]
    outlines = [make_outline(document) for document in parsed]
    records = [make_record(outline) for outline in outlines]

    def load() -> None:
        with (
            tempfile.TemporaryDirectory() as folder,
            open_database(Path(folder) / "a.db", create=True, linker=LINKER) as database,
        ):
            database.load(records)

    stages: dict[str, Callable[[], object]] = {
        "parse": lambda: [read_document(path) for path in files],
        "structure": lambda: [make_outline(document) for document in parsed],
        "extract": lambda: [make_record(outline) for outline in outlines],
        "write record and parse": lambda: [
            (dump_record(record), dump_parse(document)) for record, document in zip(records, parsed, strict=True)
        ],
        "load": load,
    }
    pages = sum(document.pages or 1 for document in parsed)
    told = [f"{name} {1000 * best(work, clock=time.process_time) / pages:.1f} ms" for name, work in stages.items()]
    return Row(f"where the time of a page goes ({pages} pages of PDF, processor time)", ", ".join(told), "", "")


def _text_layer_files() -> list[Path]:
    files = [*sorted(SAMPLES.glob("*.pdf")), *sorted((ROOT.parent / "shared" / "gold").rglob("*.pdf"))]
    return [path for path in files if _has_text(path)]


def _has_text(path: Path) -> bool:
    """Tell whether a file is read without text recognition."""
    from pipeline.errors import UnreadableFile
    from pipeline.ingest import read_document

    try:
        return "tesseract" not in read_document(path).reader
    except UnreadableFile:
        return False


def _count_pages(path: Path) -> int:
    from pipeline.ingest import read_document

    return read_document(path).pages or 0


def measure_extraction(sizes: Sizes) -> Row:
    """All facts of the record from parsed documents, against eyecite on as many characters of English."""
    from pipeline.extract import make_record
    from pipeline.ingest import read_document
    from pipeline.structure import make_outline

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(20)]
        for number, path in enumerate(paths):
            path.write_text(make_long_plan(number + 1, LONG), "utf-8")
        parsed = [read_document(path) for path in paths]
    characters = sum(len(document.text) for document in parsed)
    mine = characters / best(
        lambda: [make_record(make_outline(document)) for document in parsed], clock=time.process_time
    )
    other = _eyecite(characters)
    return Row(
        f"extraction alone (structure and all facts), {len(parsed)} documents of {LONG:,} characters, one core",
        f"{mine:,.0f} characters/s" + (f", {mine / other:.1f} times the floor" if other else ""),
        f"eyecite `get_citations`: {other:,.0f} characters/s" if other else "eyecite is not installed: not measured",
        "10 times, aim 25",
    )


def _eyecite(characters: int) -> float | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from eyecite import get_citations
    except ImportError:
        return None
    dice = random.Random(1)
    opinions = [_opinion(dice) for _ in range(characters // LONG)]
    get_citations(opinions[0])
    return sum(map(len, opinions)) / best(lambda: [get_citations(text) for text in opinions], clock=time.process_time)


def _opinion(dice: random.Random) -> str:
    """Return an invented opinion: full, short, id. and supra citations, statutes, and sentences without any."""
    plain = "The court below held that the notice was given in time and that the claim was not barred by limitation. "
    parts: list[str] = []
    while sum(map(len, parts)) < LONG:
        volume, page, year = dice.randint(1, 500), dice.randint(1, 900), dice.randint(1930, 2020)
        parts.append(
            f"{plain}See, e.g., Miller v. Baker, {volume} U.S. {page}, {page + 3} ({year}); Cooper v. Mason, {volume} "
            f"F.2d {page} (9th Cir. {year}). {plain}Id. at {page + 5}. The duty under {dice.randint(1, 50)} U.S.C. § "
            f"{page} is plain. Baker, {volume} U.S. at {page + 7}; Mason, supra, at {page + 9}. "
        )
    return "".join(parts)[:LONG]


def measure_memory(sizes: Sizes) -> Row:
    """Peak memory of one process that reads many documents, after a tenth of them and after all."""
    script = (
        "import sys; sys.path[:0] = sys.argv[3:]\n"
        "from reading import read_many\n"
        "read_many(sys.argv[1], int(sys.argv[2]))\n"
    )
    words = [PYTHON, "-c", script, str(sizes.folder), str(sizes.memory), str(Path(__file__).parent)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    early, late = json.loads(done.stdout)
    return Row(
        f"peak memory of a worker over {sizes.memory:,} documents",
        f"{early:.0f} MB after a tenth of them, {late:.0f} MB after all",
        "",
        "flat, at most 500 MB",
    )


def read_many(folder: str, count: int) -> None:
    """Read many varied samples in this process and print the peak memory after a tenth and after all, in MB."""
    from pipeline.runs.one_file import extract_file

    samples = sorted(SAMPLES.iterdir())
    peaks = []
    for number in range(1, count + 1):
        sample = samples[number % len(samples)]
        path = Path(folder) / f"memory{sample.suffix}"
        path.write_bytes(vary(sample, number))
        extract_file(path)
        path.unlink()
        if number in (count // 10, count):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(json.dumps(peaks))
