"""Whether a text is Vietnamese, told by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.model import Issue, Severity

_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
# fmt: off
_COMMON = frozenset({
    "và", "của", "các", "về", "được", "trong", "cho", "theo", "tại", "có", "không", "này", "những", "với", "là",
    "đến", "số", "ngày", "tháng", "năm",
})
# fmt: on
_MIN_MARKED = 0.3  # Vietnamese running text has marks on 60 to 80 % of its words, French on 20 %
_MIN_COMMON = 0.02
_MIN_WORDS = 20
_SAMPLE = 20_000


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
    common = sum(count for word, count in counts.items() if word.lower() in _COMMON)
    return marked >= _MIN_MARKED * len(words) and common >= _MIN_COMMON * len(words)
