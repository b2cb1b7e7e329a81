"""Runs that nobody watches: what is new in an inbox, every night or as it arrives, whatever happens meanwhile."""

from __future__ import annotations

from pipeline.runs.nightly.report import RunReport
from pipeline.runs.nightly.run import RunOptions, run_inbox

__all__ = ["RunOptions", "RunReport", "run_inbox"]
