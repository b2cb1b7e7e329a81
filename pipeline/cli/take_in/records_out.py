"""Where `vanban extract` puts the records: stdout, or one file each in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.printing import say
from pipeline.model.record_json import dump_line, dump_record
from pipeline.runs.inbox.files import find_files, shown
from pipeline.runs.one_file import extract_file, map_files
from pipeline.runs.quarantine import Failure
from pipeline.runs.reading import prepare_workers, seconds_for
from pipeline.runs.workspace.layout import Workspace, write_atomically

if TYPE_CHECKING:
    from pipeline.runs.one_file import Progress


def write_records(paths: Sequence[Path], out: Path | None, progress: Progress | None) -> int:
    """Write the record of every file, given by its path or by that of its folder, and return how many files failed.

    Each file is read in a process with limits of time and memory, as in a run: one that breaks them is a failure alone.
    On stdout one file gives indented JSON, several or a folder give JSON Lines in the order of the files. In the folder
    `out` a record is named like its file; where two files share a stem the second becomes `<stem>-2.json`, with a word
    about it.
    """
    files = [file for path in paths for file in _files_of(path)]
    if not files:
        say("No files found there.")
    targets = _name_targets(files, out) if out else []
    work = partial(_extract, out is None and (len(files) > 1 or any(path.is_dir() for path in paths)))
    failed = 0
    if files:
        prepare_workers()
    with closing(map_files(files, work, _fail, seconds=_seconds, progress=progress, name=shown)) as results:
        for place, given in enumerate(results):
            if isinstance(given, Failure):
                failed += 1
                _complain(shown(files[place]), given)
            elif out:
                write_atomically(targets[place], given.encode())
            else:
                click.echo(given, nl=False)
    return failed


def _seconds(path: Path) -> float:
    try:
        return seconds_for(path.stat().st_size)
    except (OSError, ValueError):
        return seconds_for(0)  # reading it will tell


def _files_of(path: Path) -> list[Path]:
    return [found.path for found in find_files([path], Workspace(path))] if path.is_dir() else [path]


def _extract(as_line: bool, path: Path) -> str | Failure:
    record = extract_file(path)
    return dump_line(record) if as_line else dump_record(record)


def _fail(path: Path, failure: Failure) -> str | Failure:
    return failure


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
