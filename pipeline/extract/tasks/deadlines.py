"""Deadlines: from labelled values and cells, and from prose; kind, bounds, recurrence, RRULE.

Citations contain dates, so their spans are masked first. Rules are rows of knowledge/deadlines.toml.
"""

from __future__ import annotations

import re
from collections import deque
from datetime import date, timedelta

from pipeline.knowledge.confidence import found_by
from pipeline.knowledge.load import Rule, first_rule, load_map, load_pattern, load_rules
from pipeline.model import Deadline, DeadlineKind, Evidence, ParsedDocument
from pipeline.text.dates import DateSpan, find_reduced_dates
from pipeline.text.match import squeeze
from pipeline.text.reduced_date import ReducedDate
from pipeline.text.words import Hit, Spans, Words

Masks = list[tuple[int, int]] | Spans
_Bounds = tuple[ReducedDate | None, ReducedDate | None]

_TABLE = "deadlines"
_PROSE_LENGTH = 90
_EVENTS = frozenset({"after-event", "trigger-at-the-head", "trigger-in-brackets"})  # rules of the table
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_FROM_PROSE = frozenset({DeadlineKind.RECURRING, DeadlineKind.RELATIVE, DeadlineKind.PERIOD})
_PLAIN_RRULES = {
    "yearly": "FREQ=YEARLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "monthly": "FREQ=MONTHLY",
    "weekly": "FREQ=WEEKLY",
    "daily": "FREQ=DAILY",
}
_UNITS = {"W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY", "D": "DAILY"}
_DETAILS = {"weekly": ";BYDAY="}
_FIRST_SERIAL = date(1899, 12, 30)  # day 0 of spreadsheets (ECMA-376, part 1, 18.17.4.1)
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31
_QUARTERS = range(1, 5)
_FIRST_MONTHS, _LAST_MONTHS = "1,4,7,10", "3,6,9,12"


def read_labelled(parsed: ParsedDocument, value: Words, masks: Masks, year: int | None = None) -> Deadline | None:
    """Return the deadline that a label or column gives: its whole words, unless they are sentences.

    `year` is the plan's own: days, months and quarters without a year ("Trước 15/11", "Quý II") are of it.
    """
    place_behind = value.search(load_pattern(_TABLE, "place_behind"))
    words = _trim(value[: place_behind.start()] if place_behind else value)
    if not words:
        return None
    if len(words) > _PROSE_LENGTH and load_pattern(_TABLE, "prose").search(words.form):
        found = find_in_prose(parsed, words, masks, year)
        if found and found.kind is not DeadlineKind.RELATIVE and "\n" in words.text:
            return found
    place = parsed.evidence(words.start, words.end, *found_by("labelled_deadline"))
    return _interpret(words.blanked(masks), place, year=year)


def _trim(words: Words) -> Words:
    return words.lstrip(" \t\n-+*;,.:").rstrip(" \t\n;,./")


def find_in_prose(parsed: ParsedDocument, prose: Words, masks: Masks, year: int | None = None) -> Deadline | None:
    """Find the deadline that a task's own words set, or None; of several dates the last.

    A day by which its receiver is to hand the work on is none where the task has a day of its own.
    """
    words = prose.blanked(masks)
    further = words.search(load_pattern(_TABLE, "further_step"))
    own = _find(parsed, words[: further.start()], "phrase", year) if further else None
    by_then = own and (own.kind is DeadlineKind.DATE or own.evidence.rule == "within-days")
    return own if by_then else _find(parsed, words, "phrase", year)


def find_in_heading(parsed: ParsedDocument, heading: Words, masks: Masks, year: int | None = None) -> Deadline | None:
    """Find the time that a heading sets for the items below it ("Đợt 1: từ … đến …", "… (khi Bộ Y tế triển khai):")."""
    return _find(parsed, heading.blanked(masks), "heading", year)


def find_in_closing(parsed: ParsedDocument, closing: Words, masks: Masks, year: int | None = None) -> Deadline | None:
    """Find the day that the sentence after a list sets for all its items ("Báo cáo gửi về Sở X trước ngày …")."""
    words = closing.blanked(masks)
    return _find(parsed, words, "phrase", year) if words.match(load_pattern(_TABLE, "closing")) else None


