"""Attribute lines: a known label, a colon, a value ("- Đơn vị chủ trì: Phòng X; thời gian: Quý I/2025")."""

from __future__ import annotations

from pipeline.knowledge.labels import find_labels, label_kind
from pipeline.knowledge.load import load_rules
from pipeline.model import Attribute, Span
from pipeline.text.match import match_form

__all__ = ["find_attributes", "label_kind"]

_LABEL_SIGNS = "*_ \t"


def find_attributes(text: str, start: int = 0) -> list[Attribute]:
    """Find the labelled values of one line; empty unless the line begins with a known label.

    `start` is where the line's words begin (after number or bullet); spans count from the text's beginning.
    """
    marks = find_labels(text[start:])
    if not marks:
        return _open_attribute(text, start)
    ends = [start + hit.start() for _, hit in marks[1:]] + [len(text)]
    return [
        Attribute(kind, Span(start + hit.start(1), start + hit.end(1)), _trimmed(text, start + hit.end(), end))
        for (kind, hit), end in zip(marks, ends, strict=True)
    ]


def _open_attribute(text: str, start: int) -> list[Attribute]:
    form = match_form(text[start:])
    for rule in load_rules("labels", "open"):
        hit = rule.pattern.search(form)
        if hit:
            value = _trimmed(text, start + hit.end(), len(text))
            return [Attribute(rule.gives, Span(start + hit.start(), start + hit.end()), value)]
    return []


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _LABEL_SIGNS:
        start += 1
    while end > start and text[end - 1] in " \t\n;*_":
        end -= 1
    return Span(start, end)
