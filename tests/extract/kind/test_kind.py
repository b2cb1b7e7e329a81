"""What a file is: documents that lack much stay documents, what is something else is kept without facts."""

from __future__ import annotations

from pathlib import Path

import pytest
from specimens import DOCUMENTS, OTHERS

from pipeline.knowledge.load import load_map
from pipeline.model import AgencyRole, FileKind, Identity, Record, Severity
from pipeline.model.record_json import dump_record, parse_record
from pipeline.runs.one_file import extract_file

WITHOUT_LEADS = {"nhan-dang.txt", "lich.txt", "khongdau.txt"}
"""Documents whose words were misread, or that give nobody work."""


def read(folder: Path, name: str, text: str) -> Record:
    path = folder / name
    path.write_text(text, "utf-8")
    return extract_file(path)


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_document_is_kept_without_facts(name: str, tmp_path: Path) -> None:
    text, kind = OTHERS[name]
    record = read(tmp_path, name, text)
    assert (record.kind, record.is_document) == (FileKind(kind), False)
    assert 0.5 <= record.kind_confidence < 1
    assert record.text.split()[:3] != []
    assert (record.tasks, record.citations, record.edges, record.sections) == ((), (), (), ())
    assert record.identity == Identity()


@pytest.mark.parametrize("name", OTHERS)
def test_an_issue_says_why_it_is_no_document(name: str, tmp_path: Path) -> None:
    text, kind = OTHERS[name]
    (issue,) = [issue for issue in read(tmp_path, name, text).issues if issue.code == "no_document"]
    assert load_map("kinds", "called")[kind] in issue.message
    assert issue.severity is Severity.WARNING  # never an error: the file is not to blame


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_lacks_much_stays_one(name: str, tmp_path: Path) -> None:
    record = read(tmp_path, name, DOCUMENTS[name])
    assert record.is_document
    assert [issue.code for issue in record.issues if issue.code == "no_document"] == []


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name not in WITHOUT_LEADS])
def test_its_tasks_are_read(name: str, tmp_path: Path) -> None:
    assert any(task.names(AgencyRole.LEAD) for task in read(tmp_path, name, DOCUMENTS[name]).tasks)


def test_what_is_in_doubt_is_told(tmp_path: Path) -> None:
    record = read(tmp_path, "sao-chep.txt", "Trang chủ\nTin tức\nĐăng nhập\nKẾ HOẠCH\nnuôi ong\n1. Mua thùng ong.\n")
    assert record.kind_confidence < 0.9


def test_the_kind_is_in_the_json_of_a_record_and_comes_back(tmp_path: Path) -> None:
    record = read(tmp_path, "ghi-chu.txt", OTHERS["ghi-chu.txt"][0])
    assert parse_record(dump_record(record)) == record


def test_an_older_record_without_a_kind_is_one_of_a_document(tmp_path: Path) -> None:
    text = dump_record(read(tmp_path, "du-thao.txt", DOCUMENTS["du-thao.txt"]))
    lines = [line for line in text.splitlines() if not line.startswith((' "kind"', ' "kind_confidence"'))]
    assert parse_record("\n".join(lines)).is_document
