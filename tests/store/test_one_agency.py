"""One body is one agency of the database, however its name is spelt and whether it issues, is cited or has a task."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from places import GOLD, SAMPLES
from records_factory import cite, make_record, work

from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.register import load_register
from pipeline.link import LINKER
from pipeline.runs.batch import ingest_paths
from pipeline.runs.workspace.layout import Workspace
from pipeline.store import Database, open_database

REAL = [GOLD / name / "documents" for name in ("seeds", "dev")]


def bare_key(name: str, territory: str | None) -> str:
    """Return the key of a name (no case, marks or short forms) without its territory at the end."""
    place = load_register().territories.find(territory) if territory else None
    key = make_key(name)
    for tail in (place.name, place.bare) if place else ():
        key = key.removesuffix(f" {make_key(tail)}")
    return key


def same_names(database: Database) -> list[list[str]]:
    """Return the ids of agencies that bear one name in one territory."""
    found: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for agency, name, territory in database.connection.execute("SELECT id, name, territory FROM agencies"):
        found[bare_key(name, territory), territory].append(agency)
    return [ids for ids in found.values() if len(ids) > 1]


def test_no_two_agencies_of_the_samples_bear_one_name(sample_workspace: Workspace) -> None:
    with open_database(sample_workspace.database) as database:
        assert same_names(database) == []


@pytest.mark.slow
@pytest.mark.skipif(not all(folder.is_dir() for folder in REAL), reason="no gold records beside the checkout")
def test_no_two_agencies_of_all_documents_bear_one_name(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    ingest_paths([SAMPLES, *REAL], workspace, workers=1)
    with open_database(workspace.database) as database:
        assert same_names(database) == []
        assert database.connection.execute("SELECT count(*) FROM agencies").fetchone()[0] > 300


def test_a_body_is_one_agency_in_every_place(tmp_path: Path) -> None:
    names = ["Hội Chơi diều", "HỘI CHƠI DIỀU tỉnh Hà Nam", "Hội Chơi-diều"]
    cited = [cite(f"{number}/KH-HCD", issuer=name) for number, name in enumerate(names)]
    records = [
        make_record("1/KH-UBND", issued="2024-05-06", citations=cited, tasks=[work("Thả diều", lead=names)]),
        make_record("2/KH-HCD", issued="2024-05-07", issuer="Hội Chơi diều", parent="UBND tỉnh Hà Nam"),
        make_record("3/KH-UBND", issued="2024-05-07", issuer="Ủy ban nhân dân tỉnh Hà Nam"),
    ]
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as database:
        database.load(records)
        ids = [row[0] for row in database.connection.execute("SELECT id FROM agencies ORDER BY id")]
        assert ids == ["hoi-choi-dieu@ha-nam", "ubnd@ha-nam"]
        row = database.connection.execute("SELECT name, kind, level, territory FROM agencies LIMIT 1").fetchone()
        assert tuple(row) == ("Hội Chơi diều tỉnh Hà Nam", "body", "province", "ha-nam")
        assert sorted(database.read_records(), key=lambda one: one.source.sha256) == sorted(
            records, key=lambda one: one.source.sha256
        )
