"""Whether a file is an administrative document, from everything that it shows counted together (`kinds.toml`).

No sign decides alone: a draft without head has its type name and parts, a web copy its number and Nơi nhận, an annex
alone its table of work; a program, a register, a form to fill in or a note has little of these and something of its
own. A wrong "no document" loses an analyst's tasks, so what is in doubt is a document.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.knowledge.kinds import Sign, least_margin, load_signs
from pipeline.knowledge.layout import line_kinds
from pipeline.knowledge.load import load_map, load_pattern
from pipeline.knowledge.syllables import is_syllable
from pipeline.model import AgencyRole, FileKind, Identity, Issue, ItemStyle, Outline, Record, Relation, Severity
from pipeline.text.match import match_form

_HEAD_PIECES, _LAST_PIECES = 600, 200  # of a long text only its beginning and end are looked at
_TOP = 12  # pieces in which a form, a register or a note says what it is
_LONGEST_PIECE = 400
_PARTS = frozenset({"tasks", "organisation", "assignment", "purpose", "scope", "funding", "basis", "effect"})
_CODE_SHARE, _CODE_LINES = 0.3, 4
_CODE_SIGNS, _CODE_SIGN_SHARE = "{}[]$=<>\\#&", 0.02  # of prose far less than one in a hundred
_LEAST_PACKED, _PACKED_SHARE = 8, 0.1
_BLANKS, _BLANK_SHARE = 7, 0.05  # of a draft fewer places are left open: number, day and month
_PAGE_WORDS = 3
_COLUMN_SHARE, _COLUMN_LINES, _COLUMN_SIGNS = 0.6, 3, ",;|\t"
_SAMPLE = 20_000
_SPELLED_SHARE = 0.7  # of English words a third are spelled as Vietnamese syllables
_BARE_SHARE = 0.9  # of Vietnamese words a fourth bear no mark
_DOUBTFUL = 2.0  # margin under which a document is told to be doubtful
_PLAIN = 14.0  # margin that only lines of a program or a foreign text could undo
_MOST_SURE = 0.99
_STEEP = 4.0  # margin over which the doubt falls to a third
_UNKNOWN = "unknown"  # how an agency is resolved that no table knows
_PIECES = re.compile(r"[\n\t]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a file is, how sure that is (0.5 to 0.99), and the issue that says why, where it is none or doubtful."""

    kind: FileKind
    confidence: float
    issue: Issue | None


def judge(outline: Outline, record: Record) -> Judgement:
    """Return what a file is, by its outline and the facts that were read as if it were a document."""
    names = {*_facts_shown(outline, record), *_signs_of_the_name(record)}
    if _margin(names) < _PLAIN:  # else what its lines look like would change nothing
        names |= {*_lines_shown(record.text), *_signs_against(outline, record)}
    shown, margin = [sign for name, sign in load_signs().items() if name in names], _margin(names)
    against = [sign for sign in shown if sign.kind]
    sure = min(_MOST_SURE, round(1 - 0.5 * math.exp(-abs(margin) / _STEEP), 2))
    if margin >= 0:
        return Judgement(FileKind.DOCUMENT, sure, _doubt(shown) if margin < _DOUBTFUL else None)
    kind = FileKind(max(against, key=lambda sign: sign.weight).kind or "note") if against else FileKind.NOTE
    return Judgement(kind, sure, _reason(kind, shown))


def _margin(names: set[str]) -> float:
    signs = map(load_signs().__getitem__, names)
    return sum(sign.weight if sign.kind is None else -sign.weight for sign in signs) - least_margin()


def keep_without_facts(record: Record, judgement: Judgement) -> Record:
    """Return the record of what is no document: its text, and why nothing was made of it."""
    own = tuple(issue for issue in record.issues if issue.stage == "ingest")
    issues = (*own, judgement.issue) if judgement.issue else own
    return replace(record, identity=Identity(), citations=(), edges=(), tasks=(), sections=(), issues=issues)


def _lines_shown(text: str) -> set[str]:
    """Return what the form of the lines and cells says for a document, also where its parts were not found."""
    kinds = {kind for piece in _pieces(text) for kind in line_kinds(match_form(piece))}
    return kinds & {"motto", "addressee", "recipients", "issued_with", "annex"}


def _facts_shown(outline: Outline, record: Record) -> Iterator[str]:
    identity = record.identity
    found = {
        "number": identity.code is not None,
        "type": outline.type_name is not None,
        "addressee": outline.type == "CV",
        "date": identity.issued is not None,
        "recipients": bool(outline.recipients),
        "signature": bool(outline.signature),
        "task_table": _has_task_table(outline),
        "part": not _PARTS.isdisjoint(section.role for section in record.sections),
        "article": any(item.style is ItemStyle.ARTICLE for item in outline.body.items),
        "order": _gives_orders(record),
        "recognised": outline.parsed.is_scan,
        "sealed": any(signature.organisation for signature in record.signatures),
        "basis": any(tie.relation is Relation.LEGAL_BASIS for one in record.citations for tie in one.ties),
        "unmarked": _is_foreign(record) and _lost_its_marks(record.text),
    }
    yield from (name for name, holds in found.items() if holds)


