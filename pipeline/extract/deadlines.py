"""Deadlines: from labelled values and cells, and from prose; kind, bounds, recurrence, RRULE.

Citations contain dates, so their spans are masked first. Rules are rows of knowledge/deadlines.toml.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.knowledge.load import Rule, first_rule, load_rules
from pipeline.model import Deadline, DeadlineKind, Evidence, ParsedDocument
from pipeline.text.dates import FULL_DATE, DateSpan, find_reduced_dates
from pipeline.text.match import match_form, squeeze

Masks = list[tuple[int, int]]

_DAY_MONTH = re.compile(r"(?<![\d/])(3[01]|[12]\d|0?[1-9])(?:\s*[/-]\s*|\s+tháng\s+)(1[0-2]|0?[1-9])(?![\d/-])")
_MONTH_DAY = re.compile(r"\bngày\s+(3[01]|[12]\d|0?[1-9])\b(?!\s*(?:/|tháng\s+\d))")
_WEEKDAYS = {"hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tư": "WE", "4": "WE", "năm": "TH", "5": "TH", "sáu": "FR", "6": "FR", "bảy": "SA", "7": "SA"}
_PROSE_LENGTH = 90
_PERIOD_YEARS = re.compile(r"((?:19|20)\d\d)\s*[-~]\s*(?:năm )?((?:19|20)\d\d)")
_SHARED_YEAR = re.compile(r"(quý|tháng)\s*(iv|iii|ii|i|\d{1,2})\s*(?:-|~|,|và|đến|tới)\s*(?:hết )?(?:quý |tháng )?(iv|iii|ii|i|\d{1,2})\s*(?:[/,]|năm)\s*(?:năm )?((?:19|20)\d\d)")
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_labelled(parsed: ParsedDocument, start: int, end: int, masks: Masks) -> Deadline | None:
    """Return the deadline that a label or column gives: its whole words, unless they are sentences."""
    start, end = _trim(parsed.text, start, end)
    if end <= start:
        return None
    words = parsed.text[start:end]
    if len(words) > _PROSE_LENGTH and re.search(r"\n|báo cáo|gửi", match_form(words)):
        found = find_in_prose(parsed, start, end, masks)
        if found and found.kind is not DeadlineKind.RELATIVE and "\n" in words:
            return found
    return _interpret(parsed, start, end, masks, parsed.evidence(start, end, "labelled_deadline", 0.95))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n-+*;,.:":
        start += 1
    while end > start and text[end - 1] in " \t\n;,./":
        end -= 1
    return start, end


def find_in_prose(parsed: ParsedDocument, start: int, end: int, masks: Masks) -> Deadline | None:
    """Find the deadline that a task's own words set, or None; of several dates the last."""
    form = _masked(parsed.text, start, end, masks)
    for rule in _phrases():
        hits = list(rule.pattern.finditer(form))
        if not hits:
            continue
        hit = hits[-1] if rule.gives == "date" else hits[0]
        span = next((hit.span(name) for name in rule.pattern.groupindex if name.startswith("raw") and hit[name]), hit.span())
        first, last = _trim(parsed.text, start + span[0], start + span[1])
        place = parsed.evidence(first, last, rule.id, rule.confidence)
        return _interpret(parsed, first, last, masks, place, DeadlineKind(rule.gives))
    return None


@lru_cache(maxsize=1)
def _phrases() -> tuple[Rule, ...]:
    date = re.sub(r"\?P<\w+>", "?:", FULL_DATE)
    return tuple(
        Rule(r.id, r.gives, re.compile(r.pattern.pattern.replace("{date}", f"(?:{date})")), r.confidence, r.examples, r.rejects)
        for r in load_rules("deadlines", "phrase")
    )


def _masked(text: str, start: int, end: int, masks: Masks) -> str:
    """Return the match form of a stretch with the citations in it blanked out, same length."""
    form = list(match_form(text[start:end]))
    for first, last in masks:
        for place in range(max(first, start), min(last, end)):
            form[place - start] = "\u2007"
    return "".join(form)


def _interpret(
    parsed: ParsedDocument, start: int, end: int, masks: Masks, place: Evidence, found_as: DeadlineKind | None = None
) -> Deadline:
    words = parsed.text[start:end]
    form = _masked(parsed.text, start, end, masks)
    dates = find_reduced_dates(form)
    kind = _kind(form, dates, found_as)
    recurs = _recurrence(form) if kind is DeadlineKind.RECURRING else None
    first, last = _bounds(kind, form, dates)
    return Deadline(squeeze(words), kind, first, last, recurs, place, make_rrule(recurs))


