"""Which claims speak of one act: number and symbol alone are no key; one candidate or none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records_factory import cite, make_record

from pipeline.link import link_records
from pipeline.model import Record, Relation
from pipeline.model.resolved import Hand, Linked
from pipeline.text.codes import make_code_key

HA_NAM, TAY_BINH = "UBND tỉnh Hà Nam", "UBND tỉnh Tây Bình"


def target(linked: Linked, record: Record, citation: int = 0) -> tuple[str, str]:
    """Return the document and the rule of a citation."""
    sha = record.source.sha256
    return next((m.document, m.rule) for m in linked.matches if (m.file, m.citation) == (sha, citation))


@pytest.mark.parametrize(
    ("held", "citing", "citation", "rule", "why"),
    [
        (
            {"code": "16/KH-UBND", "issued": "2031-02-26"},
            HA_NAM,
            cite("16/KH-UBND", date="2031-02-26", issuer="UBND tỉnh"),
            "code_exact",
            "date and issuer agree",
        ),
        (
            {"code": "16/KH-UBND", "issued": "2031-02-26"},
            HA_NAM,
            cite("16/KH-UBND", date="2031-02-26"),
            "code_scoped",
            "the issuer is presumed from the citing document",
        ),
        (
            {"code": "16/KH-UBND", "issued": "2031-02-26"},
            HA_NAM,
            cite("16/KH-UBND"),
            "code_only_candidate",
            "no date, one candidate",
        ),
        (
            {"code": "016/KH-UBND", "issued": "2031-02-26"},
            HA_NAM,
            cite("16 / KH-UBND", date="2031"),
            "code_only_candidate",
            "zeros and blanks do not count, the year agrees",
        ),
        (
            {"code": "98-NQ/TW", "issued": "2030-01-30", "issuer": "Bộ Chính trị"},
            TAY_BINH,
            cite("98-NQ/TW", date="2030-01-30", issuer="Bộ Chính trị khóa XX"),
            "code_exact",
            "at the centre a symbol has one issuer",
        ),
        (
            {"code": "98/2030/QH19", "issued": "2030-06-17", "type_": "Luật", "title": "Đầu tư", "issuer": "Quốc hội"},
            HA_NAM,
            cite(name="Luật Đầu tư", type_="Luật"),
            "name_only_candidate",
            "a law cited by its name alone",
        ),
        (
            {"code": "/KH-UBND", "issued": "2031-04", "title": "Phòng dịch năm 2031"},
            HA_NAM,
            cite(name="Kế hoạch Phòng dịch năm 2031", type_="KH"),
            "name_only_candidate",
            "a draft without a number, cited by its name",
        ),
    ],
)
def test_citation_finds_the_file(held: dict[str, str], citing: str, citation: object, rule: str, why: str) -> None:
    file = make_record(**held)  # type: ignore[arg-type]
    record = make_record("99/BC-UBND", issued="2031-12-01", issuer=citing, citations=[citation])  # type: ignore[list-item]
    linked = link_records([record, file])
    document, matched_by = target(linked, record)
    assert next(one for one in linked.documents if one.id == document).files == (file.source.sha256,), why
    assert matched_by == rule, why


@pytest.mark.parametrize(
    ("citing", "citation", "why"),
    [
        (HA_NAM, cite("16/KH-UBND", date="2032-02-26"), "another date is another document"),
        (HA_NAM, cite("16/KH-UBND", date="2030"), "another year too"),
        (HA_NAM, cite("16/KH-UBND", date="2031-02-26", issuer=TAY_BINH), "another province numbers anew"),
        (TAY_BINH, cite("16/KH-UBND"), "where no issuer is said it is the citing document's province"),
        (TAY_BINH, cite("16/KH-UBND", date="2031-02-26"), "even on the same day"),
        (HA_NAM, cite("16/KH-SYT"), "another symbol"),
    ],
)
def test_citation_stays_apart(citing: str, citation: object, why: str) -> None:
    file = make_record("16/KH-UBND", issued="2031-02-26", issuer=HA_NAM)
    record = make_record("99/BC-UBND", issued="2033-12-01", issuer=citing, citations=[citation])  # type: ignore[list-item]
    linked = link_records([record, file])
    document = next(one for one in linked.documents if one.id == target(linked, record)[0])
    assert not document.is_held, why


def test_citation_is_not_newer_than_who_cites() -> None:
    file = make_record("16/KH-UBND", issued="2032-02-26")
    record = make_record("99/BC-UBND", issued="2031-12-01", citations=[cite("16/KH-UBND")])
    assert target(link_records([record, file]), record)[0] != "16-kh-ubnd.2032-02-26.tinh-ha-nam"


def test_two_candidates_are_none() -> None:
    files = [make_record("16/KH-UBND", issued=f"{year}-02-26") for year in (2030, 2031)]
    record = make_record("99/BC-UBND", issued="2031-12-01", citations=[cite("16/KH-UBND")])
    linked = link_records([record, *files])
    document, rule = target(linked, record)
    assert rule == "code_ambiguous"
    assert not next(one for one in linked.documents if one.id == document).is_held


def test_two_resolutions_of_one_number_are_two_documents() -> None:
    citations = [cite("98-NQ/TW", date="2030-01-30"), cite("98-NQ/TW", date="2021-07-01")]
    linked = link_records([make_record("1/KH-UBND", issued="2031-01-20", citations=citations)])
    found = [document.id for document in linked.documents if document.code == "98-NQ/TW"]
    assert found == ["98-nq-tw.2021-07-01", "98-nq-tw.2030-01-30"]


def test_two_files_of_one_act_are_one_document() -> None:
    files = [make_record("16/KH-UBND", issued="2031-02-26", name=name, salt=name) for name in ("a.docx", "a.pdf")]
    documents = link_records(files).documents
    assert [len(document.files) for document in documents] == [2]


def test_draft_and_signed_copy_meet_by_title() -> None:
    draft = make_record("16/KH-UBND", issued="2031-02", salt="draft")
    signed = make_record("16/KH-UBND", issued="2031-02-26")
    assert [len(document.files) for document in link_records([draft, signed]).documents] == [2]


def test_undated_files_of_other_titles_stay_apart() -> None:
    files = [make_record("16/KH-UBND", title=title) for title in ("Phòng dịch", "Trồng rừng")]
    assert [len(document.files) for document in link_records(files).documents] == [1, 1]


def test_files_of_two_titles_both_leave_a_cited_act_alone() -> None:
    files = [make_record("16/KH-UBND", title=title) for title in ("Phòng dịch", "Trồng rừng")]
    record = make_record("99/BC-UBND", issued="2031-12-01", citations=[cite("16/KH-UBND", date="2031-02-26")])
    held = {document.id: len(document.files) for document in link_records([record, *files]).documents}
    assert held["16-kh-ubnd.2031-02-26.tinh-ha-nam"] == 0
    assert sorted(held.values()) == [0, 1, 1, 1]


def test_nothing_joins_an_ambiguous_citation() -> None:
    """One says only "2031" of two plans; another, of 30 January, can only mean that of 20 January."""
    files = [make_record("16/KH-UBND", issued=issued) for issued in ("2031-01-20", "2031-02-20")]
    vague = make_record("99/BC-UBND", issued="2031-12-01", citations=[cite("16/KH-UBND", date="2031")])
    early = make_record("98/BC-UBND", issued="2031-01-30", citations=[cite("16/KH-UBND")])
    linked = link_records([*files, vague, early])
    assert target(linked, vague)[1] == "code_ambiguous"
    assert target(linked, early) == ("16-kh-ubnd.2031-01-20.tinh-ha-nam", "code_only_candidate")


def test_files_without_number_and_title_are_each_an_act() -> None:
    files = [make_record(None, title=None, type_="KH", salt=salt) for salt in "ab"]
    assert len(link_records(files).documents) == 2


def test_stub_becomes_held_and_keeps_its_id() -> None:
    record = make_record("99/BC-UBND", issued="2031-12-01", citations=[cite("98-NQ/TW", date="2030-01-30")])
    before = target(link_records([record]), record)[0]
    file = make_record("98-NQ/TW", issued="2030-01-30", issuer="Bộ Chính trị")
    assert target(link_records([record, file]), record)[0] == before


def test_ties_at_first_and_second_hand() -> None:
    record = make_record(
        "99/KH-SYT",
        issued="2031-12-01",
        issuer="Sở Y tế tỉnh Hà Nam",
        citations=[cite("16/KH-UBND", Relation.IMPLEMENTS, date="2031-01-20"), cite("98-NQ/TW", date="2030-01-30")],
        edges=[("16/KH-UBND", Relation.IMPLEMENTS, "98-NQ/TW")],
    )
    ties = {(tie.source, tie.relation, tie.target, tie.hand) for tie in link_records([record]).ties}
    own, plan, resolution = (
        "99-kh-syt.2031-12-01.tinh-ha-nam",
        "16-kh-ubnd.2031-01-20.tinh-ha-nam",
        "98-nq-tw.2030-01-30",
    )
    assert ties == {
        (own, Relation.IMPLEMENTS, plan, Hand.FIRST),
        (own, Relation.MENTIONS, resolution, Hand.FIRST),
        (plan, Relation.IMPLEMENTS, resolution, Hand.SECOND),
    }


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("16/KH-UBND", "16 kh ubnd"),
        ("016 /KH–UBND", "16 kh ubnd"),
        ("98/2030/QĐ-TTg", "98 2030 qd ttg"),
        ("/KH-UBND", None),
        ("", None),
        (None, None),
    ],
)
def test_code_keys(code: str | None, key: str | None) -> None:
    assert make_code_key(code) == key


CODES = st.sampled_from(["1/KH-UBND", "2/KH-UBND", "9-NQ/TW", "/KH-UBND"])
DATES = st.sampled_from([None, "2030", "2030-01", "2030-01-05", "2031-02-06"])
ISSUERS = st.sampled_from([None, HA_NAM, TAY_BINH, "Bộ Chính trị"])
CITATIONS = st.builds(
    lambda code, date, issuer, name: cite(
        code if code[0] != "/" else None, date=date, issuer=issuer, name=name, type_="KH"
    ),
    CODES,
    DATES,
    ISSUERS,
    st.sampled_from([None, "Kế hoạch Trồng rừng", "Phòng dịch"]),
)
RECORDS = st.lists(
    st.builds(
        lambda code, issued, issuer, title, citations, salt: make_record(
            code, issued=issued, issuer=issuer, title=title, citations=citations, type_="KH", salt=salt
        ),
        CODES,
        DATES,
        ISSUERS,
        st.sampled_from([None, "Trồng rừng", "Phòng dịch"]),
        st.lists(CITATIONS, max_size=4),
        st.sampled_from("abc"),
    ),
    max_size=6,
    unique_by=lambda record: record.source.sha256,
)


@settings(max_examples=150, deadline=None)
@given(RECORDS, st.randoms(use_true_random=False))
def test_order_does_not_matter(records: list[Record], shuffle: object) -> None:
    other = list(records)
    shuffle.shuffle(other)  # type: ignore[attr-defined]
    assert link_records(other) == link_records(records)


@settings(max_examples=150, deadline=None)
@given(RECORDS)
def test_every_claim_has_one_document(records: list[Record]) -> None:
    linked = link_records(records)
    ids = [document.id for document in linked.documents]
    assert len(ids) == len(set(ids)), "ids tell documents apart"
    claims = sum(1 + len(record.citations) for record in records)
    assert len({(match.file, match.citation) for match in linked.matches}) == len(linked.matches) == claims
    assert {match.document for match in linked.matches} == set(ids), "no document without a claim"
    assert sorted(sha for document in linked.documents for sha in document.files) == sorted(
        record.source.sha256 for record in records
    )


def records_of(issuer: str) -> st.SearchStrategy[list[Record]]:
    """Return records of one province that cite acts of theirs in every way."""
    codes = st.sampled_from(["1/KH-UBND", "2/KH-UBND", "5/2030/QĐ-UBND"])
    cited = st.builds(
        lambda code, date, name: cite(code, date=date, issuer="UBND tỉnh", name=name, type_="KH"),
        st.one_of(st.none(), codes),
        st.one_of(DATES, st.sampled_from(["2030-01-06", "2030-05-01"])),
        st.sampled_from(["Kế hoạch Trồng rừng", "Phòng dịch"]),
    )
    held = st.builds(
        lambda code, issued, title, citations, salt: make_record(
            code, issued=issued, issuer=issuer, title=title, citations=citations, type_="KH", salt=salt
        ),
        *(codes, DATES, st.sampled_from(["Trồng rừng", "Phòng dịch"]), st.lists(cited, max_size=3)),
        st.sampled_from("ab"),
    )
    return st.lists(held, max_size=4, unique_by=lambda record: record.source.sha256)


@settings(max_examples=150, deadline=None)
@given(records_of(HA_NAM), records_of(TAY_BINH))
def test_no_unrelated_file_undoes_a_merging(records: list[Record], later: list[Record]) -> None:
    """Files of another province, with the same numbers, dates and titles, change nothing."""
    before = {(match.file, match.citation): match for match in link_records(records).matches}
    after = {(match.file, match.citation): match for match in link_records([*records, *later]).matches}
    assert {place: after[place] for place in before} == before


@settings(max_examples=150, deadline=None)
@given(records_of(HA_NAM), st.lists(st.sampled_from(["7/KH-UBND", "8-KH/TU"]), min_size=1, max_size=3))
def test_no_other_number_undoes_a_merging(records: list[Record], codes: list[str]) -> None:
    """Files of the same province under other numbers and titles change nothing either."""
    later = [make_record(code, issued="2030-01-05", title=f"Việc khác {code}", salt="z") for code in codes]
    before = {(match.file, match.citation): match for match in link_records(records).matches}
    after = {(match.file, match.citation): match for match in link_records([*records, *later]).matches}
    assert {place: after[place] for place in before} == before
