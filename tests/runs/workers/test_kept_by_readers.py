"""What a reader keeps itself, and what it leaves to the one writer."""

from __future__ import annotations

import os
import pickle
from hashlib import sha256
from pathlib import Path

import pytest
from inbox_maker import dump, make_plan

from pipeline.link import LINKER
from pipeline.model.record_json import parse_record
from pipeline.runs.batch import ingest_paths
from pipeline.runs.inbox.files import Found
from pipeline.runs.jobs import Job, Result
from pipeline.runs.quarantine import TIMED_OUT, Failure
from pipeline.runs.reading import extract_job
from pipeline.runs.session import Session
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.opening import open_state
from pipeline.store import open_database
from pipeline.store.write.rows import FileRows, make_file_rows


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def job(tmp_path: Path, workspace: Workspace) -> Job:
    path = tmp_path / "a.txt"
    path.write_text(make_plan(7), "utf-8")
    content = sha256(path.read_bytes()).hexdigest()
    return Job((0,), Found(path), content, tmp_path / "unpacked", path.stat().st_size, workspace=workspace)


def test_a_new_content_is_kept_by_its_reader(job: Job, workspace: Workspace) -> None:
    result = extract_job(job)
    assert (result.is_kept, result.json, result.parse) == (True, b"", b"")
    kept = (workspace.original(job.sha256, "a.txt"), workspace.parse(job.sha256), workspace.record(job.sha256))
    assert all(path.is_file() for path in kept)


def test_an_older_reading_is_left_for_the_writer_to_compare(job: Job, workspace: Workspace) -> None:
    workspace.records.mkdir(parents=True)
    workspace.record(job.sha256).write_text("the old one")
    result = extract_job(job)
    assert not result.is_kept and result.json and result.parse
    assert workspace.record(job.sha256).read_text() == "the old one"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_nothing_can_be_kept_the_writer_tells(job: Job, workspace: Workspace) -> None:
    workspace.root.mkdir()
    workspace.root.chmod(0o500)
    assert extract_job(job).json


def test_a_folder_in_the_way_leaves_it_to_the_writer(job: Job, workspace: Workspace) -> None:
    workspace.extracted.mkdir(parents=True)
    workspace.records.write_text("no folder")
    result = extract_job(job)
    assert not result.is_kept and result.failure is None and result.json


def test_the_rows_are_those_that_the_writer_would_make(job: Job, workspace: Workspace) -> None:
    result = extract_job(job)
    record = parse_record(workspace.record(job.sha256).read_text("utf-8"))
    assert pickle.loads(result.rows) == make_file_rows(record, LINKER)


def test_rows_and_records_make_the_same_database(job: Job, workspace: Workspace, tmp_path: Path) -> None:
    extract_job(job)
    record = parse_record(workspace.record(job.sha256).read_text("utf-8"))
    made: list[FileRows] = [make_file_rows(record, LINKER)]
    for name, items in (("rows", made), ("records", [record]), ("both", [*made, record])):
        with open_database(tmp_path / f"{name}.db", create=True, linker=LINKER) as database:
            database.load(items[:1])
            database.load(items[1:])
    dumps = [dump(tmp_path / f"{name}.db") for name in ("rows", "records", "both")]
    assert dumps[0] == dumps[1] == dumps[2]


def test_a_record_whose_reader_was_killed_twice_does_not_stay(job: Job, workspace: Workspace) -> None:
    with open_state(workspace) as state:
        session = Session(workspace, state)
        admitted = session.admit(job.found, (0,))
        assert admitted
        extract_job(admitted)
        assert workspace.record(job.sha256).exists()
        session.take(Result(admitted, Failure(TIMED_OUT, "it took too long", "Try again.")))
    assert not workspace.record(job.sha256).exists()


def test_a_second_run_finds_nothing_to_do(job: Job, workspace: Workspace) -> None:
    assert ingest_paths([job.found.path], workspace).loaded == 1
    before = dump(workspace.database)
    assert ingest_paths([job.found.path], workspace).loaded == 0
    assert dump(workspace.database) == before
