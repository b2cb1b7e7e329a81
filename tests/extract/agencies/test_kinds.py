"""Persons, firms, posts and phrases are no bodies of a province; slips of the pen and cut names lead to theirs."""

from __future__ import annotations

import pytest

from pipeline.extract.agencies.identify import identify_agency, make_context
from pipeline.knowledge.agencies import ids

PROVINCE = make_context("UBND tỉnh Ninh Bình", None, "2025-09-10")
BEFORE = make_context("UBND tỉnh Hà Nam", None, "2024-06-10")
DEPARTMENT = make_context("Sở Y tế", "UBND tỉnh Hà Nam", "2024-06-10")
COMMITTEE = make_context("Tỉnh ủy Lâm Đồng", None, "2024-06-10")
WRITERS = (PROVINCE, BEFORE, DEPARTMENT, COMMITTEE)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Công ty TNHH Hoa Sen", "company"),
        ("Tổng công ty Đóng thuyền", "company"),
        ("CÔNG TY CỔ PHẦN CẤP NƯỚC", "company"),
        ("Tập đoàn Sao Mai", "company"),
        ("Ngân hàng TMCP Bình Minh", "company"),
        ("HTX Nông nghiệp Tân Lạ", "company"),
        ("Doanh nghiệp tư nhân Minh Phát", "company"),
        ("Trường Mầm non tư thục Ánh Dương", "company"),
        ("Giám đốc Công ty TNHH Hoa Sen", "company"),
        ("Chi nhánh Công ty Cổ phần Sao Mai", "company"),
        ("VNPT", "company"),
        ("Viettel Ninh Bình", "company"),
        ("ông Nguyễn Văn A", "person"),
        ("NGUYỄN VĂN A", "person"),
        ("Đ/c Trần Thị Bê", "person"),
        ("Đoàn Văn Xê", "person"),
        ("PGS.TS Lê Văn Đê", "person"),
        ("Thượng tá Lò Văn Ê", "person"),
        ("Tổ trưởng Lê Văn Đê", "person"),
        ("Trưởng đoàn", "post"),
        ("Tổ trưởng", "post"),
        ("Phó Trưởng ban thường trực", "post"),
        ("Trưởng các bản, tiểu khu", "post"),
        ("Kế toán trưởng", "post"),
        ("Bí thư Đảng ủy", "post"),
        ("ngành giáo dục", "phrase"),
        ("cả hệ thống chính trị", "phrase"),
        ("đơn vị được giao", "phrase"),
        ("CƠ QUAN THUẾ", "phrase"),
        ("Ban Chỉ đạo", "phrase"),
        ("Tổ công tác", "phrase"),
        ("nghiệp và Môi trường", "phrase"),
        ("Ngân hàng Thế giới", "phrase"),
        ("tổ chức, cá nhân", "group"),
        ("Thủ trưởng các đơn vị", "group"),
        ("doanh nghiệp khoa học và công nghệ", "group"),
        ("Ngân hàng thương mại", "group"),
        ("hợp tác xã", "group"),
        ("Sở Y tế và Sở Tài chính", "group"),
        ("Trường THPT Lê Lợi", "body"),
        ("Bệnh viện Đa khoa tỉnh", "body"),
        ("Ngân hàng Nhà nước Việt Nam", "body"),
        ("Ngân hàng Chính sách xã hội", "body"),
        ("Hội Chơi diều", "body"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    for writer in (PROVINCE, BEFORE):
        found = identify_agency(name, writer).agency or ""
        assert ids.find_kind(found) == kind
        assert kind in ("body", "group") or found in ids.load_register().central or ids.find_level(found) is None


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Sở Sây dựng", "so-xay-dung@ninh-binh-2025"),
        ("Sở Tài chnh", "so-tai-chinh@ninh-binh-2025"),
        ("Sở Lội vụ", "so-noi-vu@ninh-binh-2025"),
        ("Sở Dáo dục và Đào tạo", "so-gddt@ninh-binh-2025"),
        ("Sở Khoahọc và Công nghệ", "so-khcn@ninh-binh-2025"),
        ("Giám đốc Sở Sây dựng", "so-xay-dung@ninh-binh-2025"),
        ("Bộ Quốc phòn", "bo-quoc-phong"),
        ("UBND tỉnh Quảng Nghãi", "ubnd@quang-ngai-2025"),
    ],
)
def test_a_slip_of_the_pen_leads_to_the_one_body_that_is_near(name: str, agency: str) -> None:
    found = identify_agency(name, PROVINCE)
    assert (found.agency, found.rule in ("mistyped", "head_of"), found.confidence < 0.95) == (agency, True, True)


