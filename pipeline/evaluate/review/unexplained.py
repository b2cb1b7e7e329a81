"""What looks like a fact and is none: counts by kind and by document, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.evaluate.compare.places import make_place
from pipeline.evaluate.review.cues import FINDERS, TABLE, find_cues
from pipeline.evaluate.review.facts import guess_pages, name_document
from pipeline.evaluate.review.reading import Reading
from pipeline.knowledge.load import load_map
from pipeline.model import Record

KINDS = tuple(kind for kind, _ in FINDERS)


@dataclass(frozen=True, slots=True)
class Unexplained:
    """Words that look like a fact of a kind and belong to none, with their place."""

    file: str
    kind: str
    page: int | None
    start: int
    end: int
    printed: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many words of all documents look like a kind of fact, how many of them no fact explains, what that means."""

    kind: str
    cues: int
    unexplained: int
    share: float
    says: str


@dataclass(frozen=True, slots=True)
class DocumentUnexplained:
    """What of one document no fact explains: counts by kind, and every place."""

    document: str
    files: tuple[str, ...]
    counts: Mapping[str, int]
    found: tuple[Unexplained, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What was found in all documents: their number, counts by kind, the documents with most of it first."""

    documents: int
    kinds: tuple[KindCount, ...]
    found: tuple[DocumentUnexplained, ...]


def find_unexplained(
    records: Iterable[Record], *, kinds: Iterable[str] = KINDS, acts: Mapping[str, str] | None = None
) -> Search:
    """Look through records for words of some kinds that look like a fact and are none.

    `acts` tells by a file's SHA-256 which files are one document.
    """
    wanted = [kind for kind in KINDS if kind in set(kinds)]
    cues: Counter[str] = Counter()
    groups: dict[str, list[tuple[Record, list[Unexplained]]]] = {}
    for record in records:
        found = list(_find_of(record, wanted, cues))
        groups.setdefault((acts or {}).get(record.source.sha256, record.source.sha256), []).append((record, found))
    documents = [_make_document(files) for files in groups.values()]
    missed = Counter(one.kind for document in documents for one in document.found)
    counts = tuple(_count(kind, cues[kind], missed[kind]) for kind in wanted)
    worst = sorted((one for one in documents if one.found), key=lambda one: (-len(one.found), one.document))
    return Search(len(documents), counts, tuple(worst))


def _count(kind: str, cues: int, missed: int) -> KindCount:
    return KindCount(kind, cues, missed, round(missed / max(1, cues), 4), load_map(TABLE, "says")[kind])


def _find_of(record: Record, wanted: list[str], cues: Counter[str]) -> Iterator[Unexplained]:
    pages = guess_pages(record)
    for cue in find_cues(Reading(record)):
        if cue.kind not in wanted:
            continue
        cues[cue.kind] += 1
        if not cue.explained:
            place = make_place(record.text, cue.span, pages)
            yield Unexplained(
                *(record.source.name, cue.kind, place.page, cue.span.start, cue.span.end),
                *(place.words, place.before, place.after),
            )


def _make_document(files: list[tuple[Record, list[Unexplained]]]) -> DocumentUnexplained:
    found = tuple(one for _, of_file in files for one in of_file)
    names = tuple(record.source.name for record, _ in files)
    return DocumentUnexplained(name_document(files[0][0]), names, dict(Counter(one.kind for one in found)), found)
