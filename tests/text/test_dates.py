"""Vietnamese dates: full, reduced, quarters; impossible days."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.dates import find_dates, find_reduced_dates
from pipeline.text.words import Words

# text, value, printed words, why
FULL = [
    ("ký ngày 05/01/2024 tại", "2024-01-05", "ngày 05/01/2024", "slashes"),
    ("ngày 19 tháng 6 năm 2015;", "2015-06-19", "ngày 19 tháng 6 năm 2015", "in words"),
    ("Ngày 19 Tháng 6 Năm 2015", "2015-06-19", "Ngày 19 Tháng 6 Năm 2015", "capitals"),
    ("14-7-2025", "2025-07-14", "14-7-2025", "hyphens"),
    ("14.7.2025", "2025-07-14", "14.7.2025", "dots"),
    ("14 / 7 / 2025", "2025-07-14", "14 / 7 / 2025", "blanks around the slashes"),
    ("14–7–2025", "2025-07-14", "14–7–2025", "en dashes"),
    ("ngày14 tháng7 năm 2025", "2025-07-14", "ngày14 tháng7 năm 2025", "stamped without blanks"),
    ("ngày 5 tháng 12/2024", "2024-12-05", "ngày 5 tháng 12/2024", "half in words"),
    ("ngày 29/02/2024", "2024-02-29", "ngày 29/02/2024", "a leap day"),
    ("từ ngày 01 đến ngày 15/3/2025", "2025-03-15", "ngày 15/3/2025", "only the second is full"),
    ("trước ngày 30/6/1999.", "1999-06-30", "ngày 30/6/1999", "the last century"),
]
NO_FULL = [
    ("ngày 31/02/2025", "a day that February does not have"),
    ("ngày 29/02/2023", "no leap year"),
    ("ngày 31 tháng 4 năm 2025", "a day that April does not have"),
    ("ngày 32/01/2025", "no month has it"),
    ("ngày 15/13/2025", "no thirteenth month"),
    ("ngày 00/05/2025", "no day nought"),
    ("tháng 12/2025", "a month"),
    ("ngày    tháng 4 năm 2024", "a day left open"),
    ("15/3", "no year"),
    ("1/2/3/2025", "more parts than a date has"),
    ("15/3/20255", "more digits than a year has"),
    ("115/3/2025", "more digits than a day has"),
    ("", "nothing"),
]
REDUCED = [
    ("tháng 12/2025", "2025-12", "tháng 12/2025", "a month"),
    ("12/2025", "2025-12", "12/2025", "the whole of a cell"),
    ("tháng 3 năm 2026", "2026-03", "tháng 3 năm 2026", "in words"),
    ("quý IV năm 2025", "2025-Q4", "quý IV năm 2025", "a quarter"),
    ("Quý I/2025", "2025-Q1", "Quý I/2025", "with a slash"),
    ("QUÝ III, NĂM 2024", "2024-Q3", "QUÝ III, NĂM 2024", "with a comma"),
    ("Q4/2025", "2025-Q4", "Q4/2025", "a quarter cut short"),
    ("quý 2/2025", "2025-Q2", "quý 2/2025", "an Arabic number"),
    ("năm 2026", "2026", "năm 2026", "a year"),
    ("đến 2030", "2030", "2030", "a year alone"),
    ("ngày 15/3/2025", "2025-03-15", "ngày 15/3/2025", "the most precise reading"),
]
NO_REDUCED = [
    ("số 2026/QĐ-UBND", "a number of a document"),
    ("tháng 13/2025", "no such month"),
    ("quý V/2025", "no such quarter"),
    ("12.2025", "a decimal"),
    ("Thông báo 12/2025", "a number of a document, not the whole"),
    ("năm 1850", "before any document of ours"),
    ("20255 hộ", "more digits than a year has"),
]


@pytest.mark.parametrize(("text", "value", "printed", "why"), FULL, ids=[case[3] for case in FULL])
def test_find_dates(text: str, value: str, printed: str, why: str) -> None:
    (found,) = find_dates(Words.of(text))
    assert (str(found.value), text[found.start : found.end]) == (value, printed), why


@pytest.mark.parametrize(("text", "why"), NO_FULL, ids=[case[1] for case in NO_FULL])
def test_no_full_date(text: str, why: str) -> None:
    assert find_dates(Words.of(text)) == [], why


@pytest.mark.parametrize(("text", "value", "printed", "why"), REDUCED, ids=[case[3] for case in REDUCED])
def test_find_reduced_dates(text: str, value: str, printed: str, why: str) -> None:
    (found,) = find_reduced_dates(Words.of(text))
    assert (str(found.value), text[found.start : found.end]) == (value, printed), why


@pytest.mark.parametrize(("text", "why"), NO_REDUCED, ids=[case[1] for case in NO_REDUCED])
def test_no_reduced_date(text: str, why: str) -> None:
    assert find_reduced_dates(Words.of(text)) == [], why


def test_dates_come_in_order_of_place() -> None:
    text = "năm 2030, quý II/2026, tháng 5/2025 và ngày 01/02/2024"
    found = find_reduced_dates(Words.of(text))
    assert [str(span.value) for span in found] == ["2030", "2026-Q2", "2025-05", "2024-02-01"]
    assert [span.start for span in found] == sorted(span.start for span in found)


DAYS = st.dates(min_value=datetime.date(1930, 1, 1), max_value=datetime.date(2099, 12, 31))


@settings(deadline=None)
@given(DAYS, st.sampled_from(["{d}/{m}/{y}", "{d:02d}/{m:02d}/{y}", "{d}-{m}-{y}", "{d} tháng {m} năm {y}"]))
def test_every_printed_day_is_found(day: datetime.date, form: str) -> None:
    text = "Ban hành ngày " + form.format(d=day.day, m=day.month, y=day.year) + ", có hiệu lực."
    (found,) = find_dates(Words.of(text))
    assert found.value.first_day == found.value.last_day == day


@settings(deadline=None)
@given(st.text(alphabet="0123456789/-. ngàythángnămquýIV,", max_size=50))
def test_any_text_gives_real_dates_that_do_not_overlap(text: str) -> None:
    last = 0
    for span in find_reduced_dates(Words.of(text)):
        assert last <= span.start < span.end <= len(text)
        assert span.value.first_day and 1900 <= span.value.year <= 2099
        last = span.end
