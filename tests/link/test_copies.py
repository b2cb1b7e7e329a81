"""One act, many files: the draft, the signed file, its scan and the copy from the web are one document."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from records_factory import cite, invent, make_record, work

from pipeline.link import link_records
from pipeline.model import Record, Signature
from pipeline.model.resolved import Document

TEXT = invent(1)
TITLE = "Phòng chống dịch năm 2031"
SIGNED = {"code": "16/KH-UBND", "issued": "2031-02-26", "body": TEXT}
DRAFT = {"code": "/KH-UBND", "type_": "KH", "issued": "2031-02", "body": TEXT}


def make(facts: dict[str, Any], **others: Any) -> Record:
    return make_record(**{"title": TITLE, **facts, **others})


def held(*records: Record) -> list[Document]:
    return [document for document in link_records(records).documents if document.is_held]


@pytest.mark.parametrize(
    ("one", "other", "is_one", "why"),
    [
        (DRAFT, SIGNED, True, "the draft leaves number and day open"),
        (DRAFT, {**SIGNED, "body": invent(1, changed=0.05)}, True, "the signed one was changed here and there"),
        ({**DRAFT, "issued": None}, SIGNED, True, "the draft bears no date"),
        ({**DRAFT, "issued": "2031-01"}, SIGNED, True, "it was signed a month later than hoped"),
        ({**DRAFT, "issued": "2031"}, SIGNED, True, "the draft bears the year"),
        ({**DRAFT, "issued": "2030-02"}, SIGNED, False, "last year's draft by the same pattern"),
        ({**DRAFT, "issued": "2031-09"}, SIGNED, False, "a draft does not come after the act"),
        ({**DRAFT, "body": invent(2)}, SIGNED, False, "another text under the same title"),
        ({**DRAFT, "title": "Trồng rừng"}, SIGNED, False, "another title"),
        ({**DRAFT, "issuer": "Sở Y tế tỉnh Hà Nam"}, SIGNED, False, "another issuer of the province"),
        ({**DRAFT, "issuer": "UBND tỉnh Tây Bình"}, SIGNED, False, "another province"),
        ({**DRAFT, "issued": "2031-02-20"}, SIGNED, False, "two full dates"),
        (DRAFT, {**DRAFT, "body": invent(1, changed=0.04)}, True, "two versions of a draft"),
        (DRAFT, {**DRAFT, "issued": "2031-03"}, True, "two versions, the later of which hopes for a later month"),
        (DRAFT, {**DRAFT, "body": invent(2)}, False, "two drafts of one title"),
        (SIGNED, {**SIGNED, "title": "Phòng chông dich nâm 2031", "issued": "2031-02"}, True, "a scan, misread"),
        (SIGNED, {**SIGNED, "body": invent(1, changed=0.08)}, True, "a scan: one word of twelve is misread"),
        (SIGNED, {**SIGNED, "body": invent(2)}, True, "number and date: the annex in a file of its own, say"),
        (SIGNED, {**SIGNED, "issued": "2031-02-25"}, True, "the day was misread; the text is the same"),
        (SIGNED, {**SIGNED, "issued": "2031-02-25", "body": invent(2)}, False, "another day, another text"),
        (SIGNED, {**SIGNED, "issued": "2030-02-26"}, False, "the number of another year"),
        ({**SIGNED, "issued": "2031-01"}, SIGNED, True, "numbered already, the month of the draft left standing"),
        ({**SIGNED, "issued": "2031-01", "body": invent(2)}, SIGNED, False, "number and title, month and text differ"),
    ],
)
def test_what_is_one_act(one: dict[str, Any], other: dict[str, Any], is_one: bool, why: str) -> None:
    found = held(make(one, salt="one"), make(other, salt="other"))
    assert len(found) == (1 if is_one else 2), why
    if is_one:
        assert len(found[0].files) == 2


def test_four_files_of_one_act_in_any_order() -> None:
    files = [
        make(DRAFT, salt="draft", tasks=[work("Tiêm phòng", lead=["Sở Y tế"])]),
        make(SIGNED, salt="signed"),
        make(SIGNED, salt="scan", issued=None, body=invent(1, changed=0.06), failed=True),
        make(SIGNED, salt="web", body=invent(1, changed=0.01)),
    ]
    citing = make_record("7/BC-SYT", issued="2031-12-01", citations=[cite("16/KH-UBND", date="2031-02-26")])
    ways = {
        (tuple((document.id, document.files) for document in linked.documents), linked.matches)
        for order in permutations([*files, citing])
        for linked in [link_records(order)]
    }
    assert len(ways) == 1
    (act,) = [document for document in link_records([*files, citing]).documents if document.code == "16/KH-UBND"]
    assert len(act.files) == 4
    assert act.files[0] in (files[1].source.sha256, files[3].source.sha256), "what was issued goes before its draft"
    assert act.files[-1] == files[2].source.sha256, "the scan was read in part"


def test_the_signed_file_gives_each_fact_however_much_the_draft_says() -> None:
    draft = make(DRAFT, tasks=[work("Tiêm phòng")], title="Phòng, chống dịch năm 2031")
    signed = make(SIGNED)
    (act,) = held(draft, signed)
    assert act.files[0] == signed.source.sha256
    assert (act.code, act.issued, act.title) == ("16/KH-UBND", "2031-02-26", TITLE)


def seal(time: str | None, *, is_intact: bool = True) -> Signature:
    return Signature("UBND tỉnh Hà Nam", None, None, time, is_intact, True)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"signatures": [seal("2031-02-26T09:00:00+07:00")]}, "the other bears no signature"),
        ({"signatures": [seal(None)]}, "a signature without a time is one"),
        ({"signatures": [seal("2031-02-27T09:00:00+07:00")], "other": "2031-02-26T09:00:00+07:00"}, "it is newer"),
        ({"signatures": [seal("2031-02-26T10:00:00+07:00")], "other": "2031-02-26T08:00:00+00:00", "lost": 1}, "zones"),
    ],
)
def test_of_two_copies_the_newer_signed_one_speaks(facts: dict[str, Any], why: str) -> None:
    lost, other = facts.pop("lost", 0), facts.pop("other", None)
    rich = {"tasks": [work("Tiêm phòng")], "salt": "rich"}
    second = make(SIGNED, **rich, signatures=[seal(other)] if other else [])
    first = make(SIGNED, **facts)
    (act,) = held(first, second)
    assert act.files[0] == (second if lost else first).source.sha256, why


def test_a_broken_signature_and_a_number_alone_make_no_signed_copy() -> None:
    whole = make(SIGNED, tasks=[work("Tiêm phòng")])
    broken = make(SIGNED, salt="broken", signatures=[seal("2031-02-27T09:00:00+07:00", is_intact=False)])
    (act,) = held(whole, broken)
    assert act.files[0] == whole.source.sha256


def test_a_draft_that_can_be_two_acts_stays_apart() -> None:
    acts = [make(SIGNED, code=f"{number}/KH-UBND", issued=f"2031-02-{number}") for number in (16, 20)]
    linked = link_records([make(DRAFT), *acts])
    assert sorted(len(document.files) for document in linked.documents) == [1, 1, 1]
    assert "name_ambiguous" in {match.rule for match in linked.matches}


def test_a_draft_follows_the_file_it_copies_not_an_act_that_is_only_cited() -> None:
    named = cite(None, type_="KH", name=TITLE, date="2031-02-03")
    citing = make_record("7/BC-SYT", issued="2031-12-01", issuer="UBND tỉnh Hà Nam", citations=[named], title="Sơ kết")
    linked = link_records([make(DRAFT), make(SIGNED), citing])
    assert max(len(document.files) for document in linked.documents) == 2


def test_the_rule_says_that_the_text_decided() -> None:
    draft, signed = make(DRAFT), make(SIGNED)
    rules = {match.file: match.rule for match in link_records([draft, signed]).matches}
    assert rules == {draft.source.sha256: "name_same_text", signed.source.sha256: "code_exact"}
