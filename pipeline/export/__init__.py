"""What leaves the database: graph files, a picture of the graph, task lists."""

from __future__ import annotations

from pipeline.export.graph import write_graph

__all__ = ["write_graph"]
