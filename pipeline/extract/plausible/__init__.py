"""Facts that cannot be, or can hardly be, told as issues: nothing is dropped or mended."""

from __future__ import annotations

from pipeline.extract.plausible.check import add_doubts

__all__ = ["add_doubts"]
