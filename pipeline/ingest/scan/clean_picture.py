"""A page as a picture, made ready for text recognition: red seals taken off, skew undone, ruling lines found and wiped.

Pictures are arrays of grey values (0 black, 255 white), rows from the top; numpy does all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.ingest.scan.lean import find_lean, lengthen_posts, make_upright
from pipeline.ingest.scan.nouns import Rule
from pipeline.ingest.scan.seal import find_seals

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

    from pipeline.ingest.scan.nouns import Grey, Mask
    from pipeline.model import Box

DPI = 300
POINT = 72 / DPI  # of a pixel
_PAPER = 160  # brighter than this is paper
_GRAINY = 1.5  # mean difference of paper from its neighbours, in grey values: 0 to 1 on clean scans
_SPECK = 2  # dark points in a square of nine that make a speck
_SPECKLED = 0.0005  # share of the points that are specks: 0.0002 on clean scans
INK = 140  # darker than this is ink, on paper that is brought to white
_STEEPEST = 4.0  # degrees of skew that are looked for
_FINE = 0.1
_LEAN = 0.3  # degrees from which the ruling lines of a table are lost
_STEEP = 1.0  # degrees from which the lines of text are
_THUMB = 600  # pixels of the wider edge of the picture whose skew is measured
_LONG_RULE = 0.35  # inch
_GAP = DPI // 50  # pixels that a ruling line may be broken by
_SOLID = 0.93  # share of a ruling line that is ink
_THICK = DPI // 22  # pixels of the thickest ruling line


@dataclass(frozen=True, slots=True)
class CleanPage:
    """A page without seals, skew and ruling lines; `angle` degrees were turned back; ruling lines and seals apart."""

    grey: Grey
    angle: float
    rules: tuple[Rule, ...]
    seals: tuple[Box, ...] = ()


def clean_page(picture: Image) -> CleanPage:
    """Return a page ready for recognition from its picture in colours or grey."""
    grey = _take_off_grain(_take_off_seal(picture))
    grey = _whiten(grey)
    grey, angle, rules = _straighten(grey)
    return CleanPage(_wipe(grey, rules), angle, rules, find_seals(picture))


def _straighten(grey: Grey) -> tuple[Grey, float, tuple[Rule, ...]]:
    """Return a page turned back by its skew, the skew, and its ruling lines.

    Turning blurs, and recognition reads lines that fall a little: a page with no table is turned only where it must be.
    """
    angle = find_skew(grey)
    if abs(angle) >= _LEAN:
        turned = _turn(grey, angle)
        rules = find_rules(turned < INK)
        if abs(angle) >= _STEEP or _make_table(rules):
            return _set_upright(turned, angle, rules)
    return _set_upright(grey, 0.0, find_rules(grey < INK))


def _set_upright(grey: Grey, angle: float, rules: tuple[Rule, ...]) -> tuple[Grey, float, tuple[Rule, ...]]:
    """Return a page whose table lies askew with its ruling lines level, upright and whole; any other as it is."""
    if not _make_table(rules):
        return grey, angle, rules
    straight = make_upright(grey, rules)
    if straight is not grey:
        rules = find_rules(straight < INK)
    return straight, angle, lengthen_posts(straight, rules)


def _make_table(rules: tuple[Rule, ...]) -> bool:
    level = sum(1 for rule in rules if rule.y0 == rule.y1)
    return level > 1 and len(rules) - level > 1


def _take_off_seal(picture: Image) -> Grey:
    """Return the red channel: red ink is as bright in it as paper, the black letters under a seal stay dark."""
    if picture.mode in ("L", "1", "I", "I;16"):
        return np.asarray(picture.convert("L"))
    red: Grey = np.asarray(picture.convert("RGB"))[:, :, 0]
    return np.ascontiguousarray(red)


def _take_off_grain(grey: Grey) -> Grey:
    """Return the page with each point the middle one of its neighbours, where the paper is grainy; else as it is."""
    from PIL import Image, ImageFilter

    smooth = np.asarray(Image.fromarray(grey).filter(ImageFilter.MedianFilter(3)))
    part = (slice(None, None, 3), slice(None, None, 3))
    bright = smooth[part] > _PAPER
    grain = np.abs(grey[part].astype(np.int16) - smooth[part])[bright]
    return smooth if grain.size and float(grain.mean()) > _GRAINY else grey


def take_off_specks(picture: Image) -> Image:
    """Return a picture at its own fineness without specks, where it has many: dark dots that touch no other.

    Drawn larger first, they would be as large as the dots of letters.
    """
    from PIL import Image as Images
    from PIL import ImageFilter

    grey = np.asarray(picture.convert("L"))
    ink = np.pad(grey < INK, 1)
    height, width = grey.shape
    near = np.zeros((height, width), np.uint8)
    for down in range(3):
        for right in range(3):
            near += ink[down : down + height, right : right + width]
    specks = ink[1:-1, 1:-1] & (near <= _SPECK)
    if specks.mean() < _SPECKLED:
        return picture
    around = np.asarray(Images.fromarray(specks).filter(ImageFilter.MaxFilter(3))) & (near <= _SPECK)
    smooth = np.asarray(picture.filter(ImageFilter.MedianFilter(3)))
    colours = np.asarray(picture)
    mask = around if colours.ndim == 2 else around[:, :, None]
    return Images.fromarray(np.where(mask, smooth, colours))


def _whiten(grey: Grey) -> Grey:
    """Bring the paper to white: the commonest bright value becomes 255."""
    counts = np.bincount(grey[::4, ::4].ravel(), minlength=256)
    paper = int(np.argmax(counts[128:])) + 128
    if paper >= 250:
        return grey
    bright = np.minimum(grey.astype(np.uint16) * 255 // paper, 255)
    return bright.astype(np.uint8)


def find_skew(grey: Grey) -> float:
    """Return by how many degrees the lines of a page fall (positive) or rise: at that angle the rows differ most."""
    step = max(1, max(grey.shape) // _THUMB)
    height, width = grey.shape[0] // step * step, grey.shape[1] // step * step
    if not height or not width:
        return 0.0
    small = grey[:height, :width].reshape(height // step, step, width // step, step).mean(axis=(1, 3)) < 200
    ys, xs = np.nonzero(small)
    if len(ys) < 50:
        return 0.0
    best = max(np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.5), key=lambda angle: _sharpness(xs, ys, float(angle)))
    near = np.arange(float(best) - 0.5, float(best) + 0.51, _FINE)
    return round(float(max(near, key=lambda angle: _sharpness(xs, ys, float(angle)))), 2)


def _sharpness(xs: Any, ys: Any, angle: float) -> float:
    rows = np.rint(ys - xs * np.tan(np.radians(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    return float(((counts[1:] - counts[:-1]) ** 2).sum())


def _turn(grey: Grey, angle: float) -> Grey:
    from PIL import Image

    turned = Image.fromarray(grey).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return np.asarray(turned)


def find_rules(ink: Mask) -> tuple[Rule, ...]:
    """Return the ruling lines of a page: long runs of ink, thin across; bands of the scanner's edge are none."""
    length = int(_LONG_RULE * DPI)
    level = [Rule(start, y, end, y, lean) for y, start, end, lean in _find_runs(ink, length)]
    upright = [Rule(x, start, x, end, lean) for x, start, end, lean in _find_runs(np.ascontiguousarray(ink.T), length)]
    return (*level, *upright)


