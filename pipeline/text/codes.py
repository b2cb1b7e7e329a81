"""Numbers that others wrote, and the form under which codes (số ký hiệu) are compared."""

from __future__ import annotations

import re

from pipeline.text.fold import fold

_LEADING_ZEROS = re.compile(r"^0+(?=\d)")
_WHOLE = re.compile(r"\s*([0-9]{1,9})(?:\.0*)?\s*")


def make_code_key(code: str | None) -> str | None:
    """Return the form by which two spellings of one code are equal, or None without a number.

    "16 /KH-UBND", "061/KH-UBND" and "16/KH–UBND" give "16 kh ubnd"; a draft's "/KH-UBND" gives None.
    """
    folded = _LEADING_ZEROS.sub("", fold(code or ""))
    return folded if folded[:1].isdigit() else None


def read_number(text: str | None) -> int | None:
    """Return the whole number that a text is, None for any other text: signs, `²`, `٣`, `2.5`, more than nine digits.

    >>> read_number("12"), read_number("3.0"), read_number("²"), read_number("-1")
    (12, 3, None, None)
    """
    hit = _WHOLE.fullmatch(text or "")
    return int(hit[1]) if hit else None
