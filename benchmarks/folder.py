"""What a database of real folders says that is wrong: counts over documents that nobody has annotated.

    python benchmarks/folder.py FOLDER... --listing FILE            # loads the folders anew and prints the section
    python benchmarks/folder.py FOLDER... --listing FILE --write    # writes it into benchmarks/folder.md

The folders go into a fresh workspace with the ordinary run. Only counts enter the page; what they count, with the words
of the documents, goes into the listing, which must lie outside the project: acts said to have ended and codes of no
known kind are judged there by eye.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from timing import run_vanban  # noqa: E402

from pipeline.errors import NotFound  # noqa: E402
from pipeline.extract.symbols import match_symbol  # noqa: E402
from pipeline.knowledge.agencies.register import load_register  # noqa: E402
from pipeline.knowledge.load import load_doc_types  # noqa: E402
from pipeline.runs.workspace.layout import Workspace  # noqa: E402
from pipeline.store import open_database  # noqa: E402
from pipeline.store.ask.lookup import find_documents, resolve_document  # noqa: E402
from pipeline.store.ask_graph.ends import find_true_ends  # noqa: E402
from pipeline.text.codes import make_code_key  # noqa: E402
from pipeline.text.words import Words  # noqa: E402

PAGE = ROOT / "benchmarks" / "folder.md"
FOLDERS = (Path("../shared/pool"), Path("../shared/gold/dev"))
BEGIN, END = "<!-- counts: begin -->", "<!-- counts: end -->"
TITLE_WORDS = 8  # of a title that a person types
AROUND = 150  # characters before and after the evidence in the listing
HEAD = ("measure", "count", "of", "share", "wanted")
UNSURE = ("unknown", "no_territory", "ambiguous")  # why the register has no answer
LISTED_KIND = "body"  # agencies of other kinds (groups, persons, companies) are not asked of the register


@dataclass(frozen=True, slots=True)
class Count:
    """One line of the page: how many of how many, and what it should be; `listed` are lines of the listing."""

    measure: str
    count: int
    of: int
    wanted: str
    listed: list[str] = field(default_factory=list)

    @property
    def row(self) -> tuple[str, ...]:
        """The cells of its line."""
        share = f"{self.count / self.of:.3f}" if self.of else ""
        return self.measure, f"{self.count:,}", f"{self.of:,}", share, self.wanted


@dataclass(frozen=True, slots=True)
class Held:
    """A held document with the ways in which people name it."""

    id: str
    code: str | None
    title: str | None
    files: tuple[str, ...]


def read_held(connection: sqlite3.Connection) -> list[Held]:
    """Return the documents of which a file is held."""
    rows = connection.execute("SELECT id, code, title FROM documents WHERE file IS NOT NULL ORDER BY id").fetchall()
    names: dict[str, list[str]] = {}
    for document, name in connection.execute("SELECT document, name FROM files ORDER BY name"):
        names.setdefault(document, []).append(name)
    return [Held(id_, code, title, tuple(names.get(id_, ()))) for id_, code, title in rows]


def count_opened(connection: sqlite3.Connection, held: Sequence[Held]) -> Iterator[Count]:
    """Yield how many held documents `show` opens by printed code, by name of file, by words of the title."""
    ways = {
        "printed code": [(one, one.code) for one in held if one.code and make_code_key(one.code)],
        "file name": [(one, name) for one in held for name in one.files],
        "title words": [(one, " ".join(one.title.split()[:TITLE_WORDS])) for one in held if one.title],
    }
    for way, asked in ways.items():
        answers = [(one, words, open_one(connection, one, words)) for one, words in asked]
        lost = [f"{words}\t{one.id}\t{answer}" for one, words, answer in answers if answer != "opened"]
        for wanted in ("opened", "one of several", "not found"):
            number = sum(answer == wanted for _, _, answer in answers)
            aim = {"opened": "all", "not found": "0"}.get(wanted, "")
            yield Count(f"asked by {way}: {wanted}", number, len(asked), aim, lost if wanted == "opened" else [])


def open_one(connection: sqlite3.Connection, held: Held, words: str) -> str:
    """Return what comes of asking for a document by some words: opened, one of several, another, not found."""
    try:
        found = resolve_document(connection, words)
    except NotFound:
        several = any(row.id == held.id for row in find_documents(connection, words))
        return "one of several" if several else "not found"
    return "opened" if found.id == held.id else "not found"


def count_tasks(connection: sqlite3.Connection) -> Iterator[Count]:
    """Yield how many tasks have no lead, in documents that direct and in those that only may assign."""
    silent = [row.abbreviation for row in load_doc_types() if row.directs == "assigned"]
    rows = connection.execute(
        """SELECT d.type, EXISTS (SELECT 1 FROM task_agencies AS a WHERE a.file = t.file AND a.task = t.position
             AND a.role = 'lead'), d.id, t.path, t.text
           FROM tasks AS t JOIN documents AS d ON d.file = t.file ORDER BY d.id, t.position"""
    ).fetchall()
    directing = [row for row in rows if row[0] and row[0] not in silent]
    others = [row for row in rows if (not row[0] or row[0] in silent) and not row[1]]
    bare = [row for row in directing if not row[1]]
    yield Count(
        "tasks without lead, of directing documents", len(bare), len(directing), "", [_task(row) for row in bare]
    )
    listed = [_task(row) for row in others]
    yield Count(
        "tasks without lead, of documents that do not direct or have no type", len(others), len(rows), "0", listed
    )


def _task(row: Sequence[object]) -> str:
    kind, _, document, path, text = row
    return f"{kind}\t{document}\t{path}\t{str(text)[:AROUND]}"


def count_agencies(connection: sqlite3.Connection) -> Iterator[Count]:
    """Yield how many agencies of tasks the register does not know, persons, companies and groups left out."""
    query = f"""SELECT a.id, a.name, max(t.resolved_by IS NULL OR t.resolved_by IN ({", ".join("?" * len(UNSURE))})),
                  count(*) FROM task_agencies AS t JOIN agencies AS a ON a.id = t.agency WHERE a.kind = ?
                GROUP BY 1, 2 ORDER BY 4 DESC, 1"""
    rows = connection.execute(query, (*UNSURE, LISTED_KIND)).fetchall()
    unknown = [f"{times}\t{id_}\t{name}" for id_, name, is_unknown, times in rows if is_unknown]
    yield Count("agencies of tasks that the register does not know", len(unknown), len(rows), "", unknown)


def count_ended(connection: sqlite3.Connection) -> Iterator[Count]:
    """Yield how many acts are said to have ended, each with its evidence in the listing."""
    ends = find_true_ends(connection)
    names = dict(connection.execute("SELECT id, coalesce(code, title, id) FROM documents"))
    listed = [f"{names[end.source]}\t{end.relation}\t{names[end.target]}\t{end.file}\t[[{end.words}]]" for end in ends]
    ended = {end.target for end in ends}
    yield Count(
        "acts said to have ended (each judged by eye in the listing)", len(ended), len(names), "95 % right", listed
    )


def count_codes(connection: sqlite3.Connection) -> Iterator[Count]:
    """Yield how many documents have a code whose first sign is of no type of document and of no body's symbol."""
    rows = connection.execute("SELECT code, type, title FROM documents WHERE code IS NOT NULL ORDER BY code").fetchall()
    strange = [f"{code}\t{kind}\t{title or ''}" for code, kind, title in rows if not is_of_document(code)]
    yield Count("codes of no type and no body (judged by eye in the listing)", len(strange), len(rows), "0", strange)


