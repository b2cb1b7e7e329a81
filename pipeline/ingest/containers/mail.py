"""Mails as .eml files: the body and every attachment are members, by the standard library.

Pictures that the body shows (a logo in the signature) belong to its layout and are no documents.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.parser import BytesParser

from pipeline.errors import TruncatedFile
from pipeline.ingest.containers.unpack import Part
from pipeline.ingest.sniff import mail_bytes

BODY = "thư"
_MAX_PARTS = 4_000
_FAULTS = (MessageError, LookupError, ValueError, TypeError, AttributeError, KeyError, IndexError, binascii.Error)


def find_parts(data: bytes, name: str) -> Iterator[Part]:
    """Yield the body of a mail (`thư.html` or `thư.txt`) and its attachments; a mail attached is a member too.

    Raises TruncatedFile for what the standard library cannot parse.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(mail_bytes(data))
        body = message.get_body(("html", "plain"))
        parts = list(_walk(message))
    except (*_FAULTS, RecursionError) as error:
        raise TruncatedFile(name, "the mail is damaged", "Save it again from the mail program.") from error
    if isinstance(body, EmailMessage):
        yield from _read_body(body)
    for place, part in enumerate(parts, start=1):
        if part is not body and _is_document(part):
            yield from _read_attachment(part, name, place)


def _walk(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the leaves of a mail; what lies in a mail that is attached belongs to that one."""
    stack = [message]
    count = 0
    while stack and (count := count + 1) <= _MAX_PARTS:
        part = stack.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            stack += [inner for inner in reversed(list(part.iter_parts())) if isinstance(inner, EmailMessage)]
        else:
            yield part


def _is_document(part: EmailMessage) -> bool:
    """Tell whether a part is a document: attached or named, and no picture of the body."""
    if part.get_content_maintype() == "multipart":
        return False
    if part.get_content_maintype() == "image" and part.get("Content-ID") and not part.is_attachment():
        return False
    return bool(part.is_attachment() or part.get_filename() or part.get_content_maintype() not in ("text", "multipart"))


def _read_body(body: EmailMessage) -> Iterator[Part]:
    data = _payload(body)
    if data.strip():
        charset = body.get_content_charset() or "utf-8"
        with suppress(LookupError):  # of a charset that nobody knows: the reader of text files finds one
            data = data.decode(charset, "replace").encode()
        yield Part(f"{BODY}.{'html' if body.get_content_subtype() == 'html' else 'txt'}", [data])


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
