"""Labels of attribute lines ("Đơn vị chủ trì: …") and heads of columns, by the rows of `labels.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.knowledge.load import load_rules
from pipeline.text.match import match_form, squeeze

_LABEL = re.compile(r"(?:\A|(?<=[;.]))\s*[-+*•–]?\s*([^\W\d_][^:;.\n]{1,70}?)\s*:\s*")


@lru_cache(maxsize=4096)
def label_kind(label: str) -> str | None:
    """Return what a label or head cell announces: "Đơn vị chủ trì" gives `lead`; None for unknown words."""
    form = squeeze(match_form(label)).strip(".:* ")
    return next((rule.gives for rule in load_rules("labels", "label") if rule.pattern.search(form)), None)


def find_labels(words: str) -> list[tuple[str, re.Match[str]]]:
    """Find the known labels of a line with what they announce; empty unless the line begins with one.

    Group 1 of a match is the label, its end is where the value begins; offsets count from the line's beginning.
    """
    found: list[tuple[str, re.Match[str]]] = []
    for hit in _LABEL.finditer(words):
        kind = label_kind(hit.group(1))
        if kind and kind != "number" and (found or hit.start() == 0):
            found.append((kind, hit))
    return found
