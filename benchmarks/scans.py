"""Scans made of PDF files: pages rendered to grey or coloured pictures, clean or spoilt as an office's scanner does."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

KINDS = ("clean", "noisy")
DPI = 200
SKEW = 1.5  # degrees
SPECKS = 0.002  # share of the pixels
RED = (200, 30, 40)
Point = tuple[float, float]


def make_scan(source: Path, kind: str, seals: Sequence[tuple[int, Point]], folder: Path) -> Path:
    """Render a PDF file to pictures and save them as a PDF file without text; `seals` are pages and points on them."""
    document = pypdfium2.PdfDocument(source)
    try:
        pages = [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()
    if kind == "noisy":
        for page, (left, top) in seals:
            draw_seal(pages[page], left * DPI / 72, top * DPI / 72)
        pages = [spoil(page, random.Random(number)) for number, page in enumerate(pages)]
    path = folder / f"{source.stem}.pdf"
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=DPI, quality=80)
    return path


def spoil(page: Image.Image, dice: random.Random) -> Image.Image:
    """Turn a page a little and sprinkle specks on it."""
    turned = page.rotate(SKEW, resample=Image.Resampling.BICUBIC, fillcolor="white")
    pixels = turned.load()
    width, height = turned.size
    for _ in range(int(SPECKS * width * height)):
        shade = dice.choice((0, 60, 200, 255))
        pixels[dice.randrange(width), dice.randrange(height)] = (shade, shade, shade)
    return turned


def draw_seal(page: Image.Image, x: float, y: float) -> None:
    """Draw a round red seal, 36 mm wide as the rules want it, with rays in place of the arms."""
    radius = 18 / 25.4 * DPI
    layer = Image.new("RGBA", page.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for inset, width in ((0, 6), (14, 3), (90, 3)):
        box = (x - radius + inset, y - radius + inset, x + radius - inset, y + radius - inset)
        draw.ellipse(box, outline=(*RED, 190), width=width)
    for ray in range(10):
        angle = math.pi * ray / 5
        draw.line((x, y, x + 40 * math.cos(angle), y + 40 * math.sin(angle)), fill=(*RED, 190), width=5)
    page.paste(Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB"))
