"""From the claims about one act to the document: its id, its header, its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from pipeline.graph.match import Act, is_central
from pipeline.graph.names import find_level, make_slug
from pipeline.resolved import Claim, Document, Level


def make_documents(key: str, acts: Iterable[Act]) -> list[tuple[Document, Act]]:
    """Return the documents of the acts that were made under one key, with ids that tell them apart.

    An id is made of what identifies the act: `16-kh-ubnd.2031-01-20.tinh-ha-nam`,
    `98-nq-tw.2030-01-30`, `luat:dau-tu.undated`. Acts that differ in nothing of this
    (two drafts of one number and month, say) are counted: `…-2`.
    """
    documents: list[tuple[Document, Act]] = []
    seen: Counter[str] = Counter()
    for act in sorted(acts, key=_order):
        base = _base_id(key, act)
        seen[base] += 1
        number = seen[base]
        documents.append((_make_document(base if number == 1 else f"{base}-{number}", act), act))
    return documents


def _order(act: Act) -> tuple[bool, list[str], tuple[str, int]]:
    first = min(_place(member.claim) for member in act.members)
    return act.is_ambiguous, sorted(act.held_titles()), first


def _place(claim: Claim) -> tuple[str, int]:
    return claim.file, -1 if claim.citation is None else claim.citation


def _base_id(key: str, act: Act) -> str:
    prefix, _, words = key.rpartition(": ")
    name = f"{make_slug(prefix)}:{make_slug(words)}" if ": " in key else make_slug(words)
    territory = f".{make_slug(act.territory)}" if act.territory else ""
    return f"{name}.{act.date or 'undated'}{territory}"


def _make_document(id_: str, act: Act) -> Document:
    held = sorted((m.claim for m in act.members if m.claim.is_held), key=lambda claim: (-claim.facts, claim.file))
    cited = sorted((m.claim for m in act.members if not m.claim.is_held), key=_place)
    claims = held or cited
    return Document(
        id=id_,
        type=_voted(claims, lambda claim: claim.type) or _voted(cited, lambda claim: claim.type),
        code=_voted(claims, lambda claim: claim.code) or _voted(cited, lambda claim: claim.code),
        issued=_voted([claim for claim in claims if claim.date == act.date], lambda claim: claim.date) or act.date,
        title=_voted(claims, lambda claim: claim.name) or _voted(cited, lambda claim: claim.name),
        issuer=_voted(claims, lambda claim: claim.issuer) or _voted(cited, lambda claim: claim.issuer),
        agency=_voted(claims, lambda claim: claim.agency) or _voted(cited, lambda claim: claim.agency),
        territory=act.territory,
        level=_level(act),
        files=tuple(claim.file for claim in held),
    )


def _voted(claims: Iterable[Claim], value: Callable[[Claim], str | None]) -> str | None:
    """Return the commonest value; of equally common ones the longest, then the first in order."""
    votes = Counter(value(claim) for claim in claims)
    del votes[None]
    return min(votes, key=lambda item: (-votes[item], -len(item or ""), item or ""), default=None)


def _level(act: Act) -> Level | None:
    if any(is_central(member.claim) for member in act.members):
        return Level.CENTRAL
    return find_level(act.territory) if act.territory else None
