"""Days as a user writes them: 2026-06-30, 30/6/2026, 6/2026, 2026-Q2, 2026."""

from __future__ import annotations

from datetime import date

import click


def parse_last_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the last day that a user means, as an ISO date; None stays None. For use as an option's callback."""
    if value is None:
        return None
    from pipeline.text.dates import find_reduced_dates
    from pipeline.text.reduced_date import ReducedDate
    from pipeline.text.words import Words

    words = Words.of(value.strip())
    printed = (span.value for span in find_reduced_dates(words) if span.end - span.start == len(words))
    days = [day for meant in (ReducedDate.parse(words.text), *printed) if meant and (day := meant.last_day)]
    if not days:
        raise click.BadParameter(f"{value!r} is no date. Write 2026-06-30, 30/6/2026, 2026-06, 2026-Q2 or 2026.")
    return days[0].isoformat()


def parse_full_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the day that a user means, the last one of a month or year, as a date."""
    day = parse_last_day(ctx, param, value)
    return date.fromisoformat(day) if day else None


def today_or(value: date | None) -> date:
    """Return a day, today where none is given."""
    return value or date.today()
