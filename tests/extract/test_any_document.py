"""Whatever lines stand in whatever order: a record comes out, its places lie in the text, it goes through JSON."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parsed_factory import CLOSING, MASTHEAD, Note, Part, Wide, make_parsed, record_of

from pipeline.extract import make_record
from pipeline.model import Record
from pipeline.model.record_json import dump_record, parse_record
from pipeline.structure import make_outline

LINES = [
    *MASTHEAD.split("\n"), *CLOSING.split("\n"), "KẾ HOẠCH", "QUYẾT ĐỊNH", "Về nghề nuôi ong", "V/v gian hàng mật ong",
    "Kính gửi: Các huyện.", "Căn cứ Luật Chăn nuôi ngày 19/11/2018;", "I. MỤC ĐÍCH", "II. NHIỆM VỤ",
    "1. Rà soát giống.",
    "2. Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra trước ngày 15/3/2025.", "a) Lập sổ.", "- Tập huấn.",
    "+ Biên bản.", "- Đơn vị chủ trì: Sở Y tế; UBND các xã.", "Thời gian thực hiện:", "Hằng năm.", "Điều 1. Phê duyệt.",
    "Thực hiện Kế hoạch số 91/KH-UBND ngày 01/02/2023 về triển khai Nghị quyết số 9036-NQ/TW,", "PHỤ LỤC I",
    "(Kèm theo Quyết định số 9041/QĐ-UBND)", "Trên đây là Kế hoạch nuôi ong./.", "*", "---", "1.1. Một.",
    "Sở Y tế", "Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 931/TTr-SYT ngày 09/01/2024,", "“”", "Ứ",
]  # fmt: skip
TABLES: list[Part] = [
    [["TT", "Nội dung", "Chủ trì", "Thời gian"], ["1", "Rà soát", "Sở Y tế", "Quý I/2025"]],
    [["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nLò Văn Thử"]],
    [[Wide("DANH MỤC", 3)], ["TT", "Nhiệm vụ", "Đơn vị chủ trì"], ["I", "NHÓM", ""], ["1", "Mua giống", "Sở Y tế"]],
    [["a"], ["b"]],
    Note("Quyết định số 9339/QĐ-TTg ngày 11/3/2021."),
]
PARTS = st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(TABLES)), min_size=1, max_size=25)


def check(record: Record) -> None:
    size = len(record.text)
    places = [task.evidence for task in record.tasks] + [edge.evidence for edge in record.edges]
    places += [mention.evidence for task in record.tasks for mention in task.agencies]
    places += [task.deadline.evidence for task in record.tasks if task.deadline]
    places += [place for citation in record.citations for place in citation.mentions]
    places += [fact.evidence for fact in record.identity.recipients]
    assert all(0 <= place.start < place.end <= size for place in places)
    assert len({task.id for task in record.tasks}) == len(record.tasks)
    assert parse_record(dump_record(record)) == record
    assert all(0 <= end < len(record.citations) for edge in record.edges for end in (edge.source, edge.target))
    assert all(citation.mentions and citation.ties for citation in record.citations)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PARTS)
def test_lines_in_any_order(parts: list[Part]) -> None:
    check(record_of(*parts))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    check(record_of(text or "x"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PARTS)
def test_the_same_parts_give_the_same_record(parts: list[Part]) -> None:
    parsed = make_parsed(*parts)
    assert make_record(make_outline(parsed)) == make_record(make_outline(parsed))


def test_an_empty_document_gives_an_empty_record() -> None:
    record = record_of("")
    assert (record.text, record.tasks, record.citations) == ("", (), ())
