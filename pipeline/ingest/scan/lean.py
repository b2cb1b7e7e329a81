"""Ruling lines that lean or fade: a sheet drawn in askew has its lines of print level, and its columns not.

Paper that is drawn in unevenly leans more at one edge than at the other, so each part of the page is moved by what the
ruling lines next to it lean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.ingest.scan.nouns import Grey, Rule

_END = 0.2  # share of a line that is its near or far end
_STEEPEST = 0.03  # of a ruling line: what rises more is none
_LEANS = 8  # pixels that a long line leans before the page is set upright
_LONG = 0.4  # share of the longest line from which a line tells how the page leans
_FADED = 205  # brighter than this is paper, also where a ruling line fades
_BESIDE, _NEAR = 10, 3  # pixels from a ruling line: where paper shows, and where it may stray to
_STEP = 60  # pixels by which a faded line is followed
_DRAWN = 0.7  # share of such a step that still shows the line
_Post = tuple[int, int, int, float]  # column, first and last row, lean


def find_lean(runs: Sequence[tuple[int, int, int]]) -> float:
    """Return by how many rows the far end of a line lies below the near one; `runs` are its row, start and end.

    Zero where the runs rise more steeply than a ruling line of a scan does, as those of a drawing do.
    """
    rows, starts, ends = np.array(runs).T
    near, far = int(starts.min()), int(ends.max())
    part = max(1, round(_END * (far - near)))
    low = _middle_row(rows, starts, ends, near, near + part)
    high = _middle_row(rows, starts, ends, far - part, far)
    if low is None or high is None:
        return 0.0
    lean = (high - low) / (1 - _END)
    return lean if abs(lean) <= _STEEPEST * (far - near) else 0.0


def _middle_row(
    rows: NDArray[np.int64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    left: int,
    right: int,
) -> float | None:
    """Return the row on which the runs lie between two columns, each weighed by how much of it lies there."""
    weights = np.maximum(0, np.minimum(ends, right) - np.maximum(starts, left))
    return float(np.average(rows, weights=weights)) if weights.any() else None


def make_upright(grey: Grey, rules: Sequence[Rule]) -> Grey:
    """Return a page with its leaning ruling lines level and upright; the same picture where none leans."""
    posts = [(rule.x0, rule.y0, rule.y1, rule.lean) for rule in rules if rule.x0 == rule.x1]
    lines = [(rule.y0, rule.x0, rule.x1, rule.lean) for rule in rules if rule.y0 == rule.y1]
    if _lean(posts):
        grey = _shear(grey, posts)
    return np.ascontiguousarray(_shear(grey.T, lines).T) if _lean(lines) else grey


def _pick_long(posts: Sequence[_Post]) -> list[_Post]:
    longest = max((end - start for _, start, end, _ in posts), default=0)
    return [post for post in posts if post[2] - post[1] >= _LONG * longest]


def _lean(posts: Sequence[_Post]) -> bool:
    return any(abs(lean) >= _LEANS for *_, lean in _pick_long(posts))


def _shear(grey: Grey, posts: Sequence[_Post]) -> Grey:
    """Move the points of each row sideways so that the posts stand upright."""
    height, width = grey.shape
    feet: dict[float, float] = {}  # where a post crosses the middle row, and its slope
    for column, start, end, lean in _pick_long(posts):
        slope = lean / (end - start)
        feet[column + slope * (height / 2 - (start + end) / 2)] = slope
    places = np.arange(width)
    slopes = np.interp(places, sorted(feet), [feet[foot] for foot in sorted(feet)])
    moved = np.full_like(grey, 255)
    for row in range(height):
        sources = np.rint(places + slopes * (row - height / 2)).astype(np.int64)
        inside = (sources >= 0) & (sources < width)
        moved[row, inside] = grey[row, sources[inside]]
    return moved


def lengthen_posts(grey: Grey, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return the ruling lines with the upright ones drawn on where they fade, no farther than the table reaches."""
    posts = [rule for rule in rules if rule.x0 == rule.x1]
    longest = max((rule.y1 - rule.y0 for rule in posts), default=0)
    top, bottom = min((rule.y0 for rule in posts), default=0), max((rule.y1 for rule in posts), default=0)
    return tuple(
        _lengthen(grey, rule, top, bottom) if rule.x0 == rule.x1 and rule.y1 - rule.y0 >= _LONG * longest else rule
        for rule in rules
    )


def _lengthen(grey: Grey, post: Rule, top: int, bottom: int) -> Rule:
    left, right = max(0, post.x0 - _BESIDE), post.x0 + _BESIDE + 1
    strip = grey[top : bottom + 1, left:right]
    middle = strip[:, post.x0 - left - _NEAR : post.x0 - left + _NEAR + 1].min(axis=1)
    beside = np.minimum(strip[:, :2].max(axis=1), strip[:, -2:].max(axis=1))
    drawn = (middle < _FADED) & (beside >= _FADED)
    y0, y1 = post.y0 - top, post.y1 - top
    while y0 > 0 and drawn[max(0, y0 - _STEP) : y0].mean() >= _DRAWN:
        y0 = max(0, y0 - _STEP)
    while y1 < len(drawn) - 1 and drawn[y1 + 1 : y1 + 1 + _STEP].mean() >= _DRAWN:
        y1 = min(len(drawn) - 1, y1 + _STEP)
    return replace(post, y0=y0 + top, y1=y1 + top)
