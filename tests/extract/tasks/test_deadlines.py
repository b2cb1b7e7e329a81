"""Deadlines: printed words -> kind, bounds, recurrence and RRULE; the cases are those of the guidelines."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed_factory import make_parsed

from pipeline.extract.citations.mentions import find_mentions
from pipeline.extract.tasks.deadlines import find_in_prose, make_rrule, read_labelled
from pipeline.model import Deadline, DeadlineKind
from pipeline.text.words import Words

Case = tuple[str, str, str | None, str | None, str | None, str]

# What a labelled value or a cell says: (printed, kind, start, end, recurs, why).
LABELLED: list[Case] = [
    ("Trước ngày 30/6/2025", "date", None, "2025-06-30", None, "a full date"),
    ("Trước ngày 30 tháng 6 năm 2025", "date", None, "2025-06-30", None, "in words"),
    ("15/8/2026", "date", None, "2026-08-15", None, "a date alone"),
    ("Chậm nhất ngày 05-9-2026", "date", None, "2026-09-05", None, "hyphens"),
    ("Tháng 12/2025", "date", None, "2025-12", None, "settled: a date with end 2025-12"),
    ("Tháng 3 năm 2026", "date", None, "2026-03", None, "a month in words"),
    ("Quý II/2024", "date", None, "2024-Q2", None, "a quarter"),
    ("Quý IV năm 2025", "date", None, "2025-Q4", None, "a quarter in words"),
    ("Quý 3/2026", "date", None, "2026-Q3", None, "an Arabic quarter"),
    ("Năm 2026", "date", None, "2026", None, "a year"),
    ("Trong năm 2025", "date", None, "2025", None, "settled: a date with end 2025"),
    ("Hoàn thành trong quý I/2027", "date", None, "2027-Q1", None, "with the verb"),
    ("Trước tháng 11/2026", "date", None, "2026-11", None, "before a month"),
    ("Đến hết năm 2028", "date", None, "2028", None, "until the end of a year"),
    ("T3/2026", "date", None, "2026-03", None, "a month cut short"),
    ("Tuần 2 tháng 6/2026", "date", None, "2026-06", None, "the number of a week is no day"),
    ("Trước 17h00 ngày 30/4/2026", "date", None, "2026-04-30", None, "with an hour"),
    ("Trước ngày 15 tháng 11", "date", None, None, None, "a day whose year is left unsaid"),
    ("2026-09-05", "date", None, "2026-09-05", None, "as a machine writes it"),
    ("2026-09-05 00:00:00", "date", None, "2026-09-05", None, "with the hour of a sheet"),
    ("46270", "date", None, "2026-09-05", None, "the serial number of a sheet"),
    ("Trước 05/9/26", "date", None, "2026-09-05", None, "a year of two figures"),
    ("05-9-26", "date", None, "2026-09-05", None, "with hyphens"),
    ("Trước ngày 31/6/2026", "date", None, "2026-06", None, "a day that no calendar has"),
    ("Tháng 3 và tháng 9 năm 2026", "date", "2026-03", "2026-09", None, "settled: two times of one act"),
    ("Tháng 3, 9/2026", "date", "2026-03", "2026-09", None, "two months apart"),
    ("Tháng 3, 4/2026", "period", "2026-03", "2026-04", None, "two months on end"),
    ("6 tháng cuối năm 2026", "date", None, "2026-12", None, "a half-year"),
    ("Nửa đầu năm 2026", "date", None, "2026-06", None, "half in another word"),
    ("Năm 2026, 2027", "period", "2026", "2027", None, "several years"),
    ("100 ngày", "relative", None, None, None, "settled: a duration without an anchor"),
    ("7", "relative", None, None, None, "a count alone in a column of days"),
    ("Đầu năm học", "recurring", None, None, "yearly", "a part of each school year"),
    ("Cuối năm", "recurring", None, None, "yearly", "settled: yearly where the year is unknown"),
    ("Từ tháng 3/2026 đến khi khánh thành", "ongoing", "2026-03", None, None, "an end that is no date"),
    ("Quý III", "date", None, None, None, "a quarter of a year left unsaid"),
    ("Quý IV/2025 - Quý I/2026", "period", "2025-Q4", "2026-Q1", None, "quarters of two years"),
    ("Quý I + II/2026", "period", "2026-Q1", "2026-Q2", None, "joined by a plus"),
    ("01/3/2026 - 31/12/2026", "period", "2026-03-01", "2026-12-31", None, "two days"),
    ("Từ ngày 15/3 đến 30/4/2026", "period", "2026-03-15", "2026-04-30", None, "one year for two days"),
    ("Cả năm", "ongoing", None, None, None, "all the year round"),
    ("Từ tháng 3/2026 đến khi hoàn thành", "ongoing", "2026-03", None, None, "an end that is not known"),
    ("06 tháng, năm", "recurring", None, None, "every:6M", "half a year and a year"),
    ("Trước ngày 25 của tháng cuối quý", "recurring", None, None, "quarterly", "a day of each quarter"),
    ("Trong 02 ngày", "relative", None, None, None, "days from an event left unsaid"),
    ("2024-2026", "period", "2024", "2026", None, "years"),
    ("Dự kiến 2024-2026", "period", "2024", "2026", None, "settled: a period"),
    ("Năm 2026 - 2027", "period", "2026", "2027", None, "spaced years"),
    ("Giai đoạn 2026-2030", "period", "2026", "2030", None, "a stage"),
    ("Từ năm 2025 đến năm 2030", "period", "2025", "2030", None, "from year to year"),
    ("Từ ngày 01/3/2025 đến ngày 30/4/2025", "period", "2025-03-01", "2025-04-30", None, "from day to day"),
    ("Từ tháng 3 đến tháng 6/2025", "period", "2025-03", "2025-06", None, "one year for two months"),
    ("Quý I - Quý III/2025", "period", "2025-Q1", "2025-Q3", None, "one year for two quarters"),
    ("Hằng năm", "recurring", None, None, "yearly", "every year"),
    ("Hàng năm", "recurring", None, None, "yearly", "the other spelling"),
    ("Hằng quý", "recurring", None, None, "quarterly", "every quarter"),
    ("Hàng tháng", "recurring", None, None, "monthly", "every month"),
    ("Hằng tuần", "recurring", None, None, "weekly", "every week"),
    ("Hằng ngày", "recurring", None, None, "daily", "every day"),
    ("Định kỳ", "recurring", None, None, "periodic", "no period said"),
    ("Định kỳ hằng năm", "recurring", None, None, "yearly", "the period said after it"),
    ("Trước ngày 30/11 hàng năm", "recurring", None, None, "yearly:--11-30", "a day of the year"),
    ("Trước ngày 05 tháng 12 hằng năm", "recurring", None, None, "yearly:--12-05", "a day in words"),
    ("Trước ngày 15/5 và 15/11 hằng năm", "recurring", None, None, "yearly:--05-15,--11-15", "two days of the year"),
    ("Trước ngày 20 hằng tháng", "recurring", None, None, "monthly:20", "a day of the month"),
    ("Thứ Sáu hằng tuần", "recurring", None, None, "weekly:FR", "a weekday"),
    ("Thứ 2 hàng tuần", "recurring", None, None, "weekly:MO", "a weekday in figures"),
    ("02 tuần một lần", "recurring", None, None, "every:2W", "every second week"),
    ("Định kỳ 6 tháng", "recurring", None, None, "every:6M", "every half year"),
    ("Định kỳ sáu tháng một lần", "recurring", None, None, "every:6M", "in words"),
    ("Thường xuyên", "ongoing", None, None, None, "always"),
    ("Thường xuyên, liên tục", "ongoing", None, None, None, "twice always"),
    ("Năm 2025 và các năm tiếp theo", "ongoing", "2025", None, None, "settled: ongoing with a start"),
    ("Bắt đầu từ năm 2025", "ongoing", "2025", None, None, "settled: ongoing with a start"),
    ("Từ ngày 01/7/2025", "ongoing", "2025-07-01", None, None, "settled: ongoing with a start"),
    ("Theo quy định", "relative", None, None, None, "settled: relative"),
    ("Sau khi có hướng dẫn của Trung ương", "relative", None, None, None, "after an event"),
    ("Trong vòng 10 ngày", "relative", None, None, None, "a span of days"),
    ("Trong thời hạn 15 ngày kể từ ngày ban hành Kế hoạch", "relative", None, None, None, "days after an event"),
    ("Theo tiến độ của dự án", "relative", None, None, None, "as another thing goes"),
    ("Ngay sau khi Kế hoạch được ban hành", "relative", None, None, None, "at once after an event"),
    ("Quý I, II/2025", "period", "2025-Q1", "2025-Q2", None, "two quarters with one year"),
    ("Quý II và quý III/2025", "period", "2025-Q2", "2025-Q3", None, "joined by “và”"),
    ("Tháng 3-6/2025", "period", "2025-03", "2025-06", None, "months with a hyphen"),
    ("Từ Quý IV/2025 đến hết Quý II/2026", "period", "2025-Q4", "2026-Q2", None, "over the turn of the year"),
    ("Từ tháng 10/2025 đến tháng 3/2026", "period", "2025-10", "2026-03", None, "months over the turn of the year"),
    ("Cuối năm 2025", "date", None, "2025", None, "the end of a year"),
    ("Đầu quý II/2025", "date", None, "2025-Q2", None, "the beginning of a quarter"),
    ("Trước 17h00 ngày 15/3/2025", "date", None, "2025-03-15", None, "an hour before the day"),
    ("Đến năm 2030", "date", None, "2030", None, "until a year"),
    ("Trước 15/12 hằng năm", "recurring", None, None, "yearly:--12-15", "without “ngày”"),
    ("Trước ngày 20/6, 20/12 hằng năm", "recurring", None, None, "yearly:--06-20,--12-20", "two days, a comma"),
    ("Hằng năm (trước ngày 15/12)", "recurring", None, None, "yearly:--12-15", "the day in brackets"),
    ("Trước ngày 10 tháng 6 và ngày 10 tháng 12 hằng năm", "recurring", None, None, "yearly:--06-10,--12-10", "twice"),
    ("Ngày 25 hằng tháng", "recurring", None, None, "monthly:25", "a day of the month"),
    ("Thứ Năm hằng tuần", "recurring", None, None, "weekly:TH", "a weekday that sounds like a year"),
    ("Chủ nhật hằng tuần", "recurring", None, None, "weekly:SU", "Sunday"),
    ("Trước 16h00 thứ Sáu hằng tuần", "recurring", None, None, "weekly:FR", "an hour before the weekday"),
    ("5 năm một lần", "recurring", None, None, "every:5Y", "every fifth year"),
    ("Hai năm một lần", "recurring", None, None, "every:2Y", "every second year, in words"),
    ("01 lần/năm", "recurring", None, None, "yearly", "once a year"),
    ("Năm 2025 trở đi", "ongoing", "2025", None, None, "from a year on"),
    ("Hoàn thành trong năm 2025 và các năm tiếp theo", "ongoing", "2025", None, None, "a year and those after it"),
    ("Khi có yêu cầu", "relative", None, None, None, "on demand"),
    ("Theo kế hoạch của Trung ương", "relative", None, None, None, "as another plan goes"),
    ("Ngay sau khi có hướng dẫn; chậm nhất 30/6/2025", "date", None, "2025-06-30", None, "the day decides"),
    ("23 - 24/3/2026", "period", "2026-03-23", "2026-03-24", None, "two days of a month"),
    ("12/2026", "date", None, "2026-12", None, "a month in figures"),
    ("Chưa xác định", "other", None, None, None, "words that set no time"),
]

# What the prose of a task says: (text, raw, kind, start, end, recurs, why).
PROSE: list[tuple[str, str, str, str | None, str | None, str | None, str]] = [
    ("Báo cáo trước 17 giờ ngày 02/5/2026.", "trước 17 giờ ngày 02/5/2026", "date", None, "2026-05-02", None, "hours"),
    ("Ký xong chậm nhất vào ngày 15/9/2026.", "chậm nhất vào ngày 15/9/2026", "date", None, "2026-09-15", None, "vào"),
    ("Xong trong tuần đầu tháng 6/2026.", "trong tuần đầu tháng 6/2026", "date", None, "2026-06", None, "a week"),
    ("Xong trong 6 tháng đầu năm 2026.", "trong 6 tháng đầu năm 2026", "date", None, "2026-06", None, "half a year"),
    ("Gửi về Phòng trước ngày 10/3 để tổng hợp.", "trước ngày 10/3", "date", None, None, None, "no year is said"),
    ("Hoàn thành rà soát trong quý III.", "trong quý III", "date", None, None, None, "nor of a quarter"),
    (
        "Treo cờ từ ngày 30/4 đến hết ngày 02/5/2026.",
        "từ ngày 30/4 đến hết ngày 02/5/2026", "period", "2026-04-30", "2026-05-02", None, "one year for two days",
    ),
    (
        "Hằng năm, trước ngày 15 tháng 11, gửi kết quả.",
        "Hằng năm, trước ngày 15 tháng 11", "recurring", None, None, "yearly:--11-15", "the day behind “hằng năm”",
    ),
    (
        "Báo cáo định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12) về Sở.",
        "định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)",
        "recurring", None, None, "yearly:--06-10,--12-10", "two periods, a day each",
    ),
    (
        "Báo cáo định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 15/12).",
        "định kỳ 6 tháng (trước ngày 15/6) và hằng năm (trước ngày 15/12)",
        "recurring", None, None, "yearly:--06-15,--12-15", "“hằng” before the second period",
    ),
    (
        "Hằng tuần (vào chiều thứ Năm) tổng hợp.",
        "Hằng tuần (vào chiều thứ Năm)", "recurring", None, None, "weekly:TH", "the weekday in brackets",
    ),
    (
        "Hằng năm sơ kết, báo cáo UBND tỉnh trước ngày 30 tháng 11.",
        "trước ngày 30 tháng 11", "recurring", None, None, "yearly:--11-30", "the day far behind “hằng năm”",
    ),
    ("Mời chuyên gia (Phòng A chủ trì, quý I/2026).", "quý I/2026", "date", None, "2026-Q1", None, "in brackets"),
    ("Định kỳ 6 tháng, 1 năm tổng hợp.", "Định kỳ 6 tháng, 1 năm", "recurring", None, None, "every:6M", "two periods"),
    ("Sơ kết Đề án vào năm 2028.", "vào năm 2028", "date", None, "2028", None, "the year of a review"),
    ("Giao Tổ thực hiện, thường xuyên trong năm.", "thường xuyên trong năm", "ongoing", None, None, None, "all year"),
    ("Phun khử khuẩn 02 lần/tuần.", "02 lần/tuần", "recurring", None, None, "weekly", "times a week"),
    ("Hoàn thành trước ngày 15/3/2026.", "trước ngày 15/3/2026", "date", None, "2026-03-15", None, "by a date"),
    (
        "Gửi báo cáo về Sở Công Thương chậm nhất đến ngày 01 tháng 7 năm 2028 để tổng hợp.",
        "chậm nhất đến ngày 01 tháng 7 năm 2028", "date", None, "2028-07-01", None, "at the latest",
    ),
    (
        "Rà soát xong trước ngày 01/4/2026, trình phê duyệt trước ngày 30/5/2026.",
        "trước ngày 30/5/2026", "date", None, "2026-05-30", None, "several steps: the last",
    ),
    ("Hoàn thành việc kiểm kê trong quý III/2025.", "trong quý III/2025", "date", None, "2025-Q3", None, "a quarter"),
    ("Xây dựng đề án, hoàn thành trong năm 2027.", "trong năm 2027", "date", None, "2027", None, "in a year"),
    ("Quý I/2027, các cơ quan đánh giá kết quả.", "Quý I/2027", "date", None, "2027-Q1", None, "at the head"),
    ("Tổ chức hội thi trong tháng 8 năm 2025.", "trong tháng 8 năm 2025", "date", None, "2025-08", None, "a month"),
    (
        "Báo cáo kết quả trước ngày 15/11 hàng năm.",
        "trước ngày 15/11 hàng năm", "recurring", None, None, "yearly:--11-15", "a day each year",
    ),
    (
        "Tổng hợp số liệu trước ngày 20 hằng tháng.",
        "trước ngày 20 hằng tháng", "recurring", None, None, "monthly:20", "a day each month",
    ),
    (
        "Phát bản tin thứ sáu hằng tuần trên hệ thống loa.",
        "thứ sáu hằng tuần", "recurring", None, None, "weekly:FR", "a weekday",
    ),
    (
        "Định kỳ rà soát danh mục, đề xuất bổ sung.",
        "Định kỳ", "recurring", None, None, "periodic", "an adverb that says how often",
    ),
    (
        "Kiểm tra các trại giống, định kỳ theo quy định báo cáo kết quả.",
        "định kỳ", "recurring", None, None, "periodic", "settled: with “theo quy định” the raw is “định kỳ”",
    ),
    ("Hằng năm xây dựng kế hoạch tập huấn.", "Hằng năm", "recurring", None, None, "yearly", "at the head"),
    (
        "Định kỳ 6 tháng/lần báo cáo tình hình.",
        "Định kỳ 6 tháng/lần", "recurring", None, None, "every:6M", "every half year",
    ),
    ("Thường xuyên kiểm tra đàn giống.", "Thường xuyên", "ongoing", None, None, None, "always"),
    (
        "Gửi hồ sơ trong thời hạn 10 ngày làm việc, bảo đảm đầy đủ.",
        "trong thời hạn 10 ngày làm việc", "relative", None, None, None, "a span of days",
    ),
    (
        "Xây dựng kế hoạch trong vòng 15 ngày kể từ ngày ban hành Chương trình này.",
        "trong vòng 15 ngày kể từ ngày ban hành Chương trình này", "relative", None, None, None, "days after an event",
    ),
    (
        "Khôi phục chuồng trại sau khi nước rút.",
        "sau khi nước rút", "relative", None, None, None, "after an event",
    ),
    (
        "Theo dõi, tổng hợp, báo cáo Ủy ban nhân dân tỉnh theo quy định.",
        "theo quy định", "relative", None, None, None, "of reporting it counts",
    ),
    (
        "Triển khai từ tháng 3 đến tháng 6/2025 tại các xã vùng cao.",
        "từ tháng 3 đến tháng 6/2025", "period", "2025-03", "2025-06", None, "a period",
    ),
]  # fmt: skip

NONE = [
    ("Thực hiện theo quy định của pháp luật.", "“theo quy định” of doing is no time"),
    ("Xử lý kịp thời các vướng mắc.", "settled: “kịp thời” never"),
    ("Tuân thủ quy trình cập nhật định kỳ của hệ thống.", "settled: the adverb describes a thing"),
    ("Phấn đấu đến năm 2030, tầm nhìn 2045 có thương hiệu mạnh.", "settled: a horizon in the text"),
    ("Lập dự toán kinh phí chi thường xuyên của đơn vị.", "a kind of expense"),
    ("Rà soát kế hoạch hàng năm của các xã.", "a kind of plan"),
    ("Mua 12 bộ thùng nuôi ong, giá 3/4 mức thị trường.", "numbers and fractions"),
    ("Nâng cao chất lượng mật ong của tỉnh.", "no time at all"),
    ("Bảo đảm sự phối hợp chặt chẽ, thường xuyên giữa các ngành.", "a kind of cooperation"),
    ("", "nothing"),
]


def read(printed: str) -> Deadline | None:
    parsed = make_parsed(printed)
    return read_labelled(parsed, Words.of(parsed.text), [])


def find(text: str) -> Deadline | None:
    parsed = make_parsed(text)
    return find_in_prose(parsed, Words.of(parsed.text), [])


@pytest.mark.parametrize(("printed", "kind", "start", "end", "recurs", "why"), LABELLED, ids=[c[0] for c in LABELLED])
def test_labelled(printed: str, kind: str, start: str | None, end: str | None, recurs: str | None, why: str) -> None:
    found = read(printed)
    assert found is not None, why
    assert (found.kind, found.start, found.end, found.recurs) == (kind, start, end, recurs), why
    assert found.raw == printed
    assert (found.evidence.start, found.evidence.end) == (0, len(printed))


@pytest.mark.parametrize(("text", "raw", "kind", "start", "end", "recurs", "why"), PROSE, ids=[c[0] for c in PROSE])
def test_prose(
    text: str, raw: str, kind: str, start: str | None, end: str | None, recurs: str | None, why: str
) -> None:
    found = find(text)
    assert found is not None, why
    assert (found.raw, found.kind, found.start, found.end, found.recurs) == (raw, kind, start, end, recurs), why
    assert text[found.evidence.start : found.evidence.end] == raw
    assert 0 < found.evidence.confidence < 1


@pytest.mark.parametrize(("text", "why"), NONE, ids=[case[1] for case in NONE])
def test_no_deadline(text: str, why: str) -> None:
    assert find(text) is None, why


@pytest.mark.parametrize("printed", ["", "  ;", "\t-", "..."])
def test_a_label_without_words_gives_none(printed: str) -> None:
    parsed = make_parsed("Thời hạn:" + printed)
    assert read_labelled(parsed, Words.of(parsed.text)[9:], []) is None


def test_signs_around_the_value_are_no_part_of_it() -> None:
    found = read("- Trước ngày 30/6/2025;")
    assert found is not None
    assert found.raw == "Trước ngày 30/6/2025"


def test_dates_of_citations_are_no_deadlines() -> None:
    text = "Triển khai Kế hoạch số 9012/KH-UBND ngày 15/3/2024 của Ủy ban nhân dân tỉnh."
    masks = [(mention.start, mention.end) for mention in find_mentions(Words.of(text))]
    assert masks
    assert find_in_prose(make_parsed(text), Words.of(text), masks) is None
    later = text[:-1] + ", hoàn thành trước ngày 01/9/2025."
    found = find_in_prose(make_parsed(later), Words.of(later), masks)
    assert found is not None
    assert found.end == "2025-09-01"


def test_of_a_last_day_that_no_calendar_has_the_month_is_kept() -> None:
    found = read("Từ ngày 30/01/2027 đến ngày 31/02/2027")
    assert found is not None
    assert (found.kind, found.start, found.end) == ("period", "2027-01-30", "2027-02")


def test_only_the_given_stretch_is_read() -> None:
    text = "Hoàn thành trước ngày 15/3/2026.\nNội dung không nói thời gian."
    parsed = make_parsed(text)
    assert find_in_prose(parsed, Words.of(text)[33:], []) is None
    found = find_in_prose(parsed, Words.of(text)[11:33], [])
    assert found is not None
    assert parsed.text[found.evidence.start : found.evidence.end] == "trước ngày 15/3/2026"


@pytest.mark.parametrize(
    ("recurs", "rule"),
    [
        (None, None),
        ("periodic", None),
        ("daily", "FREQ=DAILY"),
        ("weekly", "FREQ=WEEKLY"),
        ("weekly:FR", "FREQ=WEEKLY;BYDAY=FR"),
        ("monthly", "FREQ=MONTHLY"),
        ("monthly:20", "FREQ=MONTHLY;BYMONTHDAY=20"),
        ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
        ("yearly", "FREQ=YEARLY"),
        ("yearly:--11-30", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30"),
        ("yearly:--05-15,--11-15", "FREQ=YEARLY;BYMONTH=5,11;BYMONTHDAY=15"),
        ("yearly:--05-15,--11-20", None),
        ("every:2W", "FREQ=WEEKLY;INTERVAL=2"),
        ("every:6M", "FREQ=MONTHLY;INTERVAL=6"),
        ("every:1Y", "FREQ=YEARLY;INTERVAL=1"),
    ],
)
def test_make_rrule(recurs: str | None, rule: str | None) -> None:
    """Two days with different numbers cannot be said in one rule: 15/5 and 20/11 would make four."""
    assert make_rrule(recurs) == rule
    assert rule is None or rrulestr(f"DTSTART:20250101T000000\nRRULE:{rule}")


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("Trước ngày 15/5 và 15/11 hằng năm", ["2025-05-15", "2025-11-15", "2026-05-15"]),
        ("Trước ngày 20 hằng tháng", ["2025-01-20", "2025-02-20", "2025-03-20"]),
        ("Thứ Sáu hằng tuần", ["2025-01-03", "2025-01-10", "2025-01-17"]),
        ("02 tuần một lần", ["2025-01-01", "2025-01-15", "2025-01-29"]),
    ],
)
def test_the_rule_gives_the_days(printed: str, days: list[str]) -> None:
    found = read(printed)
    assert found is not None
    rule = rrulestr(f"DTSTART:20250101T000000\nRRULE:{found.rrule}")
    assert [moment.date().isoformat() for moment in rule[:3]] == days


@settings(deadline=None)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
def test_any_printed_day_is_read_back(day: date) -> None:
    iso = day.isoformat()
    year, month, number = iso.split("-")
    for printed in (f"Trước ngày {number}/{month}/{year}", f"Trước ngày {int(number)} tháng {int(month)} năm {year}"):
        found = read(printed)
        assert found is not None
        assert (found.kind, found.end) == (DeadlineKind.DATE, iso)


@settings(deadline=None)
@given(st.text(alphabet="trướcngày thánghằng năm0123456789/-.,;()quýIV ", max_size=60))
def test_any_text_gives_a_whole_deadline_or_none(text: str) -> None:
    parsed = make_parsed(text)
    for found in (find_in_prose(parsed, Words.of(parsed.text), []), read_labelled(parsed, Words.of(parsed.text), [])):
        if found is None:
            continue
        assert 0 <= found.evidence.start < found.evidence.end <= len(parsed.text)
        assert " ".join(parsed.text[found.evidence.start : found.evidence.end].split()) == found.raw
        assert (found.recurs is not None) == (found.kind is DeadlineKind.RECURRING)
        assert found.rrule is None or found.recurs is not None


IN_THE_PLAN_S_YEAR = [
    ("Trước 15/11", "2027-11-15"), ("Tháng 5", "2027-05"), ("Quý II", "2027-Q2"), ("Cuối năm", "2027"),
    ("Tuần 2 tháng 5", "2027-05"), ("Trước ngày 31/6", "2027-06"), ("Quý II/2028", "2028-Q2"),
    ("Trước ngày 31/01 năm liền kề", None), ("Hằng tháng", None),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "end"), IN_THE_PLAN_S_YEAR)
def test_a_day_without_its_year_is_of_the_plan(printed: str, end: str | None) -> None:
    found = read_labelled(make_parsed(printed), Words.of(printed), [], 2027)
    assert found is not None
    assert found.end == end


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        ("Trước ngày 31 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("Trước ngày 30 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("Trước ngày 15 của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=15"),
        ("Trước ngày 05 tháng đầu mỗi quý", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5"),
        ("Hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
    ],
)
def test_a_rule_gives_a_day_in_each_of_its_months(printed: str, rule: str) -> None:
    found = read(printed)
    assert found is not None
    assert found.rrule == rule
    first, last = datetime(2027, 1, 1), datetime(2027, 12, 31)
    months = [day.month for day in rrulestr(rule, dtstart=first).between(first, last, inc=True)]
    assert len(months) == len(set(months))
    assert len(months) in (4, 12)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Thực hiện dự án trên địa bàn (khi Bộ Y tế có văn bản triển khai).", "khi Bộ Y tế có văn bản triển khai"),
        ("Mở rộng mạng lưới (Dự án 3; khi được bố trí vốn).", "khi được bố trí vốn"),
        ("Giai đoạn khẩn cấp (0-24 giờ): sơ tán học sinh.", "Giai đoạn khẩn cấp (0-24 giờ)"),
        ("Trực cấp cứu trước, trong và sau kỳ thi.", "trước, trong và sau kỳ thi"),
        ("Báo cáo kết quả khi kết thúc Tháng an toàn.", "khi kết thúc Tháng an toàn"),
    ],
)
def test_triggers_and_stages_are_relative(text: str, raw: str) -> None:
    found = find(text)
    assert found is not None
    assert (found.raw, found.kind) == (raw, DeadlineKind.RELATIVE)


@pytest.mark.parametrize(
    "text",
    [
        "Xây dựng kế hoạch hoạt động của trường hằng năm.",
        "Thực hiện nhiệm vụ hằng năm của khoa.",
        "Bố trí trong dự toán chi ngân sách thường xuyên.",
        "Thu hồi vốn đến ngày 30 tháng 9 hằng năm chưa phân bổ.",
        "Điều chỉnh kế hoạch (khi cần thiết).",
    ],
)
def test_words_that_name_a_thing_or_a_case_set_no_time(text: str) -> None:
    assert find(text) is None
