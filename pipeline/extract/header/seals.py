"""What digital signatures say of issuer, date and signer, held against the print.

The seal names the body that sealed the file and when. It fills what the print leaves open; where both speak and differ
the print stays and an issue names both, for a copy made electronically bears the seal of the body that copied (Nghị
định 30/2020/NĐ-CP, Điều 25), and a person's certificate may name a former employer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.extract.agencies.home import Home
from pipeline.extract.header.written_names import canonical_name
from pipeline.model import Box, Evidence, Fact, Identity, Issue, Outline, ParsedDocument, Severity, Signature, Signer
from pipeline.text.fold import fold
from pipeline.text.reduced_date import is_full, may_agree

_ALONE = 0.85  # confidence in what only a signature says
_GUESSED = 0.4  # confidence in the day of a paper by the seal of its scan: one of three that were looked at
_CONFIRMED = 0.99  # what the print and an unchanged signature both say


@dataclass(frozen=True, slots=True)
class Sealed:
    """An identity that the signatures have filled or confirmed, and where they differ from the print."""

    identity: Identity
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seal:
    signature: Signature
    name: str  # the body's name as one writes it


def settle_signatures(outline: Outline, home: Home, identity: Identity) -> Sealed:
    """Fill and confirm issuer, date and signer by the signatures; only those whose signed bytes are unchanged speak."""
    parsed = outline.parsed
    intact = [one for one in parsed.signatures if one.is_intact]
    if not intact:
        return Sealed(identity)
    seals = [_Seal(one, canonical_name(one.organisation or "", outline, home)) for one in intact if one.is_seal]
    persons = [one for one in intact if one.person]
    issuer, own, issues = _settle_issuer(parsed, identity.issuer, seals)
    issued, late = _settle_date(parsed, identity.issued, own, persons)
    signer, stranger = _settle_signer(parsed, identity.signer, persons)
    identity = replace(identity, issuer=issuer, issued=issued, signer=signer)
    return Sealed(identity, (*issues, *late, *stranger))


def _settle_issuer(
    parsed: ParsedDocument, issuer: Fact | None, seals: list[_Seal]
) -> tuple[Fact | None, list[_Seal], list[Issue]]:
    """Return the issuer, the seals that are its own, and the doubts."""
    if not seals:
        return issuer, [], []
    if issuer is None:
        names = {fold(seal.name) for seal in seals}
        if len(names) > 1:
            shown = ", ".join(dict.fromkeys(seal.name for seal in seals))
            message = f"No issuing body is printed, and several bodies sealed: {shown}."
            return None, [], [_issue("seals_differ", message)]
        place = _place_of(parsed, seals[0].signature, "seal", _ALONE)
        return Fact(seals[0].name, place), seals, []
    own = [seal for seal in seals if _is_same_body(seal.name, issuer.value)]
    issues = [_foreign_seal(seal, issuer, alone=not own) for seal in _distinct(seals) if seal not in own]
    if not own:
        return issuer, [], issues
    return replace(issuer, evidence=_confirmed(issuer.evidence, "seal")), own, issues


def _distinct(seals: list[_Seal]) -> list[_Seal]:
    return list({fold(seal.name): seal for seal in reversed(seals)}.values())[::-1]


def _is_same_body(one: str, other: str) -> bool:
    """Tell whether two names mean one body: the same, or its head's or an inner organ's beside it."""
    left, right = f" {fold(one)} ", f" {fold(other)} "
    return left in right or right in left


def _foreign_seal(seal: _Seal, issuer: Fact, *, alone: bool) -> Issue:
    page = seal.signature.page
    if alone:
        message = f"The seal is that of {seal.name}, the print names {issuer.value} as issuing body."
        return _issue("seal_conflict", message, page)
    message = f"{seal.name} sealed the file too, as the body that copied or published it does."
    return Issue("extract", "seal_of_another_body", Severity.INFO, message, page=page)


def _settle_date(
    parsed: ParsedDocument, issued: Fact | None, own: list[_Seal], persons: list[Signature]
) -> tuple[Fact | None, list[Issue]]:
    """Return the date of issue: as printed, or the seal's day where the print leaves it open."""
    timed = [seal.signature for seal in own if seal.signature.signed_at]
    if not timed:
        return issued, []
    first = timed[0]
    sealed = _day(first)
    if issued is not None and is_full(issued.value):
        return _check_date(issued, first, [*persons, first])
    if issued is None:
        return Fact(sealed, _place_of(parsed, first, "seal_time", _ALONE)), []
    if may_agree(sealed, issued.value):
        sure, doubts = (_GUESSED, [_guessed(sealed, first)]) if parsed.is_scan else (_ALONE, [])
        return Fact(sealed, replace(issued.evidence, rule="date_line+seal_time", confidence=sure)), doubts
    return issued, [_late(issued, sealed, first)]