def _kind(form: str, dates: list[DateSpan], found_as: DeadlineKind | None) -> DeadlineKind:
    rule = first_rule(load_rules("deadlines", "kind"), form)
    named = DeadlineKind(rule[0].gives) if rule else None
    if found_as in (DeadlineKind.RECURRING, DeadlineKind.RELATIVE, DeadlineKind.PERIOD):
        return found_as
    if named is DeadlineKind.RELATIVE and dates and not re.match(r"\W*(?:theo|sau)\b", form):
        return DeadlineKind.DATE
    if named is DeadlineKind.PERIOD and len(dates) < 2 and not _SHARED_YEAR.search(form):
        named = None
    if named:
        return named
    if dates:
        return DeadlineKind.DATE
    return found_as or DeadlineKind.OTHER


def _bounds(kind: DeadlineKind, form: str, dates: list[DateSpan]) -> tuple[str | None, str | None]:
    values = [span.value for span in dates]
    if kind is DeadlineKind.DATE:
        return None, values[-1] if values else None
    if kind is DeadlineKind.ONGOING:
        return (values[0] if values and re.search(r"các năm|những năm|từ|trở đi", form) else None), None
    if kind is DeadlineKind.PERIOD:
        return _period(form, values)
    return None, None


def _period(form: str, values: list[str]) -> tuple[str | None, str | None]:
    shared = _SHARED_YEAR.search(form)
    if shared:
        unit, first, last, year = shared.groups()
        return _part_of(year, unit, first), _part_of(year, unit, last)
    years = _PERIOD_YEARS.search(form)
    if years:
        return years.group(1), years.group(2)
    return (values[0], values[-1]) if len(values) > 1 else (None, values[-1] if values else None)


def _part_of(year: str, unit: str, number: str) -> str:
    value = _ROMAN.get(number) or int(number)
    return f"{year}-Q{value}" if unit == "quý" else f"{year}-{value:02d}"


def _recurrence(form: str) -> str:
    """Return the recurrence in the guidelines' form: yearly:--11-30, monthly:20, weekly:FR, every:2W, periodic."""
    hit = first_rule(load_rules("deadlines", "recur"), form)
    if hit is None:
        days = _DAY_MONTH.findall(form)
        return _yearly(days) if days else "periodic"
    rule, found = hit
    if rule.gives.startswith("every:"):
        groups = found.groupdict()
        number = groups.get("n") or groups.get("m") or "1"
        return rule.gives.replace("{n}", str(_NUMBERS.get(number) or int(number)))
    if rule.gives == "yearly":
        return _yearly(_DAY_MONTH.findall(form))
    if rule.gives == "monthly":
        day = _MONTH_DAY.search(form)
        return f"monthly:{int(day.group(1))}" if day else "monthly"
    if rule.gives == "weekly":
        day = re.search(r"thứ\s+(hai|ba|tư|năm|sáu|bảy|[2-7])|(chủ nhật)", form)
        return f"weekly:{_WEEKDAYS.get(day.group(1) or '', 'SU')}" if day else "weekly"
    return rule.gives


def _yearly(days: list[tuple[str, str]]) -> str:
    return "yearly:" + ",".join(f"--{int(month):02d}-{int(day):02d}" for day, month in days) if days else "yearly"


def make_rrule(recurs: str | None) -> str | None:
    """Return a recurrence as an RFC 5545 rule, where one rule can say it; `periodic` says no period."""
    if recurs is None or recurs == "periodic":
        return None
    name, _, detail = recurs.partition(":")
    if name == "yearly" and detail:
        days = [day.removeprefix("--").split("-") for day in detail.split(",")]
        months, month_days = {day[0] for day in days}, {int(day[1]) for day in days}
        if len(month_days) > 1:
            return None
        return f"FREQ=YEARLY;BYMONTH={','.join(str(int(m)) for m in sorted(months))};BYMONTHDAY={month_days.pop()}"
    if name == "every":
        unit = {"W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY", "D": "DAILY"}[detail[-1]]
        return f"FREQ={unit};INTERVAL={detail[:-1]}"
    plain = {"yearly": "FREQ=YEARLY", "quarterly": "FREQ=MONTHLY;INTERVAL=3", "monthly": "FREQ=MONTHLY", "weekly": "FREQ=WEEKLY", "daily": "FREQ=DAILY"}
    suffix = {"monthly": ";BYMONTHDAY=", "weekly": ";BYDAY="}.get(name, "")
    return plain[name] + (f"{suffix}{detail}" if detail else "")
