"""Every check of a record's facts, in order; each doubt is an issue with its place, in the words of `doubts.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.extract.plausible.dates import find_past_deadlines, find_strange_dates, find_strange_days
from pipeline.extract.plausible.names import find_strange_codes, find_strange_issuers, find_strange_signers
from pipeline.extract.plausible.tasks import find_strange_tasks
from pipeline.model import Issue, Record

CHECKS: tuple[Callable[[Record], Iterator[Issue]], ...] = (
    find_strange_issuers,
    find_strange_codes,
    find_strange_signers,
    find_strange_days,
    find_strange_dates,
    find_past_deadlines,
    find_strange_tasks,
)


def add_doubts(record: Record) -> Record:
    """Return the record with an issue for each fact that cannot be; its facts stay as they are."""
    issues = tuple(issue for check in CHECKS for issue in check(record))
    return replace(record, issues=record.issues + issues) if issues else record
