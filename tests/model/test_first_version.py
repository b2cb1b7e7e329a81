"""Records of version 1, whose edges name codes alone, are read as they were: nothing of them is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from inbox_maker import fill, read_here
from records_factory import cite, make_record, work

from pipeline.errors import RecordError
from pipeline.extract.agencies.identify import identify_agencies
from pipeline.model import Record, Relation
from pipeline.model.record_json import make_json, parse_record
from pipeline.runs.nightly import RunOptions, run_inbox
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.loading import rebuild_database
from pipeline.store import open_database

RECORD = make_record(
    "15/KH-UBND",
    citations=[
        cite("936-NQ/TW", date="2018-10-22"),
        cite("9114-KH/TU", Relation.IMPLEMENTS),
        cite("936-NQ/TW", date="2023-01-30"),
        cite(name="Luật Đầu tư"),
    ],
    edges=[(1, Relation.IMPLEMENTS, 2), (1, Relation.AMENDS, 3)],
    tasks=[work("Họp", lead=["Sở Y tế"])],
)


def as_first(record: Record) -> dict[str, Any]:
    """Return a record's JSON as version 1 wrote it."""
    data = make_json(record)
    data["schema_version"] = 1
    for named in (data["header"], *data["citations"]):
        del named["agency"], named["resolved_by"]
    data["edges"] = [{key: edge[key] for key in ("from", "relation", "to", "evidence")} for edge in data["edges"]]
    return data


def test_it_is_read_and_of_two_acts_of_one_number_the_one_named_last_is_meant() -> None:
    first = parse_record(json.dumps(as_first(RECORD)))
    assert (first.identity.agency, first.edges) == (None, RECORD.edges)
    assert identify_agencies(first) == RECORD


def test_it_may_be_older_than_signatures() -> None:
    data = as_first(RECORD)
    del data["signatures"]
    assert identify_agencies(parse_record(json.dumps(data))) == RECORD


@pytest.mark.parametrize("end", ["from", "to"])
def test_an_end_that_is_not_cited_is_told(end: str) -> None:
    data = as_first(RECORD)
    data["edges"][0][end] = "7/QĐ-TTg"
    with pytest.raises(RecordError, match="names '7/QĐ-TTg', which is not cited"):
        parse_record(json.dumps(data))


def test_a_database_is_made_anew_from_old_records(tmp_path: Path) -> None:
    fill(tmp_path / "inbox", 3)
    workspace = Workspace(tmp_path / "w")
    run_inbox([tmp_path / "inbox"], workspace, RunOptions(settle=0), execute=read_here)
    kept = {path: parse_record(path.read_bytes()) for path in workspace.record_files()}
    for path, record in kept.items():
        path.write_text(json.dumps(as_first(record)), "utf-8")
    report = rebuild_database(workspace)
    assert (report.loaded, report.failures) == (3, ())
    with open_database(workspace.database) as database:
        stored = {record.source.sha256: record for record in database.read_records()}
    assert stored == {record.source.sha256: record for record in kept.values()}
