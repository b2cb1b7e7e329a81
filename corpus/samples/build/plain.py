"""Samples as text and Markdown: hard-wrapped or not, in NFC or NFD, in UTF-8, UTF-16 or Windows-1258."""

from __future__ import annotations

import textwrap
import unicodedata
from codecs import BOM_UTF16_LE
from itertools import zip_longest
from pathlib import Path

from source import Line, Sample, closing_lines, printed_text

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
BOLD = ("chapter", "heading", "centre")


def write_txt(sample: Sample, path: Path) -> None:
    """Write a sample as .txt in the form and encoding that its head asks for."""
    paragraphs = [*_masthead(sample), *sample.heading, ""]
    for line in sample.body:
        paragraphs += _text_lines(sample, line)
    text = "\n".join(_wrap(paragraphs, sample.wrap)) + "\n"
    if sample.encoding == "windows-1258":
        path.write_bytes(encode_1258(text))
    elif sample.encoding == "utf-16":
        path.write_bytes(BOM_UTF16_LE + text.replace("\n", "\r\n").encode("utf-16-le"))
    else:
        path.write_text(unicodedata.normalize(sample.form, text), "utf-8")


def write_md(sample: Sample, path: Path) -> None:
    """Write a sample as .md, as web pages come out of converters: bold marks, pipes around the masthead."""
    paragraphs = [*_pipes(sample), *(f"**{line}**" if n == 0 else line for n, line in enumerate(sample.heading)), ""]
    for line in sample.body:
        paragraphs += _md_lines(sample, line)
    path.write_text("\n\n".join(_wrap(paragraphs, sample.wrap)) + "\n", "utf-8")


def encode_1258(text: str) -> bytes:
    """Encode as Windows-1258, which has letters without tone and the five tones as marks of their own."""
    return "".join(map(_split_tone, unicodedata.normalize("NFC", text))).encode("cp1258")


def _split_tone(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in parts if mark in TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES)) + tones


def _wrap(paragraphs: list[str], width: int) -> list[str]:
    if not width:
        return paragraphs
    return [p if "\n" in p or "  " in p else textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs]


def _masthead(sample: Sample) -> list[str]:
    if not sample.columns:
        return [*sample.left, *sample.right, ""] if sample.left or sample.right else []
    pairs = zip_longest(sample.left, sample.right, fillvalue="")
    return [f"{left:<30}{right:>38}".rstrip() for left, right in pairs] + [""]


def _pipes(sample: Sample) -> list[str]:
    if not sample.left and not sample.right:
        return []
    issuer, code = sample.left[:-1], sample.left[-1]
    motto, date = sample.right[:-1], sample.right[-1]
    upper = [cell for lines in (issuer, motto) for cell in ("|", f"**{lines[0]}**", *lines[1:], "-------")]
    return ["\n".join((*upper, "|", "|", code, "|", f"*{date}*", "|")), ""]


def _text_lines(sample: Sample, line: Line) -> list[str]:
    if line.kind == "table":
        return ["\t".join(cell.replace(" // ", " ") for cell in row) for row in line.rows]
    if line.kind == "closing":
        return ["", *closing_lines(sample), "", *sample.signature, ""]
    return [""] if line.kind == "page" else [printed_text(line)]


def _md_lines(sample: Sample, line: Line) -> list[str]:
    if line.kind == "table":
        rows = ["| " + " | ".join(cell.replace(" // ", "<br>") for cell in row) + " |" for row in line.rows]
        return ["\n".join([rows[0], "|" + " --- |" * len(line.rows[0]), *rows[1:]])]
    if line.kind == "closing":
        label, *recipients = closing_lines(sample)
        left = "\n".join((f"*{label}*", *recipients))
        right = "\n".join(f"**{printed}**" if printed else "" for printed in sample.signature)
        return [f"|\n{left}\n|\n{right}\n|" if sample.left else f"{left}\n\n{right}"]
    if line.kind == "page":
        return ["---"]
    return [f"**{line.text}**" if line.kind in BOLD else printed_text(line)]
