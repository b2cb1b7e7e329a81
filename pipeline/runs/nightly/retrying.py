"""What a person decides about the quarantine: try files again now, or drop them for good."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.ingest.tools.scratch import scratch_folder
from pipeline.runs.address import Address, Source, is_address
from pipeline.runs.batch import ingest_paths
from pipeline.runs.inbox.files import Found, access_error
from pipeline.runs.inbox.network import RemoteFile
from pipeline.runs.quarantine import Entry, drop
from pipeline.runs.report import BatchReport
from pipeline.runs.workspace.layout import Workspace, copy_atomically
from pipeline.runs.workspace.opening import open_state


def retry_entries(entries: Sequence[Entry], workspace: Workspace) -> BatchReport:
    """Read files in quarantine again: where they lay, or the copy that the quarantine keeps, under the old name.

    A file of the network is fetched again only where the quarantine has no copy of it.
    """
    with scratch_folder("retry-") as folder:
        return ingest_paths([_find(workspace, entry, folder / entry.key[:24]) for entry in entries], workspace)


def drop_entries(entries: Sequence[Entry], workspace: Workspace) -> None:
    """Take files out of the quarantine, and remember their contents so that no run tries them again."""
    with workspace.locked(), open_state(workspace) as state:
        state.note_dropped(entry.key for entry in entries)
        for entry in entries:
            drop(workspace, entry.key)


def _find(workspace: Workspace, entry: Entry, folder: Path) -> Source | Found:
    kept = sorted((workspace.quarantine / entry.key).glob("original*"))
    if is_address(entry.path):
        address = Address(entry.path)
        file = RemoteFile(address, "", entry.path)
        return Found(kept[0], sha256=entry.sha256, remote=file) if kept and entry.sha256 else address
    if Path(entry.path).is_file() or not kept:
        return Path(entry.path)
    copy = folder / kept[0].name
    try:
        copy_atomically(kept[0], copy)
    except OSError as error:
        return Found(kept[0], access_error(kept[0], error), named=entry.file, lay_at=entry.path)
    return Found(copy, named=entry.file, lay_at=entry.path)
