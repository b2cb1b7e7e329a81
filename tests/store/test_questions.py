"""Questions: tasks, cards, trees, search, overview, over one small invented corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from records_factory import cite, due, make_record, work

from pipeline.errors import Ambiguous, NotFound, WrongQuestion
from pipeline.link import LINKER, find_chains
from pipeline.model import AgencyRole, DeadlineKind, Record, Relation
from pipeline.store import Database, open_database
from pipeline.store.ask.answers import CitationNode
from pipeline.store.ask.overview import citation_graph, counts, missing_documents
from pipeline.store.ask.search import make_snippet, search
from pipeline.store.ask.tasks import find_tasks, upcoming_deadlines
from pipeline.store.card import citation_tree, find_document

RESOLUTION, PLAN, SYT = "98-nq-tw.2030-01-30", "15-kh-ubnd.2031-01-20.tinh-ha-nam", "7-kh-syt.2031-03-05.tinh-ha-nam"


def recurring(raw: str, recurs: str, end: str | None = None) -> object:
    """Return a recurring deadline."""
    return due(raw, DeadlineKind.RECURRING, end=end, recurs=recurs)


def corpus() -> list[Record]:
    """A resolution, a province's plan that carries it out, a department's plan under that, another province."""
    return [
        make_record("98-NQ/TW", issued="2030-01-30", issuer="Bộ Chính trị", title="Phát triển khoa học"),
        make_record(
            "15/KH-UBND",
            issued="2031-01-20",
            title="Đầu tư cho trường học",
            citations=[
                cite("98-NQ/TW", Relation.IMPLEMENTS, date="2030-01-30", mentions=2),
                cite("98/2030/QH19", Relation.LEGAL_BASIS, date="2030-06-17", name="Luật Đầu tư", type_="Luật"),
            ],
            tasks=[
                work(
                    "Đầu tư phòng thí nghiệm",
                    lead=["Sở KH&CN"],
                    deadline=due("tháng 12/2031", end="2031-12"),
                    path="II.1",
                ),
                work("Sửa mái trường", lead=["Sở Xây dựng"], deadline=due("quý II/2031", end="2031-Q2"), path="II.2"),
                work("Lập dự toán", lead=["Sở Tài chính"], coordinate=["Sở Khoa học và Công nghệ"], path="II.3"),
                work(
                    "Xếp dấu tự do",
                    lead=["Các sở, ban, ngành"],
                    report_to=["UBND tỉnh"],
                    product="Báo cáo",
                    path="II.4",
                ),
            ],
        ),
        make_record(
            "7/KH-SYT",
            issued="2031-03-05",
            issuer="Sở Y tế tỉnh Hà Nam",
            parent="UBND tỉnh Hà Nam",
            title="Khám sức khỏe học sinh",
            citations=[
                cite("15/KH-UBND", Relation.IMPLEMENTS, date="2031-01-20"),
                cite("98/2030/QH19", date="2030-06-17"),
            ],
            tasks=[
                work(
                    "Khám mắt",
                    lead=["Phòng Nghiệp vụ"],
                    deadline=recurring("30/11 hằng năm", "yearly:--11-30"),
                    path="1",
                ),
                work(
                    "Khám răng",
                    lead=["Phòng Nghiệp vụ"],
                    deadline=recurring("15/5, 15/11", "yearly:--05-15,--11-15"),
                    path="2",
                ),
                work("Họp", lead=["Văn phòng Sở"], deadline=recurring("thứ sáu", "weekly:FR"), path="3"),
                work(
                    "Gửi số liệu",
                    lead=["Văn phòng Sở"],
                    deadline=recurring("ngày 31 hằng tháng", "monthly:31"),
                    path="4",
                ),
                work("Tổng kết", lead=["Văn phòng Sở"], deadline=recurring("hằng quý", "quarterly"), path="5"),
                work("Sơ kết", lead=["Văn phòng Sở"], deadline=recurring("hằng năm", "yearly", end="2032"), path="6"),
                work("Trực", lead=["Văn phòng Sở"], deadline=recurring("thường kỳ", "periodic"), path="7"),
            ],
        ),
        make_record(
            "15/KH-UBND",
            issued="2031-02-20",
            issuer="UBND tỉnh Tây Bình",
            title="Trồng rừng",
            tasks=[work("Ươm giống", lead=["Sở KH&CN"], deadline=due("ngày 01/9/2031", end="2031-09-01"))],
        ),
    ]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with open_database(tmp_path_factory.mktemp("db") / "a.db", create=True, linker=LINKER) as one:
        one.load(corpus())
        yield one


@pytest.mark.parametrize(
    ("agency", "role", "due_before", "document", "texts", "why"),
    [
        (
            "Sở KH&CN",
            None,
            None,
            None,
            ["Ươm giống", "Đầu tư phòng thí nghiệm", "Lập dự toán"],
            "short form, any province",
        ),
        ("so khoa hoc va cong nghe", "coordinate", None, None, ["Lập dự toán"], "without marks"),
        ("Sở Khoa học Công nghệ", "lead", None, None, ["Ươm giống", "Đầu tư phòng thí nghiệm"], "without và"),
        ("Sở KHCN tỉnh Hà Nam", "lead", None, None, ["Đầu tư phòng thí nghiệm"], "one province"),
        ("sở khoa học và công nghệ", AgencyRole.COORDINATE, None, None, ["Lập dự toán"], "a role as a value"),
        ("Giám đốc Sở Xây dựng", None, None, None, ["Sửa mái trường"], "the head acts for the body"),
        ("UBND tỉnh Hà Nam", "report_to", None, None, ["Xếp dấu tự do"], "a relative name was bound"),
        ("Xây dựng", None, None, None, ["Sửa mái trường"], "words of a name, where no name is equal"),
        (None, "report_to", None, None, ["Xếp dấu tự do"], "somebody has this role"),
        (None, None, "2031-06-30", None, ["Sửa mái trường"], "a quarter ends on its last day, which counts"),
        (None, None, "2031-06-29", None, [], "the day before it does not"),
        (
            None,
            None,
            "2031-12",
            "15-kh-ubnd.2031-01-20.tinh-ha-nam",
            ["Đầu tư phòng thí nghiệm", "Sửa mái trường"],
            "month",
        ),
        (None, None, date(2031, 9, 1), "15-kh-ubnd.2031-02-20.tinh-tay-binh", ["Ươm giống"], "a date as a value"),
        ("Sở KH&CN", "lead", "2031-09-30", None, ["Ươm giống"], "all together"),
        (None, None, None, "15-kh-ubnd.2031-02-20.tinh-tay-binh", ["Ươm giống"], "one document"),
    ],
)
def test_tasks(
    database: Database,
    agency: str | None,
    role: AgencyRole | str | None,
    due_before: date | str | None,
    document: str | None,
    texts: list[str],
    why: str,
) -> None:
    rows = find_tasks(database, agency=agency, role=role, due_before=due_before, document=document)
    assert [row.text for row in rows] == texts, why


def test_task_row_is_complete(database: Database) -> None:
    row = find_tasks(database, document=PLAN)[3]
    assert (row.document, row.code, row.issuer, row.path) == (PLAN, "15/KH-UBND", "UBND tỉnh Hà Nam", "II.4")
    assert (row.lead, row.report_to, row.product, row.page) == (("Các sở, ban, ngành",), ("UBND tỉnh",), "Báo cáo", 1)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"agency": "Sở Y Tếế"}, NotFound, "No agency answers to 'Sở Y Tếế'. Near: Sở Y tế tỉnh Hà Nam"),
        ({"role": "boss"}, WrongQuestion, "'boss' is no role. Roles are lead, coordinate, direct, report_to"),
        ({"due_before": "mai"}, WrongQuestion, "'mai' is no date. Write 2031-12-31"),
        ({"document": "16/KH-UBND"}, NotFound, "Near: 15/KH-UBND"),
    ],
)
def test_wrong_questions_get_a_sentence(database: Database, arguments: dict[str, str], error: type, words: str) -> None:
    with pytest.raises(error) as caught:
        find_tasks(database, **arguments)  # type: ignore[arg-type]
    assert words in str(caught.value)


def test_a_document_with_two_files_sets_its_tasks_once(tmp_path: Path) -> None:
    files = [
        make_record("15/KH-UBND", issued="2031-01-20", tasks=[work("Họp", lead=["Sở Y tế"])], salt=one) for one in "ab"
    ]
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as two:
        two.load(files)
        assert len(find_tasks(two)) == 1
        assert two.connection.execute("SELECT max(lead) FROM agency_workload").fetchone()[0] == 1
        assert len(find_document(two, "15/KH-UBND").files) == 2


@pytest.mark.parametrize(
    ("wanted", "id_", "why"),
    [
        (PLAN, PLAN, "its id"),
        ("98-NQ/TW", RESOLUTION, "its code"),
        ("098-nq/tw ", RESOLUTION, "its code in another spelling"),
        ("kham suc khoe hoc sinh", SYT, "its title, folded"),
        ("Luật Đầu tư", "98-2030-qh19.2030-06-17", "a cited law by name"),
        (corpus()[2].source.sha256, SYT, "the SHA-256 of its file"),
        (corpus()[2].source.sha256[:10], SYT, "its beginning"),
    ],
)
def test_documents_are_found(database: Database, wanted: str, id_: str, why: str) -> None:
    assert find_document(database, wanted).document.id == id_, why


def test_one_code_in_two_provinces_asks_back(database: Database) -> None:
    with pytest.raises(Ambiguous) as caught:
        find_document(database, "15/KH-UBND")
    assert caught.value.head == ("number", "date", "issuer", "title", "file")
    assert caught.value.rows == (
        ("15/KH-UBND", "2031-02-20", "UBND tỉnh Tây Bình", "Trồng rừng", "15-KH-UBND.txt"),
        ("15/KH-UBND", "2031-01-20", "UBND tỉnh Hà Nam", "Đầu tư cho trường học", "15-KH-UBND.txt"),
    )


def test_card_holds_everything_with_its_words(database: Database) -> None:
    card = find_document(database, PLAN)
    words = {row.field: row.place.words for row in card.header}
    assert words["code"] == "15/KH-UBND" and words["title"] == "Đầu tư cho trường học"
    assert words["signer"] == "Nguyễn Văn Mẫu"
    assert [row.value for row in card.header if row.field == "recipient"] == ["Như trên", "Lưu: VT"]
    assert [(row.document.code, row.relations, len(row.places)) for row in card.cites] == [
        ("98-NQ/TW", ("implements",), 2),
        ("98/2030/QH19", ("legal_basis",), 1),
    ]
    assert [(row.document.id, row.relations) for row in card.cited_by] == [(SYT, ("implements",))]
    assert [(what, place.words) for what, place in card.tasks[0].places] == [
        ("text", "Đầu tư phòng thí nghiệm"),
        ("lead", "Sở KH&CN"),
        ("deadline", "tháng 12/2031"),
    ]
    assert [(issue.code, issue.severity) for issue in card.issues] == [("test_issue", "info")]


def test_card_of_a_document_that_is_not_held(database: Database) -> None:
    card = find_document(database, "98/2030/QH19")
    assert (card.files, card.header, card.tasks) == ((), (), ())
    assert len(card.cited_by) == 2 and not card.document.is_held


def shape(node: CitationNode) -> object:
    """Return a tree as nested pairs of code and branches; a repeated document has an asterisk."""
    return ((node.document.code or "") + "*" * node.is_repeated, [shape(child) for child in node.children])


def test_tree_of_what_it_rests_on(database: Database) -> None:
    assert shape(citation_tree(database, SYT)) == (
        "7/KH-SYT",
        [("98/2030/QH19", []), ("15/KH-UBND", [("98-NQ/TW", []), ("98/2030/QH19", [])])],
    )


def test_tree_of_who_rests_on_it(database: Database) -> None:
    assert shape(citation_tree(database, RESOLUTION, up=True)) == ("98-NQ/TW", [("15/KH-UBND", [("7/KH-SYT", [])])])
    assert shape(citation_tree(database, RESOLUTION, up=True, depth=1)) == ("98-NQ/TW", [("15/KH-UBND", [])])
    assert shape(citation_tree(database, RESOLUTION, up=True, depth=0)) == ("98-NQ/TW", [])


def test_tree_ends_in_a_circle(tmp_path: Path) -> None:
    ring = [
        make_record(f"{one}/KH-UBND", issued="2031-01-20", citations=[cite(f"{other}/KH-UBND", date="2031-01-20")])
        for one, other in ((1, 2), (2, 3), (3, 1))
    ]
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as circle:
        circle.load(ring)
        assert shape(citation_tree(circle, "1/KH-UBND", depth=9)) == (
            "1/KH-UBND",
            [("2/KH-UBND", [("3/KH-UBND", [("1/KH-UBND*", [])])])],
        )


@pytest.mark.parametrize(
    ("words", "first", "why"),
    [
        ("dau tu phong thi nghiem", "Đầu tư phòng thí nghiệm", "without marks"),
        ("đầu tư phòng", "Đầu tư phòng thí nghiệm", "with marks"),
        ("dấu tự", "Xếp dấu tự do", "typed marks go first"),
        ('"mai truong"', "Sửa mái trường", "a phrase"),
        ("TRUONG mái", "Sửa mái trường", "any order, any case"),
    ],
)
def test_search_finds_tasks(database: Database, words: str, first: str, why: str) -> None:
    hit = next(hit for hit in search(database, words) if hit.kind == "task")
    assert hit.snippet == first, why


def test_search_marks_the_words(database: Database) -> None:
    hit = next(hit for hit in search(database, "dau tu") if hit.kind == "task")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["Đầu", "tư"]
    assert (hit.document, hit.path, hit.page) == (PLAN, "II.1", 1)


LONG = "Một hai ba bốn năm sáu bảy tám chín mười. " * 10


@pytest.mark.parametrize(
    ("text", "begins", "ends", "why"),
    [
        ("Đầu tư trước. " + LONG, "Đầu tư trước.", " …", "cut behind"),
        (LONG + "Sau cùng đầu tư.", "… ", "Sau cùng đầu tư.", "cut in front, filled up"),
        (LONG + "Giữa\nđầu\ttư. " + LONG, "… ", " …", "cut on both sides, blanks for line ends"),
        ("Đầu tư.", "Đầu tư.", "Đầu tư.", "not cut"),
        (LONG, "Một", " …", "no such words: from the beginning"),
    ],
)
def test_snippets(text: str, begins: str, ends: str, why: str) -> None:
    snippet, marks, place = make_snippet(text, ("dau tu",), "dau tu")
    assert snippet.startswith(begins) and snippet.endswith(ends), why
    assert "\n" not in snippet and len(snippet) <= 210
    assert [snippet[start:end].lower() for start, end in marks] == ["đầu tư"] * text.lower().replace("\n", " ").replace(
        "\t", " "
    ).count("đầu tư"), why
    assert text[place : place + 3].lower() in ("đầu", "một")


def test_search_finds_documents_by_code_and_shows_context(database: Database) -> None:
    hit = next(hit for hit in search(database, "7/KH-SYT") if hit.kind == "document")
    assert hit.document == SYT
    assert "7/KH-SYT" in [hit.snippet[start:end] for start, end in hit.marks]


@pytest.mark.parametrize("words", ["16/KH-UBND", "phong dich", "tinh ha nam"])
def test_search_finds_the_header_of_a_scan(tmp_path: Path, words: str) -> None:
    """Code, title and issuer are found even where the text does not hold them."""
    scan = replace(make_record("16/KH-UBND", title="Phòng dịch"), text="...")
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as one:
        one.load([scan])
        assert [hit.code for hit in search(one, words)] == ["16/KH-UBND"]


@pytest.mark.parametrize(
    ("words", "codes", "why"),
    [
        ("du lịch cộng đồng", ["1/KH-UBND"], "the syllables of a word stand together"),
        ("du lich cong dong", ["1/KH-UBND", "2/KH-UBND"], "without marks nobody knows the words"),
        ("lịch bóng", ["2/KH-UBND"], "words of one syllable stand anywhere"),
        ("đồng lịch bóng", ["2/KH-UBND"], "in any order"),
        ("thi đua đấu bóng", ["2/KH-UBND"], "what nothing holds as words is looked for syllable by syllable"),
    ],
)
def test_words_of_several_syllables(tmp_path: Path, words: str, codes: list[str], why: str) -> None:
    texts = ("Phát triển du lịch, gắn với cộng đồng.", "Lịch thi đấu bóng, du khách mua vé 20 đồng, cộng đua xe.")
    records = [replace(make_record(f"{number}/KH-UBND"), text=text) for number, text in enumerate(texts, 1)]
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as one:
        one.load(records)
        assert sorted(hit.code or "" for hit in search(one, words)) == codes, why


@pytest.mark.parametrize("words", ["quặng uranium", '"thi nghiem phong"', "sua khoe"])
def test_search_finds_nothing(database: Database, words: str) -> None:
    assert search(database, words) == []


@pytest.mark.parametrize("words", ["", "  ", "…", '""'])
def test_search_needs_a_word(database: Database, words: str) -> None:
    with pytest.raises(WrongQuestion, match="no word to look for"):
        search(database, words)


@pytest.mark.parametrize("words", ["AND", "a OR b", "tư*", "NEAR(a b)", 'x"y', "(", "-", "head:đầu"])
def test_search_takes_no_commands(database: Database, words: str) -> None:
    try:
        search(database, words)
    except WrongQuestion as error:
        assert "no word" in str(error)


def test_search_keeps_its_limit(database: Database) -> None:
    assert len(search(database, "sở", limit=2)) == 2


@pytest.mark.parametrize(
    ("today", "due_days", "why"),
    [
        (
            date(2031, 5, 15),
            {"Khám mắt": "2031-11-30", "Khám răng": "2031-05-15", "Họp": "2031-05-16", "Gửi số liệu": "2031-05-31"}
            | {"Tổng kết": "2031-06-30", "Sơ kết": "2031-12-31", "Sửa mái trường": "2031-06-30"}
            | {"Ươm giống": "2031-09-01", "Đầu tư phòng thí nghiệm": "2031-12-31"},
            "the day itself still counts",
        ),
        (
            date(2032, 12, 31),
            {"Khám mắt": "2033-11-30", "Khám răng": "2033-05-15", "Họp": "2032-12-31", "Gửi số liệu": "2032-12-31"}
            | {"Tổng kết": "2032-12-31", "Sơ kết": "2032-12-31"},
            "next year's day, and past dates are gone",
        ),
        (
            date(2033, 2, 1),
            {"Khám mắt": "2033-11-30", "Khám răng": "2033-05-15", "Họp": "2033-02-04", "Gửi số liệu": "2033-02-28"}
            | {"Tổng kết": "2033-03-31"},
            "a short month ends early; what ended in 2032 is gone",
        ),
    ],
)
def test_upcoming_deadlines(database: Database, today: date, due_days: dict[str, str], why: str) -> None:
    assert {row.text: row.due for row in upcoming_deadlines(database, today=today)} == due_days, why


def test_upcoming_view_is_the_same_as_the_question(database: Database) -> None:
    """Whatever day it is: the view with `now` and the question for today give the same rows."""
    now = date.fromisoformat(database.connection.execute("SELECT date('now')").fetchone()[0])
    assert upcoming_deadlines(database) == upcoming_deadlines(database, today=now)


def test_counts(database: Database) -> None:
    found = counts(database)
    assert (found.files, found.documents, found.held, found.missing, found.partial) == (4, 5, 4, 1, 0)
    assert (found.citations, found.tasks, found.issues) == (4, 12, 4)


def test_missing_documents(database: Database) -> None:
    assert [(row.document, row.cited_by, row.mentions) for row in missing_documents(database)] == [
        ("98-2030-qh19.2030-06-17", 2, 2)
    ]


def test_workload_tells_bodies_from_groups(database: Database) -> None:
    rows = database.connection.execute(
        "SELECT name, kind, lead, dated FROM agency_workload ORDER BY lead DESC"
    ).fetchall()
    assert ("Văn phòng Sở Y tế tỉnh Hà Nam", "body", 5, 1) in [tuple(row) for row in rows]
    assert {row[1] for row in rows if row[0] == "Các sở, ban, ngành tỉnh Hà Nam"} == {"group"}


def test_workload_is_of_bodies_and_groups_and_others_are_shown_on_demand(tmp_path: Path) -> None:
    leads = ["Sở Y tế", "Công ty Chè Xanh", "ông Nguyễn Văn A", "Trưởng đoàn", "đơn vị được giao", "Các sở, ban, ngành"]
    record = make_record("9/KH-UBND", issued="2024-05-06", tasks=[work("Hái chè", lead=leads)])
    with open_database(tmp_path / "a.db", create=True, linker=LINKER) as made:
        made.load([record])
        ask = made.connection.execute
        assert {row[0] for row in ask("SELECT kind FROM agency_workload")} == {"body", "group"}
        others = {row[0]: (row[1], row[2]) for row in ask("SELECT kind, lead, level FROM all_workload")}
        assert {kind: others[kind] for kind in ("company", "person", "post", "phrase")} == dict.fromkeys(
            ("company", "person", "post", "phrase"), (1, None)
        )
        named = "SELECT name FROM {} WHERE name LIKE '%Nguyễn%'"
        assert not [row for table in ("agencies", "agency_aliases", "agency_forms") for row in ask(named.format(table))]
        assert [row[0] for row in ask(named.format("task_agencies"))] == ["ông Nguyễn Văn A"]


def test_cascade_from_the_database(database: Database) -> None:
    assert find_chains(citation_graph(database)) == [(RESOLUTION, PLAN, SYT)]
