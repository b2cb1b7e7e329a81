"""One body has one id, whether it issues, is cited or has a task; ids of bodies that no table knows."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.agencies.identify import identify_agencies, identify_agency, make_context, on_day
from pipeline.extract.agencies.nouns import Context
from pipeline.knowledge.agencies import ids
from pipeline.knowledge.agencies.groups import load_groups
from pipeline.knowledge.agencies.names import read_table
from pipeline.knowledge.agencies.phrases import load_phrases
from pipeline.knowledge.agencies.register import load_register
from pipeline.model import AgencyMention, AgencyRole, Citation, Evidence, Fact, Identity, Record, SourceFile, Task

REGISTER = load_register()
BEFORE, AFTER = "2024-06-10", "2025-09-10"
PROVINCE = make_context("UBND tỉnh Hà Nam", None, BEFORE)
MERGED = make_context("UBND tỉnh Ninh Bình", None, AFTER)
CITY = make_context("UBND Thành phố Hồ Chí Minh", None, AFTER)
DEPARTMENT = make_context("Sở Y tế", "UBND tỉnh Hà Nam", BEFORE)
TOWN = make_context("Ban Thường vụ Thị ủy Bỉm Sơn", "Tỉnh ủy", BEFORE)
DISTRICT = make_context("UBND huyện Mường Khương", None, BEFORE)
WARD = make_context("UBND phường Hoa Lư", "UBND tỉnh Ninh Bình", AFTER)
MINISTRY = make_context("Bộ Y tế", None, AFTER)
NOBODY = Context(day=date(2024, 6, 10))
UNLISTED = ("ha-nam/huyen-binh-xa", "ha-nam")
PLACE = Evidence(0, 1, "test", 1.0)


@pytest.mark.parametrize(
    ("context", "issuer", "territories"),
    [
        (PROVINCE, "ubnd@ha-nam", ("ha-nam",)),
        (MERGED, "ubnd@ninh-binh-2025", ("ninh-binh-2025",)),
        (CITY, "ubnd@ho-chi-minh-2025", ("ho-chi-minh-2025",)),
        (DEPARTMENT, "so-y-te@ha-nam", ("ha-nam",)),
        (TOWN, "btv-cap-uy@thanh-hoa/tx-bim-son", ("thanh-hoa/tx-bim-son", "thanh-hoa")),
        (DISTRICT, "ubnd@lao-cai/h-muong-khuong", ("lao-cai/h-muong-khuong", "lao-cai")),
        (WARD, "ubnd@ninh-binh-2025/p-hoa-lu", ("ninh-binh-2025/p-hoa-lu", "ninh-binh-2025")),
        (MINISTRY, "bo-y-te", ()),
        (make_context("Chủ tịch UBND tỉnh Hà Nam", None, BEFORE), "ubnd@ha-nam", ("ha-nam",)),
        (make_context(None, "UBND tỉnh Hà Nam", BEFORE), "ubnd@ha-nam", ("ha-nam",)),
        (make_context(None, None, None), None, ()),
        (make_context("Công ty của chúng tôi", None, BEFORE), "company:cong-ty-cua-chung-toi", ()),
        (make_context("UBND huyện Bình Xa", "UBND tỉnh Hà Nam", BEFORE), "ubnd@ha-nam/huyen-binh-xa", UNLISTED),
    ],
)
def test_context(context: Context, issuer: str | None, territories: tuple[str, ...]) -> None:
    assert (context.issuer, context.territories) == (issuer, territories)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND tỉnh Hà Nam", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("UBND xã", "Uỷ ban Nhân dân xã"),
        ("HĐND huyện", "Hội đồng Nhân dân huyện"),
        ("UBMTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Ủy ban MTTQ Việt Nam tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở KHCN", "Sở Khoa học Công nghệ"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông"),
        ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở GTVT", "Sở Giao thông vận tải"),
        ("Trung tâm CNTT", "Trung tâm Công nghệ thông tin"),
        ("BHXH tỉnh", "Bảo hiểm xã hội tỉnh"),
        ("NHNN chi nhánh tỉnh", "Ngân hàng Nhà nước chi nhánh tỉnh"),
        ("LĐLĐ tỉnh", "Liên đoàn Lao động tỉnh"),
        ("Hội LHPN tỉnh", "Hội Liên hiệp Phụ nữ tỉnh"),
        ("TAND tỉnh", "Tòa án nhân dân tỉnh"),
        ("VKSND tỉnh", "Viện kiểm sát nhân dân tỉnh"),
        ("Đài PT-TH tỉnh", "Đài Phát thanh - Truyền hình tỉnh"),
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy quân sự tỉnh"),
        ("BTV Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("BCH Đảng bộ tỉnh", "Ban Chấp hành Đảng bộ tỉnh"),
        ("BCĐ tỉnh", "Ban Chỉ đạo tỉnh"),
        ("BQL các khu công nghiệp tỉnh", "Ban Quản lý các khu công nghiệp tỉnh"),
        ("Ban Quản lý các KCN tỉnh", "Ban Quản lý các khu công nghiệp tỉnh"),
        ("Ban Tuyên giáo TW", "Ban Tuyên giáo Trung ương"),
        ("UBND TP. Hồ Chí Minh", "UBND Thành phố Hồ Chí Minh"),
        ("UBND TX. Đức Phổ", "UBND thị xã Đức Phổ"),
        ("UBND TP.HCM", "UBND thành phố Hồ Chí Minh"),
        ("Chủ tịch UBND tỉnh", "UBND tỉnh"),
        ("Giám đốc Sở Y tế", "Sở Y tế"),
        ("Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ"),
        ("Chánh Văn phòng UBND tỉnh", "Văn phòng UBND tỉnh"),
        ("Trưởng ban Ban Quản lý các khu công nghiệp", "Ban Quản lý các khu công nghiệp"),
        ("Hội Chơi diều tỉnh", "HỘI CHƠI DIỀU TỈNH HÀ NAM"),
        ("Công ty Cấp nước", "công ty cấp nước"),
        ("Liên đoàn Quần vợt - Bóng bàn", "Liên đoàn Quần vợt, Bóng bàn Hà Nam"),
        ("UBND huyện Bình Xa", "Ủy ban nhân dân huyện Bình Xa, tỉnh Hà Nam"),
        ("Huyện ủy Bình Xa", "HUYỆN ỦY BÌNH XA TỈNH HÀ NAM"),
        ("Văn phòng Bộ Tư pháp", "Văn phòng thuộc Bộ Tư pháp"),
    ],
)
def test_two_spellings_are_one_body(one: str, other: str) -> None:
    for context in (PROVINCE, DEPARTMENT):
        assert identify_agency(one, context).agency == identify_agency(other, context).agency


@pytest.mark.parametrize(
    ("name", "context", "agency", "reason"),
    [
        ("UBND xã Hòa Bình, huyện Yên Xa, tỉnh Hà Nam", NOBODY, "ubnd@ha-nam/huyen-yen-xa/xa-hoa-binh", "two are new"),
        ("UBND tỉnh Tây Bình", NOBODY, "ubnd@tinh-tay-binh", "an unknown province"),
        ("UBND huyện Bình Xa, tỉnh Tây Bình", PROVINCE, "ubnd@tinh-tay-binh/huyen-binh-xa", "the name counts first"),
        ("UBND huyện Bình Xa tỉnh Ninh Bình", PROVINCE, "ubnd@ninh-binh/huyen-binh-xa", "also without a comma"),
        ("Huyện ủy Bình Xa", PROVINCE, "cap-uy@ha-nam/huyen-binh-xa", "the Party's"),
        ("Chủ tịch UBND xã Lạ", TOWN, "ubnd@thanh-hoa/tx-bim-son/xa-la", "a head, in the writer's town"),
        ("UBND xã Lạ", WARD, "ubnd@ninh-binh-2025/xa-la", "a commune lies in no ward"),
        ("UBND huyện Châu Thành", MINISTRY, "ubnd@huyen-chau-thanh", "several are so named: none of them is taken"),
        ("UBND huyện trực thuộc", PROVINCE, "phrase:uy-ban-nhan-dan-huyen-truc-thuoc@ha-nam", "no name of a territory"),
        ("Sở Y tế", NOBODY, "so-y-te", "nobody says whose"),
        ("Chi cục Thuế", PROVINCE, "chi-cuc-thue@ha-nam", "some district's, of this province"),
        ("Hội Chơi diều tỉnh Tây Ninh", PROVINCE, "hoi-choi-dieu@tay-ninh", "the name says whose"),
        ("Hội Chơi diều xã", WARD, "hoi-choi-dieu-xa@ninh-binh-2025/p-hoa-lu", "a ward is no xã"),
        ("Hội Chơi diều", MINISTRY, "hoi-choi-dieu", "a ministry has no territory"),
        ("Ủy ban Quốc gia Chống hạn", PROVINCE, "uy-ban-quoc-gia-chong-han@viet-nam", "the country's"),
        ("Bộ Nội vụ và Bộ Tài chính", PROVINCE, "nhom-khac@viet-nam#bo-noi-vu-bo-tai-chinh", "two ministries"),
        ("Ban Chỉ đạo Trồng rừng tỉnh", DEPARTMENT, "ubnd@ha-nam#ban-chi-dao-trong-rung", "not the department's"),
        ("Ban Chỉ đạo Trồng rừng tỉnh Hà Nam", NOBODY, "ubnd@ha-nam#ban-chi-dao-trong-rung", "whoever writes"),
        ("Phòng Kế hoạch thuộc Sở Y tế", PROVINCE, "so-y-te@ha-nam#phong-ke-hoach", "a unit with its body"),
        ("Phòng Kế hoạch", DEPARTMENT, "so-y-te@ha-nam#phong-ke-hoach", "the same from inside"),
        ("Vụ Pháp chế Bộ Tài chính", MINISTRY, "bo-tai-chinh#vu-phap-che", "of another ministry"),
        ("Trung tâm Ứng dụng KH&CN", DEPARTMENT, "so-y-te@ha-nam#trung-tam-ung-dung-khoa-hoc-cong-nghe", "a field"),
        ("…", PROVINCE, None, "no letter"),
    ],
)
def test_bodies_that_no_table_knows(name: str, context: Context, agency: str | None, reason: str) -> None:
    assert identify_agency(name, context).agency == agency, reason


@pytest.mark.parametrize(
    ("name", "unit"),
    [("Phòng Tài vụ", "truong-mau-giao-hoa-sen#phong-tai-vu"), ("Trường", "truong-mau-giao-hoa-sen")],
)
def test_units_of_a_body_that_no_table_knows(name: str, unit: str) -> None:
    assert identify_agency(name, make_context("Trường Mẫu giáo Hoa Sen", None, BEFORE)).agency == unit


def test_the_body_of_an_unlisted_territory_knows_itself() -> None:
    context = make_context("UBND huyện Bình Xa, tỉnh Hà Nam", None, BEFORE)
    found = {identify_agency(name, context).agency for name in ("UBND huyện", "UBND huyện Bình Xa", "UBND")}
    assert found == {"ubnd@ha-nam/huyen-binh-xa"}


def test_the_issuer_of_an_older_act_is_that_of_its_day() -> None:
    context = make_context("UBND tỉnh Tây Ninh", None, AFTER)
    assert identify_agency("UBND tỉnh", context).agency == "ubnd@tay-ninh-2025"
    assert identify_agency("UBND tỉnh", on_day(context, "2023-02")).agency == "ubnd@tay-ninh"
    assert on_day(context, None) == context


@pytest.mark.parametrize(
    "name",
    [
        "Bộ Chính trị", "Bộ Nội vụ", "Thủ tướng Chính phủ", "Phó Thủ tướng", "Văn phòng Chính phủ",
        "Ủy ban Quốc gia Ứng phó sự cố", "Đảng Cộng sản Việt Nam", "Ban Chỉ đạo Trung ương", "Đại hội XIII của Đảng",
    ],
)  # fmt: skip
def test_bodies_of_the_country(name: str) -> None:
    assert ids.is_central(identify_agency(name, PROVINCE).agency or "")


@pytest.mark.parametrize(
    "name",
    [
        "Bộ Chỉ huy quân sự tỉnh", "Ngân hàng Nhà nước chi nhánh tỉnh", "Thanh tra tỉnh", "Sở Y tế", "UBND tỉnh Hà Nam",
        "UBND các tỉnh, thành phố trực thuộc trung ương",
    ],
)  # fmt: skip
def test_no_bodies_of_the_country(name: str) -> None:
    assert not ids.is_central(identify_agency(name, PROVINCE).agency or "")


def make_record(names: list[str], cited: str | None = None, **header: str) -> Record:
    identity = Identity(**{field: Fact(value, PLACE) for field, value in header.items()})
    mentions = tuple(AgencyMention(name, AgencyRole.LEAD, PLACE) for name in names)
    source = SourceFile("0" * 64, "ke-hoach.txt", "txt", 1)
    citations = (Citation("KH", "1/KH-X", None, cited, None, (), ()),) if cited else ()
    tasks = (Task("1", "x", PLACE, mentions), Task("2", "x", PLACE, mentions))
    return Record(source, "test", "x", identity, citations=citations, tasks=tasks)


def test_the_mentions_of_a_record_are_resolved() -> None:
    header = {"issuer": "Sở Y tế", "issuer_parent": "UBND tỉnh Hà Nam", "issued": "2024-06-10"}
    record = identify_agencies(make_record(["Văn phòng Sở", "Sở Tài chính", "Hội lạ"], **header))
    assert [(one.agency, one.resolved_by) for one in record.tasks[1].agencies] == [
        ("so-y-te@ha-nam#van-phong", "inner_unit"),
        ("so-tai-chinh@ha-nam", "context"),
        ("hoi-la@ha-nam", "unknown"),
    ]
    assert not record.issues


def test_a_draft_without_date_takes_the_newest_date_it_cites() -> None:
    header = {"issuer": "UBND tỉnh Ninh Bình"}
    undated = identify_agencies(make_record(["Sở Y tế"], **header))
    dated = identify_agencies(make_record(["Sở Y tế"], **header, issued_not_before="2024-05-02"))
    assert undated.tasks[0].agencies[0].resolved_by == "undated"
    assert dated.tasks[0].agencies[0].agency == "so-y-te@ninh-binh"


def test_an_ambiguous_name_is_an_issue_once() -> None:
    record = identify_agencies(make_record(["UBND huyện Châu Thành"], issuer="Bộ Y tế", issued="2024-06-10"))
    assert [issue.code for issue in record.issues] == ["ambiguous_agency"]
    assert "Châu Thành" in record.issues[0].message


def test_identifying_twice_is_once() -> None:
    record = identify_agencies(make_record(["UBND huyện Châu Thành"], "Sở Y tế", issuer="Bộ Y tế", issued="2024"))
    assert identify_agencies(record) == record


EXAMPLES = sorted(
    {
        (example, day)
        for agency in (*REGISTER.central.values(), *REGISTER.templates.values())
        for example in agency.examples
        for day in (agency.valid_from or date(2024, 6, 10), agency.valid_to or date(2025, 9, 10))
    }
    | {(example, date(2024, 6, 10)) for group in load_groups() for example in group.examples}
    | {
        (example, date(2025, 9, 10))
        for kind in ("head", "tail", "unit", "national", "regional")
        for phrase in load_phrases(kind)
        for example in (*phrase.examples, *phrase.rejects)
    }
    | {(one, date(2024, 6, 10)) for row in read_table("abbreviations.csv") for one in row["examples"].split("|")}
)


@pytest.mark.parametrize(
    "writer", ["UBND tỉnh Lai Châu", "Ban Thường vụ Thị ủy Bỉm Sơn", "Sở Y tế tỉnh Hà Nam", "Bộ Y tế"]
)
def test_every_example_of_the_tables_is_one_agency_in_every_place(writer: str) -> None:
    """As the issuer below a body, as an issuer that this body cites, and as an agency in its tasks."""
    apart = []
    for example, day in EXAMPLES:
        below = identify_agencies(make_record([], issuer=example, issuer_parent=writer, issued=day.isoformat()))
        beside = identify_agencies(make_record([example], example, issuer=writer, issued=day.isoformat()))
        said = (below.identity, beside.citations[0], beside.tasks[0].agencies[0])
        if len({(one.agency, one.resolved_by) for one in said}) > 1 or not below.identity.agency:
            apart.append((example, *(one.agency for one in said)))
    assert not apart
    assert len(EXAMPLES) > 650


NAMES = st.text("SởUBNDKH&CTPtỉnhuyệ .,-ĐàHNm", max_size=40)


@given(NAMES, st.sampled_from([PROVINCE, TOWN, MINISTRY, NOBODY]))
def test_every_name_has_an_id_or_no_letter(name: str, context: Context) -> None:
    assert identify_agency(name, context).agency or not any(char.isalnum() for char in name)


@pytest.mark.parametrize("context", [PROVINCE, WARD, MINISTRY], ids=("province", "ward", "ministry"))
@pytest.mark.parametrize("name", ["Hội Đua ghe ngo", "Công ty TNHH Bưởi và Cam", "Câu lạc bộ Cờ tướng 1"])
def test_case_marks_and_blanks_do_not_matter(name: str, context: Context) -> None:
    plain = identify_agency(name, context).agency
    spellings = (name.upper(), f" {name}.", name.replace(" ", "  "), unicodedata.normalize("NFD", name))
    assert {identify_agency(one, context).agency for one in spellings} == {plain}
