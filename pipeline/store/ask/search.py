"""Full text over documents and tasks, with or without Vietnamese marks."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from pipeline.errors import WrongQuestion
from pipeline.store.ask.answers import DocumentRow, SearchHit
from pipeline.store.ask.lookup import find_named
from pipeline.store.database import Database
from pipeline.store.folding import fold_in_place
from pipeline.text.fold import fold
from pipeline.text.tokens import join_syllables

_CONTEXT = 160  # characters of a snippet
_BEFORE = 40  # of them before the first word
_WIDER = 5  # candidates looked at for each hit that is wanted, so that equal marks can go first
_PIECE = re.compile(r'"([^"]+)"|(\S+)')
_QUOTES = ' "“”'
_HEAD_WEIGHT = 4.0
MOST_WEIGHED = 2000  # matches; to weigh a hundred thousand against each other takes seconds

_JOINS = """
JOIN documents AS d ON d.file = p.file
LEFT JOIN tasks AS t ON t.file = p.file AND t.position = p.task
LEFT JOIN evidence AS e ON e.file = t.file AND e.id = t.evidence"""
_HIT = "p.file, p.task, d.id, d.code, d.type, d.title, d.issued, t.path, t.text, e.page"
_BEST = f"""
SELECT {_HIT} FROM search JOIN passages AS p ON p.id = search.rowid {_JOINS}
WHERE search MATCH ? ORDER BY bm25(search, {_HEAD_WEIGHT}, 1.0), p.id LIMIT ?"""
_NEWEST = f"""
SELECT {_HIT} FROM (SELECT rowid AS id FROM search WHERE search MATCH ? LIMIT {MOST_WEIGHED}) AS f
CROSS JOIN passages AS p ON p.id = f.id {_JOINS} ORDER BY d.issued DESC, p.id LIMIT ?"""
_NAMED = f"SELECT {_HIT} FROM passages AS p {_JOINS} WHERE d.id = ? AND p.task IS NULL"
_IS_COMMON = f"SELECT 1 FROM search WHERE search MATCH ? LIMIT 1 OFFSET {MOST_WEIGHED}"


@dataclass(frozen=True, slots=True)
class _Query:
    """Folded phrases that must all be there, and the words as they were typed."""

    phrases: tuple[str, ...]
    typed: str

    @property
    def match(self) -> str:
        """The query in the language of FTS5; the whole as one phrase weighs more."""
        return self.each if len(self.phrases) == 1 else f"({self.together}) OR ({self.each})"

    @property
    def each(self) -> str:
        """All phrases, wherever they stand."""
        return " AND ".join(f'"{phrase}"' for phrase in self.phrases)

    @property
    def together(self) -> str:
        """The whole as one phrase."""
        return f'"{" ".join(self.phrases)}"'


def search(db: Database, words: str, limit: int = 20) -> list[SearchHit]:
    """Return documents and tasks that hold all the words, the best first.

    A document whose number, title or file name is typed stands before all others, also one that is only cited. "dau
    tu" finds "đầu tư"; "đầu tư" finds it too and puts it before "dấu tự". Words in double quotes must stand
    together; so must the parts of a code ("61/KH-UBND") and, where marks are typed, the syllables of a word of the
    dictionary ("du lịch" is not "du" here and "lịch" there), unless nothing holds them so. Raises WrongQuestion when
    there is nothing to look for in `words`. Where more than `MOST_WEIGHED` documents and tasks hold them
    (`are_common`), none is better than another: those that hold them together in number, title, issuer or agencies come
    first, then those that hold them together anywhere, of each the newest of so many.
    """
    query = _parse(words)
    rows = _find_rows(db.connection, query, limit * _WIDER)
    if not rows:
        query = _parse(words, join=False)
        rows = _find_rows(db.connection, query, limit * _WIDER)
    hits = [_make_hit(db.connection, row, query) for row in rows]
    typed = query.typed.casefold()
    hits.sort(key=lambda hit: typed not in hit.snippet.casefold())  # stable: rank decides between equals
    named = [_name_hit(db.connection, row, query) for row in find_named(db.connection, words.strip(_QUOTES))[:limit]]
    first = {hit.document for hit in named}
    return [*named, *(hit for hit in hits if hit.kind == "task" or hit.document not in first)][:limit]


def are_common(db: Database, words: str) -> bool:
    """Say whether so many documents and tasks hold all the words that `search` does not weigh them."""
    return _is_common(db.connection, _parse(words))


def _is_common(connection: sqlite3.Connection, query: _Query) -> bool:
    return connection.execute(_IS_COMMON, (query.match,)).fetchone() is not None


def _find_rows(connection: sqlite3.Connection, query: _Query, most: int) -> list[tuple[object, ...]]:
    """Return the best matches; of too many, those of the closer kinds first."""
    if not _is_common(connection, query):
        return connection.execute(_BEST, (query.match, most)).fetchall()
    found: dict[tuple[object, ...], None] = {}
    for match in (f"head : {query.together}", query.together, query.each):
        if len(found) < most:
            found |= dict.fromkeys(connection.execute(_NEWEST, (match, most)))
    return list(found)[:most]


def _parse(words: str, *, join: bool = True) -> _Query:
    pieces = [phrase or word for phrase, word in _PIECE.findall(words.replace("“", '"').replace("”", '"'))]
    phrases = tuple(folded for piece in (join_syllables(pieces) if join else pieces) if (folded := fold(piece)))
    if not phrases:
        raise WrongQuestion(f"There is no word to look for in {words!r}.")
    return _Query(phrases, " ".join(pieces))


def _name_hit(connection: sqlite3.Connection, document: DocumentRow, query: _Query) -> SearchHit:
    """Return a document that was named, found in its text, or in its title where no file of it is here."""
    row = connection.execute(_NAMED, (document.id,)).fetchone()
    if row:
        return _make_hit(connection, row, query)
    snippet, marks, _ = make_snippet(document.title or document.issuer or "", query.phrases, query.typed)
    words = (document.code, document.type, document.title, document.issued)
    return SearchHit("document", document.id, *words, None, None, snippet, marks)


def _make_hit(connection: sqlite3.Connection, row: tuple[object, ...], query: _Query) -> SearchHit:
    file, task, document, code, kind, title, issued, path, text, page = row
    if task is None:
        text, page = _document_text(connection, str(file)), None
    snippet, marks, place = make_snippet(str(text or ""), query.phrases, query.typed)
    if task is None:
        page = _page_of(connection, str(file), place)
    what = "document" if task is None else "task"
    return SearchHit(what, document, code, kind, title, issued, path, page, snippet, marks)  # type: ignore[arg-type]


def _document_text(connection: sqlite3.Connection, file: str) -> str:
    query = "SELECT h.title, t.text FROM texts AS t JOIN headers AS h ON h.file = t.file WHERE t.file = ?"
    title, text = connection.execute(query, (file,)).fetchone()
    return str(text or title or "")


def _page_of(connection: sqlite3.Connection, file: str, offset: int) -> int | None:
    """Return the page of the last known fact that begins before an offset."""
    query = (
        "SELECT page FROM evidence WHERE file = ? AND start_at <= ? AND page IS NOT NULL ORDER BY start_at DESC LIMIT 1"
    )
    found = connection.execute(query, (file, offset)).fetchone()
    return found[0] if found else None


def make_snippet(text: str, phrases: tuple[str, ...], typed: str) -> tuple[str, tuple[tuple[int, int], ...], int]:
    """Return words in their context, where they stand in it, and where it stands in the text.

    Begins at the typed words if they are there as typed, else where all phrases stand together,
    else at the first of them; cut between words, with … at a cut end, line ends as blanks.
    """
    folded = fold_in_place(text)
    first = _anchor(text, folded, phrases, typed)
    start = max(0, min(first - _BEFORE, len(text) - _CONTEXT))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = len(text)
    if end - start > _CONTEXT + _BEFORE:
        end = max(text.rfind(" ", first, start + _CONTEXT), first + 1)
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    shift = len(head) - start
    hits = sorted(
        {(hit.start(), hit.end()) for phrase in phrases for hit in _phrase(phrase).finditer(folded, start, end)}
    )
    marks = tuple((a + shift, b + shift) for a, b in hits)
    return head + re.sub(r"\s", " ", text[start:end]) + tail, marks, first


def _anchor(text: str, folded: str, phrases: tuple[str, ...], typed: str) -> int:
    exact = re.search(rf"(?<!\w){re.escape(typed)}(?!\w)", text, re.IGNORECASE)
    together = None if exact else _phrase(" ".join(phrases)).search(folded)
    if exact or together:
        return (exact or together).start()  # type: ignore[union-attr]
    places = [hit.start() for phrase in phrases if (hit := _phrase(phrase).search(folded))]
    return min(places, default=0)


def _phrase(phrase: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"[\W_]+".join(re.escape(word) for word in phrase.split()) + r"(?!\w)")