def _find(parsed: ParsedDocument, words: Words, group: str, year: int | None) -> Deadline | None:
    for rule in load_rules(_TABLE, group):
        hit = _last_hit(rule, words.form) if rule.gives == "date" else _first_hit(rule, words.form)
        if hit is None:
            continue
        raw = _trim(words[slice(*_raw_span(rule, Hit(hit, words.start)))])
        place = parsed.evidence(raw.start, raw.end, rule.id, rule.confidence)
        return _interpret(raw, place, DeadlineKind(rule.gives), year)
    return None


def _first_hit(rule: Rule, form: str) -> re.Match[str] | None:
    """Return the first place where a rule holds: an event that is told with a purpose times that, not the task."""
    aims = load_pattern(_TABLE, "purpose") if rule.id in _EVENTS else None
    hits = rule.pattern.finditer(form)
    return next((hit for hit in hits if not (aims and aims.search(form[: hit.start()]))), None)


def _last_hit(rule: Rule, form: str) -> re.Match[str] | None:
    last = deque(rule.pattern.finditer(form), maxlen=1)
    return last[0] if last else None


def _raw_span(rule: Rule, hit: Hit) -> tuple[int, int]:
    """Return the printed words of a hit: of the group `raw…` where the row has one, else all of it."""
    named = (hit.span(name) for name in rule.pattern.groupindex if name.startswith("raw") and hit[name])
    return next(named, hit.span())


def _interpret(
    words: Words, place: Evidence, found_as: DeadlineKind | None = None, year: int | None = None
) -> Deadline:
    """Return what words say of a time, in which citations are blanked out."""
    form, dates = words.form, find_reduced_dates(words) or _serial_day(words, found_as)
    kind = _kind(form, dates, found_as)
    if kind is DeadlineKind.RECURRING and year and load_pattern(_TABLE, "year_s_end").match(form):
        kind = DeadlineKind.DATE
    recurs = _recurrence(form) if kind is DeadlineKind.RECURRING else None
    start, end = (str(bound) if bound else None for bound in _bounds(kind, form, dates, year))
    return Deadline(squeeze(words.text), kind, start, end, recurs, place, _detailed_rrule(recurs, form))


def _serial_day(words: Words, found_as: DeadlineKind | None) -> list[DateSpan]:
    """Read a day that a spreadsheet left as its serial number ("45930" is 30 September 2025)."""
    hit = words.match(load_pattern(_TABLE, "serial")) if found_as is None else None
    if not hit:
        return []
    day = _FIRST_SERIAL + timedelta(days=int(hit["days"]))
    return [DateSpan(ReducedDate(day.year, day.month, day.day), *hit.span())]


def _kind(form: str, dates: list[DateSpan], found_as: DeadlineKind | None) -> DeadlineKind:
    if found_as in _FROM_PROSE:
        return found_as
    rule = first_rule(load_rules(_TABLE, "kind"), form)
    named = DeadlineKind(rule[0].gives) if rule else None
    if named is DeadlineKind.RELATIVE and dates and not load_pattern(_TABLE, "relative_lead").match(form):
        return DeadlineKind.DATE
    if named is DeadlineKind.PERIOD and _are_two_times(form):
        return DeadlineKind.DATE
    if named is DeadlineKind.PERIOD and len(dates) < 2 and not _has_bounds(form):
        named = None
    if named:
        return named
    if dates:
        return DeadlineKind.DATE
    return found_as or DeadlineKind.OTHER


def _are_two_times(form: str) -> bool:
    """Tell whether words name two parts of a year for one repeated act ("tháng 4 và tháng 8 năm 2026"), no stretch."""
    parts = load_pattern(_TABLE, "parts_of_year").search(form)
    if not parts or parts["joint"].strip() not in (",", ";", "và", "&", "+"):
        return False
    skipped = _number(parts["last"]) - _number(parts["first"]) - 1 - len(parts["middle"].split())
    return skipped > 0 or (parts["joint"].strip() == "và" and _unit(parts) == "month")


