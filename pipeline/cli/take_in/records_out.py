"""Where `vanban extract` puts the records: stdout, or one file each in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.printing import say
from pipeline.model.record_json import dump_line, dump_record
from pipeline.runs.inbox.files import shown
from pipeline.runs.one_file import died_failure, try_extract
from pipeline.runs.quarantine import Failure
from pipeline.runs.workers.pool import Death, run_jobs
from pipeline.runs.workspace.layout import write_atomically

if TYPE_CHECKING:
    from pipeline.runs.batch import Progress


@dataclass(frozen=True, slots=True)
class _Job:
    place: int
    path: Path
    as_line: bool


@dataclass(frozen=True, slots=True)
class _Result:
    place: int
    json: str
    failure: Failure | None = None


def write_records(files: Sequence[Path], out: Path | None, progress: Progress | None) -> int:
    """Write the record of every file and return how many files failed.

    On stdout one file gives indented JSON, several give JSON Lines in the order of the files. In a folder a record is
    named like its file; where two files share a stem the second becomes `<stem>-2.json`, with a word about it.
    """
    targets = _name_targets(files, out) if out else []
    as_lines = out is None and len(files) > 1
    jobs = [_Job(place, path, as_lines) for place, path in enumerate(files)]
    failed = 0
    for result in _in_order(jobs):
        name = shown(files[result.place])
        if result.failure:
            failed += 1
            _complain(name, result.failure)
        elif out:
            write_atomically(targets[result.place], result.json.encode())
        else:
            click.echo(result.json, nl=False)
        if progress:
            progress(result.place + 1, len(files), name)
    return failed


def _in_order(jobs: Sequence[_Job]) -> Iterator[_Result]:
    early: dict[int, _Result] = {}
    place = 0
    for result in run_jobs(jobs, _extract, _died):
        early[result.place] = result
        while place in early:
            yield early.pop(place)
            place += 1


def _extract(job: _Job) -> _Result:
    record = try_extract(job.path)
    if isinstance(record, Failure):
        return _Result(job.place, "", record)
    return _Result(job.place, dump_line(record) if job.as_line else dump_record(record))


def _died(job: _Job, death: Death) -> _Result:
    return _Result(job.place, "", died_failure(death))


def _complain(name: str, failure: Failure) -> None:
    say(f"{name}: {failure.problem}. {failure.remedy}")
    if failure.traceback:
        say(failure.traceback)


def _name_targets(files: Sequence[Path], out: Path) -> list[Path]:
    taken: set[str] = set()
    targets: list[Path] = []
    for path in files:
        stem, number = path.stem, 1
        while stem in taken:
            number += 1
            stem = f"{path.stem}-{number}"
        if number > 1:
            say(f"{shown(path)}: another file is named {shown(path.stem)} too; its record goes to {shown(stem)}.json.")
        taken.add(stem)
        targets.append(out / f"{stem}.json")
    return targets
