"""Labelled values and headings that name agencies -> single agencies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.tasks.listed_agencies import heading_agencies, split_agencies, split_roles
from pipeline.model import AgencyRole
from pipeline.text.words import Words

VALUES = [
    ("Sở Y tế", ["Sở Y tế"], "one"),
    ("Sở Y tế.", ["Sở Y tế"], "the final stop goes"),
    ("Sở Y tế; Công an tỉnh", ["Sở Y tế", "Công an tỉnh"], "semicolons"),
    ("Sở Y tế, Sở Tài chính và Công an tỉnh.", ["Sở Y tế", "Sở Tài chính", "Công an tỉnh"], "commas and “và”"),
    ("- Sở Y tế;\n- Công an tỉnh;", ["Sở Y tế", "Công an tỉnh"], "bullets below one another"),
    ("+ Sở Y tế\n+ Công an tỉnh", ["Sở Y tế", "Công an tỉnh"], "plus signs"),
    ("– Sở Y tế. – Công an tỉnh", ["Sở Y tế", "Công an tỉnh"], "en dashes run together"),
    (
        "Các sở: Kế hoạch và Đầu tư, Y tế, Công Thương",
        ["Sở Kế hoạch và Đầu tư", "Sở Y tế", "Sở Công Thương"],
        "settled: the head word is restored",
    ),
    (
        "Các Sở: Nội vụ, Y tế; UBND các huyện, thị xã, thành phố",
        ["Sở Nội vụ", "Sở Y tế", "UBND các huyện, thị xã, thành phố"],
        "a list and a group",
    ),
    ("Các sở, ban, ngành", ["Các sở, ban, ngành"], "settled: commas inside a group stay"),
    (
        "Sở Tài chính và các đơn vị có liên quan.",
        ["Sở Tài chính", "các đơn vị có liên quan"],
        "settled: the “và” before the related units goes",
    ),
    ("Các phòng, ban thuộc Sở; các đơn vị trực thuộc", ["Các phòng, ban thuộc Sở", "các đơn vị trực thuộc"], "units"),
    ("Phòng Quản lý công nghệ", ["Phòng Quản lý công nghệ"], "a division with a matter of its own"),
    ("Công ty Cổ phần Mật ong Mường Động", ["Công ty Cổ phần Mật ong Mường Động"], "a company"),
    ("UBND các huyện (Tân Lạc; Mai Châu)", ["UBND các huyện (Tân Lạc; Mai Châu)"], "a semicolon in brackets"),
    ("Theo phân công tại Phụ lục", [], "words that name no agency"),
    ("Không", [], "none"),
    ("", [], "nothing"),
    (" ;", [], "signs"),
]

HEADINGS = [
    ("Sở Nội vụ", ["Sở Nội vụ"], "the name alone"),
    ("Sở Nội vụ:", ["Sở Nội vụ"], "with a colon"),
    ("Giao Sở Xây dựng", ["Sở Xây dựng"], "Giao"),
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"], "Đề nghị"),
    ("Trách nhiệm của Sở Tài chính", ["Sở Tài chính"], "Trách nhiệm của"),
    ("Các sở, ban, ngành; UBND các xã", ["Các sở, ban, ngành", "UBND các xã"], "two groups"),
    ("Sở Nội vụ, Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"], "two departments"),
    ("Sở Y tế chủ trì, phối hợp thực hiện", ["Sở Y tế"], "who leads and with whom"),
    ("Sở Công Thương chủ trì, phối hợp với Sở Tài chính", ["Sở Công Thương"], "partners behind it"),
    ("Công an tỉnh là cơ quan đầu mối", ["Công an tỉnh"], "what it is"),
    ("Sở Nội vụ chủ động thực hiện các nội dung sau", ["Sở Nội vụ"], "what it does"),
    ("Các sở chủ trì dự án nuôi ong", ["Các sở chủ trì dự án nuôi ong"], "which of a group are meant"),
    ("Nhiệm vụ chung", [], "no agency"),
    ("Tổ chức tuyên truyền", [], "a verb"),
    ("Mục tiêu cụ thể", [], "a target"),
]


@pytest.mark.parametrize(("value", "names", "why"), VALUES, ids=[case[2] for case in VALUES])
def test_split_agencies(value: str, names: list[str], why: str) -> None:
    assert [name.shown for name in split_agencies(Words.of(value))] == names, why


@pytest.mark.parametrize(("value", "names", "why"), VALUES, ids=[case[2] for case in VALUES])
def test_offsets_count_in_the_whole_text(value: str, names: list[str], why: str) -> None:
    before = "Đơn vị chủ trì: "
    text = before + value + " Hết."
    found = split_agencies(Words.of(text)[len(before) : len(before) + len(value)])
    assert [name.shown for name in found] == names, why
    for name in found:
        printed = " ".join(text[name.start : name.end].split())
        assert name.shown == printed or name.shown.endswith(printed)


@pytest.mark.parametrize(("heading", "names", "why"), HEADINGS, ids=[case[2] for case in HEADINGS])
def test_heading_agencies(heading: str, names: list[str], why: str) -> None:
    assert [name.shown for name in heading_agencies(Words.of(heading))] == names, why


PIECES = st.sampled_from(
    ["Sở Y tế", "Công an tỉnh", "Các sở:", "Nội vụ", "UBND các xã", ";", ",", "và", "\n-", "(", ")", ".", "chủ trì"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=9).map(" ".join))
def test_names_are_clean_and_inside(text: str) -> None:
    for name in split_agencies(Words.of(text)):
        assert 0 <= name.start < name.end <= len(text)
        assert name.shown == " ".join(name.shown.split()).strip(" ;,.")
        assert name.shown


ROLES_IN_VALUES = [
    ("- Chủ trì: Sở Y tế - Phối hợp: Sở Tài chính, UBND các xã", ["Sở Y tế"], ["Sở Tài chính", "UBND các xã"]),
    ("Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: Sở Tài chính", ["Sở Y tế"], ["Sở Tài chính"]),
    ("Sở Y tế (chủ trì), Sở Tài chính (phối hợp)", ["Sở Y tế"], ["Sở Tài chính"]),
    ("Sở Y tế chủ trì; các sở, ngành phối hợp", ["Sở Y tế"], ["các sở, ngành"]),
    ("Sở Y tế, Sở Tài chính", ["Sở Y tế", "Sở Tài chính"], []),
    ("UBND xã (Phòng Kinh tế)", ["UBND xã (Phòng Kinh tế)"], []),
    ("P. VHXH", ["P. VHXH"], []),
    ("Sở Y tế Sở Công Thương; UBND các xã", ["Sở Y tế", "Sở Công Thương", "UBND các xã"], []),
    ("Sở Y tế, Sở Tài chính Công an tỉnh", ["Sở Y tế", "Sở Tài chính", "Công an tỉnh"], []),
    ("Sở Y tế, Văn phòng UBND tỉnh", ["Sở Y tế", "Văn phòng UBND tỉnh"], []),
    (
        "Doanh nghiệp, nhà cung cấp dịch vụ mật, nhà đầu tư",
        ["Doanh nghiệp", "nhà cung cấp dịch vụ mật", "nhà đầu tư"],
        [],
    ),
]


@pytest.mark.parametrize(("value", "leads", "others"), ROLES_IN_VALUES, ids=[case[0] for case in ROLES_IN_VALUES])
def test_roles_told_inside_a_value(value: str, leads: list[str], others: list[str]) -> None:
    found = split_roles(Words.of(value), AgencyRole.LEAD)
    assert [name.shown for role, name in found if role is AgencyRole.LEAD] == leads
    assert [name.shown for role, name in found if role is AgencyRole.COORDINATE] == others
