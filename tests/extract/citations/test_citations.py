"""Citations of whole documents: grouping, dates, issuers, relations, edges, and what is no citation."""

from __future__ import annotations

import pytest
from parsed_factory import CLOSING, MASTHEAD, record_of

from pipeline.model import Citation, Record

TITLE = "KẾ HOẠCH\nPhát triển nghề nuôi ong lấy mật"
END = "I. NHIỆM VỤ\n1. Rà soát giống ong."


def cited(basis: str, title: str = TITLE, end: str = END) -> Record:
    """Return the record of a plan whose preamble is `basis`."""
    return record_of(MASTHEAD, title, "Căn cứ tình hình thực tế của tỉnh;", basis, end, CLOSING)


def only(basis: str) -> Citation:
    (citation,) = cited(basis).citations
    return citation


def relations(record: Record) -> dict[str, list[str]]:
    return {c.key: [tie.relation.value for tie in c.ties] for c in record.citations}


def edges(record: Record) -> list[tuple[str, str, str]]:
    ends = ((edge.relation.value, *record.ends(edge)) for edge in record.edges)
    return [(source.key, relation, target.key) for relation, source, target in ends]


BASIS = "Căn cứ Quyết định số 9339/QĐ-TTg ngày 11/3/2021 của Thủ tướng Chính phủ;"

# one sentence, relation of its first document, why
RELATIONS = [
    ("Căn cứ Luật Chăn nuôi ngày 19 tháng 11 năm 2018;", "legal_basis", "Căn cứ"),
    ("- Căn cứ Nghị định số 926/2019/NĐ-CP ngày 08/3/2019 của Chính phủ;", "legal_basis", "behind a bullet"),
    ("Thực hiện Nghị quyết số 9036-NQ/TU ngày 30/01/2023 của Tỉnh ủy,", "implements", "Thực hiện"),
    ("Triển khai Kế hoạch số 9114-KH/TU ngày 02/02/2023 của Tỉnh ủy,", "implements", "Triển khai"),
    ("Cụ thể hóa Nghị quyết số 9036-NQ/TU ngày 30/01/2023 của Tỉnh ủy,", "implements", "Cụ thể hóa"),
    ("Theo tinh thần Chỉ thị số 907-CT/TU ngày 05/02/2023 của Tỉnh ủy,", "implements", "settled: theo tinh thần"),
    (
        "Góp phần thực hiện Chương trình số 908-CTr/TU ngày 05/02/2023 của Tỉnh ủy,",
        "implements", "settled: góp phần thực hiện",
    ),
    (
        "Theo đề nghị của Giám đốc Sở Công Thương tại Tờ trình số 931/TTr-SCT ngày 09/01/2024,",
        "proposed_by", "Theo đề nghị … tại Tờ trình",
    ),
    (
        "Quyết định này thay thế Quyết định số 9045/QĐ-UBND ngày 04/5/2019 của UBND tỉnh.",
        "replaces", "thay thế",
    ),
    ("Bãi bỏ Quyết định số 9045/QĐ-UBND ngày 04/5/2019 của UBND tỉnh.", "repeals", "bãi bỏ"),
    (
        "Sửa đổi, bổ sung một số điều của Quyết định số 9045/QĐ-UBND ngày 04/5/2019 của UBND tỉnh.",
        "amends", "sửa đổi, bổ sung",
    ),
    ("Quán triệt Chỉ thị số 907-CT/TU ngày 05/02/2023 của Tỉnh ủy.", "mentions", "settled: quán triệt alone"),
    ("Tuyên truyền Nghị quyết số 9036-NQ/TU ngày 30/01/2023 của Tỉnh ủy.", "mentions", "settled: tuyên truyền alone"),
    ("Bám sát Nghị quyết số 9036-NQ/TU ngày 30/01/2023 của Tỉnh ủy.", "mentions", "settled: bám sát alone"),
    (
        "Việc chi trả theo quy định tại Thông tư số 905/2021/TT-BTC ngày 09/4/2021 của Bộ Tài chính.",
        "mentions", "settled: theo quy định tại",
    ),
    (
        "Các đơn vị làm theo đúng chỉ đạo tại Công điện số 907/CĐ-TTg ngày 03/4/2023 của Thủ tướng Chính phủ.",
        "implements", "settled: theo đúng chỉ đạo tại",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "relation", "why"), RELATIONS, ids=[case[2] for case in RELATIONS])
