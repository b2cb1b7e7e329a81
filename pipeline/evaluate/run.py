"""Gold documents through the line, in parallel, and compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.evaluate.compare.answers import Answers, make_found_answers
from pipeline.evaluate.compare.compare import Verdict, compare
from pipeline.evaluate.compare.figures import Figure, make_figures
from pipeline.evaluate.compare.places import Pages, Place, find_place, make_pages
from pipeline.evaluate.gold import GoldDocument, read_gold
from pipeline.model import Record
from pipeline.runs.one_file import Progress, map_files
from pipeline.runs.quarantine import Failure


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One gold document: what was found in it, and the verdict on every fact; `failure` where it could not be read."""

    gold: GoldDocument
    verdicts: tuple[Verdict, ...]
    record: Record | None = None
    pages: Pages = field(default_factory=Pages)
    failure: Failure | None = None

    @property
    def stem(self) -> str:
        """The name of document and record, without ending."""
        return self.gold.stem

    @property
    def disagreements(self) -> tuple[Verdict, ...]:
        """The facts on which gold and found do not agree."""
        return tuple(verdict for verdict in self.verdicts if not verdict.is_right)

    def place(self, verdict: Verdict) -> Place | None:
        """Return where a fact of this document stands."""
        return find_place(verdict, self.record.text, self.pages) if self.record else None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All gold documents, by stem; `left_out` could not be read and do not count."""

    documents: tuple[DocumentResult, ...]
    left_out: tuple[DocumentResult, ...] = ()

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on all documents."""
        return tuple(verdict for document in self.documents for verdict in document.verdicts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figure of every metric over all documents."""
        return make_figures(self.verdicts)

    @property
    def unreadable(self) -> tuple[DocumentResult, ...]:
        """The documents that could not be read, counted or left out."""
        return tuple(document for document in self.documents if document.failure) + self.left_out


def evaluate(
    documents: Sequence[GoldDocument],
    *,
    skip_unreadable: bool = False,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Evaluation:
    """Read every document and compare it with its gold record.

    A document that cannot be read counts as one in which nothing was found, or is left out with `skip_unreadable`.
    Raises RecordError for a faulty gold record, KnowledgeError for a faulty table.
    """
    results = map_files(
        documents, _work, _failed, workers=workers, progress=progress, name=lambda document: document.path.name
    )
    return make_evaluation(results, skip_unreadable=skip_unreadable)


def make_evaluation(results: Iterable[DocumentResult], *, skip_unreadable: bool = False) -> Evaluation:
    """Return an evaluation of some results, in their order."""
    every = tuple(results)
    if not skip_unreadable:
        return Evaluation(every)
    return Evaluation(
        tuple(result for result in every if not result.failure), tuple(result for result in every if result.failure)
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A record with the pages of the document it was made from."""

    record: Record
    pages: Pages


def read_file(path: Path) -> Reading:
    """Read one file into its record, and keep where its pages begin; raises UnreadableFile."""
    from pipeline.extract import make_record
    from pipeline.ingest import read_document
    from pipeline.structure import make_outline

    parsed = read_document(path)
    return Reading(make_record(make_outline(parsed)), make_pages(parsed))


def _work(document: GoldDocument) -> DocumentResult:
    gold, reading = read_gold(document), read_file(document.path)
    verdicts = compare(gold, make_found_answers(reading.record))
    return DocumentResult(document, verdicts, reading.record, reading.pages)


def _failed(document: GoldDocument, failure: Failure) -> DocumentResult:
    return DocumentResult(document, compare(read_gold(document), Answers()), failure=failure)
