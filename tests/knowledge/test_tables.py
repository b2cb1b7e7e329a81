"""Every row of every rule table holds on its own examples, on none of its rejects, and gives a known value."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import groupby, pairwise
from typing import Any

import pytest
from parsed_factory import make_parsed

from pipeline.errors import KnowledgeError
from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.extract.symbols import match_symbol
from pipeline.extract.tasks.deadlines import find_in_prose
from pipeline.knowledge import load
from pipeline.knowledge.load import (
    Rule,
    first_rule,
    load_doc_types,
    load_rules,
    load_words,
    read_table,
    type_by_name,
    type_by_symbol,
)
from pipeline.model import AgencyRole, DeadlineKind, Relation
from pipeline.structure.lines import Line
from pipeline.structure.title import match_type_line
from pipeline.text.match import match_form
from pipeline.text.words import Words

# The tables whose rows are rules, and what a row of each group may give.
LABELS = {*AgencyRole, "deadline", "product", "content", "number", "aside"}
LINES = {"motto", "ornament", "number", "subject", "addressee", "recipients", "annex", "issued_with", "signed", "aside"}
SECTIONS = {
    "purpose", "situation", "scope", "funding", "criteria", "basis", "effect", "organisation", "assignment", "tasks",
}  # fmt: skip
TIES = {relation.value for relation in Relation if relation is not Relation.MENTIONS}
RECURS = re.compile(r"daily|weekly|monthly|quarterly|yearly|every:(?:\{n\}|[2-9])[DWMY]")
GIVES: dict[tuple[str, str], set[str]] = {
    ("labels", "label"): set(LABELS),
    ("labels", "open"): set(LABELS),
    ("layout", "line"): LINES,
    ("sections", "heading"): SECTIONS,
    ("relations", "tie"): TIES | {"mentions"},
    ("relations", "edge"): TIES,
    ("deadlines", "phrase"): set(DeadlineKind),
    ("deadlines", "kind"): set(DeadlineKind),
    ("positions", "authority"): {"TM", "KT", "TL", "TUQ", "Q"},
    ("roles", "lead"): {"lead"},
    ("roles", "address"): {"lead"},
    ("roles", "coordinate"): {"coordinate"},
    ("roles", "report_to"): {"report_to"},
    ("roles", "through"): {"report_to"},
    ("roles", "direct"): {"direct"},
}
PATTERN_KEYS = {"pattern", "head", "above", "below"}
TABLES = [table for table in load.RULE_TABLES if any(load.TABLES.glob(f"*/{table}.toml"))]
LONGEST = 300  # characters of a pattern as it is written in its table


def groups_of(table: str) -> list[str]:
    """Return the names of a table's groups of rule rows."""
    rows = read_table(table).items()
    return [key for key, group in rows if isinstance(group, list) and group and "pattern" in group[0]]


# Rows about a way of deciding, not about a value of the record: their `gives` only has to be a word.
GROUPS = [(table, group) for table in TABLES for group in groups_of(table)]
ROWS = [(table, group, row) for table, group in GROUPS for row in read_table(table)[group]]
EXAMPLES = [(table, group, row, text) for table, group, row in ROWS for text in row["examples"]]
REJECTS = [(table, group, row, text) for table, group, row in ROWS for text in row.get("rejects", ())]
RULES = [(table, group, rule) for table, group in GROUPS if group != load.PARTS for rule in load_rules(table, group)]


@cache
def usage(table: str, group: str, place: int) -> re.Pattern[str]:
    return load.compile_rows(table, [read_table(table)[group][place]])


@cache
def rule_of(table: str, group: str, name: str) -> re.Pattern[str]:
    return load.compile_rows(table, [row for row in read_table(table)[group] if row["id"] == name])


def holds(pattern: re.Pattern[str], group: str, text: str) -> bool:
    """Tell whether a pattern holds in a text; a part stands inside other patterns and has to be the whole text."""
    search = pattern.fullmatch if group == load.PARTS else pattern.search
    return search(match_form(text)) is not None


