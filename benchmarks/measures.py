"""What is measured: each function measures one thing and returns its row of the table."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpora import ROOT, SAMPLES, make_long_plan, make_plans, make_varied, vary
from nightly.inbox_maker import LONG_AGO, make_plan

PYTHON = sys.executable
LONG = 10_000  # characters of a document for the measure of extraction


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what, how much, beside what floor, and which bar it had to take."""

    what: str
    measured: str
    floor: str
    bar: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured, and where what takes long to make is kept."""

    folder: Path
    files: int
    documents: int
    memory: int
    kills: int


def run_vanban(*words: str | Path, folder: Path) -> tuple[float, str]:
    """Run a command to its end; return the seconds it took, start included, and what it printed."""
    command = [PYTHON, "-m", "pipeline.cli", *map(str, words)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "VANBAN_WORKSPACE": str(folder)}
    began = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    assert done.returncode == 0, done.stderr
    return seconds, done.stdout


def best(work: Callable[[], object], times: int = 3, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the shortest of some timings, in seconds; on one core the clock is the processor time of this process."""
    timings = []
    for _ in range(times):
        began = clock()
        work()
        timings.append(clock() - began)
    return min(timings)


def measure_pages(sizes: Sizes) -> Row:
    """PDF with a text layer, the whole line into a database, against pdfplumber alone on the same pages."""
    import pdfplumber

    from pipeline.batch import extract_file
    from pipeline.graph import LINKER
    from pipeline.store import open_database

    files = [*sorted(SAMPLES.glob("*.pdf")), *sorted((ROOT.parent / "shared" / "gold").rglob("*.pdf"))]
    readable = [path for path in files if _has_text(path)]
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
        f"text-layer PDF, whole line (parse, extract, load), {len(readable)} files, {pages} pages, one core",
        f"{mine:.0f} pages/s, {mine / other:.1f} times the floor",
        f"pdfplumber `extract_text` + `extract_tables` alone: {other:.1f} pages/s",
        "10 times, aim 20",
    )


def _has_text(path: Path) -> bool:
    from pipeline.errors import UnreadableFile
    from pipeline.ingest import read_document

    try:
        return bool(read_document(path))
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


def measure_workers(sizes: Sizes) -> Row:
    """The same files with one worker and with two."""
    inbox = sizes.folder / f"varied-{sizes.documents}"
    make_varied(inbox, sizes.documents)
    seconds = {}
    for workers in (1, 2):
        workspace = sizes.folder / "workers"
        shutil.rmtree(workspace, ignore_errors=True)
        seconds[workers], _ = run_vanban("run", inbox, "--workers", str(workers), "--settle", "0", folder=workspace)
        shutil.rmtree(workspace)
    return Row(
        f"two workers against one, {sizes.documents:,} documents",
        f"{seconds[1] / seconds[2]:.2f} times: {seconds[1]:.1f} s and {seconds[2]:.1f} s",
        f"{len(os.sched_getaffinity(0))} cores, which the writer shares with the workers",
        "1.8 times",
    )


def build(sizes: Sizes) -> list[Row]:
    """Fill the large database, unless it is there; the log of the runs tells what loading cost as it grew."""
    inbox, log = sizes.folder / "plans", sizes.folder / "build.jsonl"
    make_plans(inbox, sizes.files)
    run_vanban("run", inbox, "--log", log, "--workers", "2", folder=sizes.folder / "workspace")
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    chunks = [event for event in events if event["event"] == "chunk_loaded" and event["records"] > 1]
    if len(chunks) < 10:
        return []
    cost = [1000 * chunk["seconds"] / chunk["records"] for chunk in chunks]
    tenth = len(cost) // 10
    means = [sum(cost[start : start + tenth]) / tenth for start in (0, tenth * 4, tenth * 9)]
    return [
        Row(
            f"loading as the database grows to {sizes.files:,} documents, while two workers read",
            f"{means[0]:.1f} ms a document in the first tenth, {means[1]:.1f} in the fifth, {means[2]:.1f} in the last",
            "",
            "flat",
        )
    ]


def measure_unchanged(sizes: Sizes) -> Row:
    """A run over an inbox in which nothing has changed."""
    seconds, told = run_vanban("run", sizes.folder / "plans", "--json", folder=sizes.folder / "workspace")
    counts = json.loads(told)["counts"]
    assert counts["unchanged"] == sizes.files == counts["seen"], counts
    floor = best(lambda: sum(1 for path in (sizes.folder / "plans").rglob("*") if path.stat().st_ino), 1)
    return Row(
        f"unchanged inbox of {sizes.files:,} files, second run",
        f"{seconds:.1f} s",
        f"`rglob` and one `stat` a file: {floor:.1f} s",
        "5 s",
    )


def measure_one_more(sizes: Sizes) -> Row:
    """One new file by itself, from the file to the commit, start included."""
    timings = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(3):
            path = Path(folder) / f"{number}.txt"
            path.write_text(make_plan(random.randint(10**6, 10**7)), "utf-8")
            os.utime(path, (LONG_AGO, LONG_AGO))
            seconds, told = run_vanban("run", path, "--settle", "0", "--json", folder=sizes.folder / "workspace")
            assert json.loads(told)["counts"]["new"] == 1
            timings.append(seconds)
    return Row(
        f"one new file into a database of {sizes.files:,} documents, start of program and worker included",
        f"{min(timings):.1f} s",
        f"`vanban --version`: {best(lambda: run_vanban('--version', folder=sizes.folder)):.2f} s",
        "2 s",
    )


def measure_questions(sizes: Sizes) -> Row:
    """Questions to the large database, start included."""
    questions = {
        "tasks": ("tasks", "--document", "5000/KH-UBND"),
        "cites": ("cites", "5000/KH-UBND"),
        "search": ("search", "thư viện số", "--limit", "20"),
    }
    workspace = sizes.folder / "workspace"
    told = [
        f"`{name}` {best(lambda words=words: run_vanban(*words, folder=workspace)):.2f} s"
        for name, words in questions.items()
    ]
    size = (workspace / "extracted" / "vanban.db").stat().st_size / 2**20
    return Row(
        f"questions to {sizes.files:,} documents with two tasks and two citations each ({size:.0f} MB), start included",
        ", ".join(told),
        "",
        "0.3 s each",
    )


def measure_memory(sizes: Sizes) -> Row:
    """Peak memory of one process that reads many documents, after a tenth of them and after all."""
    script = (
        "import sys; sys.path[:0] = sys.argv[3:]\n"
        "from measures import read_many\n"
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
    from pipeline.batch import extract_file

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


def measure_kills(sizes: Sizes) -> Row:
    """Kill runs at random instants and compare databases."""
    from kills import try_kills

    with tempfile.TemporaryDirectory() as folder:
        outcomes = [outcome for outcome in try_kills(sizes.kills, 60, Path(folder)) if outcome.was_running]
    same = sum(outcome.is_same for outcome in outcomes)
    return Row(
        f"kill -9 of writer, worker or whole tree at {len(outcomes)} random instants of a run",
        f"{same} times the same database as undisturbed, integrity and foreign keys checked",
        "",
        "every time",
    )
