"""Measure the graph at scale: loading, questions and memory over invented records.

    python benchmarks/graph.py --documents 60000            # a million ties; prints the section
    python benchmarks/graph.py --documents 60000 --write    # writes it into benchmarks/graph.md

Every record is made of a number, so that two runs measure the same database.
"""

from __future__ import annotations

import argparse
import gc
import platform
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.knowledge.agencies.register import load_register
from pipeline.link import LINKER
from pipeline.model import (
    AgencyMention,
    AgencyRole,
    Citation,
    CitationTie,
    Edge,
    Evidence,
    Fact,
    Identity,
    Record,
    Relation,
    SourceFile,
    Task,
)
from pipeline.store import Database, open_database
from pipeline.store.ask.overview import missing_documents
from pipeline.store.ask_graph.affected import affected
from pipeline.store.ask_graph.cascade import cascade
from pipeline.store.ask_graph.lint import lint
from pipeline.store.ask_graph.paths import shortest_path
from pipeline.store.card import citation_tree

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "benchmarks" / "graph.md"
BEGIN, END = "<!-- questions: begin -->", "<!-- questions: end -->"
PLACE = Evidence(0, 1, "made", 0.9)
FIRST = date(2021, 2, 2)
LAWS = 400
RESOLUTIONS = 60
PROVINCES = [place.name for place in load_register().provinces(date(2024, 1, 1))]
ALONE = 5  # documents loaded one by one
BATCH = 100  # documents of a load into a database that is there
PORTION = 1000  # documents of a load while it grows
EXPORTS = ("graphml", "gexf", "json", "dot")
COMMAND = """
from pipeline.cli import main
try:
    main()
finally:
    print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
"""Runs `vanban` and prints the most memory that it held itself, in KB."""


def make_records(first: int, last: int) -> Iterator[Record]:
    """Yield the records of some numbers: plans of provinces, departments and districts that cite one another."""
    for number in range(first, last):
        yield make_one(number)


def make_one(number: int) -> Record:
    """Return one invented record with about seventeen ties."""
    chance = random.Random(number)
    province = PROVINCES[number % len(PROVINCES)]
    serial = number // len(PROVINCES) + 1
    issued = issue_day(serial)
    code = f"{serial}/KH-UBND"
    citations = [cite_resolution(serial % RESOLUTIONS, Relation.IMPLEMENTS)]
    citations += [cite_plan(province, max(1, chance.randrange(serial))) for _ in range(4) if serial > 1]
    citations += [cite_law(chance.randrange(LAWS) if turn else 0) for turn in range(8)]
    citations += [
        Citation(
            "Luật", None, None, None, f"Luật số {chance.randrange(40)} về việc mẫu", (PLACE,), (tie(Relation.MENTIONS),)
        )
    ]
    fact = lambda value: Fact(value, PLACE)  # noqa: E731
    upper = next((index for index, one in enumerate(citations) if one.type == "KH"), None)
    edges = (Edge(upper, Relation.IMPLEMENTS, 0, PLACE),) if upper else ()
    return Record(
        SourceFile(sha256(str(number).encode()).hexdigest(), f"{number}.txt", "txt", 1),
        "made 1",
        "x",
        Identity(
            fact("KH"),
            fact(code),
            fact(str(serial)),
            fact(issued),
            None,
            None,
            fact(f"UBND {province}"),
            None,
            fact(f"Việc {number}"),
        ),
        tuple(citations),
        edges,
        (Task("II.1", "Làm việc mẫu", PLACE, (AgencyMention("Sở Y tế", AgencyRole.LEAD, PLACE),)),),
    )


def issue_day(serial: int) -> str:
    """Return the day of a province's plan: its numbers run through five years."""
    return (FIRST + timedelta(days=serial % 1700)).isoformat()


def tie(relation: Relation) -> CitationTie:
    """Return a tie of a citation."""
    return CitationTie(relation, PLACE)


