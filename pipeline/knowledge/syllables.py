"""Whether a word is spelled as a Vietnamese syllable: first consonant, rime and tone that go together.

What stands in `knowledge/syllables.toml` is the whole of it; a name such as `Plei` or an abbreviation is no syllable.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.knowledge.load import load_words
from pipeline.text.letters import SMALL

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_OTHER = re.compile(f"[^{SMALL}]")
_CHECKED = ("c", "ch", "p", "t")  # final stops
_CHECKED_TONES = ("\u0301", "\u0323")


def is_syllable(word: str) -> bool:
    """Tell whether a word is spelled as one Vietnamese syllable, in capitals or small letters.

    >>> is_syllable("Quyết"), is_syllable("KÕ"), is_syllable("ho¹ch")
    (True, False, False)
    """
    return 0 < len(word) <= 7 and _is_syllable(unicodedata.normalize("NFC", word).lower())


@lru_cache(maxsize=20_000)
def _is_syllable(word: str) -> bool:
    apart = unicodedata.normalize("NFD", word)
    tones = _TONES.findall(apart)
    bare = unicodedata.normalize("NFC", _TONES.sub("", apart))
    if len(tones) > 1 or _OTHER.search(word) or not _syllable().fullmatch(bare):
        return False
    return not bare.endswith(_CHECKED) or (len(tones) == 1 and tones[0] in _CHECKED_TONES)


@lru_cache(maxsize=1)
def _syllable() -> re.Pattern[str]:
    onsets, rimes = load_words("syllables", "onsets"), load_words("syllables", "rimes")
    front = [onset for onset in onsets if onset not in load_words("syllables", "never_before_front")]
    back = [onset for onset in onsets if onset not in load_words("syllables", "never_before_back")]
    before = {"front": "|".join([*front, ""]), "back": "|".join([*back, ""])}
    of_front = "|".join(rime for rime in rimes if rime[0] in "eêiy")
    of_back = "|".join(rime for rime in rimes if rime[0] not in "eêiy")
    gi = "|".join(rime for rime in rimes if rime.startswith("i"))  # gì, giếng: one i for both
    return re.compile(f"(?:{before['front']})(?:{of_front})|(?:{before['back']})(?:{of_back})|g(?:{gi})")
