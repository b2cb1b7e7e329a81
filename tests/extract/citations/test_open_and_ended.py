"""Drafts named with their number left open, acts that end in one list, and what "theo" says of a document."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, MASTHEAD, record_of

from pipeline.extract.symbols import find_open_symbols, find_symbols
from pipeline.model import Record
from pipeline.text.words import Words

A = "Quyết định số 9312/QĐ-UBND ngày 05/01/2030 của UBND tỉnh"
B = "Quyết định số 9314/QĐ-UBND ngày 05/02/2030 của UBND tỉnh"
K = "Kế hoạch số 9316/KH-UBND ngày 05/03/2030 của UBND tỉnh"
D = "Nghị định số 926/2030/NĐ-CP ngày 05/03/2030 của Chính phủ"
N = "Nghị quyết số 938-NQ/TW ngày 05/01/2030 của Bộ Chính trị"


def found_in(sentence: str, title: str = "QUYẾT ĐỊNH\nVề việc ban hành quy định nuôi ong") -> dict[str, list[str]]:
    """Return what a decision with this article cites, and how it is tied."""
    record: Record = record_of(MASTHEAD, title, "QUYẾT ĐỊNH:", f"Điều 2. {sentence}", CLOSING)
    return {cited.key: [tie.relation.value for tie in cited.ties] for cited in record.citations}


@pytest.mark.parametrize(
    ("sentence", "expected", "why"),
    [
        (f"{A} về nuôi ong; {B} về nuôi dê bị bãi bỏ.", ["repeals", "repeals"], "one verb behind both"),
        (f"2. {A} ban hành Quy định; {B} về dê hết hiệu lực kể từ ngày ký.", ["repeals", "repeals"], "numbered"),
        (f"{A} về nuôi ong; {B} về nuôi dê. Văn bản khác hết hiệu lực.", ["mentions", "mentions"], "others end"),
        (f"Việc chi trả thực hiện theo {A}.", ["implements"], "carried out according to it"),
        (f"Theo {A}, các xã nuôi ong.", ["implements"], "at the beginning of a clause"),
        (f"Giảm thuế cho người nuôi ong theo {A}.", ["mentions"], "the rule that a thing follows"),
        (f"Rà soát giống ong ở các xã theo {A}.", ["implements"], "the work is done according to it"),
        (f"Rà soát giống ong (theo {A}).", ["mentions"], "settled: in brackets"),
        (f"Tổ nuôi ong được thành lập theo {A}.", ["mentions"], "what was set up by it"),
        (f"Các xã sau sắp xếp theo {A} nuôi ong.", ["mentions"], "the borders that it has drawn"),
        (f"Mở rộng đàn ong đến năm 2040 theo {K}.", ["implements"], "a plan"),
        (f"Nhiệm vụ được UBND xã giao cho tổ nuôi ong theo {K}.", ["mentions"], "what was given by it"),
        (f"Chi tiết mẫu tổ ong áp dụng theo {K}.", ["mentions"], "the rule applied"),
        (f"Việc nuôi ong thực hiện theo {D}.", ["mentions"], "a decree sets rules"),
        (f"Tiếp theo {A}, các xã nuôi ong.", ["mentions"], "“tiếp theo” is another word"),
        (f"Thực hiện nhiệm vụ nuôi ong, Bộ Chính trị đã ban hành {N}.", ["mentions"], "told, not carried out"),
        (f"Nuôi ong theo tỉnh thần {N}.", ["implements"], "a misread mark"),
    ],
)
def test_ties(sentence: str, expected: list[str], why: str) -> None:
    assert [ties[0] for ties in found_in(sentence).values()] == expected, why


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("Tờ trình số      /TTr-SNV ngày", "/TTr-SNV", "a blank"),
        ("Quyết định số: …../QĐ-UBND ngày", "/QĐ-UBND", "dots"),
        ("Kế hoạch số     -KH/TU ngày", "-KH/TU", "the Party's hyphen"),
    ],
)
def test_an_open_number(text: str, code: str, why: str) -> None:
    assert [symbol.code for symbol in find_open_symbols(Words.of(text))] == [code], why


@pytest.mark.parametrize("text", ["số /tháng", "số 12/QĐ-UBND", "tỷ số A/B-C", "số /UBND"])
def test_no_open_number(text: str) -> None:
    assert list(find_open_symbols(Words.of(text))) == []


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("số 9174/2028/QĐ-TTgngày 31/12/2028", "9174/2028/QĐ-TTg", "a blank left out before the date"),
        ("số 9259/QĐ-ƯBND ngày", "9259/QĐ-UBND", "a letter misread"),
    ],
)
def test_misread_symbols(text: str, code: str, why: str) -> None:
    assert [symbol.code for symbol in find_symbols(Words.of(text))] == [code], why


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Thực hiện Chương trình phát triển nghề nuôi ong đến năm 2040; nuôi dê.",
            ["Chương trình phát triển nghề nuôi ong đến năm 2040"],
        ),
        (
            "Thực hiện Hiệp định Hợp tác nuôi ong và Điều lệ Công đoàn Việt Nam.",
            ["Hiệp định Hợp tác nuôi ong", "Điều lệ Công đoàn Việt Nam"],
        ),
        ("Thực hiện chương trình nuôi ong đến năm 2040.", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert sorted(found_in(text)) == sorted(names)
