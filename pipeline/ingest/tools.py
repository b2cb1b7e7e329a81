"""Programs of the system that some formats need, and what to say where one is missing."""

from __future__ import annotations

from pipeline.errors import UnsupportedFormat
from pipeline.knowledge.load import read_table


def missing_tool(name: str, program: str) -> UnsupportedFormat:
    """Make the error for a file whose program is not installed: which one, and the Debian package that holds it."""
    row = next(row for row in read_table("tools")["tool"] if row["program"] == program)
    problem = f"the program {program} that reads it is not installed ({row['without']})"
    return UnsupportedFormat(name, problem, f"Debian: apt-get install {row['package']}. Then ingest it again.")
