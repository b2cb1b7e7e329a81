"""Inboxes on the network: looking into one, fetching in portions, giving up one that has stopped answering.

A portion of files is fetched, then read, then cleared away, so that a large inbox needs no room for all its copies at
once. Where several files in a row cannot be fetched and the store does not answer either, the rest of that
inbox is left to the next run: to wait for each of thousands of files would take the night.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.errors import Unreached
from pipeline.runs.address import Address
from pipeline.runs.inbox.files import Found, find_remote
from pipeline.runs.inbox.network import ask, explain
from pipeline.runs.jobs import Job, Result
from pipeline.runs.one_file import attempt
from pipeline.runs.quarantine import Failure
from pipeline.runs.session import Session

FETCHED_TOGETHER = 500  # files
FETCHED_BYTES = 2**30
IN_A_ROW = 3  # files that cannot be fetched before the store is asked
NOT_TRIED = "its inbox stopped answering before it was fetched"
REMEDY = "Check the network; the next run fetches it."


def look_into(address: Address) -> list[Found]:
    """Return every file of an inbox on the network; raises Unreached where it cannot be listed, whatever the reason."""
    listed = attempt(lambda: find_remote(address), lambda error: explain(address, error))
    if isinstance(listed, Failure):
        raise Unreached(address.shown, listed.problem, listed.remedy)
    return listed


class Reach:
    """Which inboxes on the network have stopped answering in this run."""

    def __init__(self, session: Session) -> None:
        self.lost: dict[Address, str] = {}  # and what was the matter with the last file
        self.left: Counter[Address] = Counter()
        self._session = session
        self._failed: Counter[Address] = Counter()

    def portions(self, jobs: Sequence[Job]) -> Iterator[list[Job]]:
        """Yield what is here at once, then what is away, inbox by inbox in portions; lost inboxes are left out."""
        here = [job for job in jobs if not job.found.is_away]
        if here:
            yield here
        away: dict[Address, list[Job]] = {}
        for job in jobs:
            if job.found.is_away and job.found.remote:
                away.setdefault(job.found.remote.inbox, []).append(job)
        for inbox, group in away.items():
            for portion in _cut(group):
                if inbox in self.lost:
                    self._leave(inbox, portion)
                else:
                    yield portion

    def follow(self, results: Iterable[Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """Pass the results of some jobs on; ends early where their inbox is lost, and leaves the others of them."""
        waiting = {job.place: job for job in jobs if job.found.is_away}
        for result in results:
            waiting.pop(result.job.place, None)
            yield result
            if result.job.found.remote and self._is_lost(result.job.found.remote.inbox, result):
                self._leave(result.job.found.remote.inbox, waiting.values())
                return

    def _is_lost(self, inbox: Address, result: Result) -> bool:
        """Count what could not be fetched; ask the store when it is several in a row."""
        if not result.job.found.is_away:
            return False
        row = self._session.rows.get(result.job.place)
        if row is None or row.outcome is not row.outcome.UNREACHED:
            self._failed[inbox] = 0
            return False
        self._failed[inbox] += 1
        if self._failed[inbox] % IN_A_ROW or _answers(inbox):
            return False
        self.lost[inbox] = row.problem or ""
        return True

    def _leave(self, inbox: Address, jobs: Iterable[Job]) -> None:
        for job in jobs:
            self.left[inbox] += 1
            self._session.leave(job, NOT_TRIED, REMEDY)


def _cut(jobs: Sequence[Job]) -> Iterator[list[Job]]:
    portion: list[Job] = []
    size = 0
    for job in jobs:
        if portion and (len(portion) >= FETCHED_TOGETHER or size + job.size > FETCHED_BYTES):
            yield portion
            portion, size = [], 0
        portion.append(job)
        size += job.size
    if portion:
        yield portion


def _answers(address: Address) -> bool:
    """Ask a store whether it answers at all."""
    return not isinstance(attempt(lambda: ask(address), lambda error: explain(address, error)), Failure)
