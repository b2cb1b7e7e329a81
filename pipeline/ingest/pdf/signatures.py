"""Digital signatures of a PDF file: whose, when, over how much of the file; read offline, with pyHanko.

Whether an authority vouches for a certificate is not asked: that needs the network. What the certificate says of its
holder, whether the signed bytes are unchanged, and whether anything was added behind them needs only the file.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.ingest.draft import cut_off
from pipeline.knowledge.load import load_pattern
from pipeline.model import Box, Issue, Severity, Signature
from pipeline.text.canonical import canonical_line
from pipeline.text.match import match_form

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

MAX_SIGNATURES = 50
_MAX_PAGES = 3000
_CONTENTS = re.compile(rb"(/Contents\s*<)([0-9A-Fa-f\s]{1000,})(>.{,4000}?endobj)", re.DOTALL)
_VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Signed:
    """The signatures of a file in the order of their time, and what there is to say of them."""

    signatures: tuple[Signature, ...] = ()
    issues: tuple[Issue, ...] = ()


def find_signatures(data: bytes) -> Signed:
    """Return the signatures of a PDF; a damaged one is an issue and never keeps the text from being read."""
    if b"/ByteRange" not in data:  # it cannot stand in a compressed part: it counts bytes of the file
        return Signed()
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    found: list[_Read | None] = []
    cut: tuple[Issue, ...] = ()
    try:
        spared, contents = _spare_contents(data)
        reader = PdfFileReader(io.BytesIO(spared), strict=False)
        places = _Places(reader)
        for number, (name, _, field) in enumerate(enumerate_sig_fields(reader, True)):
            if number == MAX_SIGNATURES:
                cut = (cut_off("signatures", MAX_SIGNATURES),)
                break
            _put_back(field, contents)
            found.append(_read_one(reader, name, field, data, places))
    except _find_damage():
        found.append(None)
    read = sorted((one for one in found if one), key=lambda one: one.signature.signed_at or "")
    signatures = tuple(one.signature for one in read if not one.is_timestamp)
    return Signed(signatures, (*cut, *_find_faults(read, damaged=None in found)))


@dataclass(frozen=True, slots=True)
class _Read:
    signature: Signature
    is_timestamp: bool  # of a timestamping service, by nobody who signs the document


@cache
def _find_damage() -> tuple[type[Exception], ...]:
    """Return what the libraries raise over bytes that are no signature."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError

    parsing = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, NotImplementedError)
    return PdfError, UnsupportedAlgorithm, zlib.error, OSError, RecursionError, *parsing


def _find_faults(read: list[_Read], *, damaged: bool) -> Iterator[Issue]:
    if damaged:
        yield _issue("signature_damaged", "A signature of the file is damaged and cannot be read.")
    for one in read:
        if not one.signature.is_intact:
            name = one.signature.person or one.signature.organisation or "an unnamed holder"
            message = f"The file was changed after {name} signed it, or the signature is not by that certificate."
            yield _issue("signature_broken", message, one.signature.page)
    if read and not any(one.signature.covers_whole_file for one in read):
        message = "No signature covers the whole file: something was added or changed behind the last one."
        yield _issue("signature_not_whole", message, read[-1].signature.page)


def _issue(code: str, message: str, page: int | None = None) -> Issue:
    return Issue("ingest", code, Severity.WARNING, message, page=page)


def _read_one(reader: PdfFileReader, name: str, field: Any, data: bytes, places: _Places) -> _Read | None:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    try:
        embedded = EmbeddedPdfSignature(reader, field, name)
        holder = _Holder.of(embedded)
        page, box = places.find(field)
        signature = Signature(
            organisation=holder.organisation,
            organisation_code=holder.code,
            person=holder.person,
            signed_at=_read_time(embedded),
            is_intact=_is_intact(embedded, data),
            covers_whole_file=_covers_all(embedded, data),
            page=page,
            box=box,
        )
        return _Read(signature, str(embedded.sig_object_type) == "/DocTimeStamp")
    except _find_damage():
        return None


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who holds a certificate: a body (a seal), or a person of a body."""

    organisation: str | None
    code: str | None
    person: str | None

    @classmethod
    def of(cls, embedded: EmbeddedPdfSignature) -> _Holder:
        names: dict[str, list[str]] = {}
        for part in embedded.signer_cert.subject.chosen:
            for pair in part:
                words = canonical_line(str(pair["value"].native))
                names.setdefault(pair["type"].native, []).append(words)
        common = next(iter(names.get("common_name", [])), "") or None
        numbers = [*names.get("user_id", []), *names.get("organization_identifier", [])]
        if common and _is_seal(common, numbers):
            body_code = load_pattern("certificates", "body_code")
            codes = [number for number in numbers if body_code.match(match_form(number))]
            return cls(common, ", ".join(codes) or None, None)
        bodies = [*reversed(names.get("organizational_unit_name", [])), *names.get("organization_name", [])]
        return cls(next(iter(bodies), None), None, common)


def _is_seal(common: str, numbers: list[str]) -> bool:
    forms = [match_form(number) for number in numbers]
    if any(load_pattern("certificates", "person_code").match(form) for form in forms):
        return False
    name = match_form(common)
    if load_pattern("certificates", "seal").match(name):
        return True
    if load_pattern("certificates", "person").match(name):
        return False
    return any(load_pattern("certificates", "body_code").match(form) for form in forms)


def _read_time(embedded: EmbeddedPdfSignature) -> str | None:
    """Return the time of signing on the clocks of Việt Nam.

    The PDF's own entry goes before the signed attribute: it names its zone, the attribute is UTC by its definition but
    holds the local hour in files of some signing programs.
    """
    from pyhanko.pdf_utils.generic import parse_pdf_date

    printed = embedded.sig_object.get("/M")
    time: datetime | None = parse_pdf_date(str(printed), strict=False) if printed else embedded.self_reported_timestamp
    if time is None:
        return None
    local = time.replace(tzinfo=_VIETNAM) if time.tzinfo is None else time.astimezone(_VIETNAM)
    return local.isoformat(timespec="seconds")


def _is_intact(embedded: EmbeddedPdfSignature, data: bytes) -> bool:
    """Tell whether the signed bytes are those that were signed, by the key of the certificate."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    kind = embedded.signed_data["encap_content_info"]["content_type"].native
    digest = _digest(embedded, data)
    if kind != "data":  # a timestamp signs a token that holds the digest
        token = embedded.signed_data["encap_content_info"]["content"].parsed
        return bool(token["message_imprint"]["hashed_message"].native == digest)
    same, valid = validate_sig_integrity(embedded.signer_info, embedded.signer_cert, kind, digest)
    return same and valid


