"""The card of an act with several files: each value from the file that was read best, and where the others differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from records_factory import cite, due, invent, make_record, work

from pipeline.link import LINKER
from pipeline.model import Record, Signature
from pipeline.store import Database, open_database
from pipeline.store.ask.tasks import find_tasks
from pipeline.store.card import find_document

Load = Callable[..., Database]
SEAL = Signature("UBND tỉnh Hà Nam", None, None, "2031-02-26T09:00:00+07:00", True, True)
TASKS = [
    work("Tiêm phòng cho trẻ em", lead=["Sở Y tế"], deadline=due("trước 30/6/2031", end="2031-06-30"), path="1"),
    work("Mua thuốc và dụng cụ", lead=["Sở Tài chính"], path="2"),
]


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Load]:
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as database:

        def load_all(*records: Record) -> Database:
            database.load(records)
            return database

        yield load_all


def draft(**facts: Any) -> Record:
    given: dict[str, Any] = {"issued": "2031-02", "body": invent(1), "tasks": TASKS, "name": "dự thảo.docx"}
    return make_record("/KH-UBND", type_="KH", **{**given, **facts})


def signed(**facts: Any) -> Record:
    given: dict[str, Any] = {"issued": "2031-02-26", "body": invent(1), "tasks": TASKS[:1], "name": "16.pdf"}
    return make_record("16/KH-UBND", **{**given, **facts})


def compare(database: Database) -> list[tuple[str, str | None, str | None]]:
    return [(row.field, row.value, row.given) for row in find_document(database, "16/KH-UBND").differences]


def test_the_signed_file_speaks_for_the_act(load: Load) -> None:
    database = load(draft(), signed(signatures=[SEAL]))
    card = find_document(database, "16/KH-UBND")
    assert [file.name for file in card.files] == ["16.pdf", "dự thảo.docx"], "though the draft gave more facts"
    assert [file.signatures for file in card.files] == [(SEAL,), ()]
    given = {row.field: (row.value, row.place.file) for row in card.header}
    first = card.files[0].sha256[:16]
    assert given["code"] == ("16/KH-UBND", first)
    assert given["issued"] == ("2031-02-26", first)
    assert given["title"][1] == first
    assert [task.text for task in find_tasks(database)] == [TASKS[0].text]
    assert {issue.file for issue in card.issues} == {"dự thảo.docx", "16.pdf"}


def test_two_copies_that_disagree_on_a_deadline_are_an_issue(load: Load) -> None:
    later = work(TASKS[0].text, lead=["Sở Y tế"], deadline=due("trước 30/9/2031", end="2031-09-30"), path="1")
    newer = replace(SEAL, signed_at="2031-03-01T09:00:00+07:00")
    old, new = signed(signatures=[SEAL], salt="old"), signed(signatures=[newer], tasks=[later], name="16 bản mới.pdf")
    database = load(old, new)
    assert [task.ends for task in find_tasks(database)] == ["2031-09-30"]
    assert compare(database) == [("task 1 deadline", "trước 30/6/2031", "trước 30/9/2031")]
    (fault,) = [one for one in find_document(database, "16/KH-UBND").faults if one.check == "files_differ"]
    assert (fault.severity, fault.file) == ("warning", "16.pdf")
    assert "task 1 deadline" in fault.message


def test_files_that_agree_differ_in_nothing(load: Load) -> None:
    assert compare(load(draft(), signed(tasks=TASKS))) == [], "what a draft leaves open is no difference"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"title": "Phòng chống bệnh dại"}, ("title", "Phòng chống bệnh dại", "Phòng chống dịch năm 2031")),
        ({"issued": "2031-02-25"}, ("issued", "2031-02-25", "2031-02-26")),
        ({"citations": [cite("9/QĐ-UBND")]}, ("cites", "9/QĐ-UBND", None)),
        ({"tasks": TASKS[:1]}, ("task 2", None, "Mua thuốc và dụng cụ")),
        ({"tasks": [*TASKS, work("Báo cáo", path="3")]}, ("task 3", "Báo cáo", None)),
        (
            {"tasks": [TASKS[0], work("Mua thuốc và dụng cụ", lead=["Sở Y tế"], path="2")]},
            ("task 2 lead", "Sở Y tế", "Sở Tài chính"),
        ),
        (
            {"tasks": [work(TASKS[0].text, lead=["Sở Y tế"], path="1"), TASKS[1]]},
            ("task 1 deadline", None, "trước 30/6/2031"),
        ),
        (
            {"tasks": [TASKS[0], work("Xin thêm kinh phí", lead=["Sở Tài chính"], path="2")]},
            ("task 2", "Xin thêm kinh phí", "Mua thuốc và dụng cụ"),
        ),
    ],
)
def test_where_a_second_copy_differs(
    load: Load, facts: dict[str, Any], expected: tuple[str, str | None, str | None]
) -> None:
    whole = signed(tasks=TASKS, citations=[cite("1/NQ-HĐND"), cite("2/NQ-HĐND")])
    copy = {"tasks": TASKS, "citations": [cite("1/NQ-HĐND"), cite("2/NQ-HĐND")], "failed": True, "name": "scan.pdf"}
    citations = [*copy["citations"], *facts.get("citations", [])]  # type: ignore[misc]
    database = load(whole, signed(**{**copy, **facts, "citations": citations}))
    assert compare(database) == [expected]
    assert {row.file for row in find_document(database, "16/KH-UBND").differences} == {"scan.pdf"}


def test_one_misread_word_of_twelve_is_no_other_task(load: Load) -> None:
    words = "rà soát bổ sung trang thiết bị y tế cho các trạm y tế xã trong toàn tỉnh năm nay"
    one, other = (work(text, path="1") for text in (words, words.replace("trạm", "trậm")))
    assert compare(load(signed(tasks=[one]), signed(tasks=[other], failed=True))) == []


def test_removing_a_file_leaves_the_others(load: Load) -> None:
    first, second = draft(), signed(signatures=[SEAL])
    database = load(first, second)
    before = find_document(database, "16/KH-UBND")
    database.remove(second.source.sha256)
    alone = find_document(database, first.source.sha256)
    assert (alone.document.code, alone.document.issued, len(alone.files)) == ("/KH-UBND", "2031-02", 1)
    database.load([second])
    assert find_document(database, "16/KH-UBND") == before