def test_relation(sentence: str, relation: str, why: str) -> None:
    assert [tie.relation.value for tie in only(sentence).ties] == [relation], why


@pytest.mark.parametrize(("sentence", "relation", "why"), RELATIONS, ids=[case[2] for case in RELATIONS])
def test_the_place_of_a_tie_holds_its_cue_and_the_code(sentence: str, relation: str, why: str) -> None:
    record = cited(sentence)
    (citation,) = record.citations
    place = citation.ties[0].evidence
    words = record.text[place.start : place.end]
    assert (citation.code or citation.name or "") in words, why
    assert words in sentence


def test_one_entry_for_each_document_with_all_its_mentions() -> None:
    again = (
        "I. NHIỆM VỤ\n1. Triển khai Quyết định số 9339/QĐ-TTg theo lộ trình; xem phụ lục của Quyết định số 9339/QĐ-TTg."
    )
    record = cited(BASIS, end=again)
    (citation,) = record.citations
    assert (citation.code, citation.date, len(citation.mentions)) == ("9339/QĐ-TTg", "2021-03-11", 3)
    assert relations(record) == {"9339/QĐ-TTg": ["legal_basis", "implements"]}
    for place in citation.mentions:
        assert record.text[place.start : place.end].endswith("9339/QĐ-TTg")


def test_the_same_number_with_another_date_is_another_document() -> None:
    basis = (
        "Thực hiện Nghị quyết số 9036-NQ/TW ngày 22/10/2018 của Ban Chấp hành Trung ương, "
        "Nghị quyết số 9036-NQ/TW ngày 30/01/2023 của Bộ Chính trị,"
    )
    found = cited(basis).citations
    assert [(c.code, c.date) for c in found] == [("9036-NQ/TW", "2018-10-22"), ("9036-NQ/TW", "2023-01-30")]


def test_spellings_of_a_code_are_one() -> None:
    basis = "Thực hiện Kế hoạch số 9114- KH/TU ngày 02/02/2023 của Tỉnh ủy,\nKế hoạch số 9114-KH/TU nêu các việc lớn."
    citation = only(basis)
    assert (citation.code, len(citation.mentions)) == ("9114-KH/TU", 2)


def test_a_document_does_not_cite_itself() -> None:
    record = cited(BASIS, end="I. NHIỆM VỤ\n1. Thực hiện Kế hoạch này và Kế hoạch số 9041/KH-UBND ngày 03/02/2024.")
    assert [c.code for c in record.citations] == ["9339/QĐ-TTg"]


def test_back_references_are_not_counted() -> None:
    record = cited(BASIS + "\nQuyết định này và Nghị quyết nêu trên đặt ra nhiều việc.")
    assert [len(c.mentions) for c in record.citations] == [1]


def test_a_law_with_a_number_keeps_both() -> None:
    citation = only("Căn cứ Luật Thủy sản số 918/2017/QH14 ngày 21 tháng 11 năm 2017;")
    assert (citation.type, citation.code, citation.name) == ("Luật", "918/2017/QH14", "Luật Thủy sản")
    assert citation.date == "2017-11-21"


def test_a_law_by_its_year() -> None:
    citation = only("Căn cứ Luật Thủy sản năm 2017;")
    assert (citation.name, citation.date, citation.code) == ("Luật Thủy sản", "2017", None)


def test_laws_of_one_name_and_two_years_are_two() -> None:
    basis = "Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;\nCăn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;"
    found = cited(basis + "\nLuật Đất đai năm 2013 còn nêu việc khác.").citations
    assert [(c.date, len(c.mentions)) for c in found] == [("2013-11-29", 2), ("2024-01-18", 1)]