def cite_plan(province: str, serial: int) -> Citation:
    """Return a citation of an earlier plan of the province."""
    relation = Relation.IMPLEMENTS if serial % 3 == 0 else Relation.MENTIONS
    return Citation("KH", f"{serial}/KH-UBND", issue_day(serial), f"UBND {province}", None, (PLACE,), (tie(relation),))


def cite_resolution(number: int, relation: Relation) -> Citation:
    """Return a citation of a resolution of the centre."""
    day = (date(2021, 3, 1) + timedelta(days=number)).isoformat()
    return Citation("NQ", f"{number + 1}-NQ/TW", day, "Bộ Chính trị", None, (PLACE,), (tie(relation),))


def cite_law(number: int) -> Citation:
    """Return a citation of a decree as a legal basis; number 0 is in every document."""
    day = f"2020-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    ties = (tie(Relation.LEGAL_BASIS), *((tie(Relation.MENTIONS),) if number % 5 == 0 else ()))
    return Citation("NĐ", f"{number + 1}/2020/NĐ-CP", day, "Chính phủ", None, (PLACE,), ties)


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def processing(work: Callable[[], object]) -> float:
    """Return the processor time that a piece of work takes: on a shared machine the clock says more than that."""
    began = time.process_time()
    work()
    return time.process_time() - began


def memory() -> int:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def spread(times: list[float]) -> str:
    """Return median, 95th percentile and longest of some times in ms."""
    ranked = sorted(1000 * one for one in times)
    return f"{statistics.median(ranked):.1f} | {ranked[int(0.95 * (len(ranked) - 1))]:.1f} | {ranked[-1]:.1f}"


def measure_loading(path: Path, sizes: list[int]) -> list[str]:
    """Grow a database to some sizes; return a line for each with the cost of loading a batch into it."""
    lines = []
    done = 0
    for size in sizes:
        with open_database(path, create=True, linker=LINKER) as database:
            grow = seconds(lambda first=done, last=size: load_portions(database, first, last))  # type: ignore[misc]
            extra = [*make_records(10**7, 10**7 + BATCH)]
            batch = seconds(lambda rows=extra: database.load(rows))  # type: ignore[misc]
            alone = range(10**7 + BATCH, 10**7 + BATCH + ALONE)
            single = statistics.median(seconds(lambda at=at: database.load([make_one(at)])) for at in alone)  # type: ignore[misc]
            for record in [*extra, *map(make_one, alone)]:
                database.remove(record.source.sha256)
            ties = database.connection.execute("SELECT count(*) FROM relations").fetchone()[0]
        lines.append(
            f"| {size:,} | {ties:,} | {grow:.0f} | {1000 * batch / BATCH:.1f} | {1000 * single:.0f} | {memory()} |"
        )
        print(lines[-1], file=sys.stderr, flush=True)
        done = size
    return lines


def load_portions(database: Database, first: int, last: int) -> None:
    """Load records portion by portion, each in a transaction of its own."""
    for start in range(first, last, PORTION):
        database.load(make_records(start, min(start + PORTION, last)))


def measure_exports(workspace: Path) -> list[str]:
    """Write the whole graph in each form by the command; return a line for each with seconds, size and peak memory."""
    lines = []
    for ending in EXPORTS:
        out = workspace / f"graph.{ending}"
        words = [sys.executable, "-c", COMMAND, "graph", "--out", str(out), "--workspace", str(workspace)]
        began = time.perf_counter()
        run = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
        spent = time.perf_counter() - began
        lines.append(f"| .{ending} | {spent:.1f} | {out.stat().st_size // 2**20} | {int(run.stdout) // 1024} |")
        out.unlink()
    return lines


