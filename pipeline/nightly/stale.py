"""What an older version of the program read, to be read anew: from the kept parse, else from the kept original."""

from __future__ import annotations

from pathlib import Path

from pipeline.inbox import Found
from pipeline.run import Job, Run
from pipeline.workspace import Workspace


def find_stale(run: Run, first: int) -> list[Job]:
    """Return a job for each content that another version read; their places in the report begin at `first`."""
    known = [(entry.sha256, entry.name) for entry in run.ledger.values() if entry.stamp != run.stamp]
    known += [(held.sha256, held.name) for held in run.containers.values() if held.stamp != run.stamp]
    fresh = [(content, name) for content, name in known if content not in run.first]
    return [
        run.admit_again(Found(_original(run.workspace, content, name), named=name), content, (first + number,))
        for number, (content, name) in enumerate(fresh)
    ]


def _original(workspace: Workspace, content: str, name: str) -> Path:
    """Return where the original is kept; a member of an archive may have another suffix there than in its name."""
    path = workspace.original(content, Path(name).suffix)
    if path.is_file():
        return path
    return next(iter(sorted(path.parent.glob(f"{content}*"))), path)
