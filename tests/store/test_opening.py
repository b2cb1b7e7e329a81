"""Opening a database: what can be wrong gets a sentence with what to do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from places import ROOT
from records_factory import make_record

from pipeline.errors import StoreError
from pipeline.link import LINKER
from pipeline.store import open_database
from pipeline.store.ask.overview import counts
from pipeline.store.schema import SCHEMA_VERSION


def other_program(path: Path) -> None:
    """Make a database that is not ours."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()


def other_version(path: Path) -> None:
    """Make a database of a later version."""
    open_database(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()


def damaged(path: Path) -> None:
    """Make a database whose first page is overwritten behind its name."""
    open_database(path, create=True).close()
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 4000)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "there is no database here. Take documents in with `vanban ingest PATH` first"),
        (lambda path: path.write_bytes(b""), "there is no database here"),
        (lambda path: path.mkdir(), "there is no database here"),
        (
            lambda path: path.write_text("Kính gửi: các sở, ban, ngành\n" * 50, "utf-8"),
            "this is no database, or a damaged",
        ),
        (damaged, "`vanban rebuild`"),
        (other_program, "a database of another program"),
        (other_version, f"made by another version (schema {SCHEMA_VERSION + 1}, this is {SCHEMA_VERSION})"),
    ],
)
def test_wrong_files_are_told(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    path = tmp_path / "vanban.db"
    make(path)
    with pytest.raises(StoreError) as caught:
        counts(open_database(path))
    assert words in str(caught.value) and str(path) in str(caught.value)


def test_creating_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "sổ công văn #1?.db"
    with open_database(path, create=True, linker=LINKER) as database:
        database.load([make_record("1/KH-UBND")])
    with open_database(path, create=True) as database:
        assert counts(database).files == 1


def test_creating_makes_the_folder(tmp_path: Path) -> None:
    with open_database(tmp_path / "extracted" / "a.db", create=True) as database:
        assert counts(database).files == 0


def test_creating_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "extracted").write_text("a file")
    with pytest.raises(StoreError, match="its folder cannot be made"):
        open_database(tmp_path / "extracted" / "a.db", create=True)


def test_closed_database_is_one_file(tmp_path: Path) -> None:
    """A database can be copied or moved when it is closed: its journal is written back."""
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as database:
        database.load([make_record("1/KH-UBND")])
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]


def test_readers_see_the_old_state_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_database(path, create=True, linker=LINKER) as writer, open_database(path) as reader:
        writer.load([make_record("1/KH-UBND")])
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("DELETE FROM issues")
        assert counts(reader).issues == 1
        writer.connection.execute("ROLLBACK")


def test_reading_loads_nothing_heavy() -> None:
    code = """
import sys
import pipeline.store.ask.overview, pipeline.store.ask.search, pipeline.store.ask.tasks, pipeline.store.card
import pipeline.store.ask_graph.affected, pipeline.store.ask_graph.cascade, pipeline.store.ask_graph.lint
heavy = {"pandas", "spacy", "underthesea", "networkx", "lxml", "rich"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