def _check_date(issued: Fact, seal: Signature, signatures: list[Signature]) -> tuple[Fact, list[Issue]]:
    """Confirm a full date from the first person's signature to the seal: one signs, the next day one seals."""
    first = min(_day(one) for one in signatures if one.signed_at)
    if first <= issued.value <= _day(seal):
        return replace(issued, evidence=_confirmed(issued.evidence, "seal_time")), []
    return issued, [_late(issued, _day(seal), seal)]


def _guessed(sealed: str, seal: Signature) -> Issue:
    message = f"The day is not printed; {sealed} is when the scan was sealed, the paper may be some days older."
    return _issue("day_of_the_seal", message, seal.page)


def _late(issued: Fact, sealed: str, seal: Signature) -> Issue:
    message = f"The print says {issued.value}, the seal was set on {sealed}."
    return _issue("seal_date_conflict", message, seal.page)


def _day(signature: Signature) -> str:
    return (signature.signed_at or "")[:10]


def _settle_signer(
    parsed: ParsedDocument, signer: Signer | None, persons: list[Signature]
) -> tuple[Signer | None, list[Issue]]:
    """Return the signer: as printed, or the one person who signed where no name is printed."""
    names = {fold(one.person or ""): one for one in persons}
    if not names:
        return signer, []
    if signer is not None and signer.name:
        if any(_is_same_body(name, signer.name) for name in names):
            return replace(signer, evidence=_confirmed(signer.evidence, "certificate")), []
        shown = ", ".join(one.person or "" for one in names.values())
        message = f"The print names {signer.name} as signer, the certificate is that of {shown}."
        return signer, [_issue("signer_conflict", message, persons[-1].page)]
    if len(names) > 1:
        return signer, []  # one of them drafted or checked: which one signed is not said
    only = persons[0]
    if signer is not None:
        place = replace(signer.evidence, rule=f"{signer.evidence.rule}+certificate", confidence=_ALONE)
        return replace(signer, name=only.person, evidence=place), []
    return Signer(only.person, None, None, _place_of(parsed, only, "certificate", _ALONE)), []


def _confirmed(evidence: Evidence, by: str) -> Evidence:
    return replace(evidence, rule=f"{evidence.rule}+{by}", confidence=max(evidence.confidence, _CONFIRMED))


def _place_of(parsed: ParsedDocument, signature: Signature, rule: str, confidence: float) -> Evidence:
    """Return where a signature stands: its page and box, and the words that stand nearest to it."""
    nearest = min(parsed.blocks, key=lambda block: _distance(block.page, block.box, signature))
    return Evidence(nearest.start, nearest.end, rule, confidence, signature.page, signature.box)


def _distance(page: int | None, box: Box | None, signature: Signature) -> tuple[int, float]:
    pages = abs((page or 1) - (signature.page or 1))
    if box is None or signature.box is None:
        return pages, 0.0
    across = max(box[0] - signature.box[2], signature.box[0] - box[2], 0.0)
    down = max(box[1] - signature.box[3], signature.box[1] - box[3], 0.0)
    return pages, across + down


def _issue(code: str, message: str, page: int | None = None) -> Issue:
    return Issue("extract", code, Severity.WARNING, message, page=page)
