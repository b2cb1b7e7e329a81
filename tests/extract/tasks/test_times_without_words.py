"""Times that plans for 2027 write in figures, in lists, or up to the year's end; what comes out is the guidelines'."""

from __future__ import annotations

import pytest
from plan_times import Bounds, bounds_of, read_cell, read_sentence

CELLS: list[tuple[str, Bounds, str]] = [
    ("9-12/2026", ("period", "2026-09", "2026-12", None), "months, no 9 December"),
    ("15-12/2026", ("date", None, "2026-12-15", None), "no month has the number 15"),
    ("10/2026 - 3/2027", ("period", "2026-10", "2027-03", None), "months of two years"),
    ("Từ 01/2027 đến 12/2027", ("period", "2027-01", "2027-12", None), "months without the word"),
    ("T9-T12/2026", ("period", "2026-09", "2026-12", None), "months cut short"),
    ("Trước 8/2026", ("date", None, "2026-08", None), "a month behind a word of time"),
    ("Cuối tháng 9", ("date", None, "2027-09", None), "a part of a month"),
    ("Từ nay đến ngày 30/6", ("date", None, "2027-06-30", None), "from now is no start"),
    ("Từ nay đến cuối năm", ("date", None, "2027", None), "the plan's year"),
    ("Từ ngày 01/3 - 30/4/2026", ("period", "2026-03-01", "2026-04-30", None), "no start that stays open"),
    ("Từ tháng 9 đến hết năm", ("period", "2027-09", "2027", None), "up to the year's end"),
    ("Từ quý II đến cuối năm 2026", ("period", "2026-Q2", "2026", None), "with its year"),
    ("Trong năm", ("date", None, "2027", None), "the plan's year"),
    ("Hết năm", ("date", None, "2027", None), "its end"),
    ("Trước ngày 10/6 và 10/12", ("date", "2027-06-10", "2027-12-10", None), "two days of one act"),
    ("15/6; 15/12", ("date", "2027-06-15", "2027-12-15", None), "with a semicolon"),
    ("Quý I/2027, quý III/2027", ("date", "2027-Q1", "2027-Q3", None), "each with its year"),
    ("Quý I, II, III, IV", ("period", "2027-Q1", "2027-Q4", None), "quarters on end"),
    ("Tháng 3, 6, 9, 12", ("date", "2027-03", "2027-12", None), "months apart"),
    ("Năm 1 lần", ("recurring", None, None, "yearly"), "without a stroke"),
    ("01 năm 02 lần", ("recurring", None, None, "every:6M"), "twice"),
    ("Không quá 05 ngày làm việc", ("relative", None, None, None), "a duration"),
    ("30 ngày sau khi ban hành", ("relative", None, None, None), "behind an event"),
]

SENTENCES: list[tuple[str, str | None, str]] = [
    ("Hoàn thành trước 8/2027.", "trước 8/2027", "a month in figures"),
    ("Gửi về Phòng Nội vụ trước 15/9 để tổng hợp.", "trước 15/9", "a day that something is sent by"),
    ("Hoàn thành trong 10 ngày đầu tháng 9/2027.", "trong 10 ngày đầu tháng 9/2027", "the month belongs to it"),
    ("Lắp cổng chào; thời gian hoàn thành: Quý III.", "Quý III", "labelled, of the plan's year"),
    ("Hạn cuối: 15/9/2027.", "15/9/2027", "another label"),
    ("Hạn chót nộp hồ sơ là ngày 15/9/2027.", "là ngày 15/9/2027", "without a colon"),
    ("Trong 02 ngày làm việc, thông báo kết quả.", "Trong 02 ngày làm việc", "without an anchor"),
    ("Báo cáo trong vòng 24h kể từ khi mất điện.", "trong vòng 24h kể từ khi mất điện", "hours cut short"),
    ("Báo cáo UBND xã hằng tuần về tiến độ.", "hằng tuần", "only how often"),
    ("Sơ kết trước 10/6, tổng kết trước 10/12 hằng năm.", "Sơ kết trước 10/6, tổng kết trước 10/12 hằng năm", "both"),
    ("Bắt đầu thực hiện từ ngày 01/3/2027.", "Bắt đầu thực hiện từ ngày 01/3/2027", "a start"),
    ("Vận động hội viên tham gia khám sức khỏe định kỳ.", None, "the name of a thing"),
    ("Thu hồi các khoản nợ phát sinh trong năm 2026.", None, "when the thing came to be"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), CELLS, ids=[case[0] for case in CELLS])
def test_a_cell_in_figures(printed: str, expected: Bounds, why: str) -> None:
    assert bounds_of(read_cell(printed)) == expected, why


@pytest.mark.parametrize(("sentence", "raw", "why"), SENTENCES, ids=[case[0] for case in SENTENCES])
def test_a_sentence_in_figures(sentence: str, raw: str | None, why: str) -> None:
    found = read_sentence(sentence)
    assert (found.raw if found else None) == raw, why