def _unit(parts: re.Match[str]) -> str:
    """Return whether parts of a year are quarters or months; bare figures ("9-12/2026") are months."""
    return load_map(_TABLE, "units")[parts["unit"]] if parts["unit"] else "month"


def _has_bounds(form: str) -> bool:
    """Tell whether words with one whole date name a first part or day too ("Quý I - Quý III/2025")."""
    groups = ("parts_of_year", "first_day", "rest_of_year")
    return any(load_pattern(_TABLE, group).search(form) for group in groups)


def _bounds(kind: DeadlineKind, form: str, dates: list[DateSpan], year: int | None) -> _Bounds:
    values = [span.value for span in dates]
    if kind is DeadlineKind.DATE:
        return _date(form, values, year)
    if kind is DeadlineKind.ONGOING:
        return (values[0] if values and load_pattern(_TABLE, "starts").search(form) else None), None
    if kind is DeadlineKind.PERIOD:
        return _period(form, values, year)
    return None, None


def _date(form: str, values: list[ReducedDate], year: int | None) -> _Bounds:
    """Return the bounds of a date: of two times of one act the first and the last, of a half-year its last month."""
    if _are_two_times(form):
        return _period(form, values, year)
    if len(values) != 1 and load_pattern(_TABLE, "two_times").match(form):
        return (values[0], values[-1]) if values else _days_of_a_year(form, None, year)
    half = load_pattern(_TABLE, "half").search(form)
    if half and (values or year):
        return None, ReducedDate(values[-1].year if values else year or 0, 6 if half["first"] else 12)
    return None, values[-1] if values else _in_plan_year(form, year)


def _in_plan_year(form: str, year: int | None) -> ReducedDate | None:
    """Return the day, month or quarter of the plan's year that words name without a year ("Trước 15/11", "Quý II")."""
    hit = load_pattern(_TABLE, "part_of_plan").search(form) if year else None
    if not hit or not year:
        return None
    if hit["quarter"]:
        return ReducedDate(year, quarter=_number(hit["quarter"]))
    month = hit["month"] or hit["whole_month"]
    named = ReducedDate(year, int(month) if month else None, int(hit["day"]) if hit["day"] else None)
    return named if named.first_day else named.without_day()


def _period(form: str, values: list[ReducedDate], year: int | None) -> _Bounds:
    parts = load_pattern(_TABLE, "parts_of_year").search(form)
    if parts:
        return _part_of(parts, "first", year), _part_of(parts, "last", year)
    years = load_pattern(_TABLE, "years").search(form)
    if years:
        return ReducedDate(int(years["first"])), ReducedDate(int(years["last"]))
    months = load_pattern(_TABLE, "last_months").search(form)
    if months:
        first = int(months["year"])
        return ReducedDate(first, 13 - int(months["count"])), ReducedDate(int(months["next"] or first))
    rest = load_pattern(_TABLE, "rest_of_year").search(form)
    if rest and len(values) < 2:
        return _rest_of_year(rest, year)
    if len(values) > 1:
        return values[0], values[-1]
    return _days_of_a_year(form, values[0] if values else None, year)


def _rest_of_year(rest: re.Match[str], plan_year: int | None) -> _Bounds:
    """Return a part of a year and the year whose end is meant ("từ tháng 9 đến hết năm 2027")."""
    year = int(rest["year"] or plan_year or 0)
    if not year:
        return None, None
    quarter, month = rest["quarter"], rest["month"]
    return ReducedDate(year, int(month) if month else None, quarter=_number(quarter) if quarter else None), ReducedDate(
        year
    )


def _days_of_a_year(form: str, last: ReducedDate | None, year: int | None) -> _Bounds:
    """Return days of which the first, or both, leave their year unsaid ("từ 30/4 đến 02/5/2027", "01/3 - 30/4")."""
    hit = load_pattern(_TABLE, "first_day").search(form)
    if last is None and hit and hit["last_day"] and year:
        last = ReducedDate(year, int(hit["last_month"]), int(hit["last_day"]))
    month = (hit["month"] or last.month) if hit and last else None
    first = ReducedDate(last.year, int(month), int(hit["day"])) if hit and last and month else None
    return first, last


