"""Labels of attribute lines ("Đơn vị chủ trì: …") and heads of columns, by the rows of `labels.toml`."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.knowledge.load import load_rules
from pipeline.text.match import match_form, squeeze

_LABEL = re.compile(r"(?:\A|(?<=[;.]))\s*[-+*•–]?\s*([^\W\d_][^:;.\n]{1,70}?)\s*:\s*")

_INNER_LABEL = re.compile(r"(?<=[;.(])\s*([^\W\d_][^:;.()\n]{1,50}?)\s*:\s*")
_INNER_KINDS = frozenset({"lead", "coordinate", "deadline", "product"})
_VALUE_END = re.compile(r"\)|\.\s+(?=[A-ZĐ])|[;.]?\s*\Z")


@lru_cache(maxsize=4096)
def label_kind(label: str) -> str | None:
    """Return what a label or head cell announces: "Đơn vị chủ trì" gives `lead`; None for unknown words."""
    form = squeeze(match_form(label)).strip(".:* ")
    return next((rule.gives for rule in load_rules("labels", "label") if rule.pattern.search(form)), None)


def find_inner_labels(words: str) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Find labels inside a line: "Rà soát … (Cơ quan chủ trì: Sở A; thời gian: Quý II)", "Tập huấn. Thời gian: …".

    Returns what each announces, the span of the label and that of its value, which ends at the next label, a closing
    bracket or the end of its sentence. Labels at the line's beginning are those of `find_labels`.
    """
    hits = [(label_kind(hit.group(1)), hit) for hit in _INNER_LABEL.finditer(words)]
    known = [(kind, hit) for kind, hit in hits if kind in _INNER_KINDS]
    ends = [*(hit.start() for _, hit in known), len(words)][1:]
    found = []
    for (kind, hit), end in zip(known, ends, strict=True):
        stop = _VALUE_END.search(words, hit.end(), end)
        value = (hit.end(), stop.start() if stop else end)
        if kind and words[slice(*value)].strip():
            found.append((kind, hit.span(1), value))
    return found


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
