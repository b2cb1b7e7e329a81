"""Does a record survive retyping? Each document is typed anew in every way of `transforms`, read again and compared.

The record of the untouched document is the yardstick, not the gold record: a fact that was wrong and stays wrong is
stable. Places are left aside. Files that are not text (.docx, .pdf, .html) take part with the text read from them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.evaluate.compare.answers import Answers, make_found_answers
from pipeline.evaluate.compare.compare import Outcome, Verdict, compare
from pipeline.evaluate.retype.transforms import TRANSFORMS, Transform
from pipeline.model import Outline
from pipeline.runs.one_file import Progress, map_files
from pipeline.runs.quarantine import Failure

TEXTS = (".txt", ".md", ".text", ".markdown")
ROBUSTNESS_HEAD = ("transform", "what", "documents", "facts", "kept", "share")


@dataclass(frozen=True, slots=True)
class Flip:
    """A fact that changed under a transform; `verdict.expected` is what the untouched document gave."""

    document: str
    transform: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Count:
    """Facts of one document under one transform: of the untouched text, of the retyped one, in both."""

    document: str
    transform: str
    before: int
    after: int
    kept: int


@dataclass(frozen=True, slots=True)
class Robustness:
    """Counts and flips over documents and transforms; `left_out` could not be read at all."""

    counts: tuple[Count, ...]
    flips: tuple[Flip, ...]
    left_out: tuple[str, ...] = ()

    def share(self, transform: str | None = None) -> float:
        """Return the share of facts that stay, under one transform or under all: 2 kept / (before + after)."""
        chosen = [count for count in self.counts if transform in (None, count.transform)]
        total = sum(count.before + count.after for count in chosen)
        return 2 * sum(count.kept for count in chosen) / total if total else 1.0


def robustness_rows(robustness: Robustness) -> Iterator[tuple[str, ...]]:
    """Yield a row a transform, then one for all."""
    for transform in TRANSFORMS:
        if any(count.transform == transform.name for count in robustness.counts):
            yield _row(robustness, transform.name, transform.about)
    yield _row(robustness, None, "")


def _row(robustness: Robustness, transform: str | None, about: str) -> tuple[str, ...]:
    chosen = [count for count in robustness.counts if transform in (None, count.transform)]
    documents = len({count.document for count in chosen})
    before, kept = sum(count.before for count in chosen), sum(count.kept for count in chosen)
    return transform or "all", about, str(documents), str(before), str(kept), f"{robustness.share(transform):.4f}"


def try_transforms(
    paths: Sequence[Path],
    *,
    transforms: Sequence[Transform] = TRANSFORMS,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Robustness:
    """Retype every document in every way that fits it, return what stays; what cannot be read is left out."""
    work = partial(_try_document, tuple(transform.name for transform in transforms))
    results = list(map_files(paths, work, _leave_out, workers=workers, progress=progress, name=lambda path: path.name))
    return Robustness(
        tuple(count for result in results for count in result.counts),
        tuple(flip for result in results for flip in result.flips),
        tuple(name for result in results for name in result.left_out),
    )


def _leave_out(path: Path, failure: Failure) -> Robustness:
    return Robustness((), (), (path.name,))


def _try_document(transforms: Sequence[str], original: Path) -> Robustness:
    counts: list[Count] = []
    flips: list[Flip] = []
    with tempfile.TemporaryDirectory() as folder:
        text, path = _typed(original, Path(folder))
        outline = _outline(path)
        reference = _answers(outline)
        for transform in TRANSFORMS:
            if transform.name not in transforms or (transform.only and path.suffix not in transform.only):
                continue
            retyped = transform.spell(text) if transform.spell else _printed(transform, outline)
            verdicts = _compare(reference, retyped, Path(folder) / f"{original.stem}{transform.suffix or path.suffix}")
            counts.append(_count(original.name, transform.name, verdicts))
            flips += [Flip(original.name, transform.name, verdict) for verdict in verdicts if not verdict.is_right]
    return Robustness(tuple(counts), tuple(flips))


def _printed(transform: Transform, outline: Outline) -> str:
    assert transform.lay, f"{transform.name} neither spells nor lays out"
    return transform.lay(outline)


def _typed(path: Path, folder: Path) -> tuple[str, Path]:
    """Return a document's text and a file that holds it: of a text its own, of other formats what was read."""
    from pipeline.ingest import read_document
    from pipeline.ingest.decoding import decode_text

    if path.suffix.lower() in TEXTS:
        text, _ = decode_text(path.read_bytes(), path.name)
        return text, _write(folder / f"{path.stem}{path.suffix.lower()}", text)
    text = read_document(path).text
    return text, _write(folder / f"{path.stem}.txt", text)


def _write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def _outline(path: Path) -> Outline:
    from pipeline.ingest import read_document
    from pipeline.structure import make_outline

    return make_outline(read_document(path))


def _answers(outline: Outline) -> Answers:
    from pipeline.extract import make_record

    return make_found_answers(make_record(outline))


def _compare(reference: Answers, text: str, path: Path) -> list[Verdict]:
    found = _answers(_outline(_write(path, text)))
    return [verdict for verdict in compare(reference, found) if not verdict.is_empty]


def _count(document: str, transform: str, verdicts: Sequence[Verdict]) -> Count:
    return Count(
        document,
        transform,
        before=sum(bool(verdict.expected) for verdict in verdicts),
        after=sum(bool(verdict.found) for verdict in verdicts),
        kept=sum(verdict.outcome is Outcome.RIGHT for verdict in verdicts),
    )
