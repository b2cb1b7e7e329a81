"""Which document a user means: every way in which people name one, on a small invented shelf."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from records_factory import cite, make_record

from pipeline.errors import Ambiguous, NotFound
from pipeline.link import LINKER
from pipeline.model import Record
from pipeline.store import Database, open_database
from pipeline.store.ask.lookup import find_documents, resolve_document
from pipeline.store.ask.names import name_document
from pipeline.store.ask.search import search


def shelf() -> list[Record]:
    """Plans with and without number, two of one number in two provinces, and acts that are only cited."""
    return [
        make_record(
            "61/KH-UBND",
            issued="2031-04-02",
            title="Trồng dừa nước ven đê năm 2031",
            name="Kế hoạch dừa nước (ký số).pdf",
            citations=[
                cite("1205/QĐ-UBND", date="2030-12-05", type_="QĐ"),
                cite("15/KH-UBND", date="2029-03-03", issuer="UBND tỉnh Đông Sơn"),
                cite(None, name="Luật Thủy lợi", date="2017-06-19", type_="Luật"),
            ],
        ),
        make_record("/KH-SCT", issued="2031-05", issuer="Sở Công Thương tỉnh Hà Nam", title="Mở chợ nổi cuối tuần"),
        make_record("15/KH-UBND", issued="2031-01-20", title="Dạy bơi cho học sinh", name="a.zip!phụ lục.docx"),
        make_record(
            "15/KH-UBND",
            issued="2031-02-20",
            issuer="UBND tỉnh Tây Bình",
            title="Dựng cầu phao mùa lũ",
            name="b.zip!phụ lục.docx",
        ),
        make_record("9-CV/BTCTU", issued="2031-06-11", issuer="Ban Tổ chức Tỉnh ủy Hà Nam", title="rà soát biên chế"),
        make_record(None, type_="TB", issued="2031-07-01", title="Lịch trực mùa lũ", name="truc-mua-lu.txt"),
    ]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with open_database(tmp_path_factory.mktemp("db") / "a.db", create=True, linker=LINKER) as one:
        one.load(shelf())
        yield one


COCONUT, MARKET, SWIM, BRIDGE, STAFF, WATCH = (
    *("Trồng dừa nước ven đê năm 2031", "Mở chợ nổi cuối tuần", "Dạy bơi cho học sinh", "Dựng cầu phao mùa lũ"),
    *("rà soát biên chế", "Lịch trực mùa lũ"),
)


@pytest.mark.parametrize(
    ("words", "title", "why"),
    [
        ("61/KH-UBND", COCONUT, "its code"),
        (" 061/kh-ubnd ", COCONUT, "another spelling"),
        ("61 / KH – UBND", COCONUT, "blanks and another dash"),
        ("61khubnd", COCONUT, "no marks and no blanks"),
        ("số 61/KH-UBND", COCONUT, "with what is printed before it"),
        ("61", COCONUT, "the number alone"),
        ("Kế hoạch 61", COCONUT, "type and number"),
        ("61/KH", COCONUT, "the beginning of its code"),
        ("Kế hoạch số 61/KH-UBND ngày 02/4/2031 của UBND tỉnh Hà Nam", COCONUT, "a citation out of another document"),
        ("15/KH-UBND Tây Bình", BRIDGE, "a code that two have, and a word of the issuer"),
        ("15/KH-UBND 20/01/2031", SWIM, "a code that two have, and the date"),
        ("15/KH-UBND (cầu phao)", BRIDGE, "a code that two have, and words of the title"),
        ("15/KH-UBND 2029", None, "the date picks the one that is only cited"),
        ("/KH-SCT", MARKET, "a draft's code"),
        ("kh-sct", MARKET, "a draft's code without its stroke"),
        ("/KH-SCT ngày 2031-05", MARKET, "a draft's code and its month"),
        ("kế hoạch /KH-SCT (chợ nổi)", MARKET, "a draft's code among other words"),
        ("Mở chợ nổi cuối tuần", MARKET, "its title"),
        ("kế hoạch mở chợ nổi cuối tuần", MARKET, "type and title"),
        ("cuoi tuan cho noi", MARKET, "words of its title, in any order, without marks"),
        ("dừa nước 2031", COCONUT, "a year in the title is a word of it"),
        ("chợ nổi 5/2031", MARKET, "words of its title and its month"),
        ("thông báo lịch trực", WATCH, "the type in front of words of its title"),
        ("biên chế ban tổ chức", STAFF, "words of title and issuer"),
        ("9-cv/btctu", STAFF, "a code of the Party"),
        ("CV-BTCTU", STAFF, "neither its number nor its stroke"),
        ("Kế hoạch dừa nước (ký số).pdf", COCONUT, "its file"),
        ("~/Tải về/ke hoach dua nuoc (ky so)", COCONUT, "its file without marks and suffix, in a folder"),
        (r"C:\van ban\truc-mua-lu.txt", WATCH, "its file in a folder of Windows"),
        ("truc_mua_lu", WATCH, "its file, otherwise joined"),
        ("b.zip", BRIDGE, "the archive that it came in"),
        ("b.zip!phụ lục.docx", BRIDGE, "a member of an archive"),
        ("b.zip/phụ lục", BRIDGE, "a member as of a folder"),
        ("kh:mo-cho-noi", MARKET, "the beginning of its id"),
        ("61-kh-ubnd.2031", COCONUT, "the beginning of its id, beside its code"),
        ("1205/QĐ-UBND", None, "an act that is only cited"),
        ("luat thuy loi", "Luật Thủy lợi", "a law by name"),
        ("Luật Thủy lợi ngày 19/6/2017", "Luật Thủy lợi", "a law by name and date"),
    ],
)
def test_a_document_is_found(database: Database, words: str, title: str | None, why: str) -> None:
    assert resolve_document(database.connection, words).title == title, why


@pytest.mark.parametrize(
    ("words", "titles", "why"),
    [
        ("15/KH-UBND", [BRIDGE, SWIM], "held by two provinces; the third is only cited"),
        ("phụ lục.docx", [BRIDGE, SWIM], "one name in two archives"),
        ("mùa lũ", [WATCH, BRIDGE], "words of two titles"),
    ],
)
def test_several_candidates_are_listed(database: Database, words: str, titles: list[str], why: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        resolve_document(database.connection, words)
    assert [row[3] for row in caught.value.rows] == titles, why
    assert all(row[1] and row[2] and row[4] for row in caught.value.rows)


@pytest.mark.parametrize(
    "words", ["62/KH-UBND", "61/QĐ-UBND", "61/KH-UBND 2030", "61/KH-UBND Tây Bình", "khai thác uranium", "…", "c.zip"]
)
def test_nothing_else_is_found(database: Database, words: str) -> None:
    assert find_documents(database.connection, words) == []
    with pytest.raises(NotFound, match="No document answers"):
        resolve_document(database.connection, words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("61/KH-UBND", "61/KH-UBND"),
        ("/KH-SCT", "/KH-SCT 2031-05 Mở chợ nổi cuối tuần"),
        ("lịch trực", "TB 2031-07-01 Lịch trực mùa lũ"),
        ("luật thủy lợi", "2017-06-19 Luật Thủy lợi"),
    ],
)
def test_a_table_names_a_document_by_what_people_know(database: Database, words: str, name: str) -> None:
    assert name_document(resolve_document(database.connection, words)) == name


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("15/kh-ubnd", "15/KH-UBND"),
        ('"61 / KH-UBND"', "61/KH-UBND"),
        ("1205/QĐ-UBND", "1205/QĐ-UBND"),
        ("Kế hoạch số 61/KH-UBND ngày 02/4/2031", "61/KH-UBND"),
        ("Dạy bơi cho học sinh", "15/KH-UBND"),
        ("ke-hoach-dua-nuoc (ky so).pdf", "61/KH-UBND"),
    ],
)
def test_search_puts_first_what_was_named(database: Database, words: str, code: str) -> None:
    hits = search(database, words)
    assert (hits[0].kind, hits[0].code) == ("document", code)
    found = [hit.document for hit in hits if hit.kind == "document"]
    assert len(found) == len(set(found)), "no document comes twice"
