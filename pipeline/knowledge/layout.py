"""What a line of print is by its form: quốc hiệu, number, subject, addressee, Nơi nhận, annex (`layout.toml`)."""

from __future__ import annotations

from pipeline.knowledge.load import load_rules
from pipeline.text.words import Hit, Words


def line_kinds(form: str) -> tuple[str, ...]:
    """Return what a line is as print (`motto`, `number`, `recipients`, `annex`, …); `form` is its match form."""
    return tuple(rule.gives for rule in load_rules("layout", "line") if rule.pattern.search(form))


def match_line(kind: str, line: Words) -> Hit | None:
    """Return where a line says that it is of one kind ("V/v", "Nơi nhận:"), or None."""
    hits = (line.search(rule.pattern) for rule in load_rules("layout", "line") if rule.gives == kind)
    return next((hit for hit in hits if hit), None)