def _find_runs(ink: Mask, length: int) -> list[tuple[int, int, int, float]]:
    """Return the runs of ink along the rows of a mask that are long, thin and solid: row, both ends, lean.

    The feet of letters on a base line are near enough to make a run, but they cover only half of it.
    """
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    sums = np.cumsum(thick, axis=1, dtype=np.int32)
    closed = _close_gaps(thick, sums).view(np.int8)
    rows, edges = np.nonzero(np.diff(closed, axis=1, prepend=0, append=0))
    runs = np.stack((rows[::2], edges[::2], edges[1::2] - 1), axis=1)
    runs = runs[runs[:, 2] - runs[:, 1] >= length - 1]
    row, start, end = runs.T
    solid = sums[row, end] - sums[row, start] >= _SOLID * (end - start)
    return _merge_runs([(run[0], run[1], run[2]) for run in runs[solid].tolist()])


def _close_gaps(thick: Mask, sums: NDArray[np.int32]) -> Mask:
    """Return a mask with short gaps along its rows filled; `sums` are its sums along the rows."""
    near = np.zeros_like(thick)
    near[:, _GAP:] = (sums[:, _GAP:] - sums[:, :-_GAP]) > 0
    back = np.zeros_like(thick)
    back[:, :-_GAP] = (sums[:, _GAP:] - sums[:, :-_GAP]) > 0
    return thick | (near & back)


def _merge_runs(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int, float]]:
    """Make one line of runs on neighbouring rows that overlap; drop what is too thick to be a line."""
    groups: list[list[tuple[int, int, int]]] = []
    for run in runs:
        home = next((group for group in reversed(groups[-40:]) if _touches(group[-1], run)), None)
        if home is None:
            groups.append([run])
        else:
            home.append(run)
    lines = []
    for group in groups:
        first, last = group[0][0], group[-1][0]
        lean = find_lean(group)
        if last - first - abs(lean) < _THICK + 2:  # the mask was thickened by a pixel on both sides
            lines.append(((first + last) // 2, min(run[1] for run in group), max(run[2] for run in group), lean))
    return lines


def _touches(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return 0 <= other[0] - one[0] <= 2 and one[1] <= other[2] and other[1] <= one[2]


def _wipe(grey: Grey, rules: tuple[Rule, ...]) -> Grey:
    """Return the page without its ruling lines, which recognition takes for letters."""
    wiped = grey.copy()
    half = _THICK // 2
    for rule in rules:
        if rule.y0 == rule.y1:
            wiped[max(0, rule.y0 - half) : rule.y0 + half + 1, rule.x0 : rule.x1 + 1] = 255
        else:
            wiped[rule.y0 : rule.y1 + 1, max(0, rule.x0 - half) : rule.x0 + half + 1] = 255
    return wiped
