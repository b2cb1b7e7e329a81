"""Grounds and levels come from ids alone: linking reads no name of an agency."""

from __future__ import annotations

from dataclasses import replace

import pytest
from places import ROOT
from records_factory import cite, make_record, work

from pipeline.extract.agencies.identify import identify_agency
from pipeline.extract.agencies.nouns import Context
from pipeline.link import link_records
from pipeline.link.grounds import Home, find_ground, find_home, find_level, find_level_of, is_central
from pipeline.model import Fact, Record
from pipeline.model.resolved import NOWHERE, Level


@pytest.mark.parametrize(
    ("name", "territory"),
    [
        ("Tỉnh ủy Hà Nam", "tinh ha nam"),
        ("Sở Y tế tỉnh Hà Nam", "tinh ha nam"),
        ("UBND thành phố Cần Thơ", "thanh pho can tho"),
        ("Thành ủy Cần Thơ", "thanh pho can tho"),
        ("Ban Thường vụ Thị ủy Đức Phổ", "thi xa duc pho"),
        ("UBND huyện Bình Xa, tỉnh Hà Nam", "huyen binh xa"),
        ("UBND quận Ninh Kiều", "quan ninh kieu"),
        ("UBND xã Tân Bình", "xa tan binh"),
        ("UBND phường Tân Bình", "phuong tan binh"),
        ("UBND thị trấn Tân Bình", "thi tran tan binh"),
        ("UBND đặc khu Hòn Xa", "dac khu hon xa"),
        ("UBND xã Quảng Phú, huyện Krông Nô, tỉnh Đắk Nông", "xa quang phu"),
    ],
)
def test_an_agency_stands_on_its_territory(name: str, territory: str) -> None:
    assert find_home(identify_agency(name, Context()).agency, "2024-05-06").territory == territory


@pytest.mark.parametrize(
    ("agency", "issued", "home", "why"),
    [
        ("ubnd@lao-cai/h-muong-khuong", "2024", Home("huyen muong khuong", "tinh lao cai"), "the province above"),
        ("ubnd@hue/h-phu-vang", "2022-05-05", Home("huyen phu vang", "tinh thua thien hue"), "as things stood then"),
        ("ubnd@hue/h-phu-vang", "2025-05-05", Home("huyen phu vang", "thanh pho hue"), "a city of the country since"),
        ("ubnd@tay-ninh-2025", None, Home("tinh tay ninh", "tinh tay ninh"), "made anew under its name"),
        ("so-y-te@ha-nam#phong-x", "2024-13", Home("tinh ha nam", "tinh ha nam"), "a day that cannot be"),
        ("ubnd@ha-nam/huyen-binh-xa", None, Home("huyen binh xa", "tinh ha nam"), "no table lists it"),
        ("ubnd@huyen-binh-xa", None, Home("huyen binh xa"), "in which province nobody says"),
        ("bo-y-te", "2024", Home(), "the centre's"),
        (None, "2024", Home(), "nobody"),
    ],
)
def test_homes(agency: str | None, issued: str | None, home: Home, why: str) -> None:
    assert find_home(agency, issued) == home, why


def test_the_issuer_counts_before_the_document_that_cites() -> None:
    own, other = Home("tinh ha nam", "tinh ha nam"), Home("tinh tay ninh", "tinh tay ninh")
    assert [find_ground(own, other), find_ground(Home(), other), find_ground(Home("huyen binh xa"), Home())] == [
        *("tinh ha nam", "tinh tay ninh", NOWHERE)
    ]


@pytest.mark.parametrize(
    ("territory", "province", "level", "inside"),
    [
        ("tinh ha nam", "tinh ha nam", Level.PROVINCE, Level.PROVINCE),
        ("thanh pho bac giang", "tinh bac giang", Level.PROVINCE, Level.DISTRICT),
        ("thi xa duc pho", "tinh quang ngai", Level.DISTRICT, Level.DISTRICT),
        ("thi tran x", NOWHERE, Level.COMMUNE, Level.COMMUNE),
        ("phuong x", NOWHERE, Level.COMMUNE, Level.COMMUNE),
        ("x", NOWHERE, None, None),
    ],
)
def test_levels(territory: str, province: str, level: Level | None, inside: Level | None) -> None:
    assert (find_level(territory), find_level_of(territory, province)) == (level, inside)


def test_acts_of_the_country() -> None:
    assert is_central("KH", "9/KH-X", None, "bo-y-te")
    assert is_central("KH", "9/KH-X", None, "uy-ban-quoc-gia-x@viet-nam")
    assert not is_central("KH", "9/KH-UBND", None, "ubnd@ha-nam")
    assert not is_central("KH", "9/KH-X", None, None)


def hide_names(record: Record) -> Record:
    """Return a record whose agencies have ids, but no readable names."""
    issuer = record.identity.issuer
    return replace(
        record,
        identity=replace(record.identity, issuer=issuer and Fact("?", issuer.evidence), issuer_parent=None),
        citations=tuple(replace(one, issuer=one.issuer and "?") for one in record.citations),
        tasks=tuple(
            replace(task, agencies=tuple(replace(one, name="?") for one in task.agencies)) for task in record.tasks
        ),
    )


def test_linking_reads_no_name_of_an_agency() -> None:
    cited = [
        cite("16/KH-UBND", date="2031-01-20", issuer="UBND tỉnh"),
        cite("9/KH-SYT", issuer="Sở Y tế tỉnh Thái Bình"),
        cite("7/QĐ-UBQG", issuer="Ủy ban Quốc gia Chống hạn"),
        cite("5/KH-UBND", issuer="UBND huyện Bình Xa"),
    ]
    records = [
        make_record("16/KH-UBND", issued="2031-01-20"),
        make_record("3/KH-SYT", issued="2031-02-01", issuer="Sở Y tế", parent="UBND tỉnh Hà Nam", citations=cited),
        make_record("5/KH-UBND", issuer="UBND huyện Bình Xa, tỉnh Hà Nam", tasks=[work("Báo cáo", lead=["Sở Y tế"])]),
    ]
    named, hidden = link_records(records), link_records(map(hide_names, records))
    assert [one.id for one in hidden.documents] == [one.id for one in named.documents]
    assert [(one.file, one.document, one.rule) for one in hidden.matches] == [
        (one.file, one.document, one.rule) for one in named.matches
    ]
    assert {one.agency for one in hidden.agencies} == {one.agency for one in named.agencies}
    assert [one.agency for one in hidden.documents] == [one.agency for one in named.documents]


def test_linking_imports_nothing_that_reads_names() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "pipeline" / "link").rglob("*.py"))
    readers = ("agencies.names", "agencies.phrases", "agencies.groups", ".by_name(")
    assert not [reader for reader in readers if reader in sources]
