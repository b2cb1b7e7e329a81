"""The end of a file's name that says what kind of file it is."""

from __future__ import annotations

import re

_SUFFIX = re.compile(r".\.([A-Za-z0-9]{1,8})\Z", re.DOTALL)


def find_suffix(name: str) -> str:
    """Return the suffix of a file's name in small letters with its point, or nothing where it has none.

    What stands behind the last point of a name is often no suffix but the rest of a title. A suffix is short and of
    plain letters and digits, so that no name that is built on it grows too long for a disk.

    >>> find_suffix("Kế hoạch 12.DOCX"), find_suffix("1.Kế hoạch thực hiện"), find_suffix(".docx")
    ('.docx', '', '')
    """
    found = _SUFFIX.search(name)
    return f".{found[1].lower()}" if found else ""
