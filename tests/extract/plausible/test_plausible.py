"""Facts that cannot be become issues, each with its place and a sentence; others do not; nothing is dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parsed_factory import record_of
from records_factory import cite, due, make_record, work

from pipeline.extract.plausible import add_doubts
from pipeline.extract.plausible.names import is_body, is_person
from pipeline.knowledge.doubts import load_bounds, load_doubt_kinds
from pipeline.model import Deadline, DeadlineKind, Issue, Record, Relation, Severity, Signer

MADE = "test_issue"  # stands in every record of the factory


def doubts(record: Record) -> list[Issue]:
    return [issue for issue in add_doubts(record).issues if issue.code != MADE]


def codes(record: Record) -> set[str]:
    return {issue.code for issue in doubts(record)}


def test_a_record_of_plain_facts_raises_no_doubt() -> None:
    record = make_record(
        "31/KH-UBND",
        issued="2031-03-02",
        parent="Tỉnh ủy Hà Nam",
        citations=[cite("12-NQ/TU", Relation.IMPLEMENTS, date="2030-12-01"), cite(name="Luật Thủy lợi", date="2017")],
        tasks=[
            work("Nạo vét kênh mương nội đồng", lead=["Sở Y tế"], deadline=due("trước 30/6/2031", end="2031-06-30"))
        ],
    )
    assert doubts(record) == []
    assert add_doubts(record) is record


def test_facts_stay_and_every_doubt_has_a_place_and_a_sentence() -> None:
    task = work("Trồng rừng", deadline=due("trước 01/02/2030", end="2030-02-01"))
    record = make_record("31", issued="2031-03-02", issuer="Về việc trồng rừng", tasks=[task])
    found = add_doubts(record)
    assert replace(found, issues=()) == replace(record, issues=())
    assert {"code_without_symbol", "issuer_is_title", "task_too_short", "deadline_before_issue"} == codes(record)
    for issue in doubts(record):
        assert issue.stage == "extract" and issue.severity is Severity.WARNING
        assert issue.start is not None and issue.end is not None and issue.start < issue.end
        assert issue.page == 1 and len(issue.message) > 20 and "{" not in issue.message


@pytest.mark.parametrize(
    ("issuer", "code"),
    [
        ("Về việc tăng cường quản lý bến đò", "issuer_is_title"),
        ("KẾ HOẠCH TRỒNG RỪNG NĂM 2031", "issuer_is_title"),
        ("Phòng chống dịch năm 2031", "issuer_is_title"),  # the title of the factory
        ("Cộng hòa xã hội chủ nghĩa Việt Nam", "issuer_is_title"),
        ("Lò Văn Thử", "issuer_is_no_body"),
        ("31/kh - UBND tỉnh Hà Nam", "issuer_is_no_body"),
        ("Hà Nam", "issuer_is_no_body"),
        ("Sở " + "Y tế và các đơn vị " * 8, "issuer_too_long"),
        ("UBND tỉnh Hà Nam", None),
        ("Ban Thường vụ Huyện ủy Mai Châu", None),
        ("Chủ tịch UBND xã Tân Mai", None),
        ("Đội Quản lý thị trường số 3", None),
        ("Trường Mầm non Hoa Sen", None),
        ("Lữ đoàn 972", None),
        ("BCĐ nuôi ong huyện Mai Châu", None),
    ],
)
def test_issuers(issuer: str, code: str | None) -> None:
    assert codes(make_record("31/KH-UBND", issued="2031-03-02", issuer=issuer)) == ({code} if code else set())


def test_the_body_above_is_looked_at_too() -> None:
    assert codes(make_record("31/KH-UBND", issued="2031-03-02", parent="V/v trồng rừng")) == {"issuer_is_title"}


@pytest.mark.parametrize(
    "name", ["Lò Văn Thử", "Y Thanh Niê Kđăm", "K'Brơi Ha", "Nguyễn văn Thử", "LÊ THỊ MẪU", "Hồ Sen"]
)
def test_names_of_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "Phó Chủ tịch",
        "Lưu: VT",
        "Ủy ban Nhân dân",
        "HIỆU TRƯỞNG",
        "Thử",
        "nguyễn văn thử",
        "Kế Hoạch",
        "31/KH-UBND",
        "Sở Công Thương",
        "Văn Phòng Đăng Ký Đất Đai Chi Nhánh Hà",
    ],
)
def test_signers_that_are_no_persons(name: str) -> None:
    record = make_record("31/KH-UBND", issued="2031-03-02")
    signer = record.identity.signer
    assert signer is not None and not is_person(name)
    strange = replace(record, identity=replace(record.identity, signer=Signer(name, "Giám đốc", None, signer.evidence)))
    assert codes(strange) == {"signer_is_no_name"}


@pytest.mark.parametrize("code", ["31", "31/2031", "05-2031"])
def test_codes_without_a_symbol(code: str) -> None:
    assert codes(make_record(code, issued="2031-03-02", type_="KH")) == {"code_without_symbol"}
    record = make_record("31/KH-UBND", issued="2031-03-02", citations=[cite(code, type_="QĐ")])
    assert codes(record) == {"cited_without_symbol"}


@pytest.mark.parametrize("code", ["/KH-UBND", "31/KH-UBND", "206/2025/QH15"])
def test_codes_with_a_symbol(code: str) -> None:
    assert codes(make_record(code, issued="2031-03-02", type_="KH")) == set()


@pytest.mark.parametrize(
    "words",
    [
        "hoàn thành trước ngày 31/02/2031.",
        "xong trước ngày 31 tháng 4 năm 2031",
        "ngày 15/13/2031",
        "báo cáo ngày 30 tháng 2",
        "hoàn thành trước 31/9",
        "chậm nhất 30/02",
        "ngày 29-02-2031",
        "ngày 31.6.2031",
        "từ ngày 00/01/2031",
        "ngày 32/01/2031",
    ],
)
def test_printed_days_that_no_calendar_has(words: str) -> None:
    record = make_record("31/KH-UBND", issued="2031-03-02", body=f"Nạo vét kênh, {words}\nNạo vét kênh, {words}\n")
    (issue,) = doubts(record)
    assert issue.code == "impossible_day"
    assert issue.start is not None and issue.end is not None
    assert record.text[issue.start : issue.end].strip(". ") in words


@pytest.mark.parametrize(
    "words",
    [
        "trước ngày 29/02/2032",
        "ngày 28 tháng 2",
        "trước 29/02",
        "đạt 31/45 xã",
        "có 30/02 hộ",
        "đến 31/45 xã",
        "mục 1.31.2031",
        "Quyết định số 31/02/2031/QĐ-UBND",
        "trước ngày 31 tháng 12 năm 2031",
        "31/12/2031",
        "tỷ lệ 31/9 trên 40",
    ],
)
def test_days_and_figures_that_are_right(words: str) -> None:
    assert codes(make_record("31/KH-UBND", issued="2031-03-02", body=f"Nạo vét kênh, {words}\n")) == set()


def test_a_day_that_was_read_and_cannot_be_is_told_once() -> None:
    record = make_record("31/KH-UBND", issued="2031-02-31")
    assert codes(record) == {"impossible_day"}
    assert len(doubts(make_record("31/KH-UBND", issued="2031-02-31", body="Nạo vét kênh\n"))) == 1


@pytest.mark.parametrize(
    ("issued", "cited", "end", "expected"),
    [
        ("1931-03-02", None, None, {"date_too_early"}),
        ("2031-03-02", "1930-02-03", None, {"date_too_early"}),
        ("2031-03-02", "1946", None, set()),
        ("2099-03-02", None, None, {"date_too_late"}),
        ("2031-03-02", None, "2301", {"date_too_late"}),
        ("2031-03-02", None, "2050", set()),
        ("2031-03-02", "2031-03-03", None, {"cited_after_issue"}),
        ("2031-03-02", "2031-03-02", None, set()),
        ("2031-03", "2031-03-20", None, set()),
        ("2031", "2032-01", None, {"cited_after_issue"}),
    ],
)
def test_dates_of_another_age(issued: str, cited: str | None, end: str | None, expected: set[str]) -> None:
    tasks = [work("Nạo vét kênh mương nội đồng", deadline=due("đến lúc ấy", end=end))] if end else []
    citations = [cite("12-NQ/TU", date=cited)] if cited else []
    assert codes(make_record("31/KH-UBND", issued=issued, citations=citations, tasks=tasks)) == expected


PERIOD = DeadlineKind.PERIOD


@pytest.mark.parametrize(
    ("deadline", "issued", "expected"),
    [
        (due("trước ngày 15/01/2031", end="2031-01-15"), "2031-03-02", {"deadline_before_issue"}),
        (due("trong năm 2030", end="2030"), "2031-03-02", {"deadline_before_issue"}),
        (due("quý I/2031", end="2031-Q1"), "2031-03-02", set()),
        (due("quý I/2031", end="2031-Q1"), "2031-04-01", {"deadline_before_issue"}),
        (due("tháng 3/2031", end="2031-03"), "2031-03-02", set()),
        (due("ngày 02/3/2031", end="2031-03-02"), "2031-03-02", set()),
        (due("2026-2030", PERIOD, start="2026", end="2030"), "2031-03-02", {"period_before_issue"}),
        (due("2026-2035", PERIOD, start="2026", end="2035"), "2031-03-02", set()),
        (due("2035-2031", PERIOD, start="2035", end="2031"), "2031-03-02", {"deadline_ends_before_it_starts"}),
        (due("trong năm 2030", end="2030"), None, set()),
        (due("hằng năm", DeadlineKind.RECURRING, recurs="yearly"), "2031-03-02", set()),
    ],
)
def test_deadlines_that_were_over(deadline: Deadline, issued: str | None, expected: set[str]) -> None:
    record = make_record("31/KH-UBND", issued=issued, tasks=[work("Nạo vét kênh mương nội đồng", deadline=deadline)])
    assert codes(record) == expected


@pytest.mark.parametrize(
    ("text", "short"), [("Trồng rừng", True), ("- 12.", True), ("Ong", True), ("Trồng rừng phòng hộ", False)]
)
def test_tasks_of_few_words(text: str, short: bool) -> None:
    record = make_record("31/KH-UBND", issued="2031-03-02", tasks=[work(text)])
    assert codes(record) == ({"task_too_short"} if short else set())


def test_an_agency_with_a_long_name_is_told_once() -> None:
    name = "Các đơn vị " + "trồng rừng, nuôi ong và " * 6
    tasks = [work("Nạo vét kênh mương nội đồng", lead=[name]), work("Nạo vét hồ chứa", lead=[name, "Sở Y tế"])]
    assert [issue.code for issue in doubts(make_record("31/KH-UBND", issued="2031-03-02", tasks=tasks))] == [
        "agency_too_long"
    ]


def test_the_reading_of_a_document_tells_its_doubts() -> None:
    """One stage of the line: what a paper prints comes out as an issue of its record."""
    record = record_of(
        "UBND TỈNH HÒA BÌNH",
        "Số: 31/KH-UBND",
        "Hòa Bình, ngày 02 tháng 3 năm 2031",
        "KẾ HOẠCH\nPhát triển nghề nuôi ong",
        "I. NHIỆM VỤ\n1. Sở Công Thương rà soát giống ong, xong trước ngày 31/02/2031.\n"
        "2. Sở Y tế kiểm tra trước ngày 15/01/2031.",
    )
    assert {"impossible_day", "deadline_before_issue"} <= {issue.code for issue in record.issues}


def test_every_kind_is_a_known_word_with_a_sentence() -> None:
    for code, kind in load_doubt_kinds().items():
        assert code == kind.code and Severity(kind.severity) is not Severity.INFO
        assert kind.says.format(value="x", other="y")[-1] not in ".!", "a message is a sentence without its dot"
    assert load_bounds().first_year == 1945


def test_bodies_of_the_register_and_of_none() -> None:
    assert is_body("Bộ Tài chính") and is_body("Bảo tàng tỉnh Hòa Bình")
    assert not is_body("Nuôi ong lấy mật")
