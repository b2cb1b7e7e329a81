"""The public JSON form of a record, both ways; wrong forms are named."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from parsed_factory import record_of
from places import ROOT
from sample_records import PATHS, each_sample, extracted

from pipeline.errors import RecordError
from pipeline.model import Signature, Status
from pipeline.model.record_json import dump_record, make_json, parse_record, read_record

SCHEMA = ROOT / "schemas" / "record.schema.json"
Json = dict[str, Any]


@each_sample()
def test_there_and_back_is_the_same_record(path: Path) -> None:
    record = extracted(path)
    assert parse_record(json.dumps(make_json(record))) == record
    assert parse_record(dump_record(record)) == record


@each_sample()
def test_back_and_there_is_the_same_text(path: Path) -> None:
    written = dump_record(extracted(path))
    assert dump_record(parse_record(written)) == written
    assert written.endswith("}\n")
    assert "\\u" not in written, "Vietnamese stays readable"


@each_sample()
def test_the_json_is_of_the_published_form(path: Path) -> None:
    jsonschema.validate(make_json(extracted(path)), json.loads(SCHEMA.read_text("utf-8")))


def test_signatures_go_there_and_back_and_records_from_before_them_have_none() -> None:
    boxed = Signature(
        "SỞ THỦY LỢI", "MST:0100000009", None, "2025-03-12T09:30:00+07:00", True, True, 1, (1.0, 2.0, 3.5, 4.0)
    )
    signatures = (Signature(None, None, "Đinh Quốc Trường", None, False, False), boxed)
    record = replace(record_of("Một dòng chữ."), signatures=signatures)
    data = json.loads(dump_record(record))
    jsonschema.validate(data, json.loads(SCHEMA.read_text("utf-8")))
    assert parse_record(json.dumps(data)) == record
    del data["signatures"]
    assert parse_record(json.dumps(data)).signatures == ()


@each_sample()
def test_plain_values_stand_beside_their_evidence(path: Path) -> None:
    record, data = extracted(path), make_json(extracted(path))
    assert data["status"] == record.status.value
    assert [item["mentions"] for item in data["citations"]] == [len(c.mentions) for c in record.citations]
    for task, item in zip(record.tasks, data["tasks"], strict=True):
        names = [mention.name for mention in task.agencies]
        assert sorted(names) == sorted(item["lead"] + item["coordinate"] + item["direct"] + item["report_to"])
        assert (item["deadline"] is None) == (task.deadline is None)


def test_a_record_without_anything_goes_there_and_back() -> None:
    record = record_of("Một dòng chữ.")
    data = make_json(record)
    assert data["header"]["signer"] == {"name": None, "position": None, "authority": None}
    assert (data["citations"], data["tasks"], data["edges"]) == ([], [], [])
    assert parse_record(json.dumps(data)) == record
    assert record.status is Status.COMPLETE


def sample() -> Json:
    return copy.deepcopy(make_json(extracted(PATHS[0])))


def _drop(*keys: str | int) -> Callable[[Json], None]:
    def change(data: Any) -> None:
        for key in keys[:-1]:
            data = data[key]
        del data[keys[-1]]

    return change


def _put(value: object, *keys: str | int) -> Callable[[Json], None]:
    def change(data: Any) -> None:
        for key in keys[:-1]:
            data = data[key]
        data[keys[-1]] = value

    return change


FAULTS: list[tuple[Callable[[Json], None], str, str]] = [
    (_put(99, "schema_version"), "schema_version is 99", "a newer form"),
    (_drop("schema_version"), "schema_version is None", "no version at all"),
    (_drop("tasks"), "tasks", "a part is missing"),
    (_drop("text"), "text", "the text is missing"),
    (_drop("header", "evidence"), "evidence", "the places of the header are missing"),
    (_drop("header", "evidence", "code"), "code", "a fact without its place"),
    (_put("besonders", "citations", 0, "evidence", "relations", 0, "relation"), "besonders", "an unknown relation"),
    (_put("chef", "tasks", 0, "evidence", "agencies", 0, "role"), "chef", "an unknown role"),
    (_put({"name": "x"}, "source"), "sha256", "a source without its hash"),
    (_put([{"stage": "x"}], "issues"), r"issues\[0\]", "an issue that is none"),
    (_put([], "header", "evidence", "recipients"), "shorter", "places and recipients do not agree"),
    (_put(7, "citations"), "int", "a number for a list"),
]


@pytest.mark.parametrize(("change", "named", "why"), FAULTS, ids=[case[2] for case in FAULTS])
def test_a_wrong_form_is_named(change: Callable[[Json], None], named: str, why: str) -> None:
    data = sample()
    parse_record(json.dumps(data))
    change(data)
    with pytest.raises(RecordError, match=named):
        parse_record(json.dumps(data))


def test_a_deadline_of_an_unknown_kind_is_named() -> None:
    data = sample()
    task = next(task for task in data["tasks"] if task["deadline"])
    task["deadline"]["kind"] = "bald"
    with pytest.raises(RecordError, match="bald"):
        parse_record(json.dumps(data))


def test_read_record(tmp_path: Path) -> None:
    file = tmp_path / "mot.json"
    file.write_text(dump_record(extracted(PATHS[0])), "utf-8")
    assert read_record(file) == extracted(PATHS[0])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{", "a file that ends too early"),
        (b"\xff\xfe{", "not UTF-8"),
        (b"{}", "an empty object"),
        (b"", "an empty file"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "hong.json"
    file.write_bytes(content)
    with pytest.raises(RecordError, match=r"hong\.json"):
        read_record(file)


@pytest.mark.parametrize("content", [b"[]", b"7", b'"x"', b"null"])
def test_json_that_is_no_object_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "hong.json"
    file.write_bytes(content)
    with pytest.raises(RecordError, match=r"hong\.json"):
        read_record(file)
