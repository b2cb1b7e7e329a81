"""Names of agencies: short forms, territories, scopes; every row of the table is tried by its own examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.knowledge.abbreviations import load_abbreviations
from pipeline.knowledge.short_forms import agency_key, expand, strip_head
from pipeline.link.agency_names import (
    Home,
    find_home,
    find_scope,
    find_territories,
    is_central_body,
    is_central_name,
    is_central_symbol,
    is_group,
    make_slug,
    name_agency,
)
from pipeline.model.resolved import Level

TABLE = load_abbreviations()
HA_NAM = find_home("Sở Khoa học và Công nghệ tỉnh Hà Nam", "UBND tỉnh Hà Nam", "2024-05-06")
NAMES = st.text("SởUBNDKH&CTPtỉnhuyệ .,-ĐàHNm", max_size=40)


@pytest.mark.parametrize(("one", "other"), [pair for row in TABLE.abbreviations for pair in row.examples])
def test_short_forms_are_the_same_body(one: str, other: str) -> None:
    assert agency_key(one) == agency_key(other)


@pytest.mark.parametrize(("head", "body"), [pair for row in TABLE.heads for pair in row.examples])
def test_heads_act_for_their_body(head: str, body: str) -> None:
    assert strip_head(head) == body


@pytest.mark.parametrize(("name", "key"), [pair for row in TABLE.territories for pair in row.examples])
def test_territories_are_found(name: str, key: str) -> None:
    assert find_territories(name)[0].key == key


@pytest.mark.parametrize(("scope", "name"), [(row.scope, name) for row in TABLE.scopes for name in row.examples])
def test_scopes_hold_their_examples(scope: str, name: str) -> None:
    assert find_scope(name) == scope


@pytest.mark.parametrize(("scope", "name"), [(row.scope, name) for row in TABLE.scopes for name in row.rejects])
def test_scopes_refuse_their_rejects(scope: str, name: str) -> None:
    assert find_scope(name) != scope


@pytest.mark.parametrize(
    ("name", "expected"),
    [(name, True) for row in TABLE.groups for name in row.examples]
    + [(name, False) for row in TABLE.groups for name in row.rejects],
)
def test_groups_are_told_from_bodies(name: str, expected: bool) -> None:
    assert is_group(name) is expected


@pytest.mark.parametrize("row", TABLE.central_symbols, ids=lambda row: row.pattern.pattern[:20])
def test_central_symbols(row: object) -> None:
    assert all(is_central_symbol(code) for code in row.examples)  # type: ignore[attr-defined]
    assert not any(is_central_symbol(code) for code in row.rejects)  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", TABLE.central_names, ids=lambda row: row.pattern.pattern[:20])
def test_central_names(row: object) -> None:
    assert all(is_central_name(name) for name in row.examples)  # type: ignore[attr-defined]
    assert not any(is_central_name(name) for name in row.rejects)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "full_name", "why"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ tỉnh Hà Nam", "a Sở belongs to the province"),
        ("UBND tỉnh", "UBND tỉnh Hà Nam", "the unit is not repeated"),
        ("Ủy ban nhân dân tỉnh", "UBND tỉnh Hà Nam", "the usual short form is shown"),
        ("Tỉnh ủy", "Tỉnh ủy Hà Nam", "the word already says tỉnh"),
        ("Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy Hà Nam", "the same inside a name"),
        ("Văn phòng Sở", "Văn phòng Sở Khoa học và Công nghệ tỉnh Hà Nam", "an inner unit belongs to the issuer"),
        ("Bộ Nội vụ", "Bộ Nội vụ", "one body in the country"),
        ("UBND TP.HCM", "UBND thành phố Hồ Chí Minh", "a named territory is not that of the document"),
        ("Giám đốc Sở Y tế", "Sở Y tế tỉnh Hà Nam", "the head acts for the body"),
    ],
)
def test_relative_names_are_bound(name: str, full_name: str, why: str) -> None:
    assert name_agency(name, HA_NAM).full_name == full_name, why


def test_one_name_in_two_provinces_is_two_agencies() -> None:
    other = find_home("UBND tỉnh Tây Ninh", None, "2024-05-06")
    assert name_agency("Sở Y tế", HA_NAM).agency != name_agency("Sở Y tế", other).agency


def test_without_a_home_a_relative_name_stays_bare() -> None:
    named = name_agency("Sở Y tế", Home())
    assert (named.full_name, named.territory, named.level) == ("Sở Y tế", None, None)


def test_register_id_wins() -> None:
    assert name_agency("Sở Y tế", HA_NAM, "so-y-te@x").agency == "so-y-te@x"


def test_groups_of_the_register_are_groups() -> None:
    assert name_agency("Lực lượng chức năng", HA_NAM, "nhom-luc-luong@ha-nam").kind == "group"
    assert name_agency("Sở Y tế", HA_NAM, "so-y-te@ha-nam").kind == "body"


def test_register_is_asked_for_full_names() -> None:
    assert name_agency("Bộ Nội vụ", HA_NAM).agency == "bo-noi-vu"
    assert name_agency("Sở Y tế", find_home("UBND tỉnh Tây Ninh", None, "2024-05-06")).agency.endswith("@tay-ninh")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Bộ Chính trị", True), ("Ủy ban Quốc gia Ứng phó sự cố", True), ("Sở Y tế", False), ("UBND tỉnh Hà Nam", False)],
)
def test_central_bodies(name: str, expected: bool) -> None:
    assert is_central_body(name) is expected


def test_home_takes_the_territory_of_the_superior() -> None:
    home = find_home("Sở Y tế", "UBND tỉnh Hà Nam")
    assert home.province is not None and home.province.key == "tinh ha nam"


def test_home_of_a_district_names_its_province() -> None:
    home = find_home("UBND huyện Bình Xa, tỉnh Hà Nam", None)
    assert (home.own and home.own.key, home.province and home.province.key) == ("huyen binh xa", "tinh ha nam")
    assert home.own is not None and home.own.level is Level.DISTRICT


@given(NAMES)
def test_expanding_twice_is_once(name: str) -> None:
    assert expand(expand(name)) == expand(name)


@given(NAMES)
def test_every_name_has_an_agency_or_no_words(name: str) -> None:
    assert name_agency(name, HA_NAM).agency or not agency_key(name)


@given(st.text("ab ", min_size=1, max_size=200), st.text("ab ", min_size=1, max_size=200))
def test_long_slugs_stay_apart(one: str, other: str) -> None:
    equal = one.replace(" ", "-") == other.replace(" ", "-")
    assert (make_slug(one) == make_slug(other)) is equal
