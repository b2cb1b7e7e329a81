"""The form under which codes (số ký hiệu) are compared."""

from __future__ import annotations

import re

from pipeline.text.fold import fold

_LEADING_ZEROS = re.compile(r"^0+(?=\d)")


def make_code_key(code: str | None) -> str | None:
    """Return the form by which two spellings of one code are equal, or None without a number.

    "16 /KH-UBND", "061/KH-UBND" and "16/KH–UBND" give "16 kh ubnd"; a draft's "/KH-UBND" gives None.
    """
    folded = _LEADING_ZEROS.sub("", fold(code or ""))
    return folded if folded[:1].isdigit() else None