def test_an_amending_law_is_one_citation_and_an_edge() -> None:
    basis = "Căn cứ Luật Đất đai năm 2013;\nCăn cứ Luật sửa đổi, bổ sung một số điều của Luật Đất đai năm 2018;"
    record = cited(basis)
    names = [c.name for c in record.citations]
    assert names == ["Luật Đất đai", "Luật sửa đổi, bổ sung một số điều của Luật Đất đai"]
    assert edges(record) == [(names[1], "amends", "Luật Đất đai")]


@pytest.mark.parametrize(
    ("printed", "issuer", "why"),
    [
        ("của Thủ tướng Chính phủ", "Thủ tướng Chính phủ", "as printed"),
        ("của UBND tỉnh", "UBND tỉnh Hòa Bình", "settled: a bare issuer gets the document's own territory"),
        ("của Tỉnh ủy", "Tỉnh ủy Hòa Bình", "the Party's body likewise"),
        ("của UBND tỉnh Phú Thọ", "UBND tỉnh Phú Thọ", "a named territory stays"),
        ("của Bộ Chính trị khóa XI", "Bộ Chính trị khóa XI", "settled: a term that is named stays"),
        ("của Bộ trưởng Bộ Tài chính", "Bộ trưởng Bộ Tài chính", "a person is what the document names"),
        ("về nuôi ong", None, "nobody is named"),
    ],
)
def test_issuer(printed: str, issuer: str | None, why: str) -> None:
    assert only(f"Căn cứ Quyết định số 9045/QĐ-BTC ngày 04/5/2019 {printed};").issuer == issuer, why


def test_the_issuer_of_a_proposal_is_the_agency_and_not_its_head() -> None:
    citation = only("Theo đề nghị của Giám đốc Sở Công Thương tại Tờ trình số 931/TTr-SCT ngày 09/01/2024,")
    assert citation.issuer == "Sở Công Thương tỉnh Hòa Bình"


def test_the_issuer_of_a_proposal_is_known_by_its_symbol() -> None:
    citation = only("Căn cứ Tờ trình số 931/TTr-SCT ngày 09/01/2024;")
    assert citation.issuer == "Sở Công Thương tỉnh Hòa Bình"


NESTED = (
    "Thực hiện Kế hoạch số 9114-KH/TU ngày 02/02/2023 của Tỉnh ủy về {cue} Nghị quyết số 9036-NQ/TU ngày 30/01/2023,"
)


@pytest.mark.parametrize(
    ("cue", "edge"),
    [
        ("thực hiện", "implements"),
        ("triển khai thực hiện", "implements"),
        ("cụ thể hóa", "implements"),
        ("sửa đổi, bổ sung", "amends"),
        ("thay thế", "replaces"),
        ("bãi bỏ", "repeals"),
    ],
)
def test_a_document_in_a_title_is_a_mention_and_an_edge(cue: str, edge: str) -> None:
    """Settled: in “triển khai Kế hoạch A về thực hiện Nghị quyết B” B is only mentioned; the tie goes to edges."""
    record = cited(NESTED.format(cue=cue))
    assert relations(record) == {"9114-KH/TU": ["implements"], "9036-NQ/TU": ["mentions"]}
    assert edges(record) == [("9114-KH/TU", edge, "9036-NQ/TU")]
    (found,) = record.edges
    assert "9036-NQ/TU" in record.text[found.evidence.start : found.evidence.end]


def test_a_list_shares_its_relation() -> None:
    basis = "Thực hiện Kế hoạch số 91/KH-UBND ngày 01/02/2023 và Kế hoạch số 92/KH-UBND ngày 05/02/2023 của UBND tỉnh,"
    assert relations(cited(basis)) == {"91/KH-UBND": ["implements"], "92/KH-UBND": ["implements"]}
    assert cited(basis).edges == ()


def test_a_list_inside_a_title_makes_edges_from_one_document() -> None:
    basis = (
        "Thực hiện Kế hoạch số 91/KH-UBND ngày 01/02/2023 của UBND tỉnh về triển khai Nghị quyết số 9036-NQ/TW "
        "ngày 30/01/2023 và Nghị quyết số 9037-NQ/TW ngày 31/01/2023 của Bộ Chính trị,"
    )
    record = cited(basis)
    assert edges(record) == [("91/KH-UBND", "implements", code) for code in ("9036-NQ/TW", "9037-NQ/TW")]
    assert relations(record)["9037-NQ/TW"] == ["mentions"]


