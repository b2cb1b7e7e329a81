"""Names of agencies are understood in the light of the writer and the day, and only then."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import GOLD

from pipeline.extract.agencies.identify import make_context
from pipeline.extract.agencies.nouns import RULES, Context, Resolution
from pipeline.extract.agencies.resolve import resolve_agency
from pipeline.knowledge.agencies.phrases import load_phrases
from pipeline.knowledge.agencies.register import Agency, load_register
from pipeline.knowledge.agencies.territories import Territory

REGISTER = load_register()

BEFORE, BETWEEN, AFTER = "2024-06-10", "2025-04-10", "2025-09-10"
PROVINCE = make_context("UBND tỉnh Hà Nam", None, BEFORE)
MERGED = make_context("UBND tỉnh Ninh Bình", None, AFTER)
CITY = make_context("UBND Thành phố Hồ Chí Minh", None, AFTER)
DEPARTMENT = make_context("Sở Y tế", "UBND tỉnh Hà Nam", BEFORE)
TOWN = make_context("Ban Thường vụ Thị ủy Bỉm Sơn", "Tỉnh ủy", BEFORE)
DISTRICT = make_context("UBND huyện Mường Khương", None, BEFORE)
COMMUNE = make_context("UBND xã Hoa Lư", "UBND tỉnh Ninh Bình", AFTER)
WARD = make_context("UBND phường Hoa Lư", "UBND tỉnh Ninh Bình", AFTER)
MINISTRY = make_context("Bộ Y tế", None, AFTER)
NOBODY = Context()


def answer(name: str, context: Context) -> tuple[str | None, str]:
    found = resolve_agency(name, context)
    return found.agency, found.rule


@pytest.mark.parametrize(
    ("name", "context", "agency", "rule", "reason"),
    [
        ("UBND tỉnh", PROVINCE, "ubnd@ha-nam", "context", "the writer's province"),
        ("UBND tỉnh", MERGED, "ubnd@ninh-binh-2025", "context", "the merged one after 01/07/2025"),
        ("UBND tỉnh", TOWN, "ubnd@thanh-hoa", "context", "the province above a town"),
        ("UBND thị xã", TOWN, "ubnd@thanh-hoa/tx-bim-son", "context", "the town itself"),
        ("UBND huyện", DISTRICT, "ubnd@lao-cai/h-muong-khuong", "context", "the district itself"),
        ("UBND Thành phố", CITY, "ubnd@ho-chi-minh-2025", "context", "a centrally run city, with a capital"),
        ("UBND", WARD, "ubnd@ninh-binh-2025/p-hoa-lu", "context", "no kind: the nearest"),
        ("Sở KH&CN", PROVINCE, "so-khcn@ha-nam", "context", "abbreviated"),
        ("Sở KH và CN", TOWN, "so-khcn@thanh-hoa", "context", "a department seen from below"),
        ("SỞ Y TẾ", DEPARTMENT, "so-y-te@ha-nam", "context", "the writer's own name in capitals"),
        ("Tỉnh ủy", TOWN, "cap-uy@thanh-hoa", "context", "a thị ủy's tỉnh ủy is its province's"),
        ("Thị ủy", TOWN, "cap-uy@thanh-hoa/tx-bim-son", "context", "its own committee"),
        ("Ban Tuyên giáo", TOWN, "ban-tuyen-giao@thanh-hoa/tx-bim-son", "context", "a party body's own board"),
        ("Ban Tuyên giáo Tỉnh ủy", TOWN, "ban-tuyen-giao@thanh-hoa", "context", "the board one level up"),
        ("Huyện ủy", DISTRICT, "cap-uy@lao-cai/h-muong-khuong", "context", "the party beside the state"),
        ("Công an tỉnh", DISTRICT, "cong-an-tinh@lao-cai", "context", "one template a level: the province's"),
        ("Công an huyện", DISTRICT, "cong-an-huyen@lao-cai/h-muong-khuong", "context", "the district's"),
        ("Công an phường", WARD, "cong-an-xa@ninh-binh-2025/p-hoa-lu", "context", "the ward's"),
        ("Phòng Nội vụ", DISTRICT, "phong-noi-vu@lao-cai/h-muong-khuong", "context", "a district's office"),
        ("Phòng Kinh tế", WARD, "phong-kinh-te-xa@ninh-binh-2025/p-hoa-lu", "context", "a ward's since 2025"),
        ("Văn phòng UBND tỉnh", DEPARTMENT, "van-phong-ubnd@ha-nam", "context", "not the department's own office"),
        ("UBND tỉnh Hà Nam", MERGED, "ubnd@ha-nam", "expired_name", "merged into another by then"),
        ("UBND tỉnh Ninh Bình", PROVINCE, "ubnd@ninh-binh", "full_name", "another province, of the same day"),
        ("Thành ủy Cần Thơ", NOBODY, "cap-uy@can-tho-2025", "undated", "no day: the latest of two of one name"),
        ("Sở Y tế tỉnh Lai Châu", NOBODY, "so-y-te@lai-chau", "full_name", "no day needed: never merged"),
        ("Bộ Tài chính", PROVINCE, "bo-tai-chinh", "national", "there is one"),
        ("VPCP", PROVINCE, "van-phong-chinh-phu", "national", "by its abbreviation"),
        ("Bộ Chính trị khóa XIII", NOBODY, "bo-chinh-tri", "national", "its term is no part of the name"),
        ("Quốc hội khóa XV", NOBODY, "quoc-hoi", "national", "likewise"),
        ("Thủ tướng", NOBODY, "thu-tuong", "national", "an organ of its own, no head of another"),
        ("Cục Thuế tỉnh", PROVINCE, "cuc-thue-tinh@ha-nam", "context", "until 28/02/2025"),
        ("Thuế tỉnh Ninh Bình", MERGED, "thue-tinh@ninh-binh-2025", "full_name", "since 01/07/2025"),
        ("Văn phòng UBND tỉnh (Ban Tiếp công dân)", PROVINCE, "van-phong-ubnd@ha-nam", "context", "a note in brackets"),
        (" - Sở Nội vụ;", PROVINCE, "so-noi-vu@ha-nam", "context", "a bullet and a semicolon"),
    ],
)
def test_bodies(name: str, context: Context, agency: str, rule: str, reason: str) -> None:
    assert answer(name, context) == (agency, rule), reason


@pytest.mark.parametrize(
    ("name", "context", "agency", "reason"),
    [
        ("Giám đốc Sở Y tế", PROVINCE, "so-y-te@ha-nam", "a director"),
        ("Giám đốc Sở", DEPARTMENT, "so-y-te@ha-nam", "the writer's own"),
        ("Chủ tịch UBND tỉnh", DEPARTMENT, "ubnd@ha-nam", "a chairman"),
        ("Chủ tịch Ủy ban nhân dân tỉnh Hà Nam", NOBODY, "ubnd@ha-nam", "in full"),
        ("Bộ trưởng Bộ Tài chính", PROVINCE, "bo-tai-chinh", "a minister"),
        ("Bộ trưởng", MINISTRY, "bo-y-te", "the writer's own minister"),
        ("Chánh Văn phòng UBND tỉnh", PROVINCE, "van-phong-ubnd@ha-nam", "the head of an office"),
        ("Chánh Thanh tra tỉnh", PROVINCE, "thanh-tra@ha-nam", "the chief inspector"),
        ("Trưởng Ban Tổ chức Tỉnh ủy", TOWN, "ban-to-chuc@thanh-hoa", "the head of a board"),
        ("Trưởng ban Tổ chức Tỉnh ủy", TOWN, "ban-to-chuc@thanh-hoa", "the same, the word used once"),
        ("Chỉ huy trưởng Bộ CHQS tỉnh", PROVINCE, "bchqs-tinh@ha-nam", "a commander"),
        ("Bí thư Tỉnh ủy", PROVINCE, "cap-uy@ha-nam", "a secretary"),
        ("Đ/c Bí thư Tỉnh ủy", PROVINCE, "cap-uy@ha-nam", "two words before the body"),
        ("Tổng Thanh tra Chính phủ", PROVINCE, "thanh-tra-chinh-phu", "tổng before the body's name"),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam", PROVINCE, "ngan-hang-nha-nuoc", "a governor"),
    ],
)
def test_heads_stand_for_their_bodies(name: str, context: Context, agency: str, reason: str) -> None:
    assert answer(name, context) == (agency, "head_of"), reason


@pytest.mark.parametrize(
    ("name", "context", "agency", "reason"),
    [
        ("Các sở, ban, ngành", PROVINCE, "nhom-so-nganh@ha-nam", "of the writer's province"),
        ("Các sở, ban, ngành", TOWN, "nhom-so-nganh@thanh-hoa", "of the province above"),
        ("Thủ trưởng các sở, ban, ngành", PROVINCE, "nhom-so-nganh@ha-nam", "their heads are the same group"),
        ("UBND các huyện, thị xã, thành phố", PROVINCE, "nhom-ubnd-huyen@ha-nam", "the districts' committees"),
        ("UBND huyện", PROVINCE, "nhom-ubnd-huyen@ha-nam", "one kind of them, in a province's document"),
        ("UBND các xã, phường, đặc khu", MERGED, "nhom-ubnd-xa@ninh-binh-2025", "the communes' committees"),
        ("các bộ, cơ quan ngang bộ", MINISTRY, "nhom-bo-nganh", "of the whole country"),
        ("các đoàn thể", TOWN, "nhom-doan-the@thanh-hoa/tx-bim-son", "of the writer's own level"),
        ("Các phòng, đơn vị thuộc Sở", DEPARTMENT, "so-y-te@ha-nam#nhom-phong-don-vi", "inside the writer"),
        ("Các sở, ban, ngành", NOBODY, "nhom-so-nganh", "nobody's"),
    ],
)
def test_groups(name: str, context: Context, agency: str, reason: str) -> None:
    assert answer(name, context) == (agency, "group"), reason


def test_a_plural_that_no_row_knows_is_kept_apart() -> None:
    first, second = (resolve_agency(name, PROVINCE) for name in ("các nghệ nhân", "các chuyên gia"))
    assert {first.rule, second.rule} == {"group_other"}
    assert first.agency == "nhom-khac@ha-nam#cac-nghe-nhan" != second.agency


@pytest.mark.parametrize(
    ("name", "context", "agency", "rule", "reason"),
    [
        ("Sở", DEPARTMENT, "so-y-te@ha-nam", "own_name", "the writer's short name for itself"),
        ("Bộ", MINISTRY, "bo-y-te", "own_name", "likewise"),
        ("Văn phòng Sở", DEPARTMENT, "so-y-te@ha-nam#van-phong", "inner_unit", "its office"),
        ("Phòng Nghiệp vụ Y", DEPARTMENT, "so-y-te@ha-nam#phong-nghiep-vu-y", "inner_unit", "a room of it"),
        ("PHÒNG NGHIỆP VỤ Y", DEPARTMENT, "so-y-te@ha-nam#phong-nghiep-vu-y", "inner_unit", "the same in capitals"),
        ("Văn phòng", DEPARTMENT, "so-y-te@ha-nam#van-phong", "inner_unit", "alone, inside a department"),
        ("Vụ Pháp chế", MINISTRY, "bo-y-te#vu-phap-che", "inner_unit", "of a ministry"),
        ("Bảo tàng tỉnh", PROVINCE, "ubnd@ha-nam#bao-tang", "local_unit", "the kind of territory is no part of it"),
        ("Trung tâm Văn hóa tỉnh", PROVINCE, "ubnd@ha-nam#trung-tam-van-hoa", "local_unit", "of the province"),
        ("Trung tâm Văn hóa tỉnh Hà Nam", PROVINCE, "ubnd@ha-nam#trung-tam-van-hoa", "local_unit", "the same in full"),
    ],
)
def test_units(name: str, context: Context, agency: str, rule: str, reason: str) -> None:
    assert answer(name, context) == (agency, rule), reason


@pytest.mark.parametrize(
    ("name", "issued", "agency", "rule", "successors", "reason"),
    [
        ("Sở Tài nguyên và Môi trường", "2025-02-28", "so-tnmt@ha-nam", "context", (), "its last day"),
        ("Sở Tài nguyên và Môi trường", "2025-03-01", "so-tnmt@ha-nam", "expired_name", ("so-nnmt@ha-nam",), "merged"),
        ("Sở Nông nghiệp và Môi trường", "2025-02-28", "so-nnmt@ha-nam", "early_name", (), "one day early"),
        ("Sở Nông nghiệp và Môi trường", "2025-03-01", "so-nnmt@ha-nam", "context", (), "its first day"),
        ("Bộ Giao thông vận tải", "2025-02-28", "bo-gtvt", "national", (), "its last day"),
        ("Bộ Giao thông vận tải", "2025-03-01", "bo-gtvt", "expired_name", ("bo-xay-dung",), "merged"),
        ("Bộ Kế hoạch và Đầu tư", "2025-06-01", "bo-khdt", "expired_name", ("bo-tai-chinh",), "merged"),
        ("Ủy ban Dân tộc", "2025-06-01", "uy-ban-dan-toc", "expired_name", ("bo-dttg",), "merged"),
    ],
)
def test_the_day_decides(
    name: str, issued: str, agency: str, rule: str, successors: tuple[str, ...], reason: str
) -> None:
    found = resolve_agency(name, make_context("UBND tỉnh Hà Nam", None, issued))
    assert (found.agency, found.rule, found.successors) == (agency, rule, successors), reason


def test_an_old_name_in_a_merged_province_leads_to_the_heir_of_today() -> None:
    found = resolve_agency("Sở Thông tin và Truyền thông", MERGED)
    assert (found.agency, found.rule) == ("so-tttt@ninh-binh", "expired_name")
    assert "so-khcn@ninh-binh-2025" in found.successors


@pytest.mark.parametrize(
    ("name", "context", "rule", "reason"),
    [
        ("UBND tỉnh", NOBODY, "no_territory", "whose?"),
        ("Sở Y tế", MINISTRY, "no_territory", "a ministry has no department of a province"),
        (
            "UBND huyện Châu Thành",
            make_context("Bộ Y tế", None, BEFORE),
            "ambiguous",
            "several districts bear the name",
        ),
        ("Hội những người thích đùa", PROVINCE, "unknown", "in no table"),
        ("Ban Chỉ đạo Quốc gia về việc lạ", PROVINCE, "unknown", "not a unit of the province"),
        ("Báo", PROVINCE, "unknown", "a newspaper is named by a place"),
        ("", PROVINCE, "unknown", "nothing"),
        (" ;. ", PROVINCE, "unknown", "nothing but marks"),
    ],
)
def test_none_rather_than_a_guess(name: str, context: Context, rule: str, reason: str) -> None:
    found = resolve_agency(name, context)
    assert (found.agency, found.rule, found.confidence) == (None, rule, 0.0), reason


def test_an_ambiguous_name_says_between_whom() -> None:
    found = resolve_agency("UBND huyện Châu Thành", make_context("Bộ Y tế", None, BEFORE))
    assert len(found.candidates) > 5
    assert "ubnd@tay-ninh/h-chau-thanh" in found.candidates
    near = resolve_agency("UBND huyện Châu Thành", make_context("UBND tỉnh Tây Ninh", None, BEFORE))
    assert near.agency == "ubnd@tay-ninh/h-chau-thanh"


def test_a_district_stood_under_the_province_of_its_day() -> None:
    """Huế is a centrally run city since 01/01/2025; before, its districts were Thừa Thiên Huế's."""
    before, after = (make_context("UBND huyện Phú Vang", None, day) for day in ("2022-05-05", "2025-05-05"))
    assert resolve_agency("UBND tỉnh", before).agency == "ubnd@thua-thien-hue"
    assert resolve_agency("UBND thành phố", after).agency == "ubnd@hue"


