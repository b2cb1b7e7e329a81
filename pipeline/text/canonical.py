"""The one spelling in which every later stage reads a text: pure functions over strings.

Spelling is kept as printed; only what no reader can see is settled: Unicode form, odd blanks and
hyphens, invisible characters, look-alike letters, tone marks that were typed apart.
"""

from __future__ import annotations

import re
import unicodedata

_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_HYPHENS = "\u2010\u2011\u2012\u2212\ufe63\uff0d\ufffe"  # pdfium writes U+FFFE for a hyphen at a line's end
_INVISIBLE = [0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF, 0xFFFF]
_INVISIBLE += [*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC)]
_CONTROLS = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n" + _BREAKS]

_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_CONTROLS),
    **dict.fromkeys(_INVISIBLE),
    **{ord(char): " " for char in _BLANKS},
    **{ord(char): "\n" for char in _BREAKS},
    **{ord(char): "-" for char in _HYPHENS},
    # Eth and African D look like Đ and come from old keyboards and converters.
    0xD0: "\u0110",
    0x189: "\u0110",
    0xF0: "\u0111",
}

_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_MARK = re.compile(f"[{_MARKS}]")
_APART = re.compile(rf"(?<=[^\W\d_]|[{_MARKS}])[ \t]+(?=[{_MARKS}])")
_ODD = re.compile(f"[\r–—{_MARKS}\ud800-\udfff{re.escape(''.join(map(chr, _TABLE)))}]")
_TABLE |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # halves of a letter, which no file of UTF-8 can hold
_CODE = re.compile(r"(?<!\S)\S*/\S*")
_CODE_DASH = re.compile(r"(?<=[0-9A-ZĐ])[–—](?=[A-ZĐ])")

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def canonical(text: str) -> str:
    """Return a text in the form in which it is stored and searched; doing it twice changes nothing.

    NFC; any line end becomes a newline; non-breaking and typographic blanks a space; zero-width,
    soft-hyphen, direction and control characters vanish; U+FFFE and the hyphens of typesetters
    become "-"; Eth becomes Đ; half a letter (a lone surrogate) becomes U+FFFD; a tone mark that stands apart (`nhiê ̣m`)
    joins its letter. En and em dash stay, except between the parts of a document's code (`98–NQ/TW`).

    >>> canonical("Số: 98–NQ/TW, giai đoạn 2021 – 2025")
    'Số: 98-NQ/TW, giai đoạn 2021 – 2025'
    """
    if not _ODD.search(text):
        return unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    if _MARK.search(text):
        text = _APART.sub("", text)
    text = unicodedata.normalize("NFC", text)
    if "–" in text or "—" in text:
        text = _CODE.sub(lambda code: _CODE_DASH.sub("-", code.group()), text)
    return text


def canonical_line(text: str) -> str:
    """Return a text in canonical form as one line: every run of blanks, tabs and newlines is one space.

    >>> canonical_line("  Điều\\u00a01.\\n Phạm vi ")
    'Điều 1. Phạm vi'
    """
    return one_line(canonical(text))


def make_harmless(text: str) -> str:
    """Return a text that no terminal obeys: control characters are shown as pictures, turns of direction as U+FFFD.

    Line ends and tabs stay; half letters become U+FFFD too.

    >>> make_harmless("kế hoạch\\x1b[2J.txt")
    'kế hoạch␛[2J.txt'
    """
    return _OBEYED.sub(_show_sign, text)


def make_name_harmless(text: str) -> str:
    """Return the name of a file that no terminal obeys and that stays on its line."""
    return make_harmless(text).translate({ord("\n"): "\u240a", ord("\t"): "\u2409"})


def _show_sign(hit: re.Match[str]) -> str:
    code = ord(hit.group())
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def one_line(text: str) -> str:
    """Return a text as one line: every run of blanks, tabs and newlines is one space."""
    return " ".join(text.split())
