"""How sure a fact is by the rule that found it, from `confidence.toml`; rows of other tables say it themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.errors import KnowledgeError
from pipeline.knowledge.load import read_table

TABLE = "confidence"


def how_sure(rule: str) -> float:
    """Return how sure a fact is that a rule of the program found ("labelled_deadline", "table_row").

    The figure is the share of such facts that were right on the gold records, as the table says beside it. Raises
    KnowledgeError for a rule without a figure.
    """
    try:
        return _figures()[rule]
    except KeyError as error:
        raise KnowledgeError(f"{TABLE}.toml: there is no figure for the rule {rule}") from error


def found_by(rule: str) -> tuple[str, float]:
    """Return a rule of the program with how sure it is, as the evidence of a fact names both."""
    return rule, how_sure(rule)


@lru_cache(maxsize=1)
def _figures() -> Mapping[str, float]:
    sections = (section for section in read_table(TABLE).values() if isinstance(section, dict))
    return {rule: float(figure) for section in sections for rule, figure in section.items()}
