"""Mentions of one document put together: a code with its date, its short forms, its name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.extract.citations.law_names import LawNames
from pipeline.extract.citations.mentions import Mention
from pipeline.knowledge.load import load_pattern
from pipeline.text.fold import fold
from pipeline.text.match import match_form
from pipeline.text.reduced_date import is_full

_CODE_JOINTS = re.compile(r"[-–/.]")
_DASH = re.compile(r"\s*[-–]\s*")
_ZEROS = re.compile(r"^0+(?=\d)")  # "07/CT-UBND" is "7/CT-UBND"

OF_A_PERIOD = frozenset(
    {
        "planning-of-a-period",
        "plan-of-a-period",
        "target-programme",
        "strategy-of-a-period",
        "programme-of-a-period",
        "project-of-a-period",
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
    dates: dict[str, list[str]] = defaultdict(list)
    for _, key, said in keyed:
        if said and said not in dates[key]:
            dates[key].append(said)
    groups: dict[tuple[str, str], Cited] = {}
    last: dict[str, str] = {}
    for mention, key, said in keyed:
        date = said or last.get(key) or (dates[key][0] if dates[key] else "")
        last[key] = date
        groups.setdefault((key, date), Cited(told=date)).mentions.append(mention)
    return groups


def _date(mention: Mention, laws: LawNames) -> str | None:
    return laws.date_of(mention) if laws.name_of(mention) else mention.date


def _key(mention: Mention) -> str:
    if mention.code:
        return code_key(mention.code)
    name = mention.name or ""
    if mention.rule not in OF_A_PERIOD:
        return fold(name)
    outlook = load_pattern("citations", "outlook").search(match_form(name))
    return _DASH.sub("-", fold(name[: outlook.start()] if outlook else name))
