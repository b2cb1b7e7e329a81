"""From the claims about one act to the document: its id, its header, its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from pipeline.link.copies import rank_reading
from pipeline.link.grounds import find_level_of
from pipeline.link.match import Act
from pipeline.model.resolved import CENTRE, NOWHERE, Claim, Document, Level
from pipeline.text.slugs import make_slug


def make_documents(ground: str, key: str, acts: Iterable[Act]) -> list[tuple[Document, Act]]:
    """Return the documents of the acts that were made under one key of a ground, with ids that tell them apart.

    An id is made of what identifies the act: `16-kh-ubnd.2031-01-20.tinh-ha-nam`,
    `98-nq-tw.2030-01-30`, `luat:dau-tu.undated`, `5-kh-ubnd.2031-01-20.huyen-binh-xa.tinh-ha-nam`.
    Acts that differ in nothing of this (two drafts of one number and month, say) are counted: `…-2`.
    """
    documents: list[tuple[Document, Act]] = []
    seen: Counter[str] = Counter()
    for act in sorted(acts, key=_order):
        base = _base_id(ground, key, act)
        seen[base] += 1
        number = seen[base]
        documents.append((_make_document(base if number == 1 else f"{base}-{number}", ground, act), act))
    return documents


def _order(act: Act) -> tuple[bool, list[str], tuple[bool, str]]:
    return act.is_ambiguous, sorted(act.held_titles()), min(_place(member.claim) for member in act.members)


def _place(claim: Claim) -> tuple[bool, str]:
    return not claim.is_held, claim.id


def _base_id(ground: str, key: str, act: Act) -> str:
    prefix, _, words = key.rpartition(": ")
    name = f"{make_slug(prefix)}:{make_slug(words)}" if ": " in key else make_slug(words)
    places = [] if ground == CENTRE else list(dict.fromkeys(filter(None, (act.territory, ground))))
    return ".".join([name, act.date or "undated", *map(make_slug, places)])


def _make_document(id_: str, ground: str, act: Act) -> Document:
    """Return the document: of its files the best read one that states a value gives it, else the citations do."""
    held = sorted(act.held(), key=rank_reading)
    cited = sorted((m.claim for m in act.members if not m.claim.is_held), key=_place)
    numbered = [claim for claim in held if claim.code_key] or held  # a draft prints the symbol alone
    dated = any(claim.date == act.date for claim in held)
    return Document(
        id=id_,
        type=_stated(held, lambda claim: claim.type) or _voted(cited, lambda claim: claim.type),
        code=_stated(numbered, lambda claim: claim.code) or _voted(cited, lambda claim: claim.code),
        issued=act.date if dated or not held else _stated(held, lambda claim: claim.date) or act.date,
        title=_stated(held, lambda claim: claim.name) or _voted(cited, lambda claim: claim.name),
        issuer=_stated(held, lambda claim: claim.issuer) or _voted(cited, lambda claim: claim.issuer),
        agency=_stated(held, lambda claim: claim.agency) or _voted(cited, lambda claim: claim.agency),
        territory=act.territory,
        province=None if ground in (CENTRE, NOWHERE) else ground,
        level=_level(ground, act.territory),
        files=tuple(claim.id for claim in held),
    )


def _stated(files: Iterable[Claim], value: Callable[[Claim], str | None]) -> str | None:
    """Return the value in the first file that states it."""
    return next(filter(None, map(value, files)), None)


def _voted(claims: Iterable[Claim], value: Callable[[Claim], str | None]) -> str | None:
    """Return the commonest value; of equally common ones the longest, then the first in order."""
    votes: Counter[str] = Counter()
    for claim in claims:
        if said := value(claim):
            votes[said] += claim.weight
    return min(votes, key=lambda said: (-votes[said], -len(said), said), default=None)


def _level(ground: str, territory: str | None) -> Level | None:
    if ground == CENTRE:
        return Level.CENTRAL
    return find_level_of(territory, ground) if territory else None
