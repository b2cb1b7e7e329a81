"""The territory a document speaks from, and names that it completes."""

from __future__ import annotations

import pytest

from pipeline.extract.agencies.home import Home, bare_name, find_home
from pipeline.text.words import Words

HOMES = [
    ("UBND TỈNH HÒA BÌNH\nSỞ CÔNG THƯƠNG", "Hòa Bình", "", ("tỉnh Hòa Bình", None), "the masthead"),
    ("TỈNH ỦY PHÚ THỌ", None, "", ("tỉnh Phú Thọ", None), "a Party committee"),
    ("SỞ CÔNG THƯƠNG", "Phú Thọ", "", ("tỉnh Phú Thọ", None), "the date line"),
    ("SỞ CÔNG THƯƠNG", None, "Trên địa bàn tỉnh Phú Thọ có nhiều hộ nuôi ong.", ("tỉnh Phú Thọ", None), "the body"),
    (
        "BỘ CÔNG THƯƠNG", None, "tỉnh Phú Thọ và tỉnh Hòa Bình có nhiều hộ nuôi ong.", (None, None),
        "two named alike decide nothing",
    ),
    ("BỘ CÔNG THƯƠNG", "Hà Nội", "", ("thành phố Hà Nội", None), "the capital is a province too"),
    ("", None, "", (None, None), "nothing at all"),
]  # fmt: skip


@pytest.mark.parametrize(("masthead", "place", "body", "levels", "why"), HOMES, ids=[case[4] for case in HOMES])
def test_find_home(
    masthead: str, place: str | None, body: str, levels: tuple[str | None, str | None], why: str
) -> None:
    home = find_home(masthead, place, Words.of(body))
    province = home.province.lower() if home.province else None
    assert (province, home.district) == (levels[0].lower() if levels[0] else None, levels[1]), why


def test_a_district_masthead_gives_its_district() -> None:
    home = find_home("ỦY BAN NHÂN DÂN\nHUYỆN TÂN LẠC", "Tân Lạc", Words.of(""))
    assert (home.district or "").lower() == "huyện tân lạc"


HOME = Home("tỉnh Hòa Bình", "huyện Tân Lạc", "xã Phong Phú")

EXPANDED = [
    ("UBND tỉnh", "UBND tỉnh Hòa Bình", "a bare province"),
    ("Tỉnh ủy", "Tỉnh ủy Hòa Bình", "the Party's body"),
    ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Hòa Bình", "its organ"),
    ("UBND huyện", "UBND huyện Tân Lạc", "the district"),
    ("Huyện ủy", "Huyện ủy Tân Lạc", "the Party in the district"),
    ("UBND xã", "UBND xã Phong Phú", "the commune"),
    ("Sở Y tế", "Sở Y tế tỉnh Hòa Bình", "settled: a department gets its province"),
    ("UBND tỉnh Phú Thọ", "UBND tỉnh Phú Thọ", "a named territory stays"),
    ("Sở Y tế tỉnh Phú Thọ", "Sở Y tế tỉnh Phú Thọ", "likewise of a department"),
    ("Bộ Y tế", "Bộ Y tế", "a ministry has no territory"),
    ("UBND thị xã", "UBND thị xã", "a district of another kind than the document's own"),
    ("Chính phủ", "Chính phủ", "nor has the Government"),
]


@pytest.mark.parametrize(("name", "expected", "why"), EXPANDED, ids=[case[2] for case in EXPANDED])
def test_expand(name: str, expected: str, why: str) -> None:
    assert HOME.expand(name) == expected, why
    assert Home().expand(name) == name, "an unknown home completes nothing"
    assert HOME.expand(HOME.expand(name)) == expected


@pytest.mark.parametrize(
    ("place", "bare"),
    [
        ("tỉnh Bắc Giang", "Bắc Giang"), ("Thành phố Hà Nội", "Hà Nội"), ("thị xã Phú Thọ", "Phú Thọ"),
        ("Bắc Giang", "Bắc Giang"), ("xã Xã Nội", "Xã Nội"),
    ],
)  # fmt: skip
def test_bare_name(place: str, bare: str) -> None:
    assert bare_name(place) == bare
