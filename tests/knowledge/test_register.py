"""The register of agencies is whole, dated, and finds its own rows again."""

from __future__ import annotations

import csv
import doctest
import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from places import ROOT

from pipeline.knowledge.agencies.names import FOLDER, read_table
from pipeline.knowledge.agencies.register import Agency, Register, load_register, symbol_key
from pipeline.knowledge.agencies.slots import SLOTS, split_slot
from pipeline.knowledge.agencies.territories import Territory, kinds

EVE, REFORM = date(2025, 6, 30), date(2025, 7, 1)
REGISTER = load_register()
ROWS = [*REGISTER.central.values(), *REGISTER.templates.values()]
AGENCY_KINDS = {
    "state_organ", "ministry", "ministry_body", "government_body", "department", "office", "committee", "assembly",
    "head", "party", "court", "procuracy", "mass_org", "association", "council", "police", "military",
    "agency_branch", "unit", "press", "university", "enterprise", "bank",
}  # fmt: skip


def names_of(rows: tuple[Agency, ...]) -> list[str]:
    return [row.id for row in rows]


@pytest.mark.parametrize(
    ("day", "number", "reason"),
    [
        (date(2024, 1, 1), 63, "since Hà Tây went into Hà Nội"),
        (EVE, 63, "the last day before Nghị quyết 202/2025/QH15 took effect"),
        (REFORM, 34, "the first day of the 34"),
        (date(2030, 1, 1), 34, "no end is known"),
        (date(2008, 7, 1), 64, "one month before Nghị quyết 15/2008/QH12 took effect"),
    ],
)
def test_number_of_provinces(day: date, number: int, reason: str) -> None:
    assert len(REGISTER.provinces(day)) == number, reason


def test_eleven_provinces_live_on() -> None:
    both = set(REGISTER.provinces(EVE)) & set(REGISTER.provinces(REFORM))
    assert len(both) == 11
    assert len([one for one in REGISTER.provinces(REFORM) if one.kind == "city"]) == 6


def test_districts_end_with_the_reform() -> None:
    districts = [one for one in REGISTER.territories.all_upper() if one.level == "district"]
    assert len([one for one in districts if one.valid_on(EVE)]) == 696
    assert not [one.id for one in districts if one.valid_on(REFORM)]


def test_number_of_communes() -> None:
    communes = REGISTER.territories.communes.values()
    assert len([one for one in communes if one.valid_on(EVE)]) == 10035
    after = Counter(one.kind for one in communes if one.valid_on(REFORM))
    assert after == {"commune": 2621, "ward": 687, "special_zone": 13}


def test_a_code_alone_names_no_province() -> None:
    """Seven codes and more went to another name on 01/07/2025: 80 was Long An, then Tây Ninh."""
    names: dict[str, set[str]] = defaultdict(set)
    for one in (*REGISTER.provinces(EVE), *REGISTER.provinces(REFORM)):
        names[one.code].add(one.place)
    assert names["80"] == {"Long An", "Tây Ninh"}
    assert len([code for code, places in names.items() if len(places) > 1]) >= 7


@pytest.mark.parametrize("day", [EVE, REFORM])
def test_a_code_is_unique_on_a_day(day: date) -> None:
    for level in ("province", "district", "commune"):
        everyone = [*REGISTER.territories.all_upper(), *REGISTER.territories.communes.values()]
        codes = Counter(one.code for one in everyone if one.level == level and one.valid_on(day) and one.code)
        assert not [code for code, number in codes.items() if number > 1]


def everyone() -> list[Territory]:
    return [*REGISTER.territories.all_upper(), *REGISTER.territories.communes.values()]


def test_territories_point_at_each_other() -> None:
    known = {one.id for one in everyone()}
    for one in everyone():
        assert one.kind in kinds()
        pointers = {*one.predecessors, *one.successors, *filter(None, [one.parent])}
        assert pointers <= known, one.id
        assert one.id not in pointers
        assert (one.parent is None) == (one.level == "province")


def test_a_territory_that_ends_on_the_eve_has_heirs_from_the_morrow() -> None:
    for one in everyone():
        if one.valid_to == EVE:
            heirs = [REGISTER.territories.get(heir) for heir in one.successors]
            assert heirs, one.id
            assert all(heir and heir.valid_on(REFORM) for heir in heirs), one.id


def test_every_new_commune_has_forerunners() -> None:
    heirs = {heir for one in everyone() for heir in one.successors}
    new = [one.id for one in REGISTER.territories.communes.values() if one.valid_from == REFORM]
    assert not [identity for identity in new if identity not in heirs]


