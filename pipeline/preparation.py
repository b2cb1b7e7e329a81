"""Files that LibreOffice must turn before they can be read, turned many at a call before the run reads them.

A call of LibreOffice takes two seconds to start and a tenth of a second a file. What a call leaves undone (a damaged
file, one behind a file that brought LibreOffice down) is turned alone when its turn comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from pipeline.run import Job
from pipeline.workers import Death, Guard, run_jobs

GROUP = 20  # files a call
PATIENCE = 600.0  # seconds a call; LibreOffice itself is stopped as soon as it takes too long over one file


@dataclass(frozen=True, slots=True)
class _Group:
    """Files of one call: their contents and where they lie, and the folder for what is made of them."""

    files: tuple[tuple[str, Path], ...]
    folder: Path


def prepare(jobs: Sequence[Job], folder: Path, workers: int | None) -> list[Job]:
    """Return the jobs, those that LibreOffice could turn with what it made of them; one alone is left as it is."""
    from pipeline.ingest import may_need_office

    files = {job.sha256: job.found.path for job in jobs if may_need_office(job.found.path)}
    if len(files) < 2:
        return list(jobs)
    made: dict[str, Path] = {}
    with closing(run_jobs(_make_groups(files, folder), _convert, _died, workers, Guard(lambda _: PATIENCE))) as results:
        for result in results:
            made |= result
    return [replace(job, converted=made.get(job.sha256)) for job in jobs]


def _make_groups(files: dict[str, Path], folder: Path) -> list[_Group]:
    rows = list(files.items())
    numbers = (place for place in count() if not (folder / str(place)).exists())
    chunks = [tuple(rows[start : start + GROUP]) for start in range(0, len(rows), GROUP)]
    return [_Group(chunk, folder / str(number)) for chunk, number in zip(chunks, numbers, strict=False)]


def _convert(group: _Group) -> dict[str, Path]:
    from pipeline.ingest import convert_files

    return convert_files(group.files, group.folder)


def _died(group: _Group, death: Death) -> dict[str, Path]:
    return {}
