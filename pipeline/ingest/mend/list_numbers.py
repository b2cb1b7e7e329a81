"""How the number of an item is written: in digits, in letters, in roman numbers, as Word and web pages count."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LAST_LETTERS = 780  # behind "zzz…" of thirty letters Word counts no further in letters


def format_number(value: int, style: str) -> str:
    """Write a number in one of Word's formats: decimal, decimalZero, upper/lowerRoman, upper/lowerLetter.

    Letters go on after z as Word does it: aa, bb, up to thirty of them. An unknown format is written in digits.

    >>> format_number(4, "upperRoman"), format_number(28, "lowerLetter"), format_number(3, "decimalZero")
    ('IV', 'bb', '03')
    """
    if style in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        letters = _roman(value)
        return letters.upper() if style == "upperRoman" else letters
    if style in ("upperLetter", "lowerLetter") and 0 < value <= _LAST_LETTERS:
        letters = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    return f"{value:02d}" if style == "decimalZero" else str(value)


def _roman(value: int) -> str:
    letters = ""
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        letters += sign * count
    return letters
