"""Lists that count on: no item is glued to the one before it because its number is long."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, MASTHEAD, all_items, outline_of

from pipeline.structure.long_counts import find_long_counts

SIGNS = ["{n}. ", "{n}.", "{n}) ", "{n}/ ", "{n}- ", "({n}) ", "({n})"]


def labels_of(text: str) -> list[str]:
    outline = outline_of(MASTHEAD, "KẾ HOẠCH\nPhát triển nghề nuôi ong", text, CLOSING)
    return [item.label for item in all_items(outline.body.items)]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(("first", "last"), [(1, 130), (95, 104), (100, 103), (985, 1012)])
def test_every_item_of_a_long_list_is_one(sign: str, first: int, last: int) -> None:
    lines = [f"{sign.format(n=n)}Xã số {n} trồng thêm hoa cho ong." for n in range(first, last + 1)]
    assert labels_of("\n".join(lines)) == [str(n) for n in range(first, last + 1)]


@pytest.mark.parametrize("sign", ["{n}. ", "{n} "])
def test_every_item_of_a_long_list_below_another_is_one(sign: str) -> None:
    lines = [f"{sign.format(n=f'2.{n}')}Xã trồng thêm hoa." for n in range(1, 123)]
    assert labels_of("\n".join(["2. Trồng hoa", *lines])) == ["2", *(f"2.{n}" for n in range(1, 123))]


def test_items_below_one_with_a_long_number() -> None:
    lines = ["99. Xã A", "100. Xã B", "100.1. Thôn một", "100.2. Thôn hai", "a) Trồng hoa", "101. Xã C"]
    assert labels_of("\n".join(lines)) == ["99", "100", "100.1", "100.2", "a", "101"]


ROWS = [
    ("XXVII. A\nXXVIII. B\nXXIX. C", ["XXVII", "XXVIII", "XXIX"], "roman numbers of six signs"),
    ("XXXIX. A\nXL. B\nXLI. C", ["XXXIX", "XL", "XLI"], "roman numbers from forty on"),
    ("x) A\ny) B\nz) C\naa) D\nbb) E", ["x", "y", "z", "aa", "bb"], "letters twice, as Word goes on"),
    ("y) A\nz) B\naa) C\nab) D", ["y", "z", "aa", "ab"], "two letters, as workbooks go on"),
    ("C. Aa\nD. Bb\nĐ. Cc\nE. Dd", ["C", "D", "Đ", "E"], "the Vietnamese alphabet"),
    ("H. Aa\nK. Bb\nL. Cc\nM. Dd", ["H", "K", "L", "M"], "capitals behind K"),
    ("97. A\n98. B\n101. C\n102. D", ["97", "98", "101", "102"], "a number left out"),
    ("I. A\n99. B\n100. C\nII. D\n1. E\n2. F", ["I", "99", "100", "II", "1", "2"], "the next section counts anew"),
]


@pytest.mark.parametrize(("text", "labels", "why"), ROWS, ids=[row[2] for row in ROWS])
def test_rows_that_go_on(text: str, labels: list[str], why: str) -> None:
    assert labels_of(text) == labels, why


NO_ITEMS = [
    ("1. Chi cho việc nuôi ong là\n500. 000 đồng", "a sum"),
    ("1. Hỗ trợ\n100. Các xã", "a number far behind"),
    ("1. Thực hiện từ năm\n2025. Các xã", "a year"),
    ("99. Mua\n2025. Các xã", "a year behind a long list"),
    ("98. Mua\n99. Bán\n1.000 tổ ong", "a thousand"),
    ("1.8. Mua\n1.500 tổ ong", "a sum behind a number of two parts"),
    ("1. Gửi bà\nL. Nguyễn Thị Hoa", "an initial"),
    ("a) Dài\ncm. Đo lại", "a unit"),
]


@pytest.mark.parametrize(("text", "why"), NO_ITEMS, ids=[case[1] for case in NO_ITEMS])
def test_what_only_looks_like_a_long_number(text: str, why: str) -> None:
    assert len(labels_of(text)) == len(text.split("\n")) - 1, why


def test_words_of_long_items_are_their_own() -> None:
    lines = [f"{n}. Sở Y tế chủ trì việc {n}; hoàn thành trước ngày 30/9/2031." for n in range(96, 106)]
    outline = outline_of(MASTHEAD, "KẾ HOẠCH\nPhát triển nghề nuôi ong", "\n".join(lines), CLOSING)
    items = all_items(outline.body.items)
    assert [outline.printed(item) for item in items] == [line.partition(" ")[2] for line in lines]


def test_markers_of_lines_without_a_row_are_left_to_the_line() -> None:
    assert find_long_counts(["1. A", "2. B", "- C", "Sở Y tế", ""]) == {}
