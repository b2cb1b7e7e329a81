"""Rows of `terms.toml`: when terms of the Party and the National Assembly began and ended, how numbers count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.errors import KnowledgeError
from pipeline.knowledge.load import read_table
from pipeline.text.match import match_form
from pipeline.text.reduced_date import ReducedDate

TABLE = "terms"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a body by its Roman number; days are full ISO dates, `ends` is None while it lasts."""

    body: str
    term: str
    begins: str
    ends: str | None

    def covers(self, date: str) -> bool:
        """Tell whether a (reduced) date can lie in the term."""
        day, begins, ends = map(ReducedDate.parse, (date, self.begins, self.ends))
        if day is None or begins is None:
            return False
        return not (day.is_before(begins) or (ends is not None and ends.is_before(day)))


@dataclass(frozen=True, slots=True)
class Body:
    """Words by which a name is that of a body that has terms."""

    body: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbering:
    """Codes whose numbers count within a term of some body."""

    by: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """All rows of the table."""

    term_word: re.Pattern[str]
    year_in_code: re.Pattern[str]
    bodies: tuple[Body, ...]
    terms: tuple[Term, ...]
    numberings: tuple[Numbering, ...]


@lru_cache(maxsize=1)
def load_terms() -> Terms:
    """Return the table, read once; raises KnowledgeError when a row is not of the known form."""
    data = read_table(TABLE)
    try:
        return Terms(
            re.compile(data["term_word"]),
            re.compile(data["year_in_code"]),
            tuple(
                Body(row["body"], tuple(row["words"]), tuple(row["examples"]), tuple(row["rejects"]))
                for row in data["body"]
            ),
            tuple(Term(row["body"], row["term"], row["from"], row.get("to")) for row in data["term"]),
            tuple(
                Numbering(row["by"], re.compile(row["pattern"]), tuple(row["examples"]), tuple(row["rejects"]))
                for row in data["numbering"]
            ),
        )
    except (KeyError, TypeError, re.error) as error:
        raise KnowledgeError(f"{TABLE}.toml: a row is not of the known form: {error!r}") from error


@lru_cache(maxsize=4096)
def find_term(name: str) -> Term | None:
    """Return the term that a name of an issuer or an act says: "Bộ Chính trị khóa XI"; None where it says none."""
    table, form = load_terms(), match_form(name)
    said = table.term_word.search(form)
    body = next((row.body for row in table.bodies if any(word in form for word in row.words)), None)
    if not said or not body:
        return None
    return next((row for row in table.terms if (row.body, row.term) == (body, said["term"].upper())), None)


@lru_cache(maxsize=4096)
def find_period(code: str, date: str) -> str | None:
    """Return the period within which a code's number is given out once, for a full date; None where it is unsure.

    "98/2030/QĐ-UBND" counts within 2030 whatever the date, "61/KH-UBND" within the year of the date, "98-KH/TU" within
    the term of the Party committee.
    """
    table = load_terms()
    year = table.year_in_code.match(code)
    if year:
        return year["year"]
    by = next((row.by for row in table.numberings if row.pattern.match(code)), None)
    if by is None:
        return date[:4]
    terms = [row for row in table.terms if row.body == by and row.covers(date)]
    return f"{by} {terms[0].term}" if len(terms) == 1 else None
