"""Folding makes printed variants of one name equal, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.fold import fold

CASES = [
    ("Sở Khoa học và Công nghệ", "so khoa hoc va cong nghe", "marks and case go"),
    ("ĐẮK LẮK", "dak lak", "đ is a letter of its own in Unicode"),
    ("Hoà Bình", "hoa binh", "old tone placement"),
    ("Hòa Bình", "hoa binh", "new tone placement"),
    ("UỶ BAN", "uy ban", "uỷ and ủy"),
    ("Sở KH&CN", "so kh cn", "punctuation parts words"),
    ("Sở KH - CN", "so kh cn", "spaced dash"),
    ("Bà Rịa – Vũng Tàu", "ba ria vung tau", "en dash"),
    ("Bà Rịa-Vũng Tàu", "ba ria vung tau", "hyphen"),
    ("  Tỉnh\tủy\n", "tinh uy", "white space of any kind"),
    ("_gạch_dưới_", "gach duoi", "the underline is no letter"),
    ("TP. Cần Thơ", "tp can tho", "abbreviating dot"),
    ("", "", "nothing stays nothing"),
    ("-–/", "", "punctuation alone is nothing"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), CASES)
def test_fold(text: str, expected: str, reason: str) -> None:
    assert fold(text) == expected, reason


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹ .-", max_size=30))
def test_unicode_form_does_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text.upper())
