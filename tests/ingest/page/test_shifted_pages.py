"""Pages of a scan that lay askew under the scanner: each has edges of its own."""

from __future__ import annotations

import pytest

from pipeline.ingest.page.flow import make_drafts
from pipeline.ingest.page.layout import PageLayout
from pipeline.ingest.page.lines import Line, Segment

FIRST = "Các trại ong trong tỉnh rà soát giống, thu mật và báo cáo kết quả lên xã An"
REST = "Hòa trước ngày 10 tháng 6."


def page(number: int, left: float) -> PageLayout:
    lines = []
    for at in range(10):
        top = 200 + 36 * at
        lines.append(Line((Segment(FIRST, left + 30, left + 450),), top, 14))
        lines.append(Line((Segment(REST, left, left + 150),), top + 18, 14))
    return PageLayout(number, 600, 800, tuple(lines), ())


@pytest.mark.parametrize("lefts", [(60, 60), (60, 90), (90, 60), (100, 84)])
def test_paragraphs_of_shifted_pages_stay_whole(lefts: tuple[float, float]) -> None:
    drafts = make_drafts([page(number, left) for number, left in enumerate(lefts, 1)], {1, 2})
    assert [draft.text for draft in drafts] == [f"{FIRST} {REST}"] * 20
