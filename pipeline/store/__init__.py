"""Records -> SQLite, and the questions people ask it; nothing else touches SQL."""

from __future__ import annotations

from pipeline.store.database import Database, open_database
from pipeline.store.nouns import KnownFile, LoadReport, RunInfo
from pipeline.store.opening import has_database

__all__ = ["Database", "KnownFile", "LoadReport", "RunInfo", "has_database", "open_database"]
