"""Numbers that are no administrative document's, laws by all their names, dates typed onto codes, the own number."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, MASTHEAD, record_of

from pipeline.extract.citations.mentions import find_mentions
from pipeline.model import Record
from pipeline.text.words import Words

TITLE = "KẾ HOẠCH\nPhát triển nghề nuôi ong lấy mật"
LAW = "Luật Chăn nuôi số 9832/2018/QH14 ngày 19/11/2018"


def cited(*sentences: str, title: str = TITLE) -> Record:
    text = "\n".join(sentences)
    return record_of(MASTHEAD, title, "Căn cứ tình hình thực tế;", text, "I. NHIỆM VỤ\n1. Rà soát.", CLOSING)


@pytest.mark.parametrize(
    ("sentence", "type_", "key"),
    [
        ("Thực hiện QCVN 91:2019/BCT về an toàn.", "QCVN", "QCVN 91:2019/BCT"),
        ("Thực hiện QCVN 91-2:2018/BYT về an toàn.", "QCVN", "QCVN 91-2:2018/BYT"),
        ("Thực hiện TCVN 9507:2002 về bê tông.", "TCVN", "TCVN 9507:2002"),
        ("Thực hiện TCVN ISO 9001:2015 về quản lý.", "TCVN", "TCVN ISO 9001:2015"),
        ("Căn cứ Giấy phép số 912/GP-UBND ngày 05/01/2024 của UBND tỉnh;", "GP", "912/GP-UBND"),
        ("Căn cứ Giấy phép xây dựng số 915/GPXD ngày 05/01/2024;", "GP", "915/GPXD"),
        ("Căn cứ Hợp đồng số 905/2024/HĐKT ngày 05/01/2024;", "HĐ", "905/2024/HĐKT"),
        ("Căn cứ Hợp đồng số 915/HĐ-XD ngày 06/01/2024;", "HĐ", "915/HĐ-XD"),
        ("Thực hiện Công văn số 975/SNV-CCVC của Sở Nội vụ.", "CV", "975/SNV-CCVC"),
    ],
)
def test_each_thing_has_its_type(sentence: str, type_: str, key: str) -> None:
    assert [(one.type, one.key) for one in cited(sentence).citations] == [(type_, key)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hồ sơ số 9123/HS-TNMT nộp ngày 05/01/2024.",
        "Số tài khoản: 91234/NHNN-AG.",
        "Đơn giá 15000/VNĐ một cây.",
        "Giấy chứng nhận quyền sử dụng đất số 9123/GCN-UBND ngày 05/01/2024.",
        "Thửa đất số 912/TBĐ-5 tại xã Tân Lập.",
        "Xe biển kiểm soát 68C/AB-12.",
    ],
)
def test_numbers_of_things_are_no_citations(sentence: str) -> None:
    assert cited(sentence).citations == ()


@pytest.mark.parametrize(
    ("sentence", "code", "date"),
    [
        ("Thực hiện Công văn số 975/SNV-CCVC/16.05.2025 của Sở Nội vụ;", "975/SNV-CCVC", "2025-05-16"),
        ("Thực hiện Công văn số 912/STC-NS-03/7/2025 của Sở Tài chính;", "912/STC-NS", "2025-07-03"),
        ("Thực hiện Quyết định số 908/QĐ-UBND(14/7/2025) của UBND tỉnh;", "908/QĐ-UBND", "2025-07-14"),
        ("Thực hiện Thông báo số 977-TB/TU,ngày 2-7-2025 của Tỉnh ủy;", "977-TB/TU", "2025-07-02"),
    ],
)
def test_a_date_typed_onto_a_code_is_its_date(sentence: str, code: str, date: str) -> None:
    (citation,) = cited(sentence).citations
    assert (citation.code, citation.date) == (code, date)
    assert citation.issuer is not None


@pytest.mark.parametrize(
    "other",
    [
        "Luật Chăn nuôi năm 2018",
        "Luật Chăn nuôi 2018",
        "Luật Chăn nuôi",
        "Luật Chăn nuôi ngày 19/11/2018",
        "Luật Chăn nuôi ngày 29/11/2018",
        "Luật Chăn nuôi ngày 19/11/2019",
        "Luật số 9832/2018/QH14",
    ],
)
def test_one_law_is_one_citation(other: str) -> None:
    for pair in ((LAW, other), (other, LAW)):
        (citation,) = cited(*(f"- Căn cứ {one};" for one in pair)).citations
        assert (citation.code, citation.name, citation.date) == ("9832/2018/QH14", "Luật Chăn nuôi", "2018-11-19")
        assert len(citation.mentions) == 2


def test_a_number_with_two_days_is_one_law_and_most_namings_tell_the_day() -> None:
    wrong = "Luật Chăn nuôi số 9832/2018/QH14 ngày 19/12/2018"
    (citation,) = cited(*(f"- Căn cứ {one};" for one in (wrong, LAW, LAW))).citations
    assert citation.date == "2018-11-19"


@pytest.mark.parametrize("other", ["Luật Chăn nuôi năm 2031", "Luật sửa đổi, bổ sung một số điều của Luật Chăn nuôi"])
def test_another_year_or_an_amending_law_is_another(other: str) -> None:
    assert len(cited(f"Căn cứ {LAW};", f"Căn cứ {other};").citations) == 2


def test_leading_zeros_are_no_part_of_a_number() -> None:
    (citation,) = cited("Căn cứ Quyết định số 07/QĐ-TTg và Quyết định số 7/QĐ-TTg;").citations
    assert len(citation.mentions) == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hiến pháp năm 2013", [("Hiến pháp", None, "2013")]),
        ("NQ số 9187/2031/QH17 ngày 19/02/2031", [(None, "9187/2031/QH17", "2031-02-19")]),
        ("nền tảng 5G/IoT", []),
        ("sửa đổi một số điều của các Nghị định quy định chi tiết thi hành về nuôi ong.", []),
    ],
)
def test_short_and_shared_namings(text: str, found: list[tuple[str | None, str | None, str | None]]) -> None:
    assert [(one.name, one.code, one.date) for one in find_mentions(Words.of(text))] == found


@pytest.mark.parametrize(
    "name",
    [
        "Nghị quyết Đại hội Đảng bộ xã lần thứ I, nhiệm kỳ 2030 - 2035",
        "Nghị quyết của Đại hội đại biểu toàn quốc lần thứ XV của Đảng",
    ],
)
def test_a_congress_with_its_term(name: str) -> None:
    assert [one.name for one in find_mentions(Words.of(f"Thực hiện {name}, các xã"))] == [name]


def test_papers_of_one_body_share_their_issuer_and_date() -> None:
    text = "Chỉ thị số 9035-CT/TW và Kết luận số 9118-KL/TW ngày 18/01/2031 của Bộ Chính trị"
    found = [(one.type, one.date, one.issuer) for one in find_mentions(Words.of(text))]
    assert found == [("CT", "2031-01-18", "Bộ Chính trị"), ("KL", "2031-01-18", "Bộ Chính trị")]


def test_the_body_of_a_regulation_issues_it() -> None:
    text = "Căn cứ Quy chế làm việc của Đảng ủy xã Tân An nhiệm kỳ 2030 - 2035;"
    assert [one.issuer for one in find_mentions(Words.of(text))] == ["Đảng ủy xã Tân An"]
