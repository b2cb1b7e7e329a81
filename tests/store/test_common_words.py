"""Words that stand nearly everywhere: hits that hold them closer come first, and the newest of these."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from records_factory import make_record, work

from pipeline.link import LINKER
from pipeline.store import Database, open_database
from pipeline.store.ask.search import MOST_WEIGHED, are_common, search

OLD = make_record(
    "5/KH-UBND",
    issued="2030-01-20",
    title="Việc chung",
    tasks=[work(f"Trồng một cây bàng số {number}", path=f"II.{number}") for number in range(MOST_WEIGHED + 5)],
)
PARTED = make_record("6/KH-UBND", issued="2032-01-20", title="Cây cho phố", body="Trồng ở mọi nơi một cây bàng.")
NEW = make_record("7/KH-UBND", issued="2031-01-20", title="Việc khác", body="Ai cũng trồng cây bàng.")
TITLED = make_record("8/KH-UBND", issued="2029-01-20", title="Trồng cây bàng")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with open_database(tmp_path_factory.mktemp("db") / "a.db", create=True, linker=LINKER) as one:
        one.load([OLD, PARTED, NEW, TITLED])
        yield one


@pytest.mark.parametrize(
    ("words", "common", "first", "why"),
    [
        ("trồng cây bàng", True, "8/KH-UBND", "its title holds the words together, though it is the oldest"),
        ("cây", True, "6/KH-UBND", "of the titles that hold the word it is the newest"),
        ("khác", False, "7/KH-UBND", "a rare word is weighed as ever"),
        ("trồng khác", False, "7/KH-UBND", "a rare word beside a common one makes few hits"),
    ],
)
def test_what_comes_first(database: Database, words: str, common: bool, first: str, why: str) -> None:
    assert are_common(database, words) is common
    assert search(database, words)[0].code == first, why


def test_closer_kinds_come_first_and_of_each_the_newest(database: Database) -> None:
    codes = [hit.code for hit in search(database, "trồng cây bàng", 5)]
    assert codes[:2] == ["8/KH-UBND", "7/KH-UBND"]
    assert set(codes[2:]) <= {"5/KH-UBND", "6/KH-UBND"}


def test_every_hit_comes_once(database: Database) -> None:
    hits = search(database, "trồng cây bàng", MOST_WEIGHED + 9)
    assert len({(hit.document, hit.path) for hit in hits}) == len(hits)
