"""Mentions of one document put together: a code with its date, its short forms, its name."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.extract.citations.mentions import Mention
from pipeline.text.fold import fold
from pipeline.text.reduced_date import is_full, may_agree

_CODE_JOINTS = re.compile(r"[-–/.]")


@dataclass(slots=True)
class Cited:
    """One cited document while its mentions are gathered."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def date(self) -> str | None:
        """The first full date of its namings, else the first reduced one."""
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
    """Return the form under which codes are equal: capitals, one kind of joint, no spaces."""
    return "-".join(part for part in _CODE_JOINTS.split(code.upper()) if part)


def group_mentions(mentions: list[Mention]) -> dict[tuple[str, str], Cited]:
    """Group mentions by code (or folded name) and date; see the module's rule for mentions without date."""
    dates: dict[str, list[str]] = defaultdict(list)
    for mention in mentions:
        if mention.date and mention.date not in dates[_name_key(mention)]:
            dates[_name_key(mention)].append(mention.date)
    groups: dict[tuple[str, str], Cited] = {}
    last: dict[str, str] = {}
    for mention in mentions:
        key = _name_key(mention)
        known = dates[key]
        date = mention.date or last.get(key) or (known[0] if known else "")
        if mention.rule == "law" and mention.code is None:
            date = next((full for full in known if may_agree(full, date)), date)  # the year it is known by
        last[key] = date
        groups.setdefault((key, date), Cited()).mentions.append(mention)
    return groups


def _name_key(mention: Mention) -> str:
    if mention.code and mention.rule != "law":
        return code_key(mention.code)
    return fold(mention.name or mention.code or "")
