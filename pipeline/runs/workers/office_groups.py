"""Files that LibreOffice must turn before they can be read, turned many at a call before the run reads them.

A call of LibreOffice takes two seconds to start and a tenth of a second a file. What a call leaves undone (a damaged
file, one behind a file that brought LibreOffice down) is turned alone when its turn comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from pipeline.runs.jobs import Job
from pipeline.runs.workers.pool import Death, Guard, run_jobs

GROUP = 20  # files a call
TURNED_TOGETHER = 200  # files turned before they are read
CALL_SECONDS = 600.0  # of a call; LibreOffice itself is stopped as soon as it takes too long over one file


@dataclass(frozen=True, slots=True)
class _Group:
    """Files of one call: their contents and where they lie, and the folder for what is made of them."""

    files: tuple[tuple[str, Path], ...]
    folder: Path


def portion_jobs(jobs: Sequence[Job], folder: Path, workers: int | None) -> Iterator[list[Job]]:
    """Yield the jobs in portions, each prepared when it is asked for: all at once, unless hundreds must be turned.

    What was made for a portion is gone when the next is asked for.
    """
    from pipeline.ingest import may_need_office

    office = [job for job in jobs if may_need_office(job.found.path)]
    places = {job.place for job in office}
    others = [job for job in jobs if job.place not in places]
    for start in range(0, max(len(office), 1), TURNED_TOGETHER):
        yield [*others, *_prepare(office[start : start + TURNED_TOGETHER], folder, workers)]
        rmtree(folder, ignore_errors=True)
        others = []


def _prepare(jobs: Sequence[Job], folder: Path, workers: int | None) -> list[Job]:
    """Return the jobs with what LibreOffice made of their files, where it could; one alone is left as it is."""
    files = {job.sha256: job.found.path for job in jobs}
    if len(files) < 2:
        return list(jobs)
    rows = list(files.items())
    chunks = (tuple(rows[start : start + GROUP]) for start in range(0, len(rows), GROUP))
    groups = [_Group(chunk, folder / str(number)) for number, chunk in enumerate(chunks)]
    made: dict[str, Path] = {}
    with closing(run_jobs(groups, _convert, _died, workers, Guard(lambda _: CALL_SECONDS))) as results:
        for result in results:
            made |= result
    return [replace(job, converted=made.get(job.sha256)) for job in jobs]


def _convert(group: _Group) -> dict[str, Path]:
    from pipeline.ingest import convert_files

    return convert_files(group.files, group.folder)


def _died(group: _Group, death: Death) -> dict[str, Path]:
    return {}
