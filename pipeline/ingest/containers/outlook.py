"""Mails as Outlook saves them (.msg): the body and every attachment are members.

A .msg is an OLE file whose streams are named by property ([MS-OXMSG] 2.2): `__substg1.0_37010102` holds the bytes of an
attachment, `3707` its long name, `1000` the body as text, `1013` as HTML. A mail attached to the mail is a storage of
the same form; its parts are told with its name before them.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.errors import FileTooLarge, TruncatedFile
from pipeline.ingest.containers.mail import BODY
from pipeline.ingest.containers.unpack import MAX_MEMBERS, Part

if TYPE_CHECKING:
    from olefile import OleFileIO

_MAX_DEPTH = 3
_BY_HAND = "Save the attached mail by hand and give it by itself."
_DATA, _EMBEDDED = "__substg1.0_37010102", "__substg1.0_3701000D"
_LONG_NAME, _SHORT_NAME, _SUBJECT, _CONTENT_ID = "3707", "3704", "0037", "3712"
_TEXT, _HTML = "1000", "1013"
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp")
_ANSI = ("cp1258", "cp1252")


def find_parts(data: bytes, name: str) -> Iterator[Part]:
    """Yield the body (`thư.html` or `thư.txt`) and the attachments; raises TruncatedFile for a damaged file."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            yield from list(_read_message(ole, [], "", 0))
    except (
        OSError,
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
        KeyError,
        RecursionError,
        OverflowError,
        struct.error,
    ) as error:
        raise TruncatedFile(name, "the mail is damaged", "Save it again from Outlook.") from error


def _read_message(ole: OleFileIO, place: list[str], before: str, depth: int) -> Iterator[Part]:
    html = _read_stream(ole, [*place, f"__substg1.0_{_HTML}0102"])
    text = _read_text(ole, place, _HTML) or _read_text(ole, place, _TEXT)
    if html and html.strip():
        yield Part(f"{before}{BODY}.html", [html])
    elif text.strip():
        yield Part(f"{before}{BODY}.txt", [text.encode()])
    storages = sorted({tuple(entry[: len(place) + 1]) for entry in ole.listdir() if entry[: len(place)] == place})
    attached = [list(entry) for entry in storages if len(entry) > len(place) and entry[-1].startswith("__attach")]
    for number, storage in enumerate(attached[: MAX_MEMBERS + 1], start=1):  # one too many is told by who unpacks
        yield from _read_attachment(ole, storage, before, number, depth)


def _read_attachment(ole: OleFileIO, place: list[str], before: str, number: int, depth: int) -> Iterator[Part]:
    shown = _read_text(ole, place, _LONG_NAME) or _read_text(ole, place, _SHORT_NAME)
    data = _read_stream(ole, [*place, _DATA])
    if data is not None:
        if not (_read_text(ole, place, _CONTENT_ID) and shown.lower().endswith(_PICTURES)):
            yield Part(before + (shown or str(number)), [data])
    elif ole.exists([*place, _EMBEDDED]) and depth < _MAX_DEPTH:
        inner = [*place, _EMBEDDED]
        subject = _read_text(ole, inner, _SUBJECT) or shown or str(number)
        yield from _read_message(ole, inner, f"{before}{subject.replace('/', '-')}/", depth + 1)
    elif ole.exists([*place, _EMBEDDED]):
        problem = f"it lies in more than {_MAX_DEPTH} mails in one another"
        yield Part(before + (shown or str(number)), error=FileTooLarge(shown or str(number), problem, _BY_HAND))
    else:
        fault = TruncatedFile(shown or str(number), "this attachment has no content", "Ask for it again.")
        yield Part(before + (shown or str(number)), error=fault)


def _read_text(ole: OleFileIO, place: list[str], tag: str) -> str:
    wide = _read_stream(ole, [*place, f"__substg1.0_{tag}001F"])
    if wide is not None:
        return wide.decode("utf-16-le", "replace").rstrip("\x00")
    narrow = _read_stream(ole, [*place, f"__substg1.0_{tag}001E"]) or b""
    for encoding in ("utf-8", *_ANSI):
        try:
            return narrow.decode(encoding).rstrip("\x00")
        except UnicodeDecodeError:
            continue
    return narrow.decode("latin-1").rstrip("\x00")


def _read_stream(ole: OleFileIO, place: list[str]) -> bytes | None:
    if not ole.exists(place):
        return None
    data: bytes = ole.openstream(place).read()
    return data