def shown(case: tuple[str, str, dict[str, Any], str]) -> str:
    table, group, row, text = case
    return f"{table}.{group}.{row['id']}: {text[:40]}"


def test_every_table_of_rules_is_tried_here() -> None:
    assert list(load.RULE_TABLES) == TABLES
    assert len(ROWS) > 100


@pytest.mark.parametrize(("table", "group", "row", "text"), EXAMPLES, ids=map(shown, EXAMPLES))
def test_each_usage_matches_its_examples(table: str, group: str, row: dict[str, Any], text: str) -> None:
    assert holds(usage(table, group, read_table(table)[group].index(row)), group, text)


@pytest.mark.parametrize(("table", "group", "row", "text"), REJECTS, ids=map(shown, REJECTS))
def test_no_usage_of_a_rule_matches_its_rejects(table: str, group: str, row: dict[str, Any], text: str) -> None:
    assert not holds(rule_of(table, group, row["id"]), group, text)


@pytest.mark.parametrize("table", sorted(path.stem for path in load.TABLES.glob("*/*.toml")))
def test_no_pattern_is_a_program(table: str) -> None:
    """A longer one holds usages that want rows of their own, or words that want a list."""
    rows = [row for group in read_table(table).values() if isinstance(group, list) for row in group]
    patterns = [(row.get("id"), row[key]) for row in rows if isinstance(row, dict) for key in PATTERN_KEYS & set(row)]
    assert [(name, len(pattern)) for name, pattern in patterns if len(pattern) > LONGEST] == []


@pytest.mark.parametrize("table", [*TABLES, *load.WORD_TABLES])
def test_every_table_says_where_its_rows_come_from(table: str) -> None:
    assert read_table(table)["basis"]


@pytest.mark.parametrize(("table", "group"), GROUPS)
def test_ids_are_unique_words(table: str, group: str) -> None:
    ids = [name for name, _ in groupby(read_table(table)[group], key=lambda row: row["id"])]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert all(re.fullmatch(r"[a-z]+([-_][a-z0-9]+)*", name) for name in ids)


@pytest.mark.parametrize(("table", "group", "rule"), RULES, ids=[f"{t}.{g}.{r.id}" for t, g, r in RULES])
def test_rows_are_whole(table: str, group: str, rule: Rule) -> None:
    assert rule.examples, "a row without an example cannot be trusted"
    assert 0 < rule.confidence <= 1
    assert len(set(rule.examples)) == len(rule.examples)
    assert not set(rule.examples) & set(rule.rejects)
    known = GIVES.get((table, group))
    assert known is None or rule.gives in known
    if (table, group) == ("deadlines", "recur"):
        assert RECURS.fullmatch(rule.gives)
    if (table, group) == ("citations", "named"):
        assert rule.gives in {row.abbreviation for row in load_doc_types()} | {"TCVN", "QCVN", "Hiệp định", "CL"}


@pytest.mark.parametrize(("table", "group"), GROUPS)
def test_only_the_first_usage_says_what_a_rule_gives(table: str, group: str) -> None:
    rows = read_table(table)[group]
    later = [row for before, row in pairwise(rows) if row["id"] == before["id"]]
    assert [row["id"] for row in later if {"gives", "confidence"} & set(row)] == []


@pytest.mark.parametrize(("table", "group"), GROUPS)
def test_patterns_are_written_for_the_match_form(table: str, group: str) -> None:
    """A capital letter or a tone in the new place could never match."""
    for row in read_table(table)[group]:
        letters = re.sub(r"\\.|\(\?[A-Za-z]|\{[\w.]+\}|\?P<\w+>", "", row["pattern"])
        assert letters == letters.lower(), row["id"]


