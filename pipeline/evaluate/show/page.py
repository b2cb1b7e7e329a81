"""The tables of `docs/accuracy.md`, written between its marks so that the page never says what was not measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.errors import RecordError
from pipeline.evaluate.baseline import Baseline, add_figures, hash_stem
from pipeline.evaluate.compare.figures import Figure, header_mean
from pipeline.evaluate.show.tables import Row, make_markdown

FIGURES_HEAD: Row = ("metric", "precision", "recall", "F1", "right / gold", "F1 on the samples", "right / gold")


def replace_block(page: str, name: str, block: str) -> str:
    """Return a page with the text between `<!-- name -->` and `<!-- /name -->` replaced; RecordError without marks."""
    opening, closing = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, found, rest = page.partition(opening)
    _, end, after = rest.partition(closing)
    if not found or not end:
        raise RecordError(f"the page has no place for the table: it must hold {opening} and {closing}.")
    return f"{before}{opening}\n{block.rstrip()}\n{closing}{after}"


def make_figures_block(baseline: Baseline, samples: Iterable[str]) -> str:
    """Return the table of a baseline: real documents on the left, those of the sample inbox (by stem) on the right."""
    ours = {hash_stem(stem) for stem in samples}
    real = [figure for name, entry in baseline.entries.items() if name not in ours for figure in entry.figures]
    invented = [figure for name, entry in baseline.entries.items() if name in ours for figure in entry.figures]
    counts = (len(baseline.entries.keys() - ours), len(baseline.entries.keys() & ours))
    table = make_markdown(FIGURES_HEAD, _rows(add_figures(real), add_figures(invented)))
    return f"{counts[0]} real documents, {counts[1]} of the sample inbox.\n\n{table}"


def _rows(real: tuple[Figure, ...], invented: tuple[Figure, ...]) -> Iterator[Row]:
    on_real = {figure.metric: figure for figure in real}
    on_samples = {figure.metric: figure for figure in invented}
    means = (header_mean(real), header_mean(invented))
    yield "header", "", "", _shown(means[0]), "", _shown(means[1]), ""
    for metric in sorted(on_real.keys() | on_samples.keys()):
        one, other = on_real.get(metric), on_samples.get(metric)
        shares = (_shown(one.precision), _shown(one.recall), _shown(one.f1)) if one else ("", "", "")
        yield metric, *shares, _counted(one), _shown(other.f1 if other else None), _counted(other)


def _shown(share: float | None) -> str:
    return "" if share is None else f"{share:.4f}"


def _counted(figure: Figure | None) -> str:
    return f"{figure.right} / {figure.gold}" if figure else ""
