"""Making good what a killed run left behind: half-written drafts, records that no ledger knows, readings not loaded."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import RecordError
from pipeline.ledger import Seen
from pipeline.records import read_record
from pipeline.run import Run
from pipeline.workspace import Workspace


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
