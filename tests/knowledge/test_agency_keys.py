"""Keys, slots, phrases and groups: each row of their tables is found again by its own examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge.agencies.groups import load_groups, match_group
from pipeline.knowledge.agencies.names import expand_abbreviation, make_key, read_table
from pipeline.knowledge.agencies.phrases import find_unit, load_phrases, strip_head, strip_tail
from pipeline.knowledge.agencies.register import load_register
from pipeline.knowledge.agencies.slots import fill_slots, read_tail, split_kind, split_slot
from pipeline.knowledge.agencies.territories import kinds

EXAMPLES = [
    (row["long"], example)
    for row in read_table("abbreviations.csv")
    for example in row["examples"].split("|")
    if example
]


def test_every_abbreviation_has_an_example() -> None:
    assert all(row["examples"] for row in read_table("abbreviations.csv"))


@pytest.mark.parametrize(("long", "example"), EXAMPLES)
def test_abbreviations_are_written_out(long: str, example: str) -> None:
    assert long in expand_abbreviation(example)


@pytest.mark.parametrize(
    ("name", "expected", "reason"),
    [
        ("Sở KH&CN tỉnh Tây Ninh", "Sở Khoa học và Công nghệ tỉnh Tây Ninh", "all else stays as printed"),
        ("Sở KH và CN", "Sở Khoa học và Công nghệ", "the linking word inside"),
        ("Cả nước", "Cả nước", "a word with marks is no abbreviation"),
        ("CẢ NƯỚC", "CẢ NƯỚC", "nor in capitals"),
        ("Ban Tổ chức TƯ", "Ban Tổ chức Trung ương", "the older short form"),
        ("SỞ TƯ PHÁP", "SỞ TƯ PHÁP", "which is a word among capitals"),
        ("BTV TU", "Ban Thường vụ TU", "TU is not TƯ"),
        ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "two in a row"),
        ("", "", "nothing stays nothing"),
    ],
)
def test_expand_abbreviation(name: str, expected: str, reason: str) -> None:
    assert expand_abbreviation(name) == expected, reason


@pytest.mark.parametrize(
    "spellings",
    [
        ("Sở Khoa học và Công nghệ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở KH&CN", "Sở KHCN", "Sở Khoa học Công nghệ"),
        ("Sở Lao động - Thương binh và Xã hội", "Sở LĐTBXH", "Sở LĐ-TB&XH", "Sở Lao động, Thương binh và Xã hội"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL", "Sở VH-TT&DL", "Sở Văn hoá Thể thao Du lịch"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh", "Uỷ ban Nhân dân Tỉnh", "ỦY BAN NHÂN DÂN TỈNH"),
    ],
)
def test_spellings_meet_in_one_key(spellings: tuple[str, ...]) -> None:
    assert len({make_key(spelling) for spelling in spellings}) == 1


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: str) -> None:
    key = make_key(text)
    assert key == " ".join(key.split())


@pytest.mark.parametrize("group", load_groups(), ids=lambda group: group.id)
def test_a_group_is_found_by_its_examples(group: object) -> None:
    row = next(one for one in load_groups() if one is group)
    assert row.examples, "a row without example cannot be tested"
    assert [match_group(example) for example in row.examples] == [row] * len(row.examples)
    assert not [reject for reject in row.rejects if match_group(reject) is row]


@pytest.mark.parametrize(
    "name",
    ["Sở Nội vụ", "Bộ Tài chính", "UBND tỉnh Tây Ninh", "Công an tỉnh", "Chủ tịch nước", "Phòng Nội vụ", "Tỉnh ủy"],
)
def test_a_body_is_no_group(name: str) -> None:
    assert match_group(name) is None


@pytest.mark.parametrize(
    ("key", "expected", "reason"),
    [
        ("giam doc so y te", ("so y te",), "a director"),
        (
            "chanh van phong chinh phu",
            ("van phong chinh phu",),
            "an office's head keeps its office",
        ),
        ("truong ban to chuc", ("to chuc", "ban to chuc"), "two ways to read a board's head"),
        ("bo truong", ("", "bo"), "alone"),
        ("hoi nghi lan thu tam ban chap hanh", ("ban chap hanh",), "any ordinal"),
        ("so y te", (), "nobody"),
    ],
)
def test_strip_head(key: str, expected: tuple[str, ...], reason: str) -> None:
    assert sorted(strip_head(key)) == sorted(expected), reason


@pytest.mark.parametrize(
    ("key", "expected", "reason"),
    [
        ("bo chinh tri khoa xiii", "bo chinh tri", "a term of office"),
        ("dang bo tinh nhiem ky 2020 2025", "dang bo tinh", "its years"),
        ("so khoa hoc cong nghe", "so khoa hoc cong nghe", "khoa học is no term"),
        ("khoa xiii", "khoa xiii", "a name does not vanish"),
    ],
)
def test_strip_tail(key: str, expected: str, reason: str) -> None:
    assert strip_tail(key) == expected, reason


@pytest.mark.parametrize("phrase", load_phrases("unit"), ids=lambda phrase: phrase.key)
def test_units_are_told_by_their_examples(phrase: object) -> None:
    row = next(one for one in load_phrases("unit") if one is phrase)
    assert all(find_unit(make_key(example)) for example in row.examples)
    assert not any(find_unit(make_key(example)) for example in row.rejects)
    assert row.examples, "a row without example cannot be tested"
    assert bool(find_unit(row.key)) == (row.stands_for == "alone"), "the phrase alone names no unit"


@pytest.mark.parametrize("phrase", load_phrases("national"), ids=lambda phrase: phrase.key)
def test_national_words_make_no_unit(phrase: object) -> None:
    row = next(one for one in load_phrases("national") if one is phrase)
    assert row.rejects
    assert not any(find_unit(make_key(reject)) for reject in row.rejects)


@pytest.mark.parametrize(
    ("words", "kind_names", "bare"),
    [
        ("tinh tay ninh", {"province"}, "tay ninh"),
        ("tinh bien", {"province"}, "bien"),
        ("thanh pho vinh", {"city", "provincial_city"}, "vinh"),
        ("tp vinh", {"city", "provincial_city"}, "vinh"),
        ("thi xa", {"town"}, ""),
        ("tay ninh", set(), "tay ninh"),
        ("", set(), ""),
    ],
)
def test_split_kind(words: str, kind_names: set[str], bare: str) -> None:
    readings = split_kind(tuple(words.split()))
    assert readings[0] == (kind_names, bare)
    assert readings[-1] == (set(), words), "a name may begin like a kind: Tịnh Biên"


@pytest.mark.parametrize(
    ("slot", "tail", "expected"),
    [
        ("{committee}", "tinh uy tay ninh", ({"province"}, "tay ninh")),
        ("{committee}", "thanh uy", ({"city", "provincial_city"}, "")),
        ("{committee}", "dang uy xa tan lap", ({"commune"}, "tan lap")),
        ("{committee}", "tay ninh", None),
        ("{youth}", "huyen doan muong khuong", ({"rural_district"}, "muong khuong")),
        ("{territory}", "tinh tay ninh", ({"province"}, "tay ninh")),
    ],
)
def test_read_tail(slot: str, tail: str, expected: tuple[set[str], str] | None) -> None:
    assert next(iter(read_tail(slot, tuple(tail.split()))), None) == expected


def test_slots_are_filled_for_every_kind() -> None:
    territories = load_register().territories
    by_kind = {one.kind: one for one in (*territories.all_upper(), *territories.communes.values())}
    for kind in kinds().values():
        territory = by_kind[kind.kind]
        assert fill_slots("UBND {territory}", territory) == f"UBND {territory.name}"
        assert fill_slots("{committee}", territory).startswith(kind.committee)
        assert fill_slots("{youth}", territory).endswith(territory.bare)


def test_a_template_without_slot_takes_the_territory() -> None:
    assert split_slot("SKHCN", True) == ("skhcn", "{territory}")
    assert split_slot("Bộ Y tế", False) == ("bo y te", "")
