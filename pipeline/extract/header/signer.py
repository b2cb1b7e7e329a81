"""Who signed, in what position, with what authority; and the lines of Nơi nhận."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import alternatives, load_pattern, load_rules, load_words
from pipeline.model import Fact, Outline, Signer, Span
from pipeline.text.letters import spell
from pipeline.text.match import match_form, squeeze

_NAME = re.compile(spell(r"[{Lu}][\w']*(?:\s+[{Lu}][\w']*){1,5}"))
_BEHIND_POST = re.compile(
    spell(r"(?:(?<=[{Lu}]{2})|(?<=\)))\s+(?P<name>(?:[{Lu}][{Ll}]*[{Ll}]\s+){1,4}[{Lu}][{Ll}]+)$")
)
_BULLET = re.compile(r"^\s*[-–+•*]\s*")
_NEXT_BULLET = re.compile(r";\s*(?=[-–+•]\s+\S)")


@lru_cache(maxsize=1)
def _organs() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(load_words('positions', 'organs_like_positions'))}$")


@lru_cache(maxsize=1)
def _printed() -> dict[str, str]:
    return {match_form(word): word for name in ("signers", "added") for word in load_words("posts", name)}


def _positions() -> re.Pattern[str]:
    return load_pattern("positions", "position")


def find_signer(outline: Outline) -> Signer | None:
    """Find the signer in the signature's lines; None when the document has no signature.

    "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH / Lê A" gives TM+KT and Phó Chủ tịch.
    """
    if not outline.signature:
        return None
    start, end = outline.signature[0].start, outline.signature[-1].end
    lines = [outline.printed(span) for span in outline.signature]
    head = "\n".join(lines)
    form = match_form(head)
    marks = _find_marks(form)
    position = _find_position(form, marks)
    name = _find_name(lines) or _name_beside(outline)
    if not (position or name):
        return None
    authority = "+".join(dict.fromkeys(label for label, _ in marks)) or None
    sure = how_sure("signature" if position and name else "half_signature")
    return Signer(name, position, authority, outline.parsed.evidence(start, end, "signature", sure))


def _find_marks(form: str) -> list[tuple[str, int]]:
    """Return the marks of authority (TM, KT, …) at the beginnings of lines, in order, with their places."""
    found = []
    for rule in load_rules("positions", "authority"):
        found += [(rule.gives, hit.start()) for hit in rule.pattern.finditer(form) if _begins(form, hit.start())]
    return sorted(found, key=lambda mark: mark[1])


def _begins(form: str, place: int) -> bool:
    before = form[:place].rstrip(" *_")
    return not before or before.endswith("\n") or _positions().search(before) is not None or len(before) < 60


def _find_position(form: str, marks: list[tuple[str, int]]) -> str | None:
    # A post may go on in the next line: "PHÓ CHỦ TỊCH / THƯỜNG TRỰC".
    hits = [hit for hit in _positions().finditer(form.replace("\n", " ")) if not _organs().search(form, 0, hit.end())]
    replaced = [place for label, place in marks if label in ("KT", "TL", "TUQ")]
    free = [hit for hit in hits if not any(0 <= hit.start() - place <= 8 for place in replaced)]
    after = [hit for hit in free if not replaced or hit.start() > max(replaced)]
    chosen = _deputies(after or free or hits)[:1]
    if not chosen:
        return None
    parts = (part for part in chosen[0].group("deputy", "post", "added") if part)
    shown = " ".join(_printed()[squeeze(part)] for part in parts)
    return f"{shown} {unit}" if (unit := _unit_of(form, chosen[0], marks)) else shown


def _deputies(hits: list[re.Match[str]]) -> list[re.Match[str]]:
    """Begin with the deputy who signs for the head above him where KT. is left out ("GIÁM ĐỐC / PHÓ GIÁM ĐỐC")."""
    pair = len(hits) > 1 and hits[1]["deputy"] and not hits[0]["deputy"] and hits[0]["post"] == hits[1]["post"]
    return hits[1:] if pair and hits[1].start() - hits[0].end() <= 1 else hits


def _unit_of(form: str, position: re.Match[str], marks: list[tuple[str, int]]) -> str:
    """Who signs by order names the unit ("TL. GIÁM ĐỐC / TRƯỞNG PHÒNG TỔ CHỨC"): the rest of the position's line."""
    if not any(label in ("TL", "TUQ") for label, _ in marks):
        return ""
    return form[position.end() :].split("\n", 1)[0].strip(" *_").capitalize()


def _find_name(lines: list[str]) -> str | None:
    """Return the last line that is a person's name; ranks and "(Đã ký)" are left off."""
    for line in reversed(lines):
        words = _without_ranks(squeeze(line).strip("*_ |"))
        if _NAME.fullmatch(words) and not _is_other_line(match_form(words)):
            return words
        behind = _BEHIND_POST.search(words)
        if behind:
            return _without_ranks(behind["name"])
    return None


def _name_beside(outline: Outline) -> str | None:
    """Return the name that a copy has set behind a line of Nơi nhận: "- Như trên; (đã ký) Lê Văn An"."""
    for words in map(outline.printed, outline.recipients):
        hit = load_pattern("positions", "signed_beside").search(match_form(words))
        if hit and (name := _find_name([words[hit.end() :]])):
            return name
    return None


def _without_ranks(words: str) -> str:
    """Cut off "Đại tá", "TS." and the like."""
    while hit := load_pattern("positions", "rank").match(match_form(words)):
        words = words[hit.end() :]
    return words


def _is_other_line(form: str) -> bool:
    """Tell whether a line of capitalised words names a position, says "(Đã ký)" or names a body."""
    patterns = (_positions(), load_pattern("positions", "signed"), load_pattern("positions", "body"))
    return any(pattern.search(form) for pattern in patterns)


def _parted(outline: Outline) -> Iterator[Span]:
    """Yield the lines of Nơi nhận; bullets that a copy has set in one line are parted."""
    for span in outline.recipients:
        starts = [span.start, *(hit.end() for hit in outline.words(span).find_all(_NEXT_BULLET))]
        yield from (Span(start, end) for start, end in pairwise([*starts, span.end]))


def find_recipients(outline: Outline) -> tuple[Fact, ...]:
    """Return the lines of Nơi nhận without bullet and final sign; a wrapped line is joined to its first part."""
    lines: list[tuple[Span, str]] = []
    bulleted = any(_BULLET.match(outline.printed(span)) for span in outline.recipients)
    for span in _parted(outline):
        words = squeeze(outline.printed(span))
        beside = load_pattern("positions", "signed_beside").search(match_form(words))
        words = words[: beside.start()] if beside else words
        is_new = bool(_BULLET.match(words)) or not lines
        open_line = bool(lines) and not lines[-1][1].rstrip().endswith((";", "."))
        if lines and not is_new and bulleted and (open_line or words[:1].islower()):
            first, before = lines[-1]
            lines[-1] = (Span(first.start, span.end), f"{before} {words}")
        elif _BULLET.sub("", words).strip(" ;.,"):
            lines.append((span, words))
    place = outline.parsed.evidence
    return tuple(
        Fact(_BULLET.sub("", words).rstrip(" ;.,/|\\"), place(span.start, span.end, *found_by("recipients")))
        for span, words in lines
    )
