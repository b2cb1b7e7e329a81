"""A run over an inbox with files that LibreOffice turns: many at a call, each with its own outcome."""

from __future__ import annotations

from pathlib import Path

import pytest
from container_maker import make_zip
from office_maker import make_odt, make_rtf, needs_office
from test_batch import PLAN

from pipeline.model.record_json import read_record
from pipeline.runs.batch import ingest_paths
from pipeline.runs.inbox.files import Found
from pipeline.runs.jobs import Job
from pipeline.runs.one_file import extract_file
from pipeline.runs.report import Outcome
from pipeline.runs.workers import office_groups
from pipeline.runs.workers.office_groups import portion_jobs
from pipeline.runs.workspace.layout import Workspace


def plan(number: int) -> bytes:
    return make_rtf(PLAN.format(number=number).splitlines())


def in_portions(tmp_path: Path, count: int, texts: int) -> list[list[Job]]:
    """Return the portions of an inbox with files that begin like RTF and none that LibreOffice has seen."""
    jobs = []
    for number in range(count + texts):
        path = tmp_path / f"{number}.rtf"
        path.write_bytes(b"{\\rtf1" if number < count else b"text")
        jobs.append(Job((number,), Found(path), str(number), tmp_path, 9))
    return list(portion_jobs(jobs, tmp_path / "converted", workers=1))


def test_an_inbox_without_office_files_is_one_portion(tmp_path: Path) -> None:
    assert [len(portion) for portion in in_portions(tmp_path, 0, 5)] == [5]
    assert not (tmp_path / "converted").exists()


@needs_office
def test_many_office_files_come_in_portions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_groups, "TURNED_TOGETHER", 2)
    portions = in_portions(tmp_path, 3, 2)
    assert [[job.place[0] for job in portion] for portion in portions] == [[3, 4, 0, 1], [2]]
    assert not (tmp_path / "converted").exists()


@needs_office
def test_files_turned_together_give_what_each_gives_alone(tmp_path: Path) -> None:
    inbox, workspace = tmp_path / "inbox", Workspace(tmp_path / "workspace")
    inbox.mkdir()
    for number in (1, 2):
        (inbox / f"{number}.doc").write_bytes(plan(number))
    (inbox / "3.odt").write_bytes(make_odt("<text:p>"))
    (inbox / "4.zip").write_bytes(make_zip({"a.rtf": plan(4), "b.rtf": plan(5)}))
    report = ingest_paths([inbox], workspace)
    outcomes = {row.path.partition("inbox/")[2]: (row.outcome, row.code) for row in report.rows}
    new = (Outcome.NEW, None)
    assert outcomes == {
        "1.doc": new,
        "2.doc": new,
        "3.odt": (Outcome.QUARANTINED, "truncated"),
        "4.zip": (Outcome.UNPACKED, None),
        "4.zip!a.rtf": new,
        "4.zip!b.rtf": new,
    }
    records = {record.source.name: record for record in map(read_record, workspace.record_files())}
    assert records["1.doc"] == extract_file(inbox / "1.doc")
    assert records["1.doc"].tasks and records["1.doc"].citations
    assert not workspace.unpacked.exists()
