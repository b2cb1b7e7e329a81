"""Printed days that no calendar has: "31/02/2031", "ngày 31 tháng 4 năm 2031", "15/13/2031", "ngày 30 tháng 2"."""

from __future__ import annotations

import re

from pipeline.text.reduced_date import ReducedDate
from pipeline.text.words import Hit, Words

_LEAP_YEAR = 2028  # of a day without its year the most is allowed
_CUE_REACH = 20  # characters before a day in which its cue stands
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WITH_YEAR = re.compile(
    rf"(?<![\d/.,-])(?P<day>\d{{1,2}})(?:\s*[/-]\s*(?P<month>\d{{1,2}})\s*[/-]\s*|\s+tháng\s+(?P<said>\d{{1,2}})\s*(?:năm|/)\s*)"
    rf"{_YEAR}(?![\d/-])"
)
_WITH_DOTS = re.compile(rf"\bngày\s+(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?![\d.])")
_SAID = re.compile(r"\bngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?!\d|\s*(?:năm|/)\s*\d)")
_BARE = re.compile(r"(?<![\d/.,-])(?P<day>29|3[01])/(?P<month>0?[1-9]|1[0-2])(?![\d/.,-]*\d|/)")


def find_impossible_days(words: Words, cue: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where words print a day that no calendar has, in order.

    A day and month alone in figures ("31/9") count behind the words of `cue`, which must end where the day begins: else
    they may be a share ("31/45 xã").
    """
    hits = [hit for pattern in (_WITH_YEAR, _WITH_DOTS, _SAID) for hit in words.find_all(pattern)]
    bare = words.find_all(_BARE)
    hits += [hit for hit in bare if cue.search(words[hit.start() - _CUE_REACH : hit.start()].form)]
    return sorted(hit.span() for hit in hits if _is_none(hit))


def _is_none(hit: Hit) -> bool:
    parts = hit.match.groupdict()
    year, month = int(parts.get("year") or _LEAP_YEAR), int(parts["month"] or parts["said"])
    return ReducedDate(year, month, int(parts["day"])).first_day is None