def _digest(embedded: EmbeddedPdfSignature, data: bytes) -> bytes:
    """Return the digest of the bytes of the file that are signed."""
    found, numbers = hashlib.new(embedded.external_md_algorithm), [int(number) for number in embedded.byte_range]
    for start, length in zip(numbers[::2], numbers[1::2], strict=True):
        if start < 0 or length < 0:
            raise ValueError("a signature cannot cover bytes before the file")
        found.update(memoryview(data)[start : start + length])
    return found.digest()


def _spare_contents(data: bytes) -> tuple[bytes, dict[bytes, bytes]]:
    """Return a file of the same length with a mark in the place of each signature's bytes, and these bytes by mark.

    pyHanko reads such strings digit by digit, which takes longer than all the rest, and blanks and comments too: those
    that fill the file up again stand behind the object and a digit, where it stops.
    """
    contents: dict[bytes, bytes] = {}

    def spare(hit: re.Match[bytes]) -> bytes:
        mark = hit.start().to_bytes(8, "big")
        digits = b"".join(hit[2].split())
        contents[mark] = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        return (hit[1] + mark.hex().encode("ascii") + hit[3] + b"\n0").ljust(len(hit[0]))

    return _CONTENTS.sub(spare, data), contents


def _put_back(field: Any, contents: dict[bytes, bytes]) -> None:
    """Set the bytes of a signature in the place of their mark."""
    from pyhanko.pdf_utils.generic import ByteStringObject, EncryptedObjAccess

    value = field.get_object().raw_get("/V").get_object()
    found = contents.get(value.raw_get("/Contents", decrypt=EncryptedObjAccess.RAW).original_bytes)
    if found is not None:
        value["/Contents"] = ByteStringObject(found)


def _covers_all(embedded: EmbeddedPdfSignature, data: bytes) -> bool:
    """Tell whether all bytes but the signature itself are signed; line ends behind the last mark say nothing."""
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if embedded.evaluate_signature_coverage() < SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START:
        return False
    _, _, start, length = (int(number) for number in embedded.byte_range)
    return not data[start + length :].strip()


class _Places:
    """The pages of a file by their object numbers, to say where a signature field stands."""

    def __init__(self, reader: PdfFileReader) -> None:
        self.pages: list[tuple[int, Any, Box | None]] = []
        waiting: list[tuple[Any, Box | None]] = [(reader.root.raw_get("/Pages"), None)]
        seen: set[int] = set()
        while waiting and len(self.pages) < _MAX_PAGES:
            reference, media = waiting.pop()
            number, node = getattr(reference, "idnum", 0), reference.get_object()
            if number in seen:
                continue
            seen.add(number)
            media = _read_box(node.get("/CropBox") or node.get("/MediaBox")) or media
            if "/Kids" in node:
                kids = node["/Kids"]
                waiting += [(kids.raw_get(index), media) for index in reversed(range(len(kids)))]
            else:
                self.pages.append((number, node, media))

    def find(self, field: Any) -> tuple[int | None, Box | None]:
        """Return the page and the box of a field; none for one that is not drawn or stands on no page."""
        widget, number = field.get_object(), getattr(field, "idnum", 0)
        if "/Rect" not in widget and "/Kids" in widget:
            kid = widget["/Kids"].raw_get(0)
            widget, number = kid.get_object(), getattr(kid, "idnum", 0)
        on = getattr(widget.raw_get("/P"), "idnum", None) if "/P" in widget else None
        for index, (page, node, media) in enumerate(self.pages, start=1):
            if page == on or (on is None and number in _annotations(node)):
                return index, None if int(node.get("/Rotate", 0)) % 360 else _turn(_read_box(widget["/Rect"]), media)
        return None, None


def _annotations(page: Any) -> set[int]:
    notes = page.get("/Annots", ())
    return {getattr(notes.raw_get(index), "idnum", 0) for index in range(min(len(notes), 200))}


def _read_box(numbers: Any) -> Box | None:
    if numbers is None or len(numbers) != 4:
        return None
    ax, ay, bx, by = (float(number) for number in numbers)
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _turn(rect: Box | None, media: Box | None) -> Box | None:
    """Return a box of the file as points from the page's upper left corner; None where nothing is drawn."""
    if rect is None or media is None or rect[2] - rect[0] < 1 or rect[3] - rect[1] < 1:
        return None
    left, _, _, top = media
    x0, y0, x1, y1 = (round(edge, 1) for edge in (rect[0] - left, top - rect[3], rect[2] - left, top - rect[1]))
    return x0, y0, x1, y1
