"""Mails as .eml files: the body and every attachment are members, by the standard library.

Pictures that the body shows (a logo in the signature) belong to its layout and are no documents.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser

from pipeline.errors import FileTooLarge, TruncatedFile
from pipeline.ingest.containers.unpack import Part
from pipeline.ingest.decoding import decode_declared
from pipeline.ingest.sniff import mail_bytes

BODY = "thư"
_NAMED_IN = re.compile(rb"(\*[0-9]{0,3}\*?=\s{0,9}\"?)[^'\"\s;]{1,80}'")  # the charset of a file's name (RFC 2231)
_MAX_PARTS = 4_000
_FAULTS = (MessageError, LookupError, ValueError, TypeError, AttributeError, KeyError, IndexError, binascii.Error)


def find_parts(data: bytes, name: str) -> Iterator[Part]:
    """Yield the body of a mail (`thư.html` or `thư.txt`) and its attachments; a mail attached is a member too.

    A text that goes on behind the body, as behind a picture, is a member of its own (`thư 2.txt`).
    Raises TruncatedFile for what the standard library cannot parse, FileTooLarge for too many parts.
    """
    try:
        body, parts = _open(data, name)
    except (*_FAULTS, RecursionError):
        try:
            body, parts = _open(_NAMED_IN.sub(rb"\1utf-8'", data), name)
        except (*_FAULTS, RecursionError) as error:
            raise TruncatedFile(name, "the mail is damaged", "Save it again from the mail program.") from error
    texts = [body] if isinstance(body, EmailMessage) else []
    texts += [part for part, is_other_form in parts if part is not body and _goes_on(part, is_other_form)]
    for number, part in enumerate(texts, start=1):
        yield from _read_text(part, f"{BODY} {number}" if number > 1 else BODY)
    for place, (part, _) in enumerate(parts, start=1):
        if part is not body and _is_document(part):
            yield from _read_attachment(part, name, place)


def _open(data: bytes, name: str) -> tuple[Message | None, list[tuple[EmailMessage, bool]]]:
    message = BytesParser(policy=policy.default).parsebytes(mail_bytes(data))
    body, parts = message.get_body(("html", "plain")), list(_walk(message, name))
    for part, _ in parts:
        part.get_filename()
    return body, parts


def _walk(message: EmailMessage, name: str) -> Iterator[tuple[EmailMessage, bool]]:
    """Yield the leaves of a mail, and whether one is but another form of the body beside it.

    What lies in a mail that is attached belongs to that one.
    """
    stack = [(message, False)]
    count = 0
    while stack:
        count += 1
        if count > _MAX_PARTS:
            problem = f"the mail has more than {_MAX_PARTS:,} parts"
            raise FileTooLarge(name, problem, "Save its attachments by hand if you trust it.")
        part, is_other_form = stack.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            is_other_form = is_other_form or part.get_content_subtype() == "alternative"
            inner = [(one, is_other_form) for one in part.iter_parts() if isinstance(one, EmailMessage)]
            stack += reversed(inner)
        else:
            yield part, is_other_form


def _is_document(part: EmailMessage) -> bool:
    """Tell whether a part is a document: attached or named, and no picture of the body."""
    if part.get_content_maintype() == "multipart":
        return False
    if part.get_content_maintype() == "image" and part.get("Content-ID") and not part.is_attachment():
        return False
    return bool(part.is_attachment() or part.get_filename() or part.get_content_maintype() not in ("text", "multipart"))


def _goes_on(part: EmailMessage, is_other_form: bool) -> bool:
    """Tell whether a part goes on with the text of the mail, as behind a picture."""
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return is_text and not is_other_form and not _is_document(part) and bool(_payload(part).strip())


def _read_text(body: EmailMessage, shown: str) -> Iterator[Part]:
    data = _payload(body)
    if data.strip():
        with suppress(*_FAULTS):  # of a charset that nobody knows: the reader of text files finds one
            charset = body.get_content_charset() or "utf-8"
            if charset.replace("_", "-") not in ("utf-8", "utf8"):  # whose damage that reader tells
                data = (decode_declared(data, charset) or "").encode() or data
        yield Part(f"{shown}.{'html' if body.get_content_subtype() == 'html' else 'txt'}", [data])


def _read_attachment(part: EmailMessage, name: str, place: int) -> Iterator[Part]:
    try:
        shown = part.get_filename() or f"{place}{'.eml' if part.get_content_maintype() == 'message' else ''}"
        yield Part(shown, [_payload(part)])
    except (*_FAULTS, RecursionError) as error:
        fault = TruncatedFile(name, f"attachment {place} of the mail is damaged", "Ask for it again.")
        fault.__cause__ = error
        yield Part(f"{place}", error=fault)


def _payload(part: EmailMessage) -> bytes:
    """Return the bytes of a part; an attached mail as it would be saved."""
    if part.get_content_maintype() == "message" and part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
