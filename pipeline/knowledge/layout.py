"""What a line of print is by its form: quốc hiệu, number, subject, addressee, Nơi nhận, annex (`layout.toml`)."""

from __future__ import annotations

import re

from pipeline.knowledge.load import load_rules


def line_kinds(form: str) -> tuple[str, ...]:
    """Return what a line is as print (`motto`, `number`, `recipients`, `annex`, …); `form` is its match form."""
    return tuple(rule.gives for rule in load_rules("layout", "line") if rule.pattern.search(form))


def match_line(kind: str, form: str) -> re.Match[str] | None:
    """Return where a line says that it is of one kind ("V/v", "Nơi nhận:"), or None; `form` is its match form."""
    hits = (rule.pattern.search(form) for rule in load_rules("layout", "line") if rule.gives == kind)
    return next((hit for hit in hits if hit), None)
