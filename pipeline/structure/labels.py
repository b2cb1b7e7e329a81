"""Attribute lines: a known label, a colon, a value ("- Đơn vị chủ trì: Phòng X; thời gian: Quý I/2025")."""

from __future__ import annotations

from pipeline.knowledge.labels import find_labels, label_kind
from pipeline.knowledge.load import load_rules
from pipeline.model import Attribute, Span
from pipeline.text.words import Words

__all__ = ["find_attributes", "label_kind"]


def find_attributes(words: Words) -> list[Attribute]:
    """Find the labelled values of one line's words after number or bullet; empty unless they begin with a label."""
    found = find_labels(words)
    if not found:
        return _open_attribute(words)
    return [Attribute(one.kind, Span(one.label.start, one.label.end), _bare(one.value)) for one in found]


def _open_attribute(words: Words) -> list[Attribute]:
    """Read a line that says what it holds without a colon."""
    for rule in load_rules("labels", "open"):
        hit = words.search(rule.pattern)
        if hit:
            return [Attribute(rule.gives, Span(*hit.span()), _bare(words[hit.end() :]))]
    return []


def _bare(value: Words) -> Span:
    bare = value.lstrip("*_ \t").rstrip(" \t\n;*_")
    return Span(bare.start, bare.end)
