"""Gold whose words are hidden: it can be kept beside the program where the documents themselves may not be.

Codes, dates, kinds, paths of numbers and names of agencies stand plain. Every run of words that a document wrote
(title, openings of tasks, recipients, persons and their posts, products, printed deadlines, names of acts, the place)
is the hash of its folded form, so that what was found can still be held against it, word for word: what only nearly
agrees counts as another.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from pipeline.evaluate.compare.answers import Answers, CitedAnswer, EdgeAnswer, TaskAnswer, Value
from pipeline.evaluate.compare.matching import opening
from pipeline.evaluate.compare.sameness import fold, is_code
from pipeline.knowledge.agencies.name_kinds import is_person

WORDS_OF_HEADER = ("title", "place", "signer.name", "signer.position")
DIGITS = 16
_PARTS = re.compile(r"[,;()–-]")


def hide_words(text: str) -> str:
    """Return the hash that stands for some words, folded: 16 hex digits; nothing stays nothing."""
    folded = fold(text)
    return hashlib.sha256(folded.encode()).hexdigest()[:DIGITS] if folded else ""


def hide_answers(answers: Answers) -> Answers:
    """Return the same answers with the document's words hidden."""
    return Answers(
        header={name: _hide(one) if name in WORDS_OF_HEADER else one for name, one in answers.header.items()},
        recipients=_hide_all(answers.recipients),
        citations=tuple(_hide_cited(one) for one in answers.citations),
        edges=tuple(_hide_edge(one) for one in answers.edges),
        tasks=tuple(_hide_task(one) for one in answers.tasks),
        is_hidden=True,
    )


def make_hidden_json(answers: Answers) -> dict[str, Any]:
    """Return hidden answers in the form of a gold record's JSON, with `hidden` true."""
    header: dict[str, Any] = {name: one.text or None for name, one in answers.header.items() if "." not in name}
    signer = {name[7:]: one.text or None for name, one in answers.header.items() if name.startswith("signer.")}
    header["signer"] = signer if any(signer.values()) else None
    header["recipients"] = [one.text for one in answers.recipients]
    return {
        "hidden": True,
        "header": header,
        "citations": [_cited_json(one) for one in answers.citations],
        "edges": [{"from": one.source, "relation": one.relation, "to": one.target} for one in answers.edges],
        "tasks": [_task_json(one) for one in answers.tasks],
    }


def _hide(value: Value) -> Value:
    return replace(value, text=hide_words(value.text))


def _hide_all(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(map(_hide, values))


def _hide_person(value: Value) -> Value:
    """Hide a name that tells a person: alone, or beside a post ("Đ/c Nguyễn Văn A - Phó Giám đốc")."""
    return _hide(value) if any(is_person(part.strip()) for part in _PARTS.split(value.text)) else value


def _hide_cited(cited: CitedAnswer) -> CitedAnswer:
    return replace(cited, name=_hide(cited.name))


def _hide_edge(edge: EdgeAnswer) -> EdgeAnswer:
    source, target = (end if is_code(end) else hide_words(end) for end in (edge.source, edge.target))
    return replace(edge, source=source, target=target)


def _hide_task(task: TaskAnswer) -> TaskAnswer:
    deadline = replace(task.deadline, raw=hide_words(task.deadline.raw)) if task.deadline else None
    agencies = {role: tuple(map(_hide_person, names)) for role, names in task.agencies.items()}
    return replace(
        task, words=hide_words(opening(task)), agencies=agencies, deadline=deadline, product=_hide(task.product)
    )


def _cited_json(cited: CitedAnswer) -> Mapping[str, Any]:
    values = {name: getattr(cited, name).text or None for name in ("type", "code", "date", "issuer", "name")}
    return {**values, "mentions": cited.mentions, "relations": [one.text for one in cited.relations]}


def _task_json(task: TaskAnswer) -> Mapping[str, Any]:
    due = task.deadline
    reading = dict(zip(("kind", "start", "end", "recurs"), due.reading, strict=True)) if due else {}
    return {
        "id": task.id,
        "starts": task.words,
        **{role.value: [one.text for one in names] for role, names in task.agencies.items()},
        "deadline": {"raw": due.raw, **{name: value or None for name, value in reading.items()}} if due else None,
        "product": task.product.text or None,
    }
