"""Text from before Unicode in files that name no fonts, or name them in their tags: what readers share.

What was turned into Unicode is told by the issue `legacy_encoding`.
"""

from __future__ import annotations

from collections.abc import Collection

from pipeline.ingest.mend.old_encodings import find_encoding, mend_text
from pipeline.model import Issue, Severity


def mend_legacy(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with its passages in TCVN3, VNI or VIQR turned to Unicode, and the names of what was met."""
    encoding = find_encoding(text)
    if encoding is None:
        return text, ()
    return mend_text(text, encoding), (encoding.name,)


def legacy_issues(names: Collection[str]) -> tuple[Issue, ...]:
    """Return the issue that tells which encodings were turned into Unicode; none where none was met."""
    if not names:
        return ()
    message = f"Text in the old encoding {' and '.join(sorted(names))} was turned into Unicode."
    return (Issue("ingest", "legacy_encoding", Severity.INFO, message),)
