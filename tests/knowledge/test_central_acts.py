"""Acts that only the centre issues: by type, by the symbol in their code, by name."""

from __future__ import annotations

import pytest

from pipeline.knowledge.agencies.central_acts import has_central_symbol, is_central_act, issuer_symbols
from pipeline.knowledge.load import load_rules

ROWS = load_rules("central_acts", "name")


@pytest.mark.parametrize(
    "code",
    [
        "98-NQ/TW", "98-HD/BTCTW", "98-KL/TƯ", "998/QĐ-TTg", "98/CĐ-TTg", "98/NQ-CP", "98/2030/NĐ-CP", "998/TTr-CP",
        "98/2030/QH19", "98/2030/UBTVQH19", "98/2030/NQ-UBTVQH19", "998/VPCP-KTTH", "98/2030/L-CTN", "98/2030/TT-NHNN",
        "998/TB-VPCP", "98/2030/TT-BTC", "998/QĐ-BKHCN", "998/BNV-CCHC", "998/QĐ-BHXHVN", "98-QĐ/TTg", "98-KL/LNTPTW",
    ],
)  # fmt: skip
def test_symbols_of_the_country(code: str) -> None:
    assert has_central_symbol(code)


@pytest.mark.parametrize(
    "code",
    [
        "98-NQ/TU",
        "98-KH/BTGTU",
        "98/KH-UBND",
        "98/QĐ-SCP",
        "98/BC-ĐĐBQH",
        "998/VP-KTTH",
        "98/KH-BCĐ",
        "9/SYT-NVY",
        "9",
        "",
    ],
)
def test_other_symbols(code: str) -> None:
    assert not has_central_symbol(code)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_names_of_acts_of_the_country(row: object) -> None:
    assert all(is_central_act("KH", None, name) for name in row.examples)  # type: ignore[attr-defined]
    assert not any(is_central_act("KH", None, name) for name in row.rejects)  # type: ignore[attr-defined]
    assert not any(is_central_act("KH", "9/KH-UBND", name) for name in row.examples)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("type_", "expected"), [("Luật", True), ("NĐ", True), ("KH", False), (None, False)])
def test_types_of_the_country(type_: str | None, expected: bool) -> None:
    assert is_central_act(type_, None, "Phòng dịch") is expected


@pytest.mark.parametrize(
    ("code", "symbols"),
    [
        ("98/2030/TT-BTC", ["BTC"]),
        ("998/BNV-CCHC", ["BNV", "CCHC"]),
        ("98-KH/TU", ["TU"]),
        ("2950/SNNMT-KL", ["SNNMT", "KL"]),
        ("9 / KH - UBND", ["UBND"]),
        ("98", []),
    ],
)
def test_issuer_symbols(code: str, symbols: list[str]) -> None:
    assert issuer_symbols(code) == symbols