def _has_task_table(outline: Outline) -> bool:
    return any(body.tables for body in (outline.body, *(annex.body for annex in outline.annexes)))


def _gives_orders(record: Record) -> bool:
    """Tell whether an item gives a body that the register knows something to do."""
    leads = (one for task in record.tasks for one in task.agencies if one.role is AgencyRole.LEAD)
    return any(one.agency is not None and one.resolved_by != _UNKNOWN for one in leads)


def _signs_against(outline: Outline, record: Record) -> Iterator[str]:
    lines = [line for line in record.text.split("\n") if line.strip()]
    pieces = [match_form(piece) for piece in _pieces(record.text)]
    top = [match_form(line) for line in lines[:_TOP] if len(line) < _LONGEST_PIECE]
    found = {
        "code": _is_code(lines) or _holds_code(record.text),
        "foreign": _is_foreign(record) and not _is_spelled(record.text),
        "blanks": _has_blanks(record.text),
        "columns": not _has_task_table(outline) and (_is_columns(lines) or _is_packed(record.text)),
        "page_words": len(set(filter(load_pattern("kinds", "page_word").search, pieces))) >= _PAGE_WORDS,
        **{name: any(map(load_pattern("kinds", name).search, top)) for name in _NAMES},
    }
    yield from (name for name, holds in found.items() if holds)


def _signs_of_the_name(record: Record) -> list[str]:
    name = match_form(record.source.name)
    return [sign for sign in _FILES if load_pattern("kinds", sign).search(name)]


_NAMES = ("form_name", "register_name", "note_name")
_FILES = ("program_file", "register_file", "page_file")


def _pieces(text: str) -> list[str]:
    """Return the lines and cells of a text; of a long one those at its beginning and end."""
    pieces = [piece for piece in _PIECES.split(text) if piece.strip() and len(piece) < _LONGEST_PIECE]
    return pieces if len(pieces) <= _HEAD_PIECES + _LAST_PIECES else pieces[:_HEAD_PIECES] + pieces[-_LAST_PIECES:]


def _is_code(lines: list[str]) -> bool:
    shown = lines[:_HEAD_PIECES]
    count = sum(1 for line in shown if load_pattern("kinds", "code").match(match_form(line)))
    return count >= _CODE_LINES and count >= _CODE_SHARE * len(shown)


def _holds_code(text: str) -> bool:
    """Tell by its signs whether a text is code, where lines that end in small letters were joined."""
    return sum(map(text.count, _CODE_SIGNS)) >= _CODE_SIGN_SHARE * len(text)


def _is_foreign(record: Record) -> bool:
    return any(issue.code == "not_vietnamese" for issue in record.issues)


def _is_spelled(text: str) -> bool:
    """Tell whether most words are spelled as Vietnamese syllables, with their marks or without."""
    words = _WORD.findall(text[:_SAMPLE])
    return sum(map(_is_bare_syllable, words)) >= _SPELLED_SHARE * len(words) > 0


def _lost_its_marks(text: str) -> bool:
    """Tell whether it is Vietnamese without its marks ("KE HOACH trien khai thuc hien")."""
    words = _WORD.findall(text[:_SAMPLE])
    return _is_spelled(text) and sum(map(str.isascii, words)) >= _BARE_SHARE * len(words)


def _is_bare_syllable(word: str) -> bool:
    """A syllable that ends in a stop bears a tone mark where it is spelled in full."""
    return is_syllable(word) or any(is_syllable(word[:-1] + end) for end in ("n", "") if word[-1:] in "cptCPT")


def _has_blanks(text: str) -> bool:
    count = len(load_pattern("kinds", "blank").findall(match_form(text)))
    return count >= _BLANKS and count >= _BLANK_SHARE * len(_WORD.findall(text))


def _is_columns(lines: list[str]) -> bool:
    """Tell whether most lines hold the same number of the same sign that parts columns."""
    if len(lines) < _COLUMN_LINES:
        return False
    counts = Counter((sign, line.count(sign)) for line in lines for sign in _COLUMN_SIGNS if line.count(sign) > 1)
    return bool(counts) and max(counts.values()) >= _COLUMN_SHARE * len(lines)


def _is_packed(text: str) -> bool:
    """Tell whether values follow one another without blanks, as in rows of a CSV file whose lines were joined."""
    count = len(load_pattern("kinds", "packed").findall(match_form(text)))
    return count >= _LEAST_PACKED and count >= _PACKED_SHARE * len(_WORD.findall(text))


def _reason(kind: FileKind, shown: list[Sign]) -> Issue:
    called = load_map("kinds", "called")[kind.value]
    message = f"It is no administrative document but {called}, and nothing was made of it: {_said(shown)}."
    return Issue("extract", "no_document", Severity.WARNING, message)


def _doubt(shown: list[Sign]) -> Issue:
    message = f"It may be no administrative document; in doubt it was read as one: {_said(shown)}."
    return Issue("extract", "doubtful_document", Severity.WARNING, message)


def _said(shown: list[Sign]) -> str:
    own = ", ".join(sign.said for sign in shown if sign.kind is None) or "nothing"
    other = ", ".join(sign.said for sign in shown if sign.kind) or "nothing of another kind"
    return f"of a document it shows {own}; besides, {other}"
