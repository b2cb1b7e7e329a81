"""Names of bodies with their short forms written out, so that two spellings can be compared."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.knowledge.abbreviations import load_abbreviations
from pipeline.text.fold import fold

_LINKING_WORDS = frozenset({"va", "cua"})


@lru_cache(maxsize=16384)
def expand(name: str) -> str:
    """Return a name with its short forms written out: "Sở KH&CN" is "Sở Khoa học và Công nghệ"."""
    pattern, full = _short_forms()
    return " ".join(pattern.sub(lambda match: full[match[0]] + (" " if match[0].endswith(".") else ""), name).split())


@lru_cache(maxsize=16384)
def strip_head(name: str) -> str:
    """Return the body whose head a name is: "Giám đốc Sở Y tế" acts for "Sở Y tế"."""
    for head, before in _heads():
        if name.startswith(head) and fold(name[len(head) :]).startswith(before):
            return name[len(head) :].strip()
    return name


@lru_cache(maxsize=16384)
def agency_key(name: str) -> str:
    """Return the form by which two names of one body are equal, whatever short forms and commas.

    "Sở KH&CN", "Sở KHCN", "Giám đốc Sở Khoa học và Công nghệ" give "so khoa hoc cong nghe".
    """
    words = fold(expand(strip_head(name))).split()
    return " ".join(word for word in words if word not in _LINKING_WORDS)


@lru_cache(maxsize=16384)
def usual_name(name: str) -> str:
    """Return a name as it is best shown: short forms written out, but "UBND" kept short."""
    shown = expand(name)
    for row in load_abbreviations().abbreviations:
        if row.shown:
            shown = re.sub(re.escape(row.full).replace("Ủy", "[ỦU][yỷ]"), row.short, shown, flags=re.IGNORECASE)
    return shown


@lru_cache(maxsize=1)
def _short_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    full = {form: row.full for row in load_abbreviations().abbreviations for form in (row.short, *row.variants)}
    longest_first = sorted(full, key=lambda form: -len(form))
    forms = (re.escape(form) + ("" if form.endswith(".") else r"(?![\w&]|-\w)") for form in longest_first)
    return re.compile(rf"(?<![\w&-])(?:{'|'.join(forms)})"), full


@lru_cache(maxsize=1)
def _heads() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((row.head + " ", tuple(fold(word) for word in row.before)) for row in load_abbreviations().heads)
