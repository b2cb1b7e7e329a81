"""Words that look like a fact and are none: found where a fact is missing, explained where it was read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parsed_factory import record_of

from pipeline.evaluate.review.cues import FINDERS
from pipeline.evaluate.review.unexplained import KINDS, find_unexplained
from pipeline.knowledge.load import load_map
from pipeline.model import Identity, Record

HEAD = (
    "UBND TỈNH HÒA BÌNH",
    "Số: 31/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Hòa Bình, ngày 02 tháng 3 năm 2031",
    "KẾ HOẠCH\nPhát triển nghề nuôi ong",
)
CODE = "Quyết định số 812/QĐ-UBND ngày 05/01/2031 của UBND tỉnh"
FIRST = "1. Sở Công Thương chủ trì, phối hợp với Sở Y tế rà soát giống ong, hoàn thành trước ngày 30/6/2031."
SECOND = "2. Rà soát các trại nuôi ong của hợp tác xã trên địa bàn."
FOOT = ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "CHỦ TỊCH\nLò Văn Thử")


def plan(*body: str) -> Record:
    lines = body or (f"Căn cứ Luật Chăn nuôi năm 2018; {CODE};", "I. NHIỆM VỤ", FIRST, SECOND)
    return record_of(*HEAD, "\n".join(lines), *FOOT)


def missing(record: Record) -> dict[str, int]:
    search = find_unexplained([record])
    return {kind.kind: kind.unexplained for kind in search.kinds if kind.unexplained}


def seen(record: Record) -> dict[str, int]:
    return {kind.kind: kind.cues for kind in find_unexplained([record]).kinds if kind.cues}


def test_a_document_that_was_read_whole_has_nothing_unexplained() -> None:
    record = plan()
    assert missing(record) == {}
    assert seen(record) == {"code": 2, "law": 1, "lead": 1, "coordinate": 1, "deadline": 1, "item": 2, "agency": 2}


@pytest.mark.parametrize(
    ("kind", "lost"),
    [
        ("code", {"citations": ()}),
        ("law", {"citations": ()}),
        ("item", {"tasks": ()}),
    ],
)
def test_a_lost_fact_leaves_its_words_unexplained(kind: str, lost: dict[str, tuple[()]]) -> None:
    record = replace(plan(), edges=(), **lost)  # type: ignore[arg-type]
    assert missing(record)[kind] > 0


@pytest.mark.parametrize(("kind", "role"), [("lead", "lead"), ("coordinate", "coordinate")])
def test_a_lost_agency_leaves_its_verb_unexplained(kind: str, role: str) -> None:
    record = plan()
    kept = (replace(task, agencies=tuple(m for m in task.agencies if m.role.value != role)) for task in record.tasks)
    assert missing(replace(record, tasks=tuple(kept))) == {kind: 1}


def test_a_lost_deadline_leaves_its_words_unexplained() -> None:
    record = plan()
    tasks = tuple(replace(task, deadline=None) for task in record.tasks)
    (document,) = find_unexplained([replace(record, tasks=tasks)]).found
    (found,) = document.found
    assert (found.kind, found.page) == ("deadline", 1)
    assert record.text[found.start : found.end] == found.printed == "hoàn thành trước ngày "
    assert found.before.endswith("rà soát giống ong, ") and found.after.startswith("30/6/2031")


def test_an_agency_that_no_register_knows() -> None:
    record = plan()
    unknown = tuple(
        replace(task, agencies=tuple(replace(one, agency=None, resolved_by="unknown") for one in task.agencies))
        for task in record.tasks
    )
    assert missing(replace(record, tasks=unknown)) == {"agency": 2}


NOTHING = [
    ("Ngày 05/01/2031, theo kế hoạch 31/KH-UBND, các trại đã nuôi ong.", "the document's own number"),
    ("Các luật sư tư vấn theo luật hiện hành.", "no law"),
    ("Đồng chí Chủ tịch chủ trì hội nghị.", "who leads a meeting, and no task"),
]


@pytest.mark.parametrize(("words", "why"), NOTHING)
def test_words_that_look_like_none(words: str, why: str) -> None:
    assert missing(plan("I. MỤC ĐÍCH", words, "II. NHIỆM VỤ", FIRST, SECOND)) == {}, why


CITED = [
    "1. Sở Công Thương thực hiện Quyết định số 812/QĐ-UBND ngày 05/01/2031 của UBND tỉnh.",
    "1. Sở Công Thương thực hiện Kế hoạch số 12/KH-UBND (ban hành ngày 05 tháng 01 năm 2031) tại các trại.",
]


@pytest.mark.parametrize("words", CITED)
def test_the_date_of_a_cited_document_is_no_deadline(words: str) -> None:
    assert "deadline" not in seen(plan("I. NHIỆM VỤ", words, SECOND))


def test_addressees_and_closing_articles_are_no_items() -> None:
    record = record_of(
        "UBND TỈNH HÒA BÌNH",
        "Số: 31/QĐ-UBND",
        "Hòa Bình, ngày 02 tháng 3 năm 2031",
        "QUYẾT ĐỊNH\nVề việc ban hành Quy chế nuôi ong",
        "Kính gửi:\n- Sở Công Thương tỉnh Hòa Bình;\n- UBND các xã trên địa bàn.",
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế nuôi ong.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này.",
        *FOOT,
    )
    assert missing(record) == {}


def test_a_document_of_which_nothing_was_read_shows_its_items_and_leads() -> None:
    record = replace(plan(), identity=Identity(), citations=(), edges=(), tasks=(), sections=())
    lost = missing(record)
    assert lost["item"] >= 2 and lost["lead"] == 1 and lost["coordinate"] == 1 and lost["code"] == 2


def test_kinds_are_counted_over_all_and_each_document_and_worst_come_first() -> None:
    record, bare = plan(), replace(plan(), citations=(), tasks=(), edges=())
    other = replace(bare, source=replace(bare.source, sha256="1" * 64, name="b.txt"))
    search = find_unexplained([record, other], kinds=["item", "code"])
    assert search.documents == 2
    assert [(kind.kind, kind.cues, kind.unexplained, kind.share) for kind in search.kinds] == [
        ("code", 4, 1, 0.25),
        ("item", 4, 2, 0.5),
    ]
    (document,) = search.found
    assert document.files == ("b.txt",) and dict(document.counts) == {"code": 1, "item": 2}


def test_every_kind_says_what_it_is() -> None:
    assert tuple(load_map("cues", "says")) == KINDS == tuple(kind for kind, _ in FINDERS)


def test_items_stand_in_the_body_and_in_annexes_but_not_among_those_who_receive_it() -> None:
    annex = "PHỤ LỤC\nNhiệm vụ nuôi ong\n1. Sở Y tế kiểm tra các trại nuôi ong của tỉnh."
    to = "Nơi nhận:\n- Thường trực Tỉnh ủy tỉnh Hòa Bình;\n- Các sở, ban, ngành của tỉnh;\n- Lưu: VT."
    record = record_of(*HEAD, f"I. NHIỆM VỤ\n{FIRST}\n{SECOND}", to, FOOT[1], annex)
    lost = replace(record, tasks=())
    found = [one.printed for document in find_unexplained([lost], kinds=["item"]).found for one in document.found]
    assert found == [line.partition(". ")[2] for line in (FIRST, SECOND, annex.rpartition("\n")[2])]
    unread = replace(lost, identity=Identity(), sections=())
    assert (
        len([one for one in find_unexplained([unread], kinds=["item"]).found[0].found if "Tỉnh ủy" in one.printed]) == 0
    )
