"""Writing a file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from pipeline.errors import VanbanError


@contextmanager
def writing(out: Path) -> Iterator[TextIO]:
    """Open a UTF-8 file beside the target, put it in its place at the end; raises VanbanError with what to do."""
    draft = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", newline="") as file:
            yield file
        draft.replace(out)
    except OSError as error:
        raise VanbanError(f"{out}: cannot be written: {error.strerror}. Choose another place") from error
    finally:
        draft.unlink(missing_ok=True)


def write_text(out: Path, text: str) -> None:
    """Write UTF-8 text whole or not at all; raises VanbanError with what to do."""
    with writing(out) as file:
        file.write(text)
