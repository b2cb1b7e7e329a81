"""Issuers of cited documents: completed by the home, known from a symbol, bodies for their heads."""

from __future__ import annotations

import pytest

from pipeline.extract.agencies.home import Home
from pipeline.extract.citations.issuer_unsaid import expand_issuer, issuer_from_symbol, without_person
from pipeline.extract.symbols import match_symbol
from pipeline.text.words import Words

HOME = Home("tỉnh Hòa Bình")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (" UBND tỉnh ,", "UBND tỉnh Hòa Bình"),
        ("UBND\ntỉnh", "UBND tỉnh Hòa Bình"),
        ("Bộ Chính trị khóa XI", "Bộ Chính trị khóa XI"),
        ("Thủ tướng Chính phủ.", "Thủ tướng Chính phủ"),
    ],
)
def test_expand_issuer(printed: str, expected: str) -> None:
    assert expand_issuer(printed, HOME) == expected


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Giám đốc Sở Nội vụ", "Sở Nội vụ"),
        ("Phó Giám đốc Sở Nội vụ", "Sở Nội vụ"),
        ("Chủ tịch UBND huyện Tân Lạc", "UBND huyện Tân Lạc"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Trưởng ban Dân tộc", "Trưởng ban Dân tộc"),
    ],
)
def test_without_person(name: str, body: str) -> None:
    """“Trưởng ban” may be the head of a board whose name begins with “ban”: it is left as it is."""
    assert without_person(name) == body


@pytest.mark.parametrize(
    ("code", "kind", "proposer", "home", "issuer", "why"),
    [
        ("931/TTr-SYT", "TTr", None, HOME, "Sở Y tế tỉnh Hòa Bình", "the symbol names the department"),
        ("931/TTr-SYT", "TTr", None, Home(), "Sở Y tế", "without a home no territory"),
        (
            "931/TTr-SYT",
            "TTr",
            "Hội Nuôi ong",
            HOME,
            "Sở Y tế tỉnh Hòa Bình",
            "the paper is its sender's, not of another proposer",
        ),
        ("931/QĐ-SYT", "QĐ", None, HOME, None, "only tờ trình and công văn are read by their symbol"),
        ("931/TTr-XYZK", "TTr", None, HOME, None, "a symbol that no agency has"),
    ],
)
def test_issuer_from_symbol(
    code: str, kind: str, proposer: str | None, home: Home, issuer: str | None, why: str
) -> None:
    symbol = match_symbol(Words.of(code))
    assert symbol is not None
    assert issuer_from_symbol(symbol, kind, proposer, home) == issuer, why


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("Sở Y tế Hòa Bình", "Sở Y tế tỉnh Hòa Bình"),
        ("Sở Y tế tỉnh Hòa Bình", "Sở Y tế tỉnh Hòa Bình"),
        ("Bệnh viện Hòa Bình", "Bệnh viện Hòa Bình"),
        ("Thủ tướng", "Thủ tướng Chính phủ"),
    ],
)
def test_short_issuers_are_known_in_full(name: str, issuer: str) -> None:
    assert expand_issuer(name, HOME) == issuer
