"""Measure parity: one document in every format must give the facts that it gives as .docx.

    python benchmarks/formats.py                 # prints the table; needs LibreOffice
    python benchmarks/formats.py --show          # and every fact that differs
    python benchmarks/formats.py --scans         # the scans too: renders 200 dpi, clean and spoilt
    python benchmarks/formats.py --scans --write # writes benchmarks/formats.md

The documents are the texts of the sample inbox, written as .docx, and the .docx documents among the gold records where
there are any. The record of the .docx itself is the yardstick: what is wrong everywhere counts as the same.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples" / "build"
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks"), str(SAMPLES)]

from scans import KINDS, make_scan  # noqa: E402
from source import read_sample  # noqa: E402
from word import write_docx  # noqa: E402

from pipeline.errors import UnreadableFile  # noqa: E402
from pipeline.evaluate.compare.answers import make_found_answers  # noqa: E402
from pipeline.evaluate.compare.compare import Verdict, compare  # noqa: E402
from pipeline.evaluate.compare.figures import header_mean, make_figures  # noqa: E402
from pipeline.extract import make_record  # noqa: E402
from pipeline.ingest import convert_files, read_document  # noqa: E402
from pipeline.ingest.office.libreoffice import FILTERS, call_office, find_office  # noqa: E402
from pipeline.model import ParsedDocument, Record  # noqa: E402
from pipeline.structure import make_outline  # noqa: E402

PAGE = ROOT / "benchmarks" / "formats.md"
GOLD = ROOT.parent / "shared" / "gold"
FORMATS = {"doc": "doc", "odt": "odt", "rtf": "rtf", "html": "html:HTML (StarWriter)", "pdf": "pdf:writer_pdf_Export"}
BARS = {"clean": 0.95, "noisy": 0.90}
BAR = 0.98
METRICS = ("citations", "citations.relations", "edges", "tasks", "tasks.lead", "tasks.coordinate", "tasks.deadline")


@dataclass(slots=True)
class Measured:
    """What one format gave: the facts compared, how long reading took, what could not be read."""

    verdicts: list[Verdict] = field(default_factory=list)
    seconds: float = 0.0
    documents: int = 0
    pages: int = 0
    failed: list[str] = field(default_factory=list)


def collect(folder: Path, gold: Path | None) -> list[Path]:
    """Write the samples as .docx, and copy the gold .docx documents beside them."""
    for source in sorted((SAMPLES / "texts").glob("*.txt")):
        write_docx(read_sample(source), folder / f"{source.stem}.docx")
    for number, path in enumerate(sorted(gold.glob("*/documents/*.docx")) if gold else ()):
        (folder / f"g{number}.docx").write_bytes(path.read_bytes())
    return sorted(folder.glob("*.docx"))


def turn(tool: str, sources: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """Let LibreOffice save documents in a format, under their stems."""
    folder.mkdir()
    FILTERS[suffix] = FORMATS[suffix]
    call_office(tool, sources, suffix, folder, 120)
    return [folder / f"{source.stem}.{suffix}" for source in sources]


def measure(paths: Sequence[Path], records: dict[str, Record], pages: dict[str, int]) -> Measured:
    """Read documents in one format and compare each with its record."""
    measured = Measured()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        made = convert_files([(path.stem, path) for path in paths], Path(folder))
        for path in paths:
            try:
                found = make_record(make_outline(read_document(path, converted=made.get(path.stem))))
            except UnreadableFile as error:
                measured.failed.append(str(error))
                continue
            verdicts = compare(make_found_answers(records[path.stem]), make_found_answers(found))
            measured.verdicts += [verdict for verdict in verdicts if not verdict.is_empty]
            measured.documents += 1
            measured.pages += pages[path.stem]
    measured.seconds = time.perf_counter() - began
    return measured


def measure_texts(
    folder: Path, documents: Sequence[Path], suffixes: Sequence[str] = tuple(FORMATS)
) -> tuple[dict[str, Measured], dict[str, Record]]:
    """Measure .docx itself (its time) and formats that LibreOffice writes."""
    tool = find_office("docx")
    if tool is None:
        sys.exit(
            "LibreOffice is not installed. Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui"
        )
    records = {path.stem: make_record(make_outline(read_document(path))) for path in documents}
    turned = {suffix: turn(tool, documents, suffix, folder / suffix) for suffix in suffixes}
    pages = {path.stem: read_document(path).pages or 1 for path in turned.get("pdf", documents)}
    formats = {"docx": list(documents), **turned}
    return {suffix: measure(paths, records, pages) for suffix, paths in formats.items()}, records


def measure_scans(folder: Path, records: dict[str, Record]) -> dict[str, Measured]:
    """Measure pages rendered from the PDF files and read by text recognition."""
    results: dict[str, Measured] = {}
    for kind in KINDS:
        (folder / kind).mkdir()
        paths, pages = [], {}
        for source in sorted((folder / "pdf").glob("*.pdf")):
            parsed = read_document(source)
            paths.append(make_scan(source, kind, seals_of(parsed, records[source.stem]), folder / kind))
            pages[source.stem] = parsed.pages or 1
        results[kind] = measure(paths, records, pages)
    return results


def seals_of(parsed: ParsedDocument, record: Record) -> list[tuple[int, tuple[float, float]]]:
    """Return where a seal belongs, as page (from 0) and point: left of the name of who signed."""
    name = record.identity.signer.name if record.identity.signer else None
    for block in reversed(parsed.blocks):
        if name and name in parsed.text[block.start : block.end] and block.box and block.page:
            return [(block.page - 1, (block.box[0], block.box[1] - 30))]
    return []


def table(results: dict[str, Measured]) -> Iterator[str]:
    """Yield the lines of the table."""
    head = ("format", "documents", "pages", "header", *(name.replace("tasks.", "") for name in METRICS), "s/page")
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for name, measured in results.items():
        if not measured.documents:
            yield f"| {name} | 0 |" + " - |" * (len(head) - 2)
            continue
        figures = {figure.metric: figure.f1 for figure in make_figures(measured.verdicts)}
        header = header_mean(make_figures(measured.verdicts)) or 0.0
        cells = [f"{figures.get(metric, 1.0):.3f}" for metric in METRICS]
        speed = f"{measured.seconds / measured.pages:.2f}"
        yield f"| {name} | {measured.documents} | {measured.pages} | {header:.3f} | {' | '.join(cells)} | {speed} |"


def misses(results: dict[str, Measured]) -> Iterator[str]:
    """Yield a line for each format under its bar."""
    for name, measured in results.items():
        figures = {figure.metric: figure.f1 for figure in make_figures(measured.verdicts)}
        bar = BARS.get(name, BAR)
        low = [f"{metric} {figures[metric]:.3f}" for metric in ("citations", "tasks") if figures.get(metric, 1.0) < bar]
        if low:
            yield f"{name}: {', '.join(low)}, below the bar of {bar}"
        if measured.failed:
            yield f"{name}: {len(measured.failed)} documents could not be read"


def show(results: dict[str, Measured]) -> None:
    """Print every fact that differs."""
    for name, measured in results.items():
        for line in measured.failed:
            print(f"{name}: {line}", file=sys.stderr)
        for verdict in measured.verdicts:
            if not verdict.is_right:
                print(f"{name}\t{verdict.metric}\t{verdict.subject}\t{verdict.expected[:90]!r}\t{verdict.found[:90]!r}")


ABOUT = """# One document in every format

