"""How commands that ask questions reach the database of a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.runs.workspace.layout import Workspace
    from pipeline.store import Database


@contextmanager
def open_answers(workspace: Workspace) -> Iterator[Database]:
    """Open the database for reading; raises StoreError that says how to begin, or what to do where it is damaged."""
    from pipeline.store import open_database
    from pipeline.store.opening import told

    with told(workspace.database), open_database(workspace.database) as database:
        yield database