def own_days(agency: Agency) -> list[date]:
    return [day for day in (agency.valid_from, agency.valid_to) if day] or [date(2024, 6, 1)]


@pytest.mark.parametrize(
    ("agency", "example"),
    [(row, example) for row in REGISTER.central.values() for example in row.examples],
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_a_central_row_is_found_by_its_examples(agency: Agency, example: str) -> None:
    """On the first and the last day of the row; a local writer may mean its own body of the same short name."""
    for day in own_days(agency):
        assert resolve_agency(example, Context(day=day)).agency == agency.id
        local = resolve_agency(example, make_context("UBND tỉnh Lai Châu", None, day.isoformat()))
        assert local.agency == agency.id or (local.rule == "context" and str(local.agency).endswith("@lai-chau"))


def writers(agency: Agency) -> list[str]:
    """Return writers under whom a template's example must be understood, by the levels it applies to."""
    by_level = {
        "province": "UBND tỉnh Lai Châu",
        "district": "UBND thị xã Bỉm Sơn",
        "commune": "UBND phường Hoa Lư",
    }
    named = [by_level[level] for level in agency.applies if level in by_level]
    return named or ["UBND Thành phố Hồ Chí Minh", "UBND thị xã Bỉm Sơn", "UBND huyện Mường Khương"]


@pytest.mark.parametrize(
    ("agency", "example"),
    [(row, example) for row in REGISTER.templates.values() for example in row.examples],
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_a_template_is_found_by_its_examples(agency: Agency, example: str) -> None:
    """A full name whoever writes, a short one for a writer of the template's level."""
    for day in own_days(agency):
        found = [resolve_agency(example, make_context(name, None, day.isoformat())) for name in writers(agency)]
        wanted = (agency.parent or "").split(">")[0] if agency.kind == "head" else agency.id
        assert any((one.agency or "").startswith(f"{wanted}@") for one in found), found


@pytest.mark.parametrize(
    ("example", "context"),
    [
        (example, context)
        for phrase in load_phrases("head")
        for example in phrase.examples
        for context in [make_context("UBND tỉnh Lai Châu", None, BEFORE)]
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_heads_are_told_by_their_examples(example: str, context: Context) -> None:
    assert resolve_agency(example, context).rule in ("head_of", "expired_name", "early_name")


@pytest.mark.parametrize(
    ("parent", "example"),
    [(phrase.stands_for, example) for phrase in load_phrases("regional") for example in phrase.examples],
)
def test_offices_for_a_region_belong_to_their_body(parent: str, example: str) -> None:
    found = resolve_agency(example, make_context("UBND tỉnh Lai Châu", None, AFTER))
    owner = parent if parent in REGISTER.central else f"{parent}@lai-chau"
    assert (str(found.agency).split("#")[0], found.rule) == (owner, "regional")


@pytest.mark.parametrize("reject", [one for phrase in load_phrases("head") for one in phrase.rejects])
def test_organs_are_no_heads(reject: str) -> None:
    assert resolve_agency(reject, PROVINCE).rule == "national"


@pytest.mark.parametrize("example", [one for phrase in load_phrases("tail") for one in phrase.examples])
def test_terms_of_office_do_not_hide_the_body(example: str) -> None:
    assert resolve_agency(example, make_context("Tỉnh ủy Lâm Đồng", None, BEFORE)).agency


BODIES = [
    REGISTER.instance(template, territory)
    for territory in REGISTER.territories.all_upper()
    for template in REGISTER.templates.values()
    if REGISTER.exists(template, territory) and template.kind != "head"
]


@given(st.sampled_from(BODIES))
def test_a_canonical_name_resolves_to_its_body(agency: Agency) -> None:
    """On a day of its life the full name of any body of any province or district means that body."""
    day = agency.valid_to or agency.valid_from or date(2024, 6, 1)
    near = Context(territories=tuple(one.id for one in REGISTER.up(_ground(agency))), day=day)
    assert resolve_agency(agency.name, near).agency == agency.id


@given(st.sampled_from(BODIES), st.sampled_from(["NFD", "NFC", "NFKC"]))
def test_the_printed_form_does_not_matter(agency: Agency, form: str) -> None:
    context = Context(day=agency.valid_to or agency.valid_from)
    plain = resolve_agency(agency.name, context)
    for name in (unicodedata.normalize(form, agency.name), agency.name.upper(), agency.name.replace(" ", "  ")):
        assert replace(resolve_agency(name, context), name="") == replace(plain, name="")


def _ground(agency: Agency) -> Territory:
    territory = REGISTER.territories.get(agency.territory or "")
    assert territory is not None
    return territory


@given(st.text(max_size=80), st.sampled_from([PROVINCE, TOWN, MINISTRY, NOBODY]))
def test_any_text_gets_one_answer_with_its_rule(name: str, context: Context) -> None:
    found = resolve_agency(name, context)
    assert isinstance(found, Resolution)
    assert found.rule in RULES
    assert (found.agency is None) == (found.confidence == 0.0)
    assert not found.candidates or found.agency is None


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated documents are not here")
def test_names_of_real_documents_resolve() -> None:
    """Nine names in ten that annotators wrote down for tasks are understood."""
    known = total = 0
    for path in GOLD.glob("*/records/*.json"):
        record = json.loads(path.read_text("utf-8"))
        header = record["header"]
        day = header["issued"] or max((cited["date"] for cited in record["citations"] if cited["date"]), default=None)
        context = make_context(header["issuer"], header["issuer_parent"], day)
        assert context.issuer, path.name
        for task in record["tasks"]:
            for name in (*task["lead"], *task["coordinate"], *task["direct"], *task["report_to"]):
                total += 1
                known += resolve_agency(name, context).agency is not None
    assert total
    assert known / total > 0.95