@pytest.mark.parametrize("name", ["Sở Công nghiệp", "Hội Nhà văn", "Sở Say sưa", "Trung đoàn 142", "Quân khu 6"])
def test_another_body_is_no_slip(name: str) -> None:
    assert identify_agency(name, PROVINCE).rule != "mistyped"


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Sở Nông nghiệp và", "so-nnmt@ninh-binh-2025"),
        ("Sở Nông nghiệp\nvà Môi trường", "so-nnmt@ninh-binh-2025"),
        ("Sở Giáo dục và Đào", "so-gddt@ninh-binh-2025"),
        ("Bộ Nông nghiệp và Môi", "bo-nnmt"),
    ],
)
def test_a_cut_name_is_joined(name: str, agency: str) -> None:
    assert identify_agency(name, PROVINCE).agency == agency


@pytest.mark.parametrize("name", ["Sở Tài", "Hội đồng của", "Sở Trồng rau và", "Ban Tổ chức"])
def test_a_cut_name_that_may_be_many_is_no_body(name: str) -> None:
    assert ids.find_kind(identify_agency(name, PROVINCE).agency or "") == "phrase"


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Giám đốc Sở Y tế Lê Văn Đê", "so-y-te@ninh-binh-2025"),
        ("bà Trần Thị Bê, Phó Giám đốc Sở Y tế", "so-y-te@ninh-binh-2025"),
        ("ông Lê Văn Đê - Phó Chủ tịch UBND tỉnh", "ubnd@ninh-binh-2025"),
        ("Giám đốc Bệnh viện Đa khoa tỉnh", "ubnd@ninh-binh-2025#benh-vien-da-khoa"),
        ("Chủ tịch Hội Chơi diều", "hoi-choi-dieu@ninh-binh-2025"),
        ("Phó Trưởng Ban Tổ chức Tỉnh ủy", "ban-to-chuc@ninh-binh-2025"),
        ("Phó Thủ tướng Chính phủ", "chinh-phu"),
    ],
)
def test_a_post_stands_for_the_body_it_names(name: str, agency: str) -> None:
    found = identify_agency(name, PROVINCE)
    assert (found.agency, found.rule) == (agency, "head_of")


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Hợp tác xã Bình Minh", "company:hop-tac-xa-binh-minh@ninh-binh-2025"),
        ("Công ty TNHH Cấp nước tỉnh Hà Nam", "company:cong-ty-tnhh-cap-nuoc@ha-nam"),
        ("Công ty Lạ", "company:cong-ty-la@ninh-binh-2025"),
        ("Bộ Khoa học và Công nghệ và Bộ Nội vụ", "nhom-khac@viet-nam#bo-khoa-hoc-cong-nghe-bo-noi-vu"),
    ],
)
def test_ids_of_firms_and_of_several_bodies(name: str, agency: str) -> None:
    assert identify_agency(name, PROVINCE).agency == agency


def test_the_id_of_a_person_does_not_tell_who() -> None:
    plain = {
        identify_agency(name, PROVINCE).agency for name in ("ông Nguyễn Văn A", "NGUYỄN VĂN A", "đồng chí Nguyễn Văn A")
    }
    assert len(plain) == 1
    identity = plain.pop() or ""
    assert "nguyen" not in identity
    assert ids.full_name(identity, "ông Nguyễn Văn A").startswith("Cá nhân ")


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("Quỹ Bảo vệ và Phát triển rừng tỉnh", "quy-bvptr@ninh-binh-2025"),
        ("Ban An toàn giao thông tỉnh", "ban-atgt@ninh-binh-2025"),
        ("Hội Đông y tỉnh", "hoi-dong-y@ninh-binh-2025"),
        ("Chi cục Chăn nuôi, Thú y", "chi-cuc-cnty@ninh-binh-2025"),
        ("Trung tâm Khuyến công", "tt-khuyen-cong@ninh-binh-2025"),
        ("Ban cán sự đảng Chính phủ", "bcsd-chinh-phu"),
        ("Tòa án nhân dân cấp cao tại Hà Nội", "tand-cap-cao-hn"),
        ("Ban Chỉ đạo 389 tỉnh", "bcd-389@ninh-binh-2025"),
    ],
)
def test_bodies_that_offices_write(name: str, agency: str) -> None:
    assert identify_agency(name, PROVINCE).agency == agency
