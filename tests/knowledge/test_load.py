"""Tables as frozen rows: words, maps, patterns with slots, and errors that name the table."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import KnowledgeError
from pipeline.knowledge import load
from pipeline.knowledge.load import alternatives, load_map, load_pattern, load_rules, load_words, read_table
from pipeline.text.match import match_form

TABLE = {
    "units": ["tỉnh", "thành phố"],
    "shown": {"tm": "TM"},
    "empty": [],
    "unit": [
        {"id": "named", "gives": "x", "pattern": r"\b{units}\s+[{Lu}{Ll}]", "examples": ["tỉnh A"]},
        {"id": "dated", "gives": "y", "pattern": "từ (?:ngày )?{date}", "examples": ["từ ngày 01/02/2024"]},
        {"id": "counted", "gives": "z", "pattern": r"^\d{2,3}$", "examples": ["12"]},
        {"id": "typed", "gives": "t", "pattern": "^{types}$", "examples": ["Kế hoạch"]},
    ],
    "places": ["{units}", "thôn", "{units.districts}", "huyện"],
    "part": [
        {"id": "hour", "pattern": r"\d{1,2} giờ", "examples": ["7 giờ"]},
        {"id": "hour", "pattern": r"\d{1,2}h(?:\d{2})?", "examples": ["7h30"]},
    ],
    "timed": [
        {
            "id": "by-hour",
            "gives": "hour",
            "confidence": 0.7,
            "pattern": "trước (?P<raw>{hour})",
            "examples": ["trước 7h"],
        },
        {"id": "by-hour", "pattern": "lúc (?P<raw>{hour})", "examples": ["lúc 7h"], "rejects": ["lúc đó"]},
        {"id": "headed", "pattern": "^{posts.state}$", "examples": ["Thủ tướng"]},
    ],
    "astray": [{"id": "astray", "pattern": "{nowhere}", "examples": ["x"]}],
}


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> str:
    """Put an invented table in the place of the real ones; its name is not one of theirs, so no cache knows it."""
    real = load.read_table
    monkeypatch.setattr(load, "read_table", lambda name: TABLE if name == "invented" else real(name))
    for loader in (load_rules, load_pattern, load_words, load_map):
        loader.cache_clear()
    return "invented"


def test_words(table: str) -> None:
    assert load_words(table, "units") == ("tỉnh", "thành phố")
    assert load_map(table, "shown")["tm"] == "TM"


def test_a_map_cannot_be_changed(table: str) -> None:
    with pytest.raises(TypeError):
        load_map(table, "shown")["tm"] = "KT"  # type: ignore[index]


@pytest.mark.parametrize("name", ["unit", "shown", "nobody"])
def test_words_that_are_none_are_named(table: str, name: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"invented\.toml.*{name}"):
        load_words(table, name)


@pytest.mark.parametrize("name", ["units", "nobody"])
def test_a_map_that_is_none_is_named(table: str, name: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"invented\.toml.*{name}"):
        load_map(table, name)


def test_a_group_that_is_none_is_named(table: str) -> None:
    with pytest.raises(KnowledgeError, match=r"invented\.toml.*nobody"):
        load_pattern(table, "nobody")
    assert load_rules(table, "nobody") == ()


@pytest.mark.parametrize(
    ("text", "gives", "why"),
    [
        ("thành phố Hòa", "x", "a list of words of the table"),
        ("từ ngày 01/02/2024", "y", "a printed date"),
        ("từ 1 tháng 2 năm 2024", "y", "a date in words"),
        ("12", "z", "braces that count stay"),
        ("Chương trình hành động", "t", "the names of document types"),
        ("huyện Tân Lạc", None, "no row holds"),
        ("1234", None, "too many digits"),
    ],
)
def test_slots_of_patterns(table: str, text: str, gives: str | None, why: str) -> None:
    found = load.first_rule(load_rules(table, "unit"), text)
    assert (found[0].gives if found else None) == gives, why
    assert bool(load_pattern(table, "unit").search(match_form(text))) is (gives is not None), why


def test_a_list_may_name_lists_also_of_another_table(table: str) -> None:
    assert load_words(table, "places") == ("tỉnh", "thành phố", "thôn", "thị xã", "huyện", "quận")


def test_rows_of_one_id_are_usages_of_one_rule(table: str) -> None:
    by_hour, headed = load_rules(table, "timed")
    assert (by_hour.id, by_hour.gives, by_hour.confidence) == ("by-hour", "hour", 0.7)
    assert by_hour.examples == ("trước 7h", "lúc 7h")
    assert by_hour.rejects == ("lúc đó",)
    assert (headed.gives, headed.confidence) == ("timed", read_table("confidence")["usual"])


@pytest.mark.parametrize(
    ("text", "raw", "why"),
    [
        ("trước 7 giờ", "7 giờ", "the first usage of a part"),
        ("lúc 7h30", "7h30", "its second one, in the second usage of the rule"),
    ],
)
def test_a_name_that_an_earlier_usage_has_is_set_apart(table: str, text: str, raw: str, why: str) -> None:
    hit = load_rules(table, "timed")[0].match(text)
    assert hit is not None
    assert [words for name, words in hit.groupdict().items() if name.startswith("raw") and words] == [raw], why


def test_a_name_in_braces_that_means_nothing_is_told(table: str) -> None:
    with pytest.raises(KnowledgeError, match=r"invented\.toml.*nowhere"):
        load_pattern(table, "astray")


@pytest.mark.parametrize(
    ("words", "text", "hit"),
    [
        (["Sở", "Sở Y tế"], "sở y tế", "sở y tế"),
        (["Ủy ban nhân dân"], "ủy ban\nnhân dân", "ủy ban\nnhân dân"),
        (["a.b"], "axb", None),
        (["UỶ BAN"], "ủy ban", "ủy ban"),
    ],
)
def test_alternatives(words: list[str], text: str, hit: str | None) -> None:
    """The longest word wins, a blank may be a line break, signs mean themselves, words come in match form."""
    found = re.match(alternatives(words), text)
    assert (found.group() if found else None) == hit


def test_a_table_that_is_not_there_is_no_silence() -> None:
    with pytest.raises((FileNotFoundError, KnowledgeError)):
        read_table("khong-co-bang-nay")
