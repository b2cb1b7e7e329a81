"""Every question in one place: `from pipeline.store import queries`."""

from __future__ import annotations

from pipeline.store.queries_affected import affected, ended_acts
from pipeline.store.queries_cascade import cascade
from pipeline.store.queries_documents import citation_tree, find_document
from pipeline.store.queries_lint import lint
from pipeline.store.queries_overview import (
    busiest_agencies,
    citation_graph,
    counts,
    documents_by_issuer,
    missing_documents,
    stream_graph,
)
from pipeline.store.queries_owners import find_owners
from pipeline.store.queries_paths import shortest_path
from pipeline.store.queries_search import search
from pipeline.store.queries_tasks import find_tasks, upcoming_deadlines

__all__ = [
    "affected",
    "busiest_agencies",
    "cascade",
    "citation_graph",
    "citation_tree",
    "counts",
    "documents_by_issuer",
    "ended_acts",
    "find_document",
    "find_owners",
    "find_tasks",
    "lint",
    "missing_documents",
    "search",
    "shortest_path",
    "stream_graph",
    "upcoming_deadlines",
]
