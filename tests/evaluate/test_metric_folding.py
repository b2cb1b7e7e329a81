"""When two values count as the same: a table of pairs, and laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.compare.sameness import fold, fold_agency, fold_code, fold_end, is_same_title


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hoà Bình", "hòa  bình", True),  # place of the tone mark, case, spaces
        ("Tổ chức: thực hiện.", "tổ chức thực hiện", True),  # punctuation
        ("ế", "ế", True),  # composed and decomposed
        ("Sở Y tế", "Sở Y tê", False),  # a tone is a letter
        ("", "  -- ", True),  # no word at all
    ],
)
def test_texts(one: str, other: str, same: bool) -> None:
    assert (fold(one) == fold(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("238- QĐ/TW", "238-QĐ/TW", True),
        ("36–NQ/TW", "36-nq/tw", True),
        ("/KH-KHCN", "KH-KHCN", False),  # a missing number is printed as a gap
        ("12/2031/QĐ-UBND", "12/QĐ-UBND", False),
    ],
)
def test_codes(one: str, other: str, same: bool) -> None:
    assert (fold_code(one) == fold_code(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Uỷ ban nhân dân tỉnh", "UBND tỉnh", True),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ", True),
        ("Sở Y tế", "Sở Ý Tệ", True),  # marks are forgiven in names of agencies
        ("Sở Y tế", "Sở Xây dựng", False),
    ],
)
def test_agencies(one: str, other: str, same: bool) -> None:
    assert (fold_agency(one) == fold_agency(other)) is same


def test_titles_forgive_a_letter_but_not_a_word() -> None:
    title = "Phát triển nghề đan lát trên địa bàn tỉnh giai đoạn 2031 - 2035"
    assert is_same_title(title, title.replace("đan lát", "đan lác"))
    assert not is_same_title(title, "Phát triển nghề gốm trên địa bàn huyện năm 2031")
    assert not is_same_title(title, "")


def test_the_end_of_an_edge_is_a_code_or_a_name() -> None:
    assert fold_end("16/KH-UBND ") == "16/KH-UBND"
    assert fold_end("Luật Cây Tre") == fold("luật cây tre")


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằòỏõóọ .-,/ABĐ", max_size=40))
def test_folding_twice_is_folding_once_for_words(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())
    assert fold_code(fold_code(text)) == fold_code(text)
    assert fold_agency(fold_agency(text)) == fold_agency(text)
