"""Scans of sample documents: their pages as pictures, askew, with noise, with a red seal over the signature."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from pypdfium2 import PdfDocument

DPI = 200


def draw_pages(path: Path, dpi: int = DPI) -> list[Image.Image]:
    """Return the pages of a PDF as grey pictures."""
    with PdfDocument(path) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def spoil(page: Image.Image, angle: float = 1.5, noise: float = 12.0, seed: int = 7) -> Image.Image:
    """Return a page as an old scanner gives it: askew, on grey paper, with grain and specks."""
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned, dtype=np.float64) * 0.88 + 8
    rng = np.random.default_rng(seed)
    grey += rng.normal(0, noise, grey.shape)
    grey[rng.random(grey.shape) < 0.0005] = 30
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def seal(page: Image.Image, middle: tuple[float, float], inches: float = 1.4) -> Image.Image:
    """Return a page in colours with a red seal over what stands at a place (shares of width and height)."""
    red = page.convert("RGB")
    x, y, radius = middle[0] * page.width, middle[1] * page.height, inches * DPI / 2
    layer = Image.new("RGB", red.size, "white")
    draw = ImageDraw.Draw(layer)
    for part in (1.0, 0.72, 0.3):
        box = (x - part * radius, y - part * radius, x + part * radius, y + part * radius)
        draw.ellipse(box, outline=(225, 40, 40), width=round(0.09 * radius))
    mixed = np.minimum(np.asarray(red), np.asarray(layer))
    return Image.fromarray(mixed)


def as_pdf(pages: list[Image.Image], dpi: int = DPI) -> bytes:
    """Return a PDF of pictures alone, as scanners write it."""
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return buffer.getvalue()


def as_tiff(pages: list[Image.Image], dpi: int = DPI) -> bytes:
    """Return a TIFF of many pages."""
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], dpi=(dpi, dpi), compression="tiff_lzw")
    return buffer.getvalue()