@pytest.mark.parametrize("name", ["territories.csv", "communes.csv", "central.csv", "templates.csv", "groups.csv"])
def test_ids_are_unique_and_plain(name: str) -> None:
    ids = [row["id"] for row in read_table(name)]
    assert not [one for one, number in Counter(ids).items() if number > 1]
    assert all(one.isascii() and one == one.lower() and not set(one) & set(" @#|") for one in ids)


def test_files_stay_small() -> None:
    """The whole register is published with the program: under 2.5 MB."""
    assert sum(path.stat().st_size for path in FOLDER.glob("*.csv")) < 2_500_000


def test_dates_are_ordered() -> None:
    for one in (*everyone(), *ROWS):
        assert not (one.valid_from and one.valid_to) or one.valid_from <= one.valid_to, one.id


@pytest.mark.parametrize("agency", ROWS, ids=lambda agency: agency.id)
def test_a_row_points_at_rows(agency: Agency) -> None:
    known = {row.id for row in ROWS}
    parents = {part.rstrip("^") for part in (agency.parent or "").replace(">", "|").split("|") if part}
    kin = {one.rstrip("^") for one in (*agency.predecessors, *agency.successors)}
    assert parents | kin <= known
    assert agency.id not in kin
    assert agency.kind in AGENCY_KINDS


@pytest.mark.parametrize("agency", REGISTER.templates.values(), ids=lambda agency: agency.id)
def test_a_template_says_where_it_applies(agency: Agency) -> None:
    known = {"province", "district", "commune", *kinds(), *(one.id for one in REGISTER.territories.all_upper())}
    assert agency.applies
    assert set(agency.applies) <= known
    assert sum(slot in agency.pattern for slot in SLOTS) == 1


def overlap(one: Agency, other: Agency) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def grounds(agency: Agency) -> set[str]:
    """Return the kinds of territory a row is for; a central row stands on its own ground."""
    if not agency.applies:
        return {"central"}
    return {kind for kind in kinds() if {kind, kinds()[kind].level} & set(agency.applies)} or set(agency.applies)


def test_a_name_means_one_body_of_a_level_at_a_time() -> None:
    """Names and aliases (not abbreviations, which only context tells apart) are unambiguous per level and day."""
    table: dict[str, list[Agency]] = defaultdict(list)
    for agency in ROWS:
        for name in {split_slot(name, agency.is_template) for name in (agency.pattern, *agency.aliases)}:
            table["|".join(name)].append(agency)
    clashes = [
        (name, one.id, other.id)
        for name, rows in table.items()
        for one, other in combinations(rows, 2)
        if overlap(one, other) and grounds(one) & grounds(other)
    ]
    assert not clashes


def test_an_abbreviation_means_one_body_of_a_level_at_a_time() -> None:
    table: dict[str, list[Agency]] = defaultdict(list)
    for agency in ROWS:
        for short in {symbol_key(short) for short in agency.abbreviations}:
            table[short].append(agency)
    clashes = [
        (short, one.id, other.id)
        for short, rows in table.items()
        for one, other in combinations(rows, 2)
        if overlap(one, other) and grounds(one) & grounds(other) and one.id not in other.predecessors
    ]
    assert not clashes


@pytest.mark.parametrize(
    ("suffix", "expected", "reason"),
    [
        ("SKHCN", ["so-khcn"], "a department's symbol"),
        ("-SKHCN", ["so-khcn"], "with its dash"),
        ("SKH&CN", ["so-khcn"], "with its ampersand"),
        ("BXD", ["bo-xay-dung"], "a ministry"),
        ("TTg", ["thu-tuong"], "the prime minister"),
        ("CP", ["chinh-phu"], "the government"),
        ("QH15", ["quoc-hoi"], "the term's number is no part of it"),
        ("UBTVQH15", ["ubtvqh"], "likewise"),
        ("TW", ["bch-trung-uong", "bo-chinh-tri", "ban-bi-thu"], "three organs share it"),
        ("TƯ", ["bch-trung-uong", "bo-chinh-tri", "ban-bi-thu"], "the older spelling, not TU"),
        ("TU", ["cap-uy", "btv-cap-uy", "tt-cap-uy"], "a province's committee, its bureau, its standing members"),
        ("BTGTU", ["ban-tuyen-giao"], "a party board of the province"),
        ("UBND", ["ubnd"], "one template for all levels"),
        ("XYZXYZ", [], "nobody signs so"),
    ],
)
def test_by_symbol(suffix: str, expected: list[str], reason: str) -> None:
    assert names_of(REGISTER.by_symbol(suffix)) == expected, reason


def test_by_symbol_on_a_day() -> None:
    assert names_of(REGISTER.by_symbol("TĐC", date(2020, 1, 1))) == ["tong-cuc-tdc", "chi-cuc-tdc"]
    assert names_of(REGISTER.by_symbol("TĐC", date(2024, 1, 1))) == ["uy-ban-tdc", "chi-cuc-tdc"]