def test_bases_one_after_the_other_are_no_edges() -> None:
    basis = "Căn cứ Luật Chăn nuôi ngày 19 tháng 11 năm 2018;\n" + BASIS
    record = cited(basis)
    assert set(map(tuple, relations(record).values())) == {("legal_basis",)}
    assert record.edges == ()


def test_the_documents_of_the_title_are_implemented() -> None:
    title = "KẾ HOẠCH\nThực hiện Nghị quyết số 9036-NQ/TU ngày 30/01/2023 của Tỉnh ủy về nghề nuôi ong"
    record = cited("Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", title=title)
    assert relations(record) == {"9036-NQ/TU": ["implements"]}


def test_masthead_recipients_and_signature_cite_nothing() -> None:
    closing = CLOSING.replace("- Như trên;", "- Theo Công văn số 9077/SXD-QLN;")
    assert record_of(MASTHEAD, TITLE, END, closing).citations == ()


def test_footnotes_are_part_of_the_document() -> None:
    from parsed_factory import Note

    record = record_of(MASTHEAD, TITLE, END, CLOSING, Note("Quyết định số 9339/QĐ-TTg ngày 11/3/2021."))
    assert [c.code for c in record.citations] == ["9339/QĐ-TTg"]


def test_an_unknown_date_is_none() -> None:
    assert only("Căn cứ Quyết định số 9045/QĐ-UBND của UBND tỉnh;").date is None


def test_citations_come_in_order_of_their_first_mention() -> None:
    record = cited("Căn cứ Luật Chăn nuôi năm 2018;\n" + BASIS + "\nCăn cứ Luật Thủy sản năm 2017;")
    assert [c.key for c in record.citations] == ["Luật Chăn nuôi", "9339/QĐ-TTg", "Luật Thủy sản"]


def test_the_own_number_is_no_citation_with_or_without_its_date() -> None:
    for printed in ("số 9041/KH-UBND", "số 9041/KH-UBND ngày 03/02/2024", "số 9041/KH-UBND ngày 03 tháng 02 năm 2024"):
        assert cited(f"Các phụ lục ban hành kèm theo Kế hoạch {printed} của UBND tỉnh.").citations == ()


def test_the_own_number_with_another_date_is_another_document() -> None:
    found = cited("Thực hiện Kế hoạch số 9041/KH-UBND ngày 05/02/2021 của UBND tỉnh,").citations
    assert [(c.code, c.date) for c in found] == [("9041/KH-UBND", "2021-02-05")]


def test_a_document_listed_as_a_task_is_carried_out() -> None:
    """Settled: a document listed as the content of what is to be carried out is implemented."""
    end = "I. NHIỆM VỤ\n1. Tham mưu các nội dung sau:"
    end += "\n- Kế hoạch số 91/KH-UBND ngày 01/02/2023 của UBND tỉnh về nuôi ong."
    assert relations(cited("Kế hoạch gồm các việc sau:", end=end)) == {"91/KH-UBND": ["implements"]}


def test_a_document_listed_among_purposes_is_only_mentioned() -> None:
    end = "I. MỤC ĐÍCH\n1. Gồm:\n- Kế hoạch số 91/KH-UBND ngày 01/02/2023 của UBND tỉnh về nuôi ong."
    assert relations(cited("Kế hoạch gồm các việc sau:", end=end)) == {"91/KH-UBND": ["mentions"]}


def test_documents_under_a_heading_of_the_basis_are_one() -> None:
    items = (
        "I. CĂN CỨ LẬP KẾ HOẠCH\n- Quyết định số 9045/QĐ-TTg ngày 04/5/2019 của Thủ tướng Chính phủ về nuôi ong;\n"
        "II. NHIỆM VỤ\n1. Rà soát giống ong."
    )
    record = record_of(MASTHEAD, TITLE, items, CLOSING)
    assert relations(record) == {"9045/QĐ-TTg": ["legal_basis"]}
    assert [task.id for task in record.tasks] == ["II.1"]


