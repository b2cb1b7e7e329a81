"""Lists of words and groups of rows as patterns: how the loader builds what the stages match with."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import KnowledgeError
from pipeline.knowledge import load
from pipeline.knowledge.layout import line_kinds, match_line
from pipeline.knowledge.load import alternatives, load_map, load_pattern, load_rules, load_words, read_table
from pipeline.text.match import match_form
from pipeline.text.words import Words

WORD = st.text(alphabet="abđưế -", min_size=1, max_size=6).map(str.strip).filter(bool)
NOT_LISTS = {"ocr", "syllables"}  # whole lines as they are printed, parts of syllables
WORDS = st.lists(WORD, min_size=1, max_size=8)


@given(WORDS)
def test_every_word_of_a_list_is_an_alternative(words: list[str]) -> None:
    pattern = re.compile(alternatives(words))
    assert all(pattern.fullmatch(match_form(word)) for word in words)


@given(WORDS)
def test_the_longest_word_that_fits_is_taken(words: list[str]) -> None:
    """The shared beginnings must not change which word a plain list, longest first, would find."""
    forms = sorted({match_form(word) for word in words}, key=len, reverse=True)
    plain = re.compile("|".join(re.escape(form) for form in forms))
    shared = re.compile(alternatives(words, " "))
    for form in forms:
        found, expected = shared.match(form + "ab"), plain.match(form + "ab")
        assert found is not None
        assert expected is not None
        assert found.group() == expected.group()


@pytest.mark.parametrize(
    ("text", "holds", "why"),
    [
        ("thị xã", True, "a blank"),
        ("thị\nxã", True, "a line break is a blank"),
        ("THỊ XÃ", True, "the match form is compared"),
        ("thịxã", False, "a blank must stand"),
        ("thị", False, "half a word"),
    ],
)
def test_blanks_of_a_list(text: str, holds: bool, why: str) -> None:
    found = re.fullmatch(alternatives(["Thị xã", "thị trấn"]), match_form(text))
    assert (found is not None) is holds, why


def test_signs_in_words_are_no_part_of_the_pattern() -> None:
    pattern = re.compile(alternatives(["tp.", "kh&cn"]))
    assert pattern.fullmatch("tp.")
    assert pattern.fullmatch("kh&cn")
    assert not pattern.fullmatch("tpx")


def test_a_group_as_one_pattern_holds_where_any_row_does() -> None:
    whole = load_pattern("roles", "coordinate")
    for rule in load_rules("roles", "coordinate"):
        assert all(whole.search(match_form(text)) for text in rule.examples)


def test_a_pattern_uses_the_lists_of_its_table() -> None:
    hit = load_pattern("bodies", "bare_end").search("công an thị xã")
    assert hit is not None
    assert hit["unit"] == "thị xã"
    assert "{" not in re.sub(r"\{\d*,?\d*\}", "", load_pattern("bodies", "bare_end").pattern)


@pytest.mark.parametrize(
    ("load", "name", "words"),
    [
        (load_pattern, "no_such_group", "no group of rows called no_such_group"),
        (load_words, "no_such_list", "no list of words called no_such_list"),
        (load_words, "levels", "no list of words called levels"),
        (load_map, "body_heads", "no section called body_heads"),
    ],
)
def test_what_a_table_does_not_have_is_named(load: object, name: str, words: str) -> None:
    assert callable(load)
    with pytest.raises(KnowledgeError, match=rf"bodies\.toml: there is {words}"):
        load("bodies", name)


WORD_LISTS = [
    (table, name) for table in load.WORD_TABLES for name, words in read_table(table).items() if isinstance(words, list)
]


@pytest.mark.parametrize(("table", "name"), WORD_LISTS)
def test_words_of_a_list_are_unique(table: str, name: str) -> None:
    forms = [match_form(word) for word in load_words(table, name)]
    assert len(set(forms)) == len(forms)
    assert all(word == word.strip() for word in forms)


@pytest.mark.parametrize(("table", "name"), WORD_LISTS)
def test_a_list_of_words_stands_in_one_table(table: str, name: str) -> None:
    """Another list that holds four of its words or more names the list instead."""
    words = {match_form(word) for word in read_table(table)[name] if not word.startswith("{")}
    for path in load.TABLES.glob("*/*.toml"):
        for other, rows in read_table(path.stem).items():
            if (path.stem, other) != (table, name) and isinstance(rows, list) and path.stem not in NOT_LISTS:
                shared = words & {match_form(row) for row in rows if isinstance(row, str)}
                assert len(shared) < max(4, len(words) * 2 / 3), (path.stem, other, shared)


@pytest.mark.parametrize(
    ("line", "kind", "rest"),
    [
        ("V/v triển khai công tác", "subject", "triển khai công tác"),
        ("Nơi nhận: Như trên;", "recipients", " Như trên;"),
        ("Kính gửi: Sở Nội vụ", "addressee", ": Sở Nội vụ"),
    ],
)
def test_match_line_ends_where_the_mark_of_its_kind_ends(line: str, kind: str, rest: str) -> None:
    words = Words.of(line)
    hit = match_line(kind, words)
    assert hit is not None
    assert kind in line_kinds(words.form)
    assert line[hit.end() :] == rest
    assert match_line("annex", words) is None
