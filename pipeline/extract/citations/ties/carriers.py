"""Which document carries out or sets the one named right before it.

"thực hiện Chương trình A theo Kế hoạch B": B carries out A. "phê duyệt Quy hoạch A tại Quyết định B": B approves A.
"""

from __future__ import annotations

from pipeline.extract.citations.mentions import Mention
from pipeline.knowledge.load import load_pattern, load_words
from pipeline.model import Relation
from pipeline.text.words import Words

_TABLE = "relations"
_REACH = 200  # characters before a naming that tell what was done to it


def carrying(words: Words, last: Mention, mention: Mention) -> Relation | None:
    """Return what a document does to the one named before it, by the words between them; None for nothing."""
    between = words[last.end : mention.start].form
    if mention.type in load_words(_TABLE, "carriers") and load_pattern(_TABLE, "carried_by").match(between):
        return Relation.IMPLEMENTS
    before = words[last.start - _REACH : last.start]
    told = not last.code and between.strip() == "tại"
    return Relation.APPROVES if told and load_pattern(_TABLE, "approving").search(before.form) else None
