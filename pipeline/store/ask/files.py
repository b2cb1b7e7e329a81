"""The files of one act, and where they differ: in the header, in the acts they cite, in their tasks.

The best read file speaks for the act; every other file is held against it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.store.ask.answers import DifferenceRow, FileRow, IssueRow, VersionRow
from pipeline.store.nouns import FILE_ID
from pipeline.store.read_back import read_signatures
from pipeline.text.fold import fold

_SAME_WORDS = 0.9  # share of words that two readings of one task have in common, however each was read
_MOST_TASKS = 5_000


@dataclass(frozen=True, slots=True)
class _TaskOf:
    path: str
    text: str
    lead: str
    deadline: str
    ends: str | None


def find_files(connection: sqlite3.Connection, document: str) -> list[FileRow]:
    """Return the files of a document, the one that speaks for it first."""
    rows = connection.execute(
        """SELECT f.sha256, f.name, f.format, f.pages, f.status, f.original, f.matched_by, f.kind, f.kind_confidence
           FROM files AS f JOIN documents AS d ON d.id = f.document
           LEFT JOIN headers AS h ON h.file = f.id
           WHERE d.id = ? ORDER BY f.id <> d.file, h.code_key IS NULL, f.status = 'partial', f.facts DESC, f.id""",
        (document,),
    )
    return [
        FileRow(sha256, name, form, pages, status, original, rule, read_signatures(connection, sha256[:FILE_ID]), *kind)
        for sha256, name, form, pages, status, original, rule, *kind in rows
    ]


def find_versions(connection: sqlite3.Connection, document: str) -> list[VersionRow]:
    """Return every version of the files of a document, the oldest first, place by place; also at former places."""
    rows = connection.execute(
        """SELECT place, number, state, name, since, until, sha256, code, issued, title, tasks, original
           FROM file_versions WHERE sha256 IN (SELECT sha256 FROM files WHERE document = :document)
             OR place IN (SELECT v.place FROM versions AS v JOIN files AS f ON f.sha256 = v.sha256
                          WHERE f.document = :document)
           ORDER BY place, number""",
        {"document": document},
    )
    return [VersionRow(*row) for row in rows]


def find_issues(connection: sqlite3.Connection, file: FileRow) -> list[IssueRow]:
    """Return the doubts and faults that were noted while a file was read."""
    rows = connection.execute(
        """SELECT stage, code, severity, message, page,
             (SELECT substr(text, i.start_at + 1, i.end_at - i.start_at) FROM texts WHERE file = i.file)
           FROM issues AS i WHERE file = ? ORDER BY position""",
        (file.sha256[:FILE_ID],),
    )
    return [
        IssueRow(stage, code, severity, message, page, words, file.name)
        for stage, code, severity, message, page, words in rows
    ]


def find_differences(connection: sqlite3.Connection, document: str) -> list[DifferenceRow]:
    """Return where the files of a document differ from what it is taken for; none where it has one file."""
    best, *others = [file.sha256[:FILE_ID] for file in find_files(connection, document)] or [""]
    return [row for other in others for row in _compare(connection, best, other)]


def _compare(connection: sqlite3.Connection, best: str, other: str) -> Iterator[DifferenceRow]:
    (name,) = connection.execute("SELECT name FROM files WHERE id = ?", (other,)).fetchone()
    query = "SELECT field, value, given FROM file_differences WHERE file = ?"
    for field, value, given in connection.execute(query, (other,)):
        if fold(value) != fold(given):
            yield DifferenceRow(name, field, value, given)
    cited, given = _cited(connection, other), _cited(connection, best)
    yield from (DifferenceRow(name, "cites", cited[id_], None) for id_ in sorted(set(cited) - set(given)))
    yield from (DifferenceRow(name, "cites", None, given[id_]) for id_ in sorted(set(given) - set(cited)))
    yield from _compare_tasks(name, _tasks(connection, other), _tasks(connection, best))


def _cited(connection: sqlite3.Connection, file: str) -> dict[str, str]:
    rows = connection.execute(
        """SELECT d.id, coalesce(d.code, d.title, '(no number, no title)') FROM citations AS c
           JOIN documents AS d ON d.id = c.document WHERE c.file = ?""",
        (file,),
    )
    return dict(rows.fetchall())


def _tasks(connection: sqlite3.Connection, file: str) -> list[_TaskOf]:
    rows = connection.execute(
        """SELECT t.path, t.text, coalesce((SELECT group_concat(name, '; ') FROM task_agencies AS a
               WHERE a.file = t.file AND a.task = t.position AND a.role = 'lead'), ''), coalesce(d.raw, ''), d.ends
           FROM tasks AS t LEFT JOIN deadlines AS d ON d.file = t.file AND d.task = t.position
           WHERE t.file = ? ORDER BY t.position LIMIT ?""",
        (file, _MOST_TASKS),
    )
    return [_TaskOf(*row) for row in rows]


def _compare_tasks(name: str, tasks: list[_TaskOf], given: list[_TaskOf]) -> Iterator[DifferenceRow]:
    """Yield the tasks that one file has alone, and the leads and deadlines that differ; pairs have one path or text."""
    pairs, alone, missed = _pair(tasks, given)
    for one, other in pairs:
        field = f"task {other.path}"
        if not _is_same_text(one.text, other.text):
            yield DifferenceRow(name, field, one.text, other.text)
        if fold(one.lead) != fold(other.lead):
            yield DifferenceRow(name, f"{field} lead", one.lead or None, other.lead or None)
        if one.ends != other.ends or (fold(one.deadline) != fold(other.deadline) and not one.ends):
            yield DifferenceRow(name, f"{field} deadline", one.deadline or None, other.deadline or None)
    yield from (DifferenceRow(name, f"task {one.path}", one.text, None) for one in alone)
    yield from (DifferenceRow(name, f"task {one.path}", None, one.text) for one in missed)


def _pair(
    tasks: list[_TaskOf], given: list[_TaskOf]
) -> tuple[list[tuple[_TaskOf, _TaskOf]], list[_TaskOf], list[_TaskOf]]:
    """Pair tasks by their words, what is left by path; returns the pairs and what is left of both."""
    pairs: list[tuple[_TaskOf, _TaskOf]] = []
    for by_path in (False, True):
        waiting: dict[str, list[_TaskOf]] = {}
        for one in given:
            waiting.setdefault(one.path if by_path else fold(one.text), []).append(one)
        left: list[_TaskOf] = []
        for one in tasks:
            found = waiting.get(one.path if by_path else fold(one.text))
            if found:
                pairs.append((one, found.pop(0)))
            else:
                left.append(one)
        taken = {id(other) for _, other in pairs}
        tasks, given = left, [one for one in given if id(one) not in taken]
    return pairs, tasks, given


def _is_same_text(one: str, other: str) -> bool:
    left, right = Counter(fold(one).split()), Counter(fold(other).split())
    return (left & right).total() >= _SAME_WORDS * max(left.total(), right.total())
