"""Lists with one head word; all places are invented, but for provinces, which the register must know."""

from __future__ import annotations

import pytest

from pipeline.extract.agencies.names_in_text import NameScanner
from pipeline.text.words import Words

LISTS = [
    ("Chủ tịch UBND các tỉnh, thành phố: Gia Lai, Huế, Đắk Lắk chủ động",
     ["Chủ tịch UBND tỉnh Gia Lai", "Chủ tịch UBND thành phố Huế", "Chủ tịch UBND tỉnh Đắk Lắk"]),
    ("Sở Y tế các tỉnh, thành phố Gia Lai và Đà Nẵng phối hợp", ["Sở Y tế tỉnh Gia Lai", "Sở Y tế thành phố Đà Nẵng"]),
    ("UBND các tỉnh, thành phố trực thuộc trung ương triển khai", ["UBND các tỉnh, thành phố trực thuộc trung ương"]),
    ("Ủy ban nhân dân 03 xã: An Hòa, Bình Tân, Đông Phú lập",
     ["Ủy ban nhân dân xã An Hòa", "Ủy ban nhân dân xã Bình Tân",
      "Ủy ban nhân dân xã Đông Phú"]),
    ("Hạt Kiểm lâm các huyện An Hòa, Bình Tân và thị xã Đông Phú",
     ["Hạt Kiểm lâm huyện An Hòa", "Hạt Kiểm lâm huyện Bình Tân", "Hạt Kiểm lâm thị xã Đông Phú"]),
    ("các Tập đoàn: Ong Vàng Việt Nam, Công nghiệp - Mật ong Quân khu tổ chức",
     ["Tập đoàn Ong Vàng Việt Nam", "Tập đoàn Công nghiệp - Mật ong Quân khu"]),
    ("các Hội: Tuyên truyền, Vận động hội viên", ["các Hội"]),
    ("HĐND, UBND tỉnh An Hòa có trách nhiệm", ["HĐND tỉnh An Hòa", "UBND tỉnh An Hòa"]),
    ("Thường trực HĐND, UBND xã An Hòa", ["Thường trực HĐND xã An Hòa", "UBND xã An Hòa"]),
    ("HĐND tỉnh, UBND tỉnh", ["HĐND tỉnh", "UBND tỉnh"]),
    ("Hội nông dân xã, Trạm y tế và Đoàn thanh niên xã", ["Hội nông dân xã", "Trạm y tế", "Đoàn thanh niên xã"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LISTS, ids=[case[0][:32] for case in LISTS])
def test_match_list_with_one_head(text: str, names: list[str]) -> None:
    assert [name.shown for name in NameScanner(Words.of(text)).match_list()] == names
