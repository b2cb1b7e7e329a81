"""Items that only name bodies are no tasks."""

from __future__ import annotations

import pytest

from pipeline.extract.assigning import is_bare_list
from pipeline.text.words import Words

CASES = [
    ("Sở Y tế;", True, "a member of a list"),
    ("Sở Y tế kiểm tra mật ong;", False, "it is told to do something"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), CASES)
def test_is_bare_list(text: str, expected: bool, reason: str) -> None:
    assert is_bare_list(Words.of(text)) is expected, reason
