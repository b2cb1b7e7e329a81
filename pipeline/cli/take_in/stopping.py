"""How a command that takes documents in ends where the workspace does not let it go on: status 4 and a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.cli.ending import Stopped
from pipeline.errors import StoreError, WorkspaceBusy, WrongQuestion
from pipeline.runs.workspace.layout import Workspace

GOES_ON = "What was read stays; the same command goes on from there."


@contextmanager
def stopping_early(workspace: Workspace) -> Iterator[None]:
    """Turn what a full disk, a folder without rights or a database that refuses raises into an early stop."""
    try:
        yield
    except (WorkspaceBusy, WrongQuestion):
        raise
    except StoreError as error:
        raise Stopped(f"{str(error).rstrip('.')}. {GOES_ON}") from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Stopped(f"{error.filename or workspace.root}: {error.strerror or error}. {GOES_ON}") from error
