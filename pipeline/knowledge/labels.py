"""Labels of attribute lines ("Đơn vị chủ trì: …") and heads of columns, by the rows of `labels.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.knowledge.load import load_rules
from pipeline.text.match import match_form, squeeze
from pipeline.text.words import Hit, Words

_LABEL = re.compile(r"(?:\A|(?<=[;.]))\s*[-+*•–]?\s*([^\W\d_][^:;.\n]{1,70}?)\s*:\s*")

_INNER_LABEL = re.compile(r"(?<=[;.(])\s*([^\W\d_][^:;.()\n]{1,50}?)\s*:\s*")
_INNER_KINDS = frozenset({"lead", "coordinate", "deadline", "product"})
_VALUE_END = re.compile(r"\)|\.\s+(?=[A-ZĐ])|[;.]?\s*\Z")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of a line: what it announces, its own words, and those of its value."""

    kind: str
    label: Words
    value: Words


@lru_cache(maxsize=4096)
def label_kind(label: str) -> str | None:
    """Return what a label or head cell announces: "Đơn vị chủ trì" gives `lead`; None for unknown words."""
    form = squeeze(match_form(label)).strip(".:* ")
    return next((rule.gives for rule in load_rules("labels", "label") if rule.pattern.search(form)), None)


def find_inner_labels(words: Words) -> list[Labelled]:
    """Find labels inside a line: "Rà soát … (Cơ quan chủ trì: Sở A; thời gian: Quý II)", "Tập huấn. Thời gian: …".

    A value ends at the next label, a closing bracket or the end of its sentence; labels without one are left out.
    Labels at the line's beginning are those of `find_labels`.
    """
    hits = [(kind, hit) for hit in words.find_all(_INNER_LABEL) if (kind := label_kind(hit[1])) in _INNER_KINDS]
    found = (replace(one, value=_first_sentence(one.value)) for one in _with_values(words, hits))
    return [one for one in found if one.value.strip()]


def _first_sentence(value: Words) -> Words:
    stop = _VALUE_END.search(value.text)
    return value[: value.start + stop.start()] if stop else value


def find_labels(words: Words) -> list[Labelled]:
    """Find the known labels of a line with their values up to the next; empty unless the line begins with one."""
    hits: list[tuple[str, Hit]] = []
    for hit in words.find_all(_LABEL):
        kind = label_kind(hit[1])
        if kind and kind != "number" and (hits or hit.start() == words.start):
            hits.append((kind, hit))
    return _with_values(words, hits) if hits else []


def _with_values(words: Words, hits: list[tuple[str, Hit]]) -> list[Labelled]:
    ends = [*(hit.start() for _, hit in hits), words.end][1:]
    return [
        Labelled(kind, words[slice(*hit.span(1))], words[hit.end() : end])
        for (kind, hit), end in zip(hits, ends, strict=True)
    ]