@pytest.mark.parametrize(
    ("name", "expected", "reason"),
    [
        ("Sở KH&CN", ["so-khcn"], "the template where no territory is named"),
        ("so khoa hoc va cong nghe", ["so-khcn"], "folded"),
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", ["so-khcn"], "as in a masthead"),
        ("Sở KH&CN tỉnh Tây Ninh", ["so-khcn@tay-ninh", "so-khcn@tay-ninh-2025"], "before and after the merger"),
        ("Sở Công Thương Lai Châu", ["so-cong-thuong@lai-chau"], "the kind left out; not merged, so one body"),
        ("UBND TP.HCM", ["ubnd@ho-chi-minh", "ubnd@ho-chi-minh-2025"], "abbreviated twice"),
        ("Thị ủy Bỉm Sơn", ["cap-uy@thanh-hoa/tx-bim-son"], "a committee is named by its kind of territory"),
        ("Tỉnh đoàn Lào Cai", ["tinh-doan@lao-cai", "tinh-doan@lao-cai-2025"], "so is the youth union"),
        ("Công an tỉnh", ["cong-an-tinh"], "the kind alone leaves the template of that level"),
        ("Bộ Tài chính", ["bo-tai-chinh"], "a ministry"),
        ("Sở Bóng bay", [], "no such department"),
        ("Báo chí", [], "a newspaper is named by a place"),
    ],
)
def test_by_name(name: str, expected: list[str], reason: str) -> None:
    assert names_of(REGISTER.by_name(name)) == expected, reason


@pytest.mark.parametrize(
    ("text", "on", "within", "expected", "reason"),
    [
        ("tỉnh Tây Ninh", EVE, (), ["tay-ninh"], "the former province"),
        ("tỉnh Tây Ninh", REFORM, (), ["tay-ninh-2025"], "the merged one"),
        ("Tây Ninh", REFORM, (), ["tay-ninh-2025"], "without its kind"),
        ("TP. Cần Thơ", EVE, (), ["can-tho"], "abbreviated kind"),
        ("thành phố Huế", date(2024, 6, 1), (), ["thua-thien-hue/tp-hue"], "a city of its province until 2024"),
        ("thành phố Huế", date(2025, 2, 1), (), ["hue"], "centrally run since 2025"),
        ("Hoài Nhơn", date(2018, 1, 1), (), ["binh-dinh/h-hoai-nhon"], "a rural district then"),
        ("Hoài Nhơn", date(2021, 1, 1), (), ["binh-dinh/tx-hoai-nhon"], "a town since 01/06/2020"),
        ("huyện Châu Thành", EVE, ("tay-ninh",), ["tay-ninh/h-chau-thanh"], "nine bear the name, one is near"),
        ("xã Tân Lập", REFORM, ("tay-ninh-2025",), ["tay-ninh-2025/x-tan-lap"], "a commune"),
        ("Atlantis", None, (), [], "unknown"),
        ("tỉnh", None, (), [], "a kind is no name"),
    ],
)
def test_find_territory(text: str, on: date | None, within: tuple[str, ...], expected: list[str], reason: str) -> None:
    assert [one.id for one in REGISTER.find_territory(text, on, within)] == expected, reason


def body(identity: str) -> Agency:
    agency = REGISTER.get(identity)
    assert agency is not None, identity
    return agency


@pytest.mark.parametrize(
    ("identity", "name", "parent", "reason"),
    [
        ("so-khcn@tay-ninh", "Sở Khoa học và Công nghệ tỉnh Tây Ninh", "ubnd@tay-ninh", "a department"),
        ("ubnd@tay-ninh", "UBND tỉnh Tây Ninh", "chinh-phu", "a province stands under the government"),
        ("ubnd@thanh-hoa/tx-bim-son", "UBND thị xã Bỉm Sơn", "ubnd@thanh-hoa", "a district under its province"),
        ("cap-uy@thanh-hoa/tx-bim-son", "Thị ủy Bỉm Sơn", "cap-uy@thanh-hoa", "likewise in the party"),
        ("cap-uy@can-tho", "Thành ủy Cần Thơ", "bch-trung-uong", "the committee of a city"),
        ("tinh-doan@lai-chau", "Tỉnh đoàn Lai Châu", "tw-doan", "the youth union"),
        ("ubnd@ho-chi-minh", "UBND Thành phố Hồ Chí Minh", "chinh-phu", "the city's kind is part of its name"),
        ("cong-an-xa@tay-ninh-2025/x-tan-lap", "Công an xã Tân Lập", "cong-an-tinh@tay-ninh-2025", "no district now"),
        ("nhom-so-nganh@tay-ninh", "Các sở, ban, ngành tỉnh Tây Ninh", "ubnd@tay-ninh", "a group of a province"),
    ],
)
def test_bodies_of_a_territory(identity: str, name: str, parent: str, reason: str) -> None:
    assert (body(identity).name, body(identity).parent) == (name, parent), reason