def _part_of(parts: re.Match[str], name: str, plan_year: int | None) -> ReducedDate | None:
    year, number = int(parts["year"] or plan_year or 0), _number(parts[name])
    is_quarter = _unit(parts) == "quarter"
    if not year or (is_quarter and number not in _QUARTERS):
        return None
    return ReducedDate(year, quarter=number) if is_quarter else ReducedDate(year, number)


def _number(figure: str) -> int:
    return _ROMAN.get(figure) or int(figure)


def _recurrence(form: str) -> str:
    """Return the recurrence in the guidelines' form: yearly:--11-30, monthly:20, weekly:FR, every:2W, periodic."""
    hit = first_rule(load_rules(_TABLE, "recur"), form)
    if hit is None:
        return _yearly(form, "periodic")
    rule, found = hit
    if rule.gives.startswith("every:"):
        groups = found.groupdict()
        days = len(load_pattern(_TABLE, "day_and_month").findall(form))
        if days > 1 or (days and load_pattern(_TABLE, "each_year").search(form)):
            return _yearly(form, "yearly")
        number = next((value for value in groups.values() if value), "1")
        return rule.gives.replace("{n}", str(int(load_map(_TABLE, "numbers").get(number, number))))
    if rule.gives == "yearly":
        return _yearly(form, "yearly")
    if rule.gives == "monthly":
        day = load_pattern(_TABLE, "day_of_month").search(form)
        return f"monthly:{int(day['day'])}" if day else "monthly"
    if rule.gives == "weekly":
        day = load_pattern(_TABLE, "weekday").search(form)
        return f"weekly:{load_map(_TABLE, 'weekdays')[day['day'] or day['sunday']]}" if day else "weekly"
    return rule.gives


def _yearly(form: str, otherwise: str) -> str:
    """Return the days of the year that a deadline names, in order of print."""
    hits = load_pattern(_TABLE, "day_and_month").finditer(form)
    days = [f"--{int(hit['month']):02d}-{int(hit['day']):02d}" for hit in hits]
    return "yearly:" + ",".join(days) if days else otherwise


def _detailed_rrule(recurs: str | None, form: str) -> str | None:
    """Return the rule of a recurrence, with the day in the first or last month of a quarter that its words name."""
    hit = load_pattern(_TABLE, "day_in_quarter").search(form) if recurs == "quarterly" else None
    if not hit:
        return make_rrule(recurs)
    return f"FREQ=YEARLY;BYMONTH={_LAST_MONTHS if hit['last'] else _FIRST_MONTHS}{_month_day(int(hit['day']))}"


def make_rrule(recurs: str | None) -> str | None:
    """Return a recurrence as an RFC 5545 rule, where one rule can say it; `periodic` says no period.

    Of a month that is shorter than the day ("trước ngày 31 hằng tháng") its last day is meant.
    """
    if recurs is None or recurs == "periodic":
        return None
    name, _, detail = recurs.partition(":")
    if name == "yearly" and detail:
        return _yearly_rrule(detail.split(","))
    if name == "every":
        return f"FREQ={_UNITS[detail[-1]]};INTERVAL={detail[:-1]}"
    if name == "monthly" and detail:
        return _PLAIN_RRULES[name] + _month_day(int(detail))
    return _PLAIN_RRULES[name] + (f"{_DETAILS.get(name, '')}{detail}" if detail else "")


def _month_day(day: int) -> str:
    """Return the part of a rule for a day of the month: where a month is shorter, its last."""
    if day <= _SHORTEST_MONTH:
        return f";BYMONTHDAY={day}"
    if day == _LONGEST_MONTH:
        return ";BYMONTHDAY=-1"
    return f";BYMONTHDAY={','.join(map(str, range(_SHORTEST_MONTH, day + 1)))};BYSETPOS=-1"


def _yearly_rrule(days: list[str]) -> str | None:
    """Return the rule of days such as --05-15 and --11-15; None where they are different days of their months."""
    pairs = [day.removeprefix("--").split("-") for day in days]
    months, month_days = {int(month) for month, _ in pairs}, {int(day) for _, day in pairs}
    if len(month_days) > 1:
        return None
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, sorted(months)))};BYMONTHDAY={month_days.pop()}"
