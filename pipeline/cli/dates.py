"""Days as a user writes them: 2026-06-30, 30/6/2026, 6/2026, 2026-Q2, 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.text.reduced_date import ReducedDate


def parse_last_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the last day that a user means, as an ISO date; None stays None. For use as an option's callback."""
    return None if value is None else _first_of(value, (one.last_day for one in _read(value)))


def parse_first_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the first day that a user means, as an ISO date; None stays None. For use as an option's callback."""
    return None if value is None else _first_of(value, (one.first_day for one in _read(value)))


def parse_full_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the day that a user means, the last one of a month or year, as a date."""
    day = parse_last_day(ctx, param, value)
    return date.fromisoformat(day) if day else None


def shown_day(day: str | None, recurs: str | None) -> str:
    """Return a last day, or a recurrence as it fits into a table: "yearly: 05-15, 11-15"."""
    return day or (recurs or "").replace("--", "").replace(":", ": ").replace(",", ", ")


def today_or(value: date | None) -> date:
    """Return a day, today where none is given."""
    return value or date.today()


def _read(value: str) -> Iterator[ReducedDate]:
    """Yield the dates that a word is as a whole, as ISO 8601 or as people write them."""
    from pipeline.text.dates import find_reduced_dates
    from pipeline.text.reduced_date import ReducedDate
    from pipeline.text.words import Words

    words = Words.of(value.strip())
    written = ReducedDate.parse(words.text)
    if written:
        yield written
    yield from (span.value for span in find_reduced_dates(words) if span.end - span.start == len(words))


def _first_of(value: str, days: Iterator[date | None]) -> str:
    day = next(filter(None, days), None)
    if day is None:
        raise click.BadParameter(f"{value!r} is no date. Write 2026-06-30, 30/6/2026, 2026-06, 2026-Q2 or 2026.")
    return day.isoformat()
