"""Bytes of text files to characters: byte order marks, UTF-8, UTF-16 without a mark, TCVN3, VNI, Windows-1258."""

from __future__ import annotations

import codecs
import re

from pipeline.errors import WrongExtension
from pipeline.ingest.mend.encoding_issues import legacy_issues, mend_legacy
from pipeline.ingest.mend.old_encodings import find_encoding
from pipeline.model import Issue, Severity

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UTF8 = ("utf-8", "utf-8-sig")
LOST = "\ufffd"
_LOST = re.compile(f"{LOST}+")
_WHOLE_TO_LOST = 2  # letters above ASCII that are whole for each that is lost, at least
_ODD = re.compile("[\\x00-\\x08\\x0e-\\x1f\\ufffd]")
MAX_CONTROLS = 0.02  # share of control characters above which bytes are no text


def decode_text(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding; the text is not yet in canonical form.

    Tried in this order: byte order mark, UTF-16 by its zero bytes, UTF-8, the `declared` charset (of a web
    page), Latin-1 where its words are those of TCVN3 or VNI (`mend_legacy` turns them to Unicode), Windows-1258, whose
    combining tones `canonical` makes precomposed letters. A file is UTF-8 also with damaged bytes in it, as long as
    more letters than not are whole: each damage stands as U+FFFD in the text (`lost_letters`); one that was cut inside
    its last letter loses that letter only. Raises WrongExtension where the bytes are no text in any of them.
    """
    encoding = _find_encoding(data, declared)
    text = _decode_utf8(data, encoding) if encoding in _UTF8 else data.decode(encoding, "replace")
    if share_of_controls(text.replace(LOST, "") if is_mostly_whole(text) else text) > MAX_CONTROLS:
        raise WrongExtension(name, "the content is not text", "Find out what kind of file it is and name it so.")
    return text, encoding


def read_letters(data: bytes, name: str) -> tuple[str, str, tuple[Issue, ...]]:
    """Return the text of a file in Unicode, the name of its encoding, and what must be told of its letters.

    Raises WrongExtension for bytes that are no text.
    """
    text, encoding = decode_text(data, name)
    lost = lost_letters(text)
    text, legacy = mend_legacy(text)
    return text, encoding, (*lost, *legacy_issues(legacy))


def lost_letters(text: str) -> tuple[Issue, ...]:
    """Return the issue that tells how many places of a text could not be decoded, and in which line the first lies."""
    places = _LOST.findall(text)
    if not places:
        return ()
    line = text.count("\n", 0, text.index(LOST)) + 1
    where = f"{len(places)} places, the first of them" if len(places) > 1 else "one place,"
    message = f"The file is damaged in {where} in line {line}: what is lost is shown as {LOST}."
    return (Issue("ingest", "lost_letters", Severity.ERROR, message),)


def _find_encoding(data: bytes, declared: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if wide := find_wide(data[:4096]):
        return wide
    if _is_utf8(data) or is_mostly_whole(data.decode("utf-8", "replace")):
        return "utf-8"
    if declared and not declared.lower().startswith("utf") and decode_declared(data, declared) is not None:
        return declared
    return "latin-1" if find_encoding(data.decode("latin-1")) else "cp1258"


def find_wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in Vietnamese text half of the letters have a zero byte, always on one side."""
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 3 and error.reason == "unexpected end of data"
    return True


def is_mostly_whole(text: str) -> bool:
    """Tell whether far more letters above ASCII are whole than lost; in bytes that are no UTF-8 hardly any are."""
    lost = text.count(LOST)
    return lost * _WHOLE_TO_LOST < sum(not sign.isascii() for sign in text) - lost


def _decode_utf8(data: bytes, encoding: str) -> str:
    """Decode UTF-8, damage as U+FFFD; a letter that is cut off at the end is left out."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(data)


def decode_declared(data: bytes, charset: str | None) -> str | None:
    """Return bytes in the charset that a mail or a page declares, damage as U+FFFD.

    None where nobody knows the charset, where it is none of texts (`base64`, `idna`), or where far too little is whole.
    """
    try:
        text = data.decode(charset or "", "replace")
        keeps_ascii = b"a1".decode(charset or "", "replace") == "a1"
    except (LookupError, ValueError, TypeError, AssertionError, MemoryError):
        return None
    if not keeps_ascii and b"\x00" not in data and _is_utf8(data):  # as hardly any text of such a charset is
        return None
    return text if LOST not in text or is_mostly_whole(text) else None


def share_of_controls(text: str) -> float:
    """Return the share of characters that no text holds: control characters and those that could not be decoded."""
    return len(_ODD.findall(text)) / max(len(text), 1)
