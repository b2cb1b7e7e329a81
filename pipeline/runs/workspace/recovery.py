"""What earlier runs left to do: drafts and records of a killed run that nobody noted, readings in no database."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from pipeline.errors import RecordError
from pipeline.model.record_json import read_record
from pipeline.runs.workspace.forgetting import finish_purges
from pipeline.runs.workspace.layout import Workspace
from pipeline.runs.workspace.state import Seen, State


def recover(workspace: Workspace, state: State, stamp: str) -> int:
    """Bring workspace and state in step after a run that was killed; return how many records it had not noted."""
    for folder in (workspace.originals, workspace.quarantine, workspace.extracted):
        for draft in folder.rglob(".*.part"):
            draft.unlink(missing_ok=True)
    for draft in workspace.extracted.glob(f"{workspace.rebuilt.name}*"):
        draft.unlink(missing_ok=True)
    finish_purges(workspace, state)
    return sum(_adopt(path, state, stamp) for path in workspace.record_files() if not state.find(path.stem))


def find_waiting(workspace: Workspace, state: State, stored: Set[str]) -> set[str]:
    """Return every content whose reading is in no database, also where its file has left the inbox."""
    return {content for content in state.find_waiting(stored) if workspace.record(content).is_file()}


def _adopt(path: Path, state: State, stamp: str) -> bool:
    try:
        record = read_record(path)
    except (RecordError, OSError):
        path.unlink(missing_ok=True)  # half a file: its original is still in the inbox, and is read again
        return False
    state.note([Seen(record.source.sha256, record.source.name, stamp)])
    return True
