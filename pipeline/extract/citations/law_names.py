"""Which namings of laws mean one law: name, number, year and exact date put together.

Handles "Luật Đất đai", "Luật Đất đai 2024", "Luật Đất đai năm 2024", "Luật Đất đai số 31/2024/QH15 ngày 18/01/2024" and
the number alone. A law is named once a year, so its name and year are one law, whatever day is misprinted; the number
tells more than the date. Laws that amend it have names of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.extract.citations.mentions import Mention
from pipeline.text.codes import make_code_key
from pipeline.text.fold import fold
from pipeline.text.reduced_date import is_full

_LAW = "law"


class LawNames:
    """The laws that a document names, told apart by name and year."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        named = [mention for mention in mentions if mention.rule == _LAW and mention.name]
        self._names = {make_code_key(one.code): fold(one.name or "") for one in named if one.code}
        self._numbered: dict[tuple[str, str], Mention] = {}  # by folded name, and month and day
        for mention in named:
            if mention.code and mention.date:
                self._numbered.setdefault((fold(mention.name or ""), mention.date[4:]), mention)
        self._beside_a_number = {mention.date for mention in named if mention.code}
        self._dates: dict[tuple[str, str], Counter[str]] = {}
        for mention in named:
            year = self._year(mention)
            dates = self._dates.setdefault((fold(mention.name or ""), year), Counter())
            if mention.date and mention.date.startswith(year):
                dates[mention.date] += 1

    def name_of(self, mention: Mention) -> str | None:
        """Return the folded name of the law that a naming means, by its name or by the number of a named one."""
        if mention.rule == _LAW and mention.name:
            return fold(mention.name)
        return self._names.get(make_code_key(mention.code)) if mention.code else None

    def date_of(self, mention: Mention) -> str | None:
        """Return the date by which a law is told: the exact one of its year, else the year; None where nobody says."""
        name, year = self.name_of(mention) or "", self._year(mention)
        dates = self._dates.get((name, year), Counter())
        full = [date for date in dates if is_full(date)]
        beside = self._beside_a_number  # the fullest namings go before others
        return max(full, key=lambda date: (date in beside, dates[date])) if full else year or None

    def _year(self, mention: Mention) -> str:
        """Return the year of a law: that of its number; of one whose day and month are a numbered one's, its year."""
        if mention.code and (parts := (make_code_key(mention.code) or "").split())[1:]:
            return parts[1] if parts[1].isdigit() else (mention.date or "")[:4]
        if not mention.date or not is_full(mention.date):
            return (mention.date or "")[:4]
        numbered = self._numbered.get((fold(mention.name or ""), mention.date[4:]))
        return self._year(numbered) if numbered else mention.date[:4]
