"""How `vanban review` prints: a head for each document, below it what is doubtful, why, and the printed words."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pipeline.cli.printing import print_table, shorten
from pipeline.cli.tables import whole
from pipeline.evaluate.review.doubts import DocumentDoubts, Doubt
from pipeline.evaluate.review.unexplained import DocumentUnexplained, Search, Unexplained

FEW = 10  # lines of a document where many are shown
_PRINTED = 100  # characters of the printed words
_AROUND = 24  # characters before and after words that are not explained
_NAMED = 160  # characters of the line that names a document
_LEVELS = {"error": "error", "warning": "warning", "info": "unsure"}


def print_documents(documents: Sequence[DocumentDoubts], *, entire: bool) -> None:
    """Print documents with their doubts; all of them where `entire`, else the worst few of each."""
    for place, group in enumerate(documents):
        if place:
            click.echo()
        name = f"{group.document} ({group.issued})" if group.issued else group.document
        title = None if group.title and group.title in name else group.title
        click.echo(shorten(" · ".join(filter(None, (name, group.issuer, title))), _NAMED))
        counts = (
            _count(group.errors, "error"),
            _count(group.warnings, "warning"),
            _count(group.unsure, "unsure fact"),
        )
        click.echo(f"file: {', '.join(group.files)}; {', '.join(filter(None, counts))}")
        shown = group.doubts if entire else group.doubts[:FEW]
        print_table(("what", "read as", whole("page"), "printed", "why"), [_doubt_row(doubt) for doubt in shown])
        _tell_hidden(len(group.doubts) - len(shown), group.document, "")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""


def _tell_hidden(hidden: int, document: str, option: str) -> None:
    if hidden > 0:
        click.echo(f"… and {hidden} more: vanban review{option} {shorten(document, 60)!r}")


def _doubt_row(doubt: Doubt) -> tuple[str, ...]:
    what = f"{_LEVELS[doubt.severity.value]}: {doubt.what}"
    times = f" ({doubt.times} times)" if doubt.times > 1 else ""
    page = str(doubt.page) if doubt.page else ""
    return what, f"{shorten(doubt.value, _PRINTED)}{times}", page, shorten(doubt.printed, _PRINTED), doubt.why


def print_search(search: Search, *, entire: bool) -> None:
    """Print the counts by kind, then the documents with what no fact explains; the first few where not `entire`."""
    rows = [(kind.kind, str(kind.cues), str(kind.unexplained), f"{kind.share:.1%}", kind.says) for kind in search.kinds]
    click.echo(f"{_count(search.documents, 'document') or 'no documents'}")
    print_table((*map(whole, ("kind", "look like it", "unexplained", "share")), "what that is"), rows)
    for document in search.found:
        _print_unexplained(document, entire=entire)


def _print_unexplained(document: DocumentUnexplained, *, entire: bool) -> None:
    click.echo(f"\n{shorten(document.document, _NAMED)}")
    counts = ", ".join(f"{number} {kind}" for kind, number in document.counts.items())
    click.echo(f"file: {', '.join(document.files)}; {counts}")
    shown = document.found if entire else document.found[:FEW]
    print_table((whole("kind"), whole("page"), "printed"), [_found_row(found) for found in shown])
    _tell_hidden(len(document.found) - len(shown), document.document, " --unexplained")


def _found_row(found: Unexplained) -> tuple[str, ...]:
    before, after = found.before[-_AROUND:], found.after[:_AROUND]
    return found.kind, str(found.page or ""), f"{before}[{shorten(found.printed, _PRINTED)}]{after}"
