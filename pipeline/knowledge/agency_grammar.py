"""The grammar of agencies' names, compiled once from the lists and rows of `agency_grammar.toml`.

Every pattern is over the match form of a text and is tried at one place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.knowledge.load import alternatives, load_pattern, load_words
from pipeline.text.match import match_form

TABLE = "agency_grammar"


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a name may begin with, go on with and end at."""

    head: re.Pattern[str]  # first words of a name of its own: sở, ủy ban nhân dân
    person: re.Pattern[str]  # the head of a body, before it: giám đốc
    person_alone: re.Pattern[str]  # persons who stand for an office: thủ tướng
    opener: re.Pattern[str]  # first word of a group: các
    noun: re.Pattern[str]  # nouns of groups: ban, ngành
    not_noun: re.Pattern[str]  # words that begin like a noun of a group and are none
    bare: re.Pattern[str]  # groups without an opener: cơ quan chủ trì
    own_name: re.Pattern[str]  # bare groups that open a name of their own
    modifier: re.Pattern[str]  # có liên quan, trên địa bàn tỉnh
    stop: re.Pattern[str]  # words at which a name ends
    field: re.Pattern[str]  # Khoa học và Công nghệ
    name_word: re.Pattern[str]  # stops that may stand inside a name before a capital
    units: re.Pattern[str]  # các huyện, thị xã, thành phố
    doc_type: re.Pattern[str]  # where the name of a document begins, that of an agency has ended


@lru_cache(maxsize=1)
def load_grammar() -> Grammar:
    """Return the grammar; compiled on first use."""
    return Grammar(
        head=load_pattern(TABLE, "head"),
        person=load_pattern(TABLE, "person"),
        person_alone=_any("persons_alone", r"\b"),
        opener=_any("openers", r"\s+"),
        noun=_any("nouns", r"\b"),
        not_noun=_any("not_nouns", r"\b"),
        bare=_any("bare", r"\b"),
        own_name=_any("own_names", ""),
        modifier=load_pattern(TABLE, "modifier"),
        stop=_any("stops", r"\b"),
        field=load_pattern(TABLE, "field"),
        name_word=_any("name_words", r"\s+"),
        units=load_pattern(TABLE, "unit_run"),
        doc_type=load_pattern(TABLE, "doc_type"),
    )


def _any(name: str, after: str) -> re.Pattern[str]:
    return re.compile(alternatives(load_words(TABLE, name), " ") + after)


@lru_cache(maxsize=1)
def single_heads() -> frozenset[str]:
    """Return the heads of one syllable, behind which a capital goes on with the name ("Sở", "Khu")."""
    heads = (*load_words(TABLE, "heads"), *load_words(TABLE, "zone_heads"))
    return frozenset(match_form(head) for head in heads if " " not in head)
