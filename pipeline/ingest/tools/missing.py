"""Programs of the system that some formats need, and what to say where one is missing."""

from __future__ import annotations

from pipeline.errors import MissingTool
from pipeline.knowledge.load import read_table


def missing_tool(name: str, program: str) -> MissingTool:
    """Make the error for a file whose program is not installed: which one, and the Debian package that holds it."""
    problem = f"the program {program} that reads it is not installed ({_row(program)['without']})"
    return MissingTool(name, problem, how_to_install(program))


def how_to_install(program: str) -> str:
    """Return what to do where a program is not installed."""
    return f"Debian: apt-get install {_row(program)['package']}. Then ingest it again."


def _row(program: str) -> dict[str, str]:
    row: dict[str, str] = next(row for row in read_table("tools")["tool"] if row["program"] == program)
    return row