@pytest.mark.parametrize("rule", load_rules("deadlines", "phrase"), ids=lambda rule: rule.id)
def test_deadline_phrases_are_found_by_the_public_reader(rule: Rule) -> None:
    """The example is found as a deadline, whichever row takes it first."""
    for text in rule.examples:
        parsed = make_parsed(text)
        assert find_in_prose(parsed, Words.of(parsed.text), []) is not None, text


LABEL_EXAMPLES = [(rule, text) for rule in load_rules("labels", "label") for text in rule.examples]


@pytest.mark.parametrize(("rule", "text"), LABEL_EXAMPLES, ids=[text for _, text in LABEL_EXAMPLES])
def test_no_earlier_label_takes_an_example(rule: Rule, text: str) -> None:
    """Labels are tried in order; an example that another kind takes first would be dead."""
    first = first_rule(load_rules("labels", "label"), text)
    assert first is not None
    assert first[0].gives == rule.gives


KIND_EXAMPLES = [(rule, text) for rule in load_rules("deadlines", "kind") for text in rule.examples]


@pytest.mark.parametrize(("rule", "text"), KIND_EXAMPLES, ids=[text for _, text in KIND_EXAMPLES])
def test_no_earlier_kind_takes_an_example(rule: Rule, text: str) -> None:
    first = first_rule(load_rules("deadlines", "kind"), text)
    assert first is not None
    assert first[0].gives == rule.gives


RECUR_EXAMPLES = [(rule, text) for rule in load_rules("deadlines", "recur") for text in rule.examples]


@pytest.mark.parametrize(("rule", "text"), RECUR_EXAMPLES, ids=[text for _, text in RECUR_EXAMPLES])
def test_no_earlier_recurrence_takes_an_example(rule: Rule, text: str) -> None:
    first = first_rule(load_rules("deadlines", "recur"), text)
    assert first is not None
    assert first[0].gives == rule.gives


NAME_EXAMPLES: list[dict[str, Any]] = read_table("agency_grammar")["example"]


@pytest.mark.parametrize("row", NAME_EXAMPLES, ids=[row["text"][:40] for row in NAME_EXAMPLES])
def test_the_grammar_of_names_reads_its_examples(row: dict[str, Any]) -> None:
    assert [name.shown for name in NameScanner(Words.of(row["text"])).match_list(0)] == row["names"]


WORD_LISTS = [
    key
    for key, value in read_table("agency_grammar").items()
    if isinstance(value, list) and value and isinstance(value[0], str)
]


@pytest.mark.parametrize("key", WORD_LISTS)
def test_words_of_the_grammar_are_unique_and_in_match_form(key: str) -> None:
    words = read_table("agency_grammar")[key]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert [word for word in words if match_form(word) != word or word != word.strip()] == []


def test_document_types_are_unique() -> None:
    rows = load_doc_types()
    assert len({row.abbreviation for row in rows}) == len(rows) > 25
    names = [match_form(name) for row in rows for name in row.names]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    symbols = [symbol for row in rows for symbol in {symbol.upper() for symbol in row.symbols}]
    assert [name for name, count in Counter(symbols).items() if count > 1] == []


@pytest.mark.parametrize("row", load_doc_types(), ids=lambda row: row.abbreviation)
def test_document_types_are_whole(row: load.DocType) -> None:
    assert row.directs in {"sections", "all", "articles", "organisation", "assigned", "none"}
    assert row.basis
    assert all(type_by_name()[match_form(name)] is row for name in row.names)
    assert all(type_by_symbol()[symbol.upper()] is row for symbol in row.symbols)


TYPE_EXAMPLES = [(row, text) for row in load_doc_types() for text in row.examples]


@pytest.mark.parametrize(("row", "text"), TYPE_EXAMPLES, ids=[text for _, text in TYPE_EXAMPLES])
def test_document_types_are_told_by_their_examples(row: load.DocType, text: str) -> None:
    if text[0].isdigit():
        symbol = match_symbol(Words.of(text))
        assert symbol is not None
        assert symbol.type == row.abbreviation
    else:
        typed = match_type_line(Line(Words.of(text)))
        assert typed is not None
        assert typed[0] == row.abbreviation


