"""What earlier runs left to do: drafts and unknown records of a killed run, readings not loaded, older readings."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import RecordError
from pipeline.model.record_json import read_record
from pipeline.runs.inbox.files import Found
from pipeline.runs.jobs import Job
from pipeline.runs.session import Run
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.ledger import Seen


def recover(run: Run) -> int:
    """Bring workspace and ledger in step after a run that was killed; return how many records it had not noted."""
    _remove_drafts(run.workspace)
    found = 0
    for path in run.workspace.record_files():
        if path.stem not in run.ledger:
            found += _adopt(run, path)
    return found


def collect_waiting(run: Run) -> None:
    """Put every reading that is in no database into the next load, also where its file has left the inbox."""
    waiting = run.ledger.find_waiting(run.stored)
    run.waiting |= {content for content in waiting if run.workspace.record(content).is_file()}


def find_stale(run: Run, first: int) -> list[Job]:
    """Return a job for each content that another version read; their places in the report begin at `first`.

    It is read anew from the kept parse, else from the kept original.
    """
    known = [(entry.sha256, entry.name) for entry in run.ledger.values() if entry.stamp != run.stamp]
    known += [(held.sha256, held.name) for held in run.containers.values() if held.stamp != run.stamp]
    fresh = [(content, name) for content, name in known if content not in run.first]
    return [
        run.admit_again(Found(_original(run.workspace, content, name), named=name), content, (first + number,))
        for number, (content, name) in enumerate(fresh)
    ]


def _adopt(run: Run, path: Path) -> int:
    try:
        record = read_record(path)
    except (RecordError, OSError):
        path.unlink(missing_ok=True)  # half a file: its original is still in the inbox, and is read again
        return 0
    run.note([Seen(record.source.sha256, record.source.name, run.stamp)])
    return 1


def _remove_drafts(workspace: Workspace) -> None:
    for folder in (workspace.originals, workspace.records, workspace.quarantine):
        for draft in folder.rglob(".*.part"):
            draft.unlink(missing_ok=True)


def _original(workspace: Workspace, content: str, name: str) -> Path:
    """Return where the original is kept; a member of an archive may have another suffix there than in its name."""
    path = workspace.original(content, Path(name).suffix)
    if path.is_file():
        return path
    return next(iter(sorted(path.parent.glob(f"{content}*"))), path)
