"""Which names in a folder are no documents: what programs leave behind or have not finished (`leftovers.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

from pipeline.errors import KnowledgeError
from pipeline.knowledge.load import read_table


@dataclass(frozen=True, slots=True)
class Leftover:
    """One row: files whose whole name fits `pattern` are left alone; `says` what they are."""

    id: str
    pattern: str
    says: str
    examples: tuple[str, ...]
    rejects: tuple[str, ...]

    def holds(self, name: str) -> bool:
        """Say whether a file's name fits the row; upper and lower case are the same."""
        return re.match(translate(self.pattern), name.casefold()) is not None


@lru_cache(maxsize=1)
def load_leftovers() -> tuple[Leftover, ...]:
    """Return the rows of the table; raises KnowledgeError where one is not complete."""
    rows = read_table("leftovers")["leftover"]
    try:
        return tuple(
            Leftover(**{**row, "examples": tuple(row["examples"]), "rejects": tuple(row["rejects"])}) for row in rows
        )
    except (KeyError, TypeError) as error:
        raise KnowledgeError(f"leftovers.toml: a row is not complete: {error!r}") from error


def is_leftover(name: str) -> bool:
    """Say whether a file or folder of this name is left alone."""
    return _any_pattern().match(name.casefold()) is not None


@lru_cache(maxsize=1)
def _any_pattern() -> re.Pattern[str]:
    return re.compile("|".join(translate(row.pattern) for row in load_leftovers()))
