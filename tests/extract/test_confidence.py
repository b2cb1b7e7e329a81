"""Facts on unsure words are less sure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parsed_factory import make_parsed

from pipeline.extract import make_record
from pipeline.knowledge.confidence import how_sure
from pipeline.model import Issue, Record, Severity, Unsure
from pipeline.structure import make_outline

PARSED = make_parsed(
    "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ",
    "Số: 745/KH-UBND",
    "Phú Thọ, ngày 16 tháng 9 năm 2025",
    "KẾ HOẠCH",
    "Trồng tre năm 2025",
    "1. Sở Nông nghiệp và Môi trường chủ trì trồng 200 ha tre ở các xã vùng cao trước ngày 30/11/2025.",
)


def read(*words: tuple[str, float]) -> Record:
    places = [(PARSED.text.index(word), word, sure) for word, sure in words]
    unsure = tuple(Unsure(start, start + len(word), sure) for start, word, sure in places)
    return make_record(make_outline(replace(PARSED, unsure=unsure)))


def test_a_fact_falls_to_the_confidence_of_its_only_word() -> None:
    sure, doubtful = read(), read(("745/KH-UBND", 0.3))
    assert sure.identity.code and doubtful.identity.code
    before, after = sure.identity.code.evidence.confidence, doubtful.identity.code.evidence.confidence
    assert after == pytest.approx(before * 0.3, abs=0.01)
    assert doubtful.identity.code.value == sure.identity.code.value


def test_one_bad_word_takes_little_of_a_long_task_and_nothing_elsewhere() -> None:
    sure, doubtful = read(), read(("tre ở", 0.2))
    (before,), (after,) = sure.tasks, doubtful.tasks
    assert 0 < before.evidence.confidence - after.evidence.confidence < 0.1
    assert after.agencies == before.agencies
    assert doubtful.identity == sure.identity


@pytest.mark.parametrize("code", ["recognised", "recognition_mended", "uncertain_page"])
def test_no_fact_of_a_scan_is_surer_than_scans_have_borne_out(code: str) -> None:
    printed = read()
    scanned = make_record(make_outline(replace(PARSED, issues=(Issue("ingest", code, Severity.WARNING, "read"),))))
    assert printed.identity.code and scanned.identity.code
    assert printed.identity.code.evidence.confidence > how_sure("recognised")
    assert scanned.identity.code.evidence.confidence == how_sure("recognised")
    assert scanned.identity.code.value == printed.identity.code.value
    before, after = (record.tasks[0].agencies[0].evidence.confidence for record in (printed, scanned))
    assert after == min(before, how_sure("recognised"))
