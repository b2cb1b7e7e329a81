"""Writing a file whole or not at all."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import VanbanError


def write_text(out: Path, text: str) -> None:
    """Write UTF-8 text beside the target and put it in its place; raises VanbanError with what to do."""
    draft = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, "utf-8", newline="")
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise VanbanError(f"{out}: cannot be written: {error.strerror}. Choose another place") from error
