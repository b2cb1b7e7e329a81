"""ParsedDocument -> Outline: masthead, title, numbered body, task tables, closing, annexes; by form alone."""

from pipeline.structure.outline import make_outline

__all__ = ["make_outline"]
