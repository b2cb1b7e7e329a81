"""What the id of an agency says: ground, level, body or group, and the name with which it is shown."""

from __future__ import annotations

import pytest

from pipeline.knowledge.agencies.ids import find_ground, find_level, full_name, is_central, is_group
from pipeline.knowledge.agencies.register import load_register


@pytest.mark.parametrize(
    ("identity", "ground", "level"),
    [
        ("so-y-te@ha-nam", "tỉnh Hà Nam", "province"),
        ("so-y-te@ha-nam#phong-ke-hoach", "tỉnh Hà Nam", "province"),
        ("so-y-te@ha-nam#phong-ke-hoach#nhom-phong-don-vi", "tỉnh Hà Nam", "province"),
        ("ubnd@lao-cai/h-muong-khuong", "huyện Mường Khương", "district"),
        ("ubnd@dak-nong/h-krong-no/x-quang-phu", "xã Quảng Phú", "commune"),
        ("ubnd@ha-nam/huyen-binh-xa", "huyện Binh Xa", "district"),
        ("ubnd@ha-nam/thanh-pho-binh-xa", "thành phố Binh Xa", "district"),
        ("ubnd@thanh-pho-binh-xa", "thành phố Binh Xa", "province"),
        ("ubnd@tinh-tay-binh", "tỉnh Tay Binh", "province"),
        ("bo-y-te", None, "central"),
        ("bo-y-te#vu-phap-che", None, "central"),
        ("uy-ban-quoc-gia-x@viet-nam", None, "central"),
        ("so-y-te", None, None),
        ("nhom-bo-nganh", None, None),
        ("hoi-la@nowhere", None, None),
    ],
)
def test_ground_and_level(identity: str, ground: str | None, level: str | None) -> None:
    found = find_ground(identity)
    assert ((found and found.name), find_level(identity)) == (ground, level)
    assert is_central(identity) is (level == "central")


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        ("nhom-so-nganh@ha-nam", True),
        ("nhom-khac@ha-nam#cac-nghe-nhan", True),
        ("so-y-te@ha-nam#nhom-phong-don-vi", True),
        ("so-y-te@ha-nam", False),
        ("so-y-te@ha-nam#phong-ke-hoach", False),
        ("nhom-nhac-tre@ha-nam", False),
    ],
)
def test_groups(identity: str, expected: bool) -> None:
    assert is_group(identity) is expected


@pytest.mark.parametrize(
    ("identity", "printed", "name", "why"),
    [
        ("so-khcn@ha-nam", "Sở KH&CN", "Sở Khoa học và Công nghệ tỉnh Hà Nam", "the register's"),
        ("ubnd@ha-nam", "Ủy ban nhân dân tỉnh", "UBND tỉnh Hà Nam", "the usual short form is the register's"),
        ("so-y-te@ha-nam#van-phong", "Văn phòng Sở", "Văn phòng Sở Y tế tỉnh Hà Nam", "the body's word once"),
        ("so-y-te@ha-nam#phong-ke-hoach", "Phòng Kế hoạch", "Phòng Kế hoạch, Sở Y tế tỉnh Hà Nam", "a unit"),
        ("bo-tu-phap#van-phong", "Văn phòng Bộ Tư pháp", "Văn phòng Bộ Tư pháp", "it says its body"),
        ("hoi-la@ha-nam", "Hội lạ", "Hội lạ tỉnh Hà Nam", "whose it is"),
        ("hoi-la@ha-nam", "HỘI LẠ TỈNH HÀ NAM", "HỘI LẠ TỈNH HÀ NAM", "it says so"),
        ("hoi-la@ha-nam", "Hội lạ Hà Nam", "Hội lạ Hà Nam", "also without the kind"),
        ("nhom-khac@ha-nam#cac-nghe-nhan", "các nghệ nhân", "các nghệ nhân tỉnh Hà Nam", "a class of its own"),
        ("ubnd@ha-nam/huyen-binh-xa", "UBND huyện Bình Xa", "UBND huyện Bình Xa", "the marks are the printed name's"),
        ("hoi-la", "Hội lạ", "Hội lạ", "nobody knows whose"),
    ],
)
def test_full_names(identity: str, printed: str, name: str, why: str) -> None:
    assert full_name(identity, printed) == name, why


def test_what_is_inside_a_body_is_not_in_the_register() -> None:
    assert load_register().get("nhom-khac@ha-nam#cac-nghe-nhan") is None
    assert load_register().get("ubnd@ha-nam/huyen-binh-xa") is None
