"""What an older version of the program read, to be read anew."""

from __future__ import annotations

from pathlib import Path

from pipeline.runs.inbox.files import Found
from pipeline.runs.jobs import Job
from pipeline.runs.session import Session
from pipeline.runs.workspace.layout import Workspace


def find_stale(session: Session, first: int) -> list[Job]:
    """Return a job for each content that another version read; their places in the report begin at `first`.

    It is read anew from the kept parse, else from the kept original.
    """
    found = session.state.find_stale(session.stamp)
    stale = {content: name for content, name in found if content not in session.first}
    return [
        session.admit_again(Found(_original(session.workspace, content, name), named=name), content, (first + number,))
        for number, (content, name) in enumerate(stale.items())
    ]


def _original(workspace: Workspace, content: str, name: str) -> Path:
    """Return where the original is kept; a member of an archive may have another suffix there than in its name."""
    path = workspace.original(content, name)
    if path.is_file():
        return path
    return next(iter(sorted(path.parent.glob(f"{content}*"))), path)
