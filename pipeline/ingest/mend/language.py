"""Whether a text is Vietnamese, told by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.knowledge.load import load_words
from pipeline.knowledge.syllables import is_syllable
from pipeline.model import Issue, Severity
from pipeline.text.letters import spell

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
_MIN_MARKED = 0.3  # Vietnamese running text has marks on 60 to 80 % of its words, French on 20 %
_MIN_COMMON = 0.02
_MIN_WORDS = 20
_SAMPLE = 20_000
_LAYER_WORDS = 40  # words from which a text layer is judged
_LAYER_MARKED = 0.55  # measured on pages: good ones 0.81 and more, those that were recognised as English 0.28 and less
_LAYER_SYLLABLES = 0.83  # good ones 0.91 and more, those that were recognised as English 0.74 and less
_DRAWN_SYLLABLES = 0.6  # of small words of drawn pages: good ones 0.78 and more (price lists), wrongly coded ones 0.4
_DRAWN_MARKED = 0.15  # of them with letters beyond ASCII: foreign texts have less
_HOLES = 3  # good pages have none, those with letters that the file does not name five and more
_HOLE = re.compile(spell(r"(?<=[{Ll}]) (?:n|ng|nh|th|tr|k|kh|ch|ph|h|t|p|đ|b|g|gi) (?=[{Ll}])"))


def find_language_issues(text: str) -> list[Issue]:
    """Return the issue `not_vietnamese` where a text of at least twenty words does not look Vietnamese."""
    words = _WORD.findall(text[:_SAMPLE])
    if len(words) < _MIN_WORDS or is_vietnamese(words):
        return []
    message = "The text does not look Vietnamese; it was kept, but little will be found in it."
    return [Issue("ingest", "not_vietnamese", Severity.WARNING, message)]


def is_vietnamese(words: list[str]) -> bool:
    """Tell whether words are Vietnamese: many carry marks, some are its commonest function words."""
    counts = Counter(words)
    marked = sum(count for word, count in counts.items() if _MARKED.search(word))
    function_words = frozenset(load_words("signs", "function_words"))
    common = sum(count for word, count in counts.items() if word.lower() in function_words)
    return marked >= _MIN_MARKED * len(words) and common >= _MIN_COMMON * len(words)


def is_poor_layer(text: str) -> bool:
    """Tell whether the text layer of a page was made of Vietnamese by a recognition that does not know it.

    Its words are no Vietnamese syllables, or have lost their marks. Abbreviations do not count; a text of few words is
    not judged.
    """
    words = [word for word in _WORD.findall(text) if len(word) > 1 and not (word.isupper() and word.isascii())]
    return len(words) >= _LAYER_WORDS and not _reads_well(words)


def is_damaged_layer(text: str) -> bool:
    """Tell whether the letters of a drawn page are coded wrongly in the file, or some of them not named at all.

    "Phát tri n thị trư ng": letters of one font have no code. "KiӇm tra YLӋF": all of them have wrong ones.
    """
    if len(_HOLE.findall(text)) >= _HOLES:
        return True
    words = [word for word in _WORD.findall(text) if word.islower()]
    marked = sum(1 for word in words if not word.isascii())
    if len(words) < _LAYER_WORDS or marked < _DRAWN_MARKED * len(words):
        return False
    return sum(map(is_syllable, words)) < _DRAWN_SYLLABLES * len(words)


def _reads_well(words: Sequence[str]) -> bool:
    marked = sum(1 for word in words if _MARKED.search(word))
    syllables = sum(map(is_syllable, words))
    return marked >= _LAYER_MARKED * len(words) and syllables >= _LAYER_SYLLABLES * len(words)