def measure_questions(path: Path, rounds: int) -> list[str]:
    """Ask every question of the graph many times; return a line for each."""
    chance = random.Random(1)
    with open_database(path) as database:
        ids = [row[0] for row in database.connection.execute("SELECT id FROM documents WHERE file IS NOT NULL")]
        tops = [row[0] for row in database.connection.execute("SELECT id FROM documents WHERE type = 'NQ' ORDER BY id")]
        sizes = [len(cascade(database, top, depth=1).root.children) for top in tops]
        questions: dict[str, Callable[[], object]] = {
            "cascade of a province's plan, 6 steps": lambda: cascade(database, chance.choice(ids)),
            "cascade of a resolution, 1 step": lambda: cascade(database, chance.choice(tops), depth=1),
            "shortest way between two plans": lambda: shortest_path(database, *chance.sample(ids, 2)),
            "shortest way, only implements": lambda: shortest_path(
                database, *chance.sample(ids, 2), relations=["implements"]
            ),
            "what a plan cites, 3 steps": lambda: citation_tree(database, chance.choice(ids)),
            "what hangs on a plan": lambda: affected(database, chance.choice(ids), on=date(2024, 1, 1)),
        }
        gc.collect()
        gc.freeze()  # what loading left in this process is not searched again while a question is answered
        lines = [f"| {name} | {spread([processing(ask) for _ in range(rounds)])} |" for name, ask in questions.items()]
        once = {
            "all faults (`lint`)": lambda: lint(database, on=date(2026, 1, 1)),
            "most wanted acts (`wanted`)": lambda: missing_documents(database),
        }
        lines += [f"| {name} | {1000 * seconds(ask):.0f} | | |" for name, ask in once.items()]
    return [f"A resolution here has {statistics.mean(sizes):.0f} acts one step below it on average.", "", *lines]


def reach_all(path: Path) -> str:
    """Return how long SQLite alone takes for all descendants of a resolution."""
    connection = sqlite3.connect(path)
    query = """WITH RECURSIVE down (id) AS (SELECT id FROM documents WHERE code_key = '11 nq tw' UNION
               SELECT source FROM down JOIN relations ON target = down.id AND relation = 'implements')
               SELECT count(*) FROM down"""
    began = time.perf_counter()
    (count,) = connection.execute(query).fetchone()
    spent = time.perf_counter() - began
    connection.close()
    return f"All {count:,} descendants of one resolution by a recursive query: {1000 * spent:.0f} ms."


def make_section(documents: int, rounds: int) -> str:
    """Return the measured section in Markdown."""
    sizes = sorted({max(1, documents // 20), max(1, documents // 4), documents})
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        path = workspace / "extracted" / "vanban.db"
        path.parent.mkdir()
        loading = measure_loading(path, sizes)
        questions = measure_questions(path, rounds)
        reached = reach_all(path)
        exports = measure_exports(workspace)
        size = path.stat().st_size // 2**20
    return "\n".join(
        [
            f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, one process; "
            f"`python benchmarks/graph.py --documents {documents} --write`.",
            "",
            f"Loading, {PORTION:,} documents a transaction.",
            "",
            "| documents | ties | seconds to grow to it | ms a document, 100 more | ms, one alone | peak memory, MB |",
            "|---|---|---|---|---|---|",
            *loading,
            "",
            f"Questions, over the largest ({size} MB):",
            "",
            "| question | median ms of processor time | 95 % ms | longest ms |",
            "|---|---|---|---|",
            *questions[2:],
            "",
            f"{questions[0]} {reached}",
            "",
            "Writing the whole graph (`vanban graph --out`), each in a process of its own, start included:",
            "",
            "| file | seconds | MB | peak memory, MB |",
            "|---|---|---|---|",
            *exports,
        ]
    )


def main() -> None:
    """Measure, and print or write the section."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    section = make_section(options.documents, options.rounds)
    if not options.write:
        print(section)
        return
    text = (
        PAGE.read_text("utf-8")
        if PAGE.is_file()
        else f"# The graph at scale\n\n## Loading and questions\n\n{BEGIN}\n{END}\n"
    )
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{section}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
