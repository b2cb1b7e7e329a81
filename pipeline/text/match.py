"""The form of a text that rules are matched on: same length, same offsets, fewer differences.

`match_form` lowers case, moves tone marks to one place (hoà = hòa, uỷ = ủy), and makes dashes and quotes
one sign each. Every character stays one character, so a span found in the match form is a span of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys("–—‒―−‐‑", "-")
_QUOTES = dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛`´", "'")
_SIGNS = _DASHES | _QUOTES | {"\u00a0": " "}
_SIGN = re.compile(f"[{''.join(_SIGNS)}]")  # replacing those few is cheaper than translating all
_SHORT = 1000
# The new style puts the tone of oa, oe, uy on the second vowel, the old one on the first.
_PAIRS = ("oa", "oe", "uy")
_TONE_ORDER = "\u0300\u0301\u0309\u0303\u0323"


def _toned(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)


_OLD_STYLE = {
    pair[0] + _toned(pair[1], tone): _toned(pair[0], tone) + pair[1] for pair in _PAIRS for tone in _TONE_ORDER
}
_MOVED = re.compile("|".join(_OLD_STYLE))
# Only open syllables have two styles (hoà, hòa; but always hoàn); after q the u belongs to the consonant (quý).
_TONE_PAIR = re.compile(rf"(?<!q)(?:{_MOVED.pattern})(?!\w)")


def match_form(text: str) -> str:
    """Return the matching form of a text: `Hoà – “UỶ BAN”` gives `hòa - "ủy ban"`.

    The result has exactly as many characters as the text (NFC expected).
    """
    return _short_form(text) if len(text) <= _SHORT else _make_form(text)


@lru_cache(maxsize=4096)
def _short_form(text: str) -> str:
    """Lines and phrases are asked for by several stages; whole documents are not kept."""
    return _make_form(text)


def _make_form(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):  # a few foreign capitals lower to two characters
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    lowered = _SIGN.sub(lambda hit: _SIGNS[hit.group()], lowered)
    return _TONE_PAIR.sub(lambda hit: _OLD_STYLE[hit.group()], lowered)


def has_two_spellings(form: str) -> bool:
    """Tell whether a matching form holds a syllable that others spell with the tone elsewhere ("hòa", "hoà")."""
    return any(pair in form for pair in _OLD_STYLE.values())


def squeeze(text: str) -> str:
    """Return the text with runs of white space made one blank, without blanks at the ends."""
    return " ".join(text.split())
