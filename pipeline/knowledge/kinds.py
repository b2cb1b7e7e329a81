"""Rows of `kinds.toml`: what speaks for and against a file being an administrative document, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.errors import KnowledgeError
from pipeline.knowledge.load import read_table

TABLE = "kinds"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign with its weight and how it is called; `kind` is what it makes of a file, None for a document."""

    name: str
    weight: float
    said: str
    kind: str | None = None


@lru_cache(maxsize=1)
def load_signs() -> dict[str, Sign]:
    """Return the signs of both sides by name; raises KnowledgeError when a row is not of the known form."""
    table = read_table(TABLE)
    try:
        rows = [(name, row) for side in ("for", "against") for name, row in table[side].items()]
        return {name: Sign(name, float(row["weight"]), row["said"], row.get("kind")) for name, row in rows}
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(f"{TABLE}.toml: a sign is not of the known form: {error!r}") from error


def least_margin() -> float:
    """Return how much more than what speaks against it must speak for a document."""
    return float(read_table(TABLE)["least"])
