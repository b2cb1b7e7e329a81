"""Text layers of drawn pages whose letters have wrong codes, or none."""

from __future__ import annotations

import pytest

from pipeline.ingest.mend.language import is_damaged_layer

GOOD = "Các trại ong trong tỉnh rà soát giống, thu mật và báo cáo kết quả trước ngày 10 tháng 6 hằng năm. " * 3
LISTS = (
    "a) mật ong hoa nhãn: 120.000 đ/kg; b) phấn hoa các loại: 50.000 đ/g; tổ ong cỡ lớn, cỡ k, cỡ n: 3 đ một cái. " * 3
)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        LISTS,
        "The bee farms of the province report their honey once a year to the board of farmers. " * 5,
        "Tri n khai việc nuôi ong",
    ],
)
def test_good_layers_and_foreign_ones_stay(text: str) -> None:
    assert not is_damaged_layer(text)


@pytest.mark.parametrize(
    "text",
    [
        "phát tri n thị trư ng mật ong; đ triển khai việc nuôi ong theo định k hằng năm",
        "KiӇm tra YLӋF nuÙi ong trÍn ÿӏa bàn tӍnh, bҧo quҧn mұt ong v‡ sӱ dөng giӕng ong t˯˯ng ӭng vӟi ÿiӅu kiӋn. " * 4,
    ],
)
def test_layers_with_lost_or_wrong_letters_are_damaged(text: str) -> None:
    assert is_damaged_layer(text)
