"""Where things lie that tests read: the repository, its sample inbox, and the gold records beside it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples" / "documents"
GOLD = ROOT.parent / "shared" / "gold"
