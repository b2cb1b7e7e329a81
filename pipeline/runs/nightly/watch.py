"""Runs over what arrives, as it arrives: the system tells which files changed, and each group of changes is one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event

from pipeline.errors import VanbanError, WorkspaceBusy
from pipeline.knowledge.leftovers import is_leftover
from pipeline.runs.jobs import Executor
from pipeline.runs.nightly.journal import Journal
from pipeline.runs.nightly.report import RunReport
from pipeline.runs.nightly.run import RunOptions, run_inbox
from pipeline.runs.reading import prepare_workers, read_files
from pipeline.runs.report import Outcome
from pipeline.runs.workspace.layout import Workspace

PAUSE = 1000  # milliseconds after which what could not be read yet is tried again
TOGETHER = 400  # milliseconds that changes are gathered for one run


def watch_inbox(
    paths: Sequence[Path],
    workspace: Workspace,
    options: RunOptions,
    *,
    journal: Journal | None = None,
    stop: Event | None = None,
    execute: Executor = read_files,
) -> Iterator[RunReport]:
    """Run over the whole inbox once, then over what changes in it, for ever; yields the report of each run.

    The watch begins before the first run, so that nothing that arrives during it is missed. What another run's lock
    or an unfinished copy puts off is tried again every second. Ends when `stop` is set.
    """
    if execute is read_files:
        prepare_workers()
    waiting = list(paths)
    for group in _follow(paths, stop or Event()):
        waiting += [path for path in sorted(group) if path not in waiting and _is_wanted(path, paths)]
        if not waiting:
            continue
        try:
            report = run_inbox(waiting, workspace, options, journal=journal, execute=execute)
        except WorkspaceBusy:
            continue
        unfinished = (Path(row.path) for row in report.rows if row.outcome is Outcome.WRITING)
        waiting = [path for path in unfinished if path.exists()]  # not where the name can only be shown with a �
        if report.counts.seen > report.counts.unchanged or report.stopped:
            yield report


def _follow(paths: Sequence[Path], stop: Event) -> Iterator[set[Path]]:
    """Yield which paths changed, at least every second; a folder that was renamed, and made anew, counts as changed."""
    try:
        from watchfiles import DefaultFilter, watch
    except ImportError as error:
        raise VanbanError("Watching needs watchfiles. Install it with `pip install 'vanban[watch]'`") from error

    everything = DefaultFilter(ignore_dirs=(), ignore_entity_patterns=(), ignore_paths=())
    before = _find_folders(paths)
    while not stop.is_set():
        watched = _find_folders(paths)
        fresh = {path for path in watched if watched[path] != before.get(path)}
        before = watched
        if not watched:
            stop.wait(PAUSE / 1000)
            continue
        changes = watch(
            *watched, watch_filter=everything, debounce=TOGETHER, rust_timeout=PAUSE, yield_on_timeout=True,
            stop_event=stop,
        )  # fmt: skip
        for group in changes:
            yield fresh | {Path(place) for _, place in group}
            fresh = set()
            if _find_folders(paths) != watched:
                break


def _find_folders(paths: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Return device and inode of the paths that are there."""
    found: dict[Path, tuple[int, int]] = {}
    for path in paths:
        with suppress(OSError):
            status = path.stat()
            found[path] = status.st_dev, status.st_ino
    return found


def _is_wanted(path: Path, paths: Sequence[Path]) -> bool:
    """Leave out what is gone, and what lies in a folder or under a name that an inbox does not look at."""
    inside = next((path.relative_to(root.absolute()) for root in paths if path.is_relative_to(root.absolute())), path)
    return path.exists() and not any(is_leftover(part) for part in inside.parts)
