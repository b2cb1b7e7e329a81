"""Which files are copies of one act: the draft, the signed file, its scan, a copy from the web.

A number is given out once a year, so files of one number are copies where their dates agree and title or text do, or
where the text is the same and only the date was misread. A draft bears no number yet, and often only the month in which
it is hoped to be signed; it is a copy where title, issuer and text agree and the act followed soon.
"""

from __future__ import annotations

from datetime import datetime

from pipeline.model.resolved import Claim
from pipeline.text.fold import fold
from pipeline.text.reduced_date import ReducedDate, is_full, may_agree, most_precise
from pipeline.text.sketch import measure_likeness

SAME_TEXT = 0.7
"""Share of word pairs that near-identical texts have in common: a scan with one misread word in twelve keeps 0.73; two
acts of the real documents at hand had 0.33 at most."""

SAME_NUMBER = 0.5
"""The same where the number says already that they are one."""

_SOON = 3  # months within which a draft is signed


def is_copy(file: Claim, other: Claim, date: str | None, *, by_code: bool) -> bool:
    """Tell whether two files of one key are copies of one act, whose date is known so far as `date`.

    One key is one number and symbol (`by_code`), or one type and title. Two full dates that differ part them here.
    """
    agree = may_agree(file.date, date)
    if not agree and is_full(file.date) and is_full(date):
        return False
    if by_code:
        same = fold(file.name or "") == fold(other.name or "") or is_like(file, other, SAME_NUMBER)
        return same if agree else _year(file.date) == _year(date) and is_like(file, other)
    if not _is_same_issuer(file, other):
        return False
    if not file.sketch or not other.sketch:
        return agree
    return is_like(file, other) and _is_soon(file, other, date)


def is_misread(file: Claim, other: Claim) -> bool:
    """Tell whether two files of one number with two dates are one act, of which one date was misread."""
    return _year(file.date) == _year(other.date) and is_like(file, other)


def is_like(file: Claim, other: Claim, least: float = SAME_TEXT) -> bool:
    """Tell whether two files say nearly the same, word for word; what is unknown is not alike."""
    return bool(file.sketch and other.sketch) and measure_likeness(file.sketch or "", other.sketch or "") >= least


Rank = tuple[bool, bool, bool, float, int, bool, float, str]


def rank_reading(claim: Claim) -> Rank:
    """Order the files of an act, the one that speaks for it first.

    Signed ones go before drafts: a draft lacks number or day, and bears no digital signature. Then whole ones, those
    with the latest digital signature, rich ones, those with a number, with a sure date.
    """
    is_draft = claim.signed is None and (claim.code_key is None or not is_full(claim.date))
    words = (-claim.facts, claim.code_key is None, -claim.date_confidence, claim.id)
    return is_draft, claim.is_partial, claim.signed is None, -_seconds(claim.signed), *words


def _seconds(time: str | None) -> float:
    """Return a time of signing as a number; 0 where it is not told, or no time."""
    try:
        return datetime.fromisoformat(time).timestamp() if time else 0.0
    except ValueError:
        return 0.0


def group_copies(files: list[Claim], *, by_code: bool) -> dict[str, tuple[str | None, str]]:
    """Sort files of one key without a full date into acts; returns for each file's id the act's date and name.

    A file joins the first act, in the order of ids, whose first file it is a copy of.
    """
    groups: list[list[Claim]] = []
    for file in sorted(files, key=lambda claim: claim.id):
        for group in groups:
            first = group[0]
            if file.territory == first.territory and is_copy(file, first, first.date, by_code=by_code):
                group.append(file)
                break
        else:
            groups.append([file])
    acts = [(most_precise(file.date for file in group), group) for group in groups]
    return {file.id: (date, group[0].id) for date, group in acts for file in group}


def _is_same_issuer(one: Claim, other: Claim) -> bool:
    """Compare issuers by the register, or by name: without a date the register may know another body of the name."""
    return not one.agency or not other.agency or one.agency == other.agency or _name(one) == _name(other)


def _name(claim: Claim) -> str:
    return fold(claim.issuer or "")


def _is_soon(file: Claim, other: Claim, date: str | None) -> bool:
    """Tell whether of two files the one with the reduced date can be the draft of the other."""
    own, act = ReducedDate.parse(file.date), ReducedDate.parse(date)
    cited = (ReducedDate.parse(claim.not_before) for claim in (file, other))
    if act and any(bound and act.is_before(bound) for bound in cited):
        return False  # it cites what came later
    if own is None or act is None or own.may_be(act):
        return True
    if act.is_full or own.is_full:
        return _follows(own, act) if act.is_full else _follows(act, own)
    return _follows(own, act) or _follows(act, own)


def _follows(draft: ReducedDate, act: ReducedDate) -> bool:
    return draft.months_after(act) <= 0 and act.months_after(draft) <= _SOON


def _year(date: str | None) -> int | None:
    written = ReducedDate.parse(date)
    return written.year if written else None