def test_every_type_but_the_cong_van_has_an_example() -> None:
    assert [row.abbreviation for row in load_doc_types() if not row.examples] == ["CV"]


@pytest.mark.parametrize(
    ("name", "abbreviation"),
    [
        ("Nghị quyết", "NQ"), ("Quyết định", "QĐ"), ("Chỉ thị", "CT"), ("Quy chế", "QC"), ("Quy định", "QyĐ"),
        ("Thông cáo", "TC"), ("Thông báo", "TB"), ("Hướng dẫn", "HD"), ("Chương trình", "CTr"), ("Kế hoạch", "KH"),
        ("Phương án", "PA"), ("Đề án", "ĐA"), ("Dự án", "DA"), ("Báo cáo", "BC"), ("Biên bản", "BB"),
        ("Tờ trình", "TTr"), ("Hợp đồng", "HĐ"), ("Công điện", "CĐ"), ("Bản ghi nhớ", "BGN"), ("Bản thỏa thuận", "BTT"),
        ("Giấy ủy quyền", "GUQ"), ("Giấy mời", "GM"), ("Giấy giới thiệu", "GGT"), ("Giấy nghỉ phép", "GNP"),
        ("Phiếu gửi", "PG"), ("Phiếu chuyển", "PC"), ("Phiếu báo", "PB"), ("Công văn", "CV"), ("Thư công", "Thư công"),
    ],
)  # fmt: skip
def test_types_of_the_decree_are_known_under_its_abbreviations(name: str, abbreviation: str) -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục III, bảng chữ viết tắt tên loại văn bản hành chính."""
    assert type_by_name()[match_form(name)].abbreviation == abbreviation


def test_longer_names_come_before_shorter_ones() -> None:
    """So "Quy chế phối hợp" is not read as "Quy chế"."""
    names = list(type_by_name())
    assert [len(name) for name in names] == sorted((len(name) for name in names), reverse=True)


@pytest.mark.parametrize("key", ["laws", "codes", "ordinances"])
def test_laws_are_unique_and_sorted(key: str) -> None:
    names = read_table("laws")[key]
    assert len({match_form(name) for name in names}) == len(names)
    assert names == sorted(names)
    assert all(name == name.strip() and name[0].isupper() for name in names)


def test_positions_are_unique() -> None:
    positions = [match_form(name) for name in load_words("posts", "signers")]
    assert [name for name, count in Counter(positions).items() if count > 1] == []
    assert all(match_form(name) == name for name in load_words("positions", "inner_organs"))


def test_a_faulty_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row without an example, or with a pattern that is none, names itself in the error."""
    broken = {"rule": [{"id": "open-bracket", "gives": "x", "pattern": "(", "examples": ["("]}]}
    monkeypatch.setattr(load, "read_table", lambda name: broken)
    with pytest.raises(KnowledgeError, match=r"labels\.toml, row open-bracket"):
        load.load_rules.__wrapped__("labels", "rule")
    broken["rule"][0].update(pattern="a", examples=[])
    del broken["rule"][0]["examples"]
    with pytest.raises(KnowledgeError, match="open-bracket"):
        load.load_rules.__wrapped__("labels", "rule")


def test_the_first_row_that_holds_decides() -> None:
    rules = load_rules("deadlines", "recur")
    found = first_rule(rules, "Trước ngày 20 hằng tháng và hằng năm")
    assert found is not None
    assert (found[0].gives, found[1].group()) == ("monthly", "hằng tháng")
    assert first_rule(rules, "Không có gì lặp lại") is None


@pytest.mark.parametrize("rule", load_rules("labels", "label")[:3], ids=lambda rule: rule.id)
def test_a_match_counts_offsets_of_the_raw_text(rule: Rule) -> None:
    hit = rule.match(rule.examples[0].upper())
    assert hit is not None
    assert hit.end() <= len(rule.examples[0])
