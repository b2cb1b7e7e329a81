"""Ids made of words, and the end of a file's name that says what kind of file it is."""

from __future__ import annotations

import re
from hashlib import sha256

_LONGEST = 60
_SUFFIX = re.compile(r".\.([A-Za-z0-9]{1,8})\Z", re.DOTALL)


def make_slug(words: str) -> str:
    """Return folded words as an id; a long one is cut and told apart by a hash of the whole."""
    slug = words.replace(" ", "-")
    if len(slug) <= _LONGEST:
        return slug
    return f"{slug[: _LONGEST - 9].rstrip('-')}-{sha256(slug.encode()).hexdigest()[:8]}"


def find_suffix(name: str) -> str:
    """Return the suffix of a file's name in small letters with its point, or nothing where it has none.

    What stands behind the last point of a name is often no suffix but the rest of a title. A suffix is short and of
    plain letters and digits, so that no name that is built on it grows too long for a disk.

    >>> find_suffix("Kế hoạch 12.DOCX"), find_suffix("1.Kế hoạch thực hiện"), find_suffix(".docx")
    ('.docx', '', '')
    """
    found = _SUFFIX.search(name)
    return f".{found[1].lower()}" if found else ""