def is_of_document(code: str) -> bool:
    """Tell whether a code names a type of document or begins with a body's symbol: no standard, licence, contract."""
    symbol = match_symbol(Words.of(code))
    if symbol is None:
        return False
    first = symbol.parts[0] if symbol.parts else ""
    return symbol.type is not None or first.startswith("QH") or bool(load_register().by_symbol(first))


def measure(workspace: Workspace) -> list[Count]:
    """Return every count of a workspace."""
    with open_database(workspace.database) as database:
        connection = database.connection
        held = read_held(connection)
        files = len(database.known_files())
        quarantined = len(list(workspace.quarantine.glob("*/reason.json")))
        return [
            Count("files that were read", files, files + quarantined, ""),
            Count("documents held", len(held), connection.execute("SELECT count(*) FROM documents").fetchone()[0], ""),
            *count_opened(connection, held),
            *count_tasks(connection),
            *count_agencies(connection),
            *count_ended(connection),
            *count_codes(connection),
        ]


def make_section(counts: Sequence[Count], folders: int) -> str:
    """Return the counts as a table in Markdown."""
    lines = [f"Folders loaded together into a fresh workspace by `vanban run`: {folders}.", ""]
    lines += [f"| {' | '.join(HEAD)} |", "|---|---:|---:|---:|---|"]
    lines += [f"| {' | '.join(count.row)} |" for count in counts]
    return "\n".join(lines)


def write_listing(path: Path, counts: Sequence[Count]) -> None:
    """Write what was counted, with words of the documents."""
    parts = [
        f"# {count.measure}: {count.count} of {count.of}\n" + "\n".join(count.listed)
        for count in counts
        if count.listed
    ]
    path.write_text("\n\n".join(parts) + "\n", "utf-8")


def check_listing(path: Path) -> Path:
    """Return the path of the listing; real documents must not enter the project."""
    if path.resolve().is_relative_to(ROOT):
        raise argparse.ArgumentTypeError(f"{path} lies in the project; real documents must stay outside")
    return path


def write_page(section: str) -> None:
    """Write the section between the marks of the page."""
    text = PAGE.read_text("utf-8") if PAGE.is_file() else f"# Real folders, loaded together\n\n{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{section}\n{END}{rest.partition(END)[2]}", "utf-8")


def main() -> None:
    """Load the folders, count, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=FOLDERS, help="folders of documents, or of gold")
    parser.add_argument("--listing", type=lambda words: check_listing(Path(words)), required=True, metavar="FILE")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    # of gold only the documents are loaded, not the annotations
    inboxes = [(path / "documents" if (path / "documents").is_dir() else path).resolve() for path in options.folders]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        run_vanban(
            "run", *inboxes, "--settle", "0", "--workers", str(options.workers), folder=workspace.root, may_fail=True
        )
        counts = measure(workspace)
    write_listing(options.listing, counts)
    section = make_section(counts, len(inboxes))
    if options.write:
        write_page(section)
    else:
        print(section)


if __name__ == "__main__":
    main()
