"""How the original of a file is called in a workspace: by its content, and by what kind of file its name says it is."""

from __future__ import annotations

import re

FOLDER = "corpus/originals"
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


def place_original(sha256: str, name: str) -> str:
    """Return where the original with this content, that came under this name, is kept, relative to the workspace."""
    return f"{FOLDER}/{sha256[:2]}/{sha256}{find_suffix(name)}"