def test_the_year_of_a_strategy_is_not_its_carrying_out() -> None:
    strategy = "Chiến lược quốc gia về nghề nuôi ong giai đoạn 2016 - 2025"
    assert relations(cited(f"Năm 2025 là năm cuối thực hiện {strategy};")) == {strategy: ["mentions"]}


def test_a_strategy_that_a_cited_resolution_issues_is_part_of_it() -> None:
    basis = "Căn cứ Nghị quyết số 928/NQ-CP ngày 03/3/2021 của Chính phủ {} Chiến lược quốc gia nuôi ong đến năm 2030;"
    for cue in ("về ban hành", "việc ban hành", "phê duyệt"):
        assert relations(cited(basis.format(cue))) == {"928/NQ-CP": ["legal_basis"]}


def test_a_strategy_is_no_programme_of_the_same_matter() -> None:
    record = cited(
        "Thực hiện Quyết định số 9241/QĐ-TTg ngày 22/7/2021 duyệt Chương trình quốc gia về phát triển nghề nuôi ong; "
        "Kế hoạch số 910/KH-UBND ngày 22/8/2021 thực hiện Chiến lược quốc gia về phát triển nghề nuôi ong,"
    )
    assert edges(record) == []


def test_the_title_of_a_proposal_ends_where_the_sentence_goes_on() -> None:
    record = cited(
        "Thực hiện Quyết định số 9568/QĐ-TTg ngày 24/5/2023 phê duyệt Chiến lược quốc gia về nghề nuôi ong và xét "
        "đề nghị của Sở Công Thương tại Tờ trình số 94/TTr-SCT ngày 17/11/2023, UBND tỉnh ban hành Kế hoạch "
        "thực hiện Chiến lược quốc gia về nghề nuôi ong, cụ thể như sau:"
    )
    assert relations(record)["94/TTr-SCT"] == ["proposed_by"]
    assert edges(record) == []


def test_and_leads_back_from_a_title_of_several_parts() -> None:
    record = cited(
        "Thực hiện Văn bản số 979/BCT-KH ngày 19/3/2023 của Bộ Công Thương về hướng dẫn nuôi ong; lấy mật; bán mật năm "
        "2024 và Văn bản số 945/UBND-KT ngày 23/3/2023 của UBND tỉnh,"
    )
    assert set(map(tuple, relations(record).values())) == {("implements",)}


def test_discipline_is_no_law() -> None:
    assert cited("Để siết chặt KỶ LUẬT LAO ĐỘNG trong các trại ong;").citations == ()


def test_a_second_body_proposes_beside_the_first() -> None:
    record = cited(
        "Theo đề nghị của Sở Công Thương tại các công văn: Số 977/SCT-KH ngày 18/10/2023; số 918/SCT-KH ngày 02/3/2023 "
        "và của Sở Tài chính tại Công văn số 983/STC-NS ngày 25/02/2023,"
    )
    assert set(map(tuple, relations(record).values())) == {("proposed_by",)}


def test_the_name_tells_a_programme_from_a_directive() -> None:
    assert only("Thực hiện Chương trình hành động số 949-CT/TU ngày 19/8/2023 của Tỉnh ủy,").type == "CTr"
    assert only("Thực hiện Chỉ thị số 949-CT/TU ngày 19/8/2023 của Tỉnh ủy,").type == "CT"


def test_a_younger_paper_on_a_programme_did_not_issue_it() -> None:
    record = cited(
        "Căn cứ Quyết định số 949/QĐ-TTg ngày 12/3/2013 phê duyệt Chiến lược nuôi ong lấy mật năm 2020; Quyết định số "
        "956/QĐ-TTg ngày 04/12/2013 ban hành Chương trình hành động thực hiện Chiến lược nuôi ong lấy mật năm 2020; "
        "Kế hoạch số 931/KH-UBND ngày 16/7/2014 về Chiến lược nuôi ong lấy mật năm 2020 trên địa bàn tỉnh;"
    )
    assert ("956/QĐ-TTg", "implements", "949/QĐ-TTg") in edges(record)