@pytest.mark.parametrize(
    ("identity", "reason"),
    [
        ("so-khcn@thanh-hoa/tx-bim-son", "a district has no department of that level"),
        ("so-tttt@tay-ninh-2025", "it ended before the merged province began"),
        ("so-khcn@nowhere", "no such territory"),
        ("so-nothing", "no such row"),
    ],
)
def test_bodies_that_never_were(identity: str, reason: str) -> None:
    assert REGISTER.get(identity) is None, reason


def test_parents_and_kin_of_bodies_exist() -> None:
    """Every body of a few territories of each kind, with everything it points at."""
    places = {one.kind: one for one in everyone() if one.id.startswith(("quang-ngai", "can-tho", "ha-noi", "lai-chau"))}
    assert set(places) == set(kinds())
    for place in places.values():
        for template in REGISTER.templates.values():
            if REGISTER.exists(template, place):
                agency = REGISTER.instance(template, place)
                pointers = [*filter(None, [agency.parent]), *agency.predecessors, *agency.successors]
                assert not [one for one in pointers if REGISTER.get(one) is None], agency.id


@pytest.mark.parametrize(
    ("identity", "day", "expected", "reason"),
    [
        ("bo-khdt", date(2025, 3, 1), ["bo-tai-chinh"], "merged on 01/03/2025"),
        ("bo-gtvt", date(2025, 3, 1), ["bo-xay-dung"], "merged on 01/03/2025"),
        ("bo-tnmt", date(2025, 3, 1), ["bo-nnmt"], "merged on 01/03/2025"),
        ("bo-tttt", date(2025, 3, 1), ["bo-khcn"], "merged on 01/03/2025"),
        ("uy-ban-dan-toc", date(2025, 3, 1), ["bo-dttg"], "merged on 01/03/2025"),
        ("bo-bcvt", date(2025, 3, 1), ["bo-khcn"], "by way of Bộ Thông tin và Truyền thông"),
        ("bo-bcvt", date(2020, 1, 1), ["bo-tttt"], "halfway"),
        ("so-tnmt@tay-ninh", date(2025, 4, 1), ["so-nnmt@tay-ninh"], "departments on 01/03/2025"),
        ("so-tnmt@tay-ninh", date(2025, 9, 1), ["so-nnmt@tay-ninh-2025"], "then the province"),
        ("so-khcn@long-an", REFORM, ["so-khcn@tay-ninh-2025"], "the merged province's"),
        ("bo-tai-chinh", date(2025, 9, 1), [], "still itself"),
    ],
)
def test_heirs(identity: str, day: date, expected: list[str], reason: str) -> None:
    assert list(REGISTER.heirs(body(identity), day)) == expected, reason


def test_every_ended_body_has_a_legal_basis_or_an_heir() -> None:
    bare = [row.id for row in ROWS if row.valid_to and not row.legal_basis and not row.successors]
    assert not bare


def test_communes_are_read_only_when_asked_for() -> None:
    """The common path must stay quick: 13,356 rows are left alone until a commune is named."""
    register = Register()
    register.by_name("Sở Y tế tỉnh Lai Châu")
    register.by_symbol("UBND")
    assert "_commune_rows" not in vars(register.territories)
    register.by_name("UBND xã Tân Lập")
    assert "_commune_rows" in vars(register.territories)


def test_the_territory_files_are_what_the_builder_writes(tmp_path: Path) -> None:
    pytest.importorskip("vietnamadminunits")
    builder = ROOT / "tools" / "build_register.py"
    subprocess.run([sys.executable, str(builder), "--out", str(tmp_path)], check=True, capture_output=True)
    for name in ("territories.csv", "communes.csv"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


def test_files_are_clean_csv() -> None:
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.reader(handle))
        assert {len(row) for row in rows} == {len(rows[0])}, path.name
        assert all(cell == cell.strip() for row in rows for cell in row), path.name


def test_the_documentation_tells_the_truth() -> None:
    """The examples of docs/agencies.md run, and its numbers of rows are those of the files."""
    path = ROOT / "docs" / "agencies.md"
    assert doctest.testfile(str(path), module_relative=False, encoding="utf-8").failed == 0
    told = dict(re.findall(r"^\| `(\w+\.csv)` \| ([\d,]+) \|", path.read_text("utf-8"), re.MULTILINE))
    assert {name: int(number.replace(",", "")) for name, number in told.items()} == {
        file.name: len(read_table(file.name)) for file in FOLDER.glob("*.csv")
    }