Made by `make formats`. Each document is turned from .docx by LibreOffice, read again and compared with what its .docx
gives: F1 of the facts, for the header the mean over its core fields. The bar for citations and tasks is {text} for text
formats, {clean} for clean scans, {noisy} for spoilt ones (skew 1.5°, specks, a red seal over the signature).

Python {python}, one process; seconds a page from the file to the record, .doc, .odt and .rtf with one call of
LibreOffice for all.
"""


def make_page(results: dict[str, Measured]) -> str:
    """Return the page in Markdown."""
    about = ABOUT.format(text=BAR, python=platform.python_version(), **BARS)
    missed = [f"- {line}" for line in misses(results)] or ["All formats measured reach their bar."]
    if not set(BARS) & set(results):
        missed.append("Scans were not measured in this run (`--scans`).")
    return "\n".join([about, *table(results), "", *missed, ""])


def main() -> None:
    """Measure, and print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD, help="the folder of the gold records")
    parser.add_argument("--scans", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docx").mkdir()
        documents = collect(folder / "docx", options.gold if options.gold.is_dir() else None)
        results, records = measure_texts(folder, documents)
        if options.scans:
            results |= measure_scans(folder, records)
    if options.show:
        show(results)
    page = make_page(results)
    if options.write:
        PAGE.write_text(page, "utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
