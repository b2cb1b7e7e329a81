"""Samples as web pages: bare, or inside a site with menu, download box, related documents and footer."""

from __future__ import annotations

from html import escape
from pathlib import Path

from source import Line, Sample, closing_lines, printed_text

PAGE = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>body {{ font-family: serif; max-width: 60em; margin: auto }} td {{ vertical-align: top }}</style>
</head>
<body>
{content}
</body>
</html>
"""
HEADINGS = {"chapter": "h2", "heading": "h3"}


def write_html(sample: Sample, path: Path) -> None:
    """Write a sample as .html in UTF-8."""
    article = "\n".join([*_masthead(sample), *_heading(sample), *(_line(sample, line) for line in sample.body)])
    content = _site(sample, article) if sample.site else article
    path.write_text(PAGE.format(title=escape(" ".join(sample.heading)), content=content), "utf-8")


def _site(sample: Sample, article: str) -> str:
    menu = "".join(f'<li><a href="#">{escape(name)}</a></li>' for name in sample.menu)
    related = "".join(f'<li><a href="#">{escape(name)}</a></li>' for name in sample.related)
    return f"""<header><div class="logo">{escape(sample.site)}</div>
<nav class="menu"><ul>{menu}</ul></nav></header>
<div class="breadcrumb">Trang chủ &raquo; Văn bản &raquo; Chi tiết</div>
<div class="toolbar"><a href="#">Tải về</a> <a href="#">In trang</a> <span>Lượt xem: 1.204</span></div>
<main><article class="document-content">
{article}
</article></main>
<aside class="related"><h4>Văn bản liên quan</h4><ul>{related}</ul></aside>
<footer><p>{escape(sample.footer)}</p></footer>
<script>var views = 1204;</script>"""


def _cell(lines: tuple[str, ...]) -> str:
    return "<br>\n".join(f"<b>{escape(line)}</b>" if line.isupper() else escape(line) for line in lines)


def _masthead(sample: Sample) -> list[str]:
    if not sample.left and not sample.right:
        return []
    return [_pair(sample.left, sample.right, "center")]


def _pair(left: tuple[str, ...], right: tuple[str, ...], align: str) -> str:
    cells = f'<td align="{align}">{_cell(left)}</td>\n<td align="center">{_cell(right)}</td>'
    return f'<table width="100%"><tr>\n{cells}\n</tr></table>'


def _heading(sample: Sample) -> list[str]:
    return [f'<p align="center"><b>{escape(line)}</b></p>' for line in sample.heading]


def _line(sample: Sample, line: Line) -> str:
    if line.kind == "table":
        return _table(line)
    if line.kind == "closing":
        return _pair(closing_lines(sample), sample.signature, "left")
    if line.kind == "page":
        return "<hr>"
    if line.kind in HEADINGS:
        return f"<{HEADINGS[line.kind]}>{escape(line.text)}</{HEADINGS[line.kind]}>"
    if line.kind in ("centre", "italic"):
        mark = "b" if line.kind == "centre" else "i"
        return f'<p align="center"><{mark}>{escape(line.text)}</{mark}></p>'
    return f"<p>{escape(printed_text(line))}</p>"


def _table(line: Line) -> str:
    rows = "\n".join(_row(line.rows, r) for r in range(len(line.rows)))
    return f'<table border="1" cellspacing="0">\n{rows}\n</table>'


def _row(rows: tuple[tuple[str, ...], ...], r: int) -> str:
    cells = []
    for c, printed in enumerate(rows[r]):
        if printed in ("<<", ">>"):
            continue
        below = next((n for n in range(r + 1, len(rows)) if rows[n][c] != "<<"), len(rows))
        right = next((n for n in range(c + 1, len(rows[r])) if rows[r][n] != ">>"), len(rows[r]))
        spans = f' rowspan="{below - r}"' * (below - r > 1) + f' colspan="{right - c}"' * (right - c > 1)
        tag = "th" if r == 0 else "td"
        cells.append(f"<{tag}{spans}>{'<br>'.join(map(escape, printed.split(' // ')))}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"
