"""Mentions of one document put together: a code with its date, its short forms, its name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pipeline.extract.citations.law_names import LawNames
from pipeline.extract.citations.mentions import Mention
from pipeline.knowledge.load import load_map, load_pattern
from pipeline.text.fold import fold
from pipeline.text.match import match_form
from pipeline.text.reduced_date import is_full

_CODE_JOINTS = re.compile(r"[-–/.]")
_DASH = re.compile(r"\s*[-–]\s*")
_PLACE_WORDS = 4  # of a place that a short name leaves out
_ZEROS = re.compile(r"^0+(?=\d)")  # "07/CT-UBND" is "7/CT-UBND"

OF_A_PERIOD = frozenset(
    {
        "planning-of-a-period",
        "plan-of-a-period",
        "target-programme",
        "strategy-of-a-period",
        "programme-of-a-period",
        "project-of-a-period",
        "project-by-name",
        "known-programme",
    }
)  # rules of names with a period


@dataclass(slots=True)
class Cited:
    """One cited document while its mentions are gathered."""

    mentions: list[Mention] = field(default_factory=list)
    told: str = ""  # the date by which it is told from others, where one is known

    @property
    def date(self) -> str | None:
        """The date by which it is told from others, else the first full one of its namings, else the first reduced."""
        if is_full(self.told):
            return self.told
        dates = [mention.date for mention in self.mentions if mention.date]
        return next(filter(is_full, dates), dates[0] if dates else None)

    @property
    def code(self) -> str | None:
        """The first code of its namings."""
        return next((mention.code for mention in self.mentions if mention.code), None)

    @property
    def type(self) -> str | None:
        """The first type of its namings."""
        return next((mention.type for mention in self.mentions if mention.type), None)


def code_key(code: str) -> str:
    """Return the form under which codes are equal: capitals, one kind of joint, no spaces, no leading zeros."""
    return "-".join(part for part in _CODE_JOINTS.split(_ZEROS.sub("", code.upper())) if part)


def group_mentions(mentions: list[Mention]) -> dict[tuple[str, str], Cited]:
    """Group mentions by code (or folded name) and date; see the module's rule for mentions without date."""
    laws = LawNames(mentions)
    keyed = [(mention, laws.name_of(mention) or _key(mention), _date(mention, laws)) for mention in mentions]
    keyed = _without_misprints(_with_full_congresses(keyed))
    dates: dict[str, str] = {}  # the first that is said of each
    for _, key, said in keyed:
        if said:
            dates.setdefault(key, said)
    groups: dict[tuple[str, str], Cited] = {}
    last: dict[str, str] = {}
    for mention, key, said in keyed:
        date = said or last.get(key) or dates.get(key, "")
        last[key] = date
        groups.setdefault((key, date), Cited(told=date)).mentions.append(mention)
    return groups


def _with_full_congresses(keyed: list[tuple[Mention, str, str | None]]) -> list[tuple[Mention, str, str | None]]:
    """Let a congress whose place is left out mean the only named one that has it ("… Đảng bộ xã nhiệm kỳ …")."""
    names = {key for mention, key, _ in keyed if mention.rule == "congress-resolution"}
    full = {}
    for name in names:
        longer = [other for other in names if other != name and _leaves_out_of(name, other)]
        if len(longer) == 1:
            full[name] = longer[0]
    return [(mention, full.get(key, key), said) for mention, key, said in keyed]


def _leaves_out_of(short: str, long: str) -> bool:
    """Tell whether a name is a longer one with a few words in a row left out."""
    few, many = short.split(), long.split()
    left = len(many) - len(few)
    if not 0 < left <= _PLACE_WORDS:
        return False
    return any(few == [*many[:place], *many[place + left :]] for place in range(1, len(few)))


def _without_misprints(keyed: list[tuple[Mention, str, str | None]]) -> list[tuple[Mention, str, str | None]]:
    """Give a date that differs in one figure from the code's other one that of its fullest or most frequent naming."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for _, key, said in keyed:
        if is_full(said):
            counts[key][said or ""] += 1
    meant: dict[tuple[str, str], str] = {}
    for key, dates in counts.items():
        sure = max(dates, key=lambda date: (_fits_year(key, date), dates[date]))
        once = (date for date in dates if date != sure and dates[date] == 1 and _differs_once(date, sure))
        meant |= {(key, date): sure for date in once}
    return [(mention, key, meant.get((key, said or ""), said)) for mention, key, said in keyed]


def _fits_year(key: str, date: str) -> bool:
    """Tell whether a date has the year that its code gives, if any ("163-2024-QH15")."""
    return date[:4] in key.split("-")[1:2]


def _differs_once(one: str, other: str) -> bool:
    """Tell whether two full dates differ in the day, the month or the year alone."""
    return sum(first != second for first, second in zip(one.split("-"), other.split("-"), strict=True)) == 1


def _date(mention: Mention, laws: LawNames) -> str | None:
    return laws.date_of(mention) if laws.name_of(mention) else mention.date


def _key(mention: Mention) -> str:
    if mention.code:
        return code_key(mention.code)
    name = mention.name or ""
    if mention.rule not in OF_A_PERIOD:
        short = {fold(long): fold(short) for long, short in load_map("citations", "short_names").items()}
        return short.get(fold(name), fold(name))
    outlook = load_pattern("citations", "outlook").search(match_form(name))
    return _DASH.sub("-", fold(name[: outlook.start()] if outlook else name))
