"""The committed state of accuracy, fact by fact, and what was won and lost against it.

The file names neither documents nor facts: a document is the hash of its stem, a fact the hash of its key. So it can
be kept beside the code although the gold documents are not ours to publish, and it stays small: only disagreements
are listed. What is listed as `=` was missed or wrong, as `+` invented.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import RecordError
from pipeline.evaluate.compare.compare import Verdict
from pipeline.evaluate.compare.figures import Figure, make_figures
from pipeline.evaluate.run import DocumentResult

FORM = 1
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """What the baseline knows of one document: which gold record it was held against, counts, hashed disagreements."""

    gold: str
    figures: tuple[Figure, ...]
    wrong: Mapping[str, frozenset[str]]  # metric -> hashed keys


@dataclass(frozen=True, slots=True)
class Baseline:
    """Entries by the hash of a document's stem."""

    entries: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that became right or wrong; an invented one that is gone can only be counted, so it has no verdict."""

    stem: str
    metric: str
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What was won and lost; `unknown` documents are not in the baseline, `reannotated` have another gold record."""

    gains: tuple[Change, ...]
    losses: tuple[Change, ...]
    before: tuple[Figure, ...]  # of the compared documents
    unknown: tuple[str, ...] = ()
    reannotated: tuple[str, ...] = ()


def hash_stem(stem: str) -> str:
    """Return the name under which the baseline knows a document."""
    return hashlib.sha256(stem.encode()).hexdigest()[:16]


def hash_key(stem: str, verdict: Verdict) -> str:
    """Return the name under which the baseline knows a fact: its sign, then a hash."""
    digest = hashlib.sha256(f"{stem}\0{verdict.metric}\0{verdict.key}".encode()).hexdigest()
    return verdict.key[0] + digest[:_DIGITS]


def make_entry(result: DocumentResult) -> Entry:
    """Return what the baseline keeps of one document."""
    wrong: dict[str, set[str]] = {}
    for verdict in result.disagreements:
        wrong.setdefault(verdict.metric, set()).add(hash_key(result.stem, verdict))
    keys = {metric: frozenset(hashes) for metric, hashes in wrong.items()}
    return Entry(result.gold.fingerprint, make_figures(result.verdicts), keys)


def update_baseline(baseline: Baseline, results: Iterable[DocumentResult]) -> Baseline:
    """Return a baseline with the entries of some documents made anew; others stay as they are."""
    fresh = {hash_stem(result.stem): make_entry(result) for result in results}
    return Baseline({**baseline.entries, **fresh})


def find_changes(baseline: Baseline, results: Iterable[DocumentResult]) -> Changes:
    """Return the facts that became right or wrong since the baseline, document by document.

    A gain was missed or wrong and is right now, or was invented and is gone. A loss is a disagreement that the
    baseline does not know. A fact that is no longer asked, because its citation was lost, is neither.
    """
    gains: list[Change] = []
    losses: list[Change] = []
    unknown: list[str] = []
    reannotated: list[str] = []
    before: list[Figure] = []
    for result in results:
        entry = baseline.entries.get(hash_stem(result.stem))
        if entry is None:
            unknown.append(result.stem)
        elif entry.gold != result.gold.fingerprint:
            reannotated.append(result.stem)
        else:
            before += entry.figures
            gains += _gains(entry, result)
            losses += _losses(entry, result)
    return Changes(tuple(gains), tuple(losses), add_figures(before), tuple(unknown), tuple(reannotated))


def add_figures(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the sums of figures by metric."""
    totals: dict[str, Figure] = {}
    for one in figures:
        sum_ = totals.get(one.metric, Figure(one.metric, 0, 0, 0))
        counts = (sum_.right + one.right, sum_.gold + one.gold, sum_.found + one.found)
        totals[one.metric] = Figure(one.metric, *counts)
    return tuple(totals[metric] for metric in sorted(totals))


def _gains(entry: Entry, result: DocumentResult) -> list[Change]:
    right: dict[tuple[str, str], Verdict] = {}
    present: set[tuple[str, str]] = set()
    for verdict in result.verdicts:
        key = (verdict.metric, hash_key(result.stem, verdict))
        present.add(key)
        if verdict.is_right:
            right[key] = verdict
    gains: list[Change] = []
    for metric, hashes in sorted(entry.wrong.items()):
        for hashed in sorted(hashes):
            key = (metric, hashed)
            if key in right:
                gains.append(Change(result.stem, metric, right[key]))
            elif hashed[0] == "+" and key not in present:
                gains.append(Change(result.stem, metric))
    return gains


def _losses(entry: Entry, result: DocumentResult) -> list[Change]:
    return [
        Change(result.stem, verdict.metric, verdict)
        for verdict in result.disagreements
        if hash_key(result.stem, verdict) not in entry.wrong.get(verdict.metric, frozenset())
    ]


def read_baseline(path: Path) -> Baseline:
    """Read a baseline; raises RecordError that says what is wrong with the file."""
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["form"] != FORM:
            raise RecordError(f"{path}: form {data['form']!r}, this program reads {FORM}. Write it anew.")
        return Baseline({name: _parse_entry(entry) for name, entry in data["documents"].items()})
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise RecordError(f"{path}: not a baseline ({error!r}). Write it anew with --write-baseline.") from error


def _parse_entry(data: Mapping[str, Mapping[str, list[int]] | Mapping[str, str] | str]) -> Entry:
    gold, figures, wrong = data["gold"], data["figures"], data["wrong"]
    if not isinstance(gold, str) or isinstance(figures, str) or isinstance(wrong, str):
        raise TypeError("an entry holds gold, figures and wrong")
    counts = tuple(Figure(metric, *(int(count) for count in numbers)) for metric, numbers in figures.items())
    return Entry(gold, counts, {metric: frozenset(str(hashes).split()) for metric, hashes in wrong.items()})


def dump_baseline(baseline: Baseline) -> str:
    """Return a baseline as JSON text: sorted, one line a metric, so that a change of it can be reviewed."""
    documents = {
        name: {
            "gold": entry.gold,
            "figures": {figure.metric: [figure.right, figure.gold, figure.found] for figure in entry.figures},
            "wrong": {metric: " ".join(sorted(entry.wrong[metric])) for metric in sorted(entry.wrong)},
        }
        for name, entry in sorted(baseline.entries.items())
    }
    lines = json.dumps({"form": FORM, "documents": documents}, indent=1)
    return _one_line_lists(lines) + "\n"


def _one_line_lists(text: str) -> str:
    return re.sub(r"\[\s+(\d+),\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2, \3]", text)
