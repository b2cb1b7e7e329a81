"""Measures of runs: workers, growth, unchanged inboxes, questions, kills. Each returns its row of the table."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from corpora import make_plans, make_varied
from inbox_maker import LONG_AGO, make_plan
from scale import make_scale
from timing import Row, Sizes, Timing, best, best_run, run_vanban

DUE = ("--due-before", "2025-03-31")


def measure_workers(sizes: Sizes) -> Row:
    """The same files with one worker and with two."""
    inbox, workspace = sizes.folder / f"varied-{sizes.documents}", sizes.folder / "workers"
    make_varied(inbox, sizes.documents)
    took: dict[int, Timing] = {}
    for workers in (1, 2):
        shutil.rmtree(workspace, ignore_errors=True)
        took[workers] = run_vanban("run", inbox, "--workers", str(workers), "--settle", "0", folder=workspace)
    shutil.rmtree(workspace)
    one, two = took[1], took[2]
    cores = len(os.sched_getaffinity(0))
    bound = max(one.processor - one.own, one.own) / (two.processor / cores)
    return Row(
        f"two workers against one, {sizes.documents:,} documents",
        f"{one.seconds / two.seconds:.2f} times: {one} and {two}; by processor time at most {bound:.2f} times, since "
        f"beside one worker the writer ({one.own:.2f} s) has a core of its own already",
        f"{cores} cores, which the writer shares with the workers",
        "1.8 times",
    )


def build(sizes: Sizes) -> list[Row]:
    """Fill the large database, unless it is there; measure what 200 more documents cost in it and in a small one."""
    make_plans(sizes.folder / "plans", sizes.files)
    large = sizes.folder / "workspace"
    run_vanban("run", sizes.folder / "plans", "--workers", "2", folder=large)
    with tempfile.TemporaryDirectory(dir=sizes.folder) as folder:
        small, copy = Path(folder) / "small.db", Path(folder) / "large.db"
        _load_more(small, 1000, 10**6)
        few = _load_more(small, 200, 2 * 10**6)
        _copy_database(large / "extracted" / "vanban.db", copy)
        _load_more(copy, 200, 10**6)
        many = _load_more(copy, 200, 2 * 10**6)
    return [
        Row(
            f"loading 200 more documents into 1,000, into {sizes.files:,}",
            f"{few:.1f} ms and {many:.1f} ms of processor time a document",
            "the rest is the commit: keys are hashes, so that in a large database every file has pages of its own",
            "flat",
        )
    ]


def _load_more(path: Path, count: int, first: int) -> float:
    """Load invented plans in one transaction; return milliseconds of processor time for each."""
    from pipeline.link import LINKER
    from pipeline.runs.one_file import extract_file
    from pipeline.store import open_database

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.txt" for number in range(count)]
        for number, file in enumerate(paths):
            file.write_text(make_plan(first + number), "utf-8")
        records = [extract_file(file) for file in paths]
    with open_database(path, create=True, linker=LINKER) as database:
        began = time.process_time()
        database.load(records)
        return 1000 * (time.process_time() - began) / count


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def measure_unchanged(sizes: Sizes) -> Row:
    """A run over an inbox in which nothing has changed."""
    took = best_run(2, "run", sizes.folder / "plans", "--json", folder=sizes.folder / "workspace")
    counts = json.loads(took.printed)["counts"]
    assert counts["unchanged"] == sizes.files == counts["seen"], counts
    floor = best(lambda: sum(1 for path in (sizes.folder / "plans").rglob("*") if path.stat().st_ino), 2)
    return Row(
        f"unchanged inbox of {sizes.files:,} files, second run",
        str(took),
        f"`rglob` and one `stat` a file: {floor:.1f} s",
        "5 s",
    )


def measure_one_more(sizes: Sizes) -> Row:
    """One new file by itself, from the file to the commit, start included."""
    timings = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(3):
            path = Path(folder) / f"{number}.txt"
            path.write_text(make_plan(random.randint(10**7, 10**8)), "utf-8")
            os.utime(path, (LONG_AGO, LONG_AGO))
            took = run_vanban("run", path, "--settle", "0", "--json", folder=sizes.folder / "workspace")
            assert json.loads(took.printed)["counts"]["new"] == 1
            timings.append(took)
    return Row(
        f"one new file into a database of {sizes.files:,} documents, start of program and worker included",
        str(min(timings, key=lambda timing: timing.seconds)),
        f"`vanban --version`: {best_run(3, '--version', folder=sizes.folder)}",
        "2 s",
    )


def measure_questions(sizes: Sizes) -> Row:
    """Questions to the large database, start included."""
    questions = {
        "tasks": ("tasks", "--document", "150/KH-UBND"),
        "cites": ("cites", "150/KH-UBND"),
        "search": ("search", "đợt 150"),
        "search for words of every document": ("search", "thư viện số"),
    }
    workspace = sizes.folder / "workspace"
    told = [f"`{name}` {best_run(3, *words, folder=workspace)}" for name, words in questions.items()]
    size = (workspace / "extracted" / "vanban.db").stat().st_size / 2**20
    return Row(
        f"questions to {sizes.files:,} documents with two tasks and two citations each ({size:.0f} MB), start included",
        ", ".join(told),
        "",
        "0.3 s each",
    )


def measure_scale(sizes: Sizes) -> Row:
    """Questions to a database of twenty tasks and fifty citations a document, start included."""
    base, workspace = sizes.folder / "workspace" / "extracted" / "vanban.db", sizes.folder / "scale"
    path = workspace / "extracted" / "vanban.db"
    make_scale(base, path)
    questions = {
        "tasks of a document": ("tasks", "--document", "150/KH-UBND"),
        "tasks an agency leads, due by a day": ("tasks", "--agency", "Sở Mẫu số 18", "--role", "lead", *DUE),
        "cites": ("cites", "150/KH-UBND"),
        "cites --up": ("cites", "150/KH-UBND", "--up"),
        "search": ("search", "đợt 4711"),
        "search for words of every document": ("search", "thư viện số"),
        "search for words of every task": ("search", "giao sở mẫu"),
    }
    told = []
    for name, words in questions.items():
        took = best_run(3, *words, folder=workspace)
        told.append(f"`{name}` {took}, {took.printed.count(chr(10)) - 1:,} lines")
    with closing(sqlite3.connect(path)) as connection:
        counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("tasks", "citations")]
    return Row(
        f"questions to {sizes.files:,} documents with {counts[0]:,} tasks and {counts[1]:,} citations "
        f"({path.stat().st_size / 2**30:.1f} GB; rows copied in bulk, `scale.py`), start included",
        "; ".join(told),
        f"`vanban --version`: {best_run(3, '--version', folder=sizes.folder)}",
        "0.3 s each",
    )


def measure_kills(sizes: Sizes) -> Row:
    """Kill runs at random instants and compare databases."""
    from kills import try_kills

    with tempfile.TemporaryDirectory() as folder:
        outcomes = list(try_kills(sizes.kills, 60, Path(folder)))
    same = sum(outcome.is_same for outcome in outcomes)
    return Row(
        f"kill -9 of writer, worker or whole tree at {len(outcomes)} random instants of a run",
        f"{same} times the same database as undisturbed, integrity and foreign keys checked",
        "",
        "every time",
    )
