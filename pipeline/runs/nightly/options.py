"""What can be set for a run; `vanban.toml` and the flags of `vanban run` use the names of these fields."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run works.

    A file that changed less than `settle` seconds ago is looked at twice. Records are loaded `chunk` at a time, each
    time in one transaction: that many readings wait at most for the next run if this one is killed. `stale` reads
    anew what an older version of the program read.
    """

    workers: int | None = None
    settle: float = 2.0
    chunk: int = 200
    stale: bool = False
    slowest: int = 10  # how many files the report names as the slowest
