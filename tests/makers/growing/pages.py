"""Markdown and web pages that grow."""

from __future__ import annotations

from collections.abc import Callable

from growing.pattern import HEAD, TAIL, Pattern, plan
from growing.texts import LINES, named, same

# name, what is repeated, what stands between
MARKDOWN: dict[str, tuple[Callable[[int], str], str]] = {
    "lines of #": (same("#"), "\n"),
    "one line of #": (same("#"), ""),
    "headings": (lambda n: f"# Nhiệm vụ {n}", "\n\n"),
    "open comments": (same("<!--"), "\n"),
    "open comments in one line": (same("<!-- "), ""),
    "open tags": (same("<a"), "\n"),
    "open tags in one line": (same("<a "), ""),
    "tags": (same("<div>"), "\n"),
    "open and closed tags": (same("<b>x</b>"), " "),
    "**": (same("**"), "\n"),
    "** in one line": (same("**"), " "),
    "bold words": (same("**rà soát**"), " "),
    "* in one line": (same("*"), " "),
    "_ in one line": (same("_"), ""),
    "` in one line": (same("`"), " "),
    "open brackets": (same("["), ""),
    "open links": (same("[a]("), ""),
    "links": (lambda n: f"[mục {n}](http://a/{n})", " "),
    "pictures": (same("![](a.png)"), "\n"),
    "footnotes": (lambda n: f"[^{n}]: chú thích {n}", "\n"),
    "marks of footnotes": (lambda n: f"mục[^{n}]", " "),
    "|": (same("|"), "\n"),
    "| in one line": (same("|"), ""),
    "rows": (lambda n: f"| {n + 1} | Rà soát mục {n} | Sở Y tế | Quý II |", "\n"),
    "tables": (lambda n: f"| TT | Nội dung |\n|---|---|\n| {n} | Rà soát |\n", "\n"),
    "quotes": (same("> trích"), "\n"),
    "quotes in quotes": (same(">"), ""),
    "code fences": (same("```"), "\n"),
    "rules": (same("---"), "\n\n"),
    "escapes": (same("\\*"), ""),
    "entities": (same("&amp;"), " "),
    "open entities": (same("&"), ""),
    "<br>": (same("rà soát<br>"), ""),
    "cells with <br>": (lambda n: f"| {n} | {'mục<br>' * 5} |", "\n"),
    "items": (lambda n: f"- Mục số {n};", "\n"),
    "items in items": (lambda n: f"{'  ' * (n % 30)}- Mục {n};", "\n"),
    "paragraphs": (lambda n: f"Mục số {n}.", "\n\n"),
    "rows of many cells": (same("| a "), ""),
    "tags of tables": (same("<table><tr><td>a</td></tr></table>"), "\n"),
    "open tags of tables": (same("<table><tr><td>"), "\n"),
}
HTML: dict[str, Callable[[int], str]] = {
    "<p>": same("<p>"),
    "<p> with words": lambda n: f"<p>Mục số {n} của danh sách.</p>",
    "<li>": same("<li>"),
    "<li> with words": lambda n: f"<li>Mục số {n}",
    "<ol> and <li>": lambda n: f"<ol><li>Mục {n}</li></ol>",
    "open <ol>": same("<ol><li>a"),
    "open <div>": same("<div>"),
    "open <div> with words": same("<div>Rà soát"),
    "open <span>": same("<span>rà "),
    "open <b>": same("<b>rà "),
    "open <font>": same("<font face='.VnTime'>uû "),
    "open <a>": same("<a href=x>rà "),
    "open <table>": same("<table><tr><td>rà "),
    "open <blockquote>": same("<blockquote>rà "),
    "<br>": same("Rà soát danh mục<br>"),
    "<div> with words": lambda n: f"<div>Mục số {n}</div>",
    "<div> with a class": lambda n: f"<div class='menu item'>Mục số {n}</div>",
    "<span> of letters": same("<span>r</span>"),
    "tables": lambda n: f"<table><tr><td>{n}</td><td>Rà soát mục {n}</td></tr></table>",
    "comments": same("<!-- a -->rà"),
    "open comments": same("<!-- "),
    "entities": same("&nbsp;&aacute;"),
    "open entities": same("&"),
    "<": same("<"),
    "anchors": same("<p>Nơi nhận:</p><p>Như trên</p>"),
    "mastheads": same("<p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Điều 1. Mẫu</p>"),
    "anchors in open <div>": same("<div><p>Điều 1. Mẫu</p>"),
    "<style>": same("<style>p {color: red}</style><p>rà</p>"),
    "<h2>": lambda n: f"<h2>NHIỆM VỤ SỐ {n}</h2><p>Rà soát.</p>",
    "<sup>": lambda n: f"mục<sup>{n}</sup> ",
}
ROWS: dict[str, Callable[[int], str]] = {
    "rows": lambda n: f"<tr><td>{n + 1}<td>Rà soát mục {n}<td>Sở Y tế<td>Quý II",
    "rowspans": lambda n: f"<tr><td rowspan=200>{n}<td>Rà soát mục {n}",
    "rowspans side by side": lambda n: f"<tr>{'<td rowspan=200>a' * 5}<td>{n}",
    "colspans": lambda n: f"<tr><td colspan=200>{n}<td>Rà soát",
    "rows of tasks": lambda n: f"<tr><td>{n + 1}<td>Rà soát mục {n}<td>Sở {named(n)}<td>30/6/2025<td>Báo cáo",
    "empty rows": same("<tr><td>"),
}


def html_pages() -> list[Pattern]:
    """Return what grows in a page."""
    head, tail = (f"<p>{text}</p>".replace("\n", "</p><p>") for text in (HEAD, TAIL))

    def page(name: str, piece: Callable[[int], str], before: str = "", behind: str = "") -> Pattern:
        def make(count: int) -> bytes:
            body = "\n".join(piece(number) for number in range(count))
            return f"<html><meta charset=utf-8><body>{head}{before}{body}{behind}{tail}</body></html>".encode()

        return Pattern(name, ".html", make)

    table = "<table><tr><td>TT<td>Nội dung<td>Cơ quan chủ trì<td>Thời gian<td>Sản phẩm"
    return [
        *(page(name, piece) for name, piece in HTML.items()),
        *(page(name, piece, table, "</table>") for name, piece in ROWS.items()),
        page("cells of one row", lambda n: f"<td>mục {n}", "<table><tr>", "</table>"),
        page("one cell of paragraphs", lambda n: f"<p>- Mục {n};</p>", f"{table}<tr><td>1<td>", "</table>"),
        page("one cell of tables", lambda n: f"<table><tr><td>{n}</table>", f"{table}<tr><td>1<td>", "</table>"),
        page("one cell of rowspans", lambda n: f"<td rowspan=150>mục {n}", "<table><tr>", "<tr><td>b<tr><td>c</table>"),
    ]


def markdown_pages() -> list[Pattern]:
    """Return what grows in Markdown, and what grows in plain text, written as Markdown."""
    marks = [plan(".md", name, piece, between=between) for name, (piece, between) in MARKDOWN.items()]
    return [*marks, *(plan(".md", f"text, {name}", piece, between="\n\n") for name, piece in LINES.items())]
