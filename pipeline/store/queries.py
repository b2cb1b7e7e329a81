"""Every question in one place: `from pipeline.store import queries`; each is loaded when it is asked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from pipeline.store.queries_search import MOST_WEIGHED, are_common, search
    from pipeline.store.queries_tasks import find_tasks, upcoming_deadlines

_HOMES = {
    "MOST_WEIGHED": "queries_search",
    "affected": "queries_affected",
    "are_common": "queries_search",
    "busiest_agencies": "queries_overview",
    "cascade": "queries_cascade",
    "citation_graph": "queries_overview",
    "citation_tree": "queries_documents",
    "counts": "queries_overview",
    "documents_by_issuer": "queries_overview",
    "ended_acts": "queries_affected",
    "find_document": "queries_documents",
    "find_owners": "queries_owners",
    "find_tasks": "queries_tasks",
    "lint": "queries_lint",
    "missing_documents": "queries_overview",
    "search": "queries_search",
    "shortest_path": "queries_paths",
    "stream_graph": "queries_overview",
    "upcoming_deadlines": "queries_tasks",
}
"""Which module of this package answers a question."""

__all__ = [
    "MOST_WEIGHED",
    "affected",
    "are_common",
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


def __getattr__(name: str) -> Any:
    """Load a question's module when it is first named."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"pipeline.store.{_HOMES[name]}"), name)
