"""Samples as Word files: masthead and closing as tables without lines, task tables ruled, page numbers on top."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import zip_longest
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from source import Line, Sample, closing_lines, printed_text

LABEL = re.compile(r"^(?:[IVX]+\.|\d+\.|[a-z]\))\s+")
LEVELS = {"chapter": 0, "heading": 1, "item": 2}
NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90">
<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>"""
LEVEL = """<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/>
<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>"""
FORMS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "-"))
FIXED_DATE = (2024, 1, 1, 0, 0, 0)


def write_docx(sample: Sample, path: Path) -> None:
    """Write a sample as .docx, byte for byte the same each time."""
    document = Document()
    _lay_page(document)
    if sample.numbering:
        _add_numbering(document)
    _add_masthead(document, sample)
    for number, printed in enumerate(sample.heading):
        _add(document, printed, bold=True, centre=True, after=2 if number + 1 < len(sample.heading) else 10)
    for line in sample.body:
        _add_line(document, sample, line)
    buffer = io.BytesIO()
    document.save(buffer)
    path.write_bytes(fix_archive(buffer.getvalue()))


def is_numbered(line: Line) -> bool:
    """Tell whether Word numbers this paragraph by itself: a labelled heading or item, or a bullet."""
    return line.kind == "bullet" or (line.kind in LEVELS and LABEL.match(line.text) is not None)


def fix_archive(data: bytes) -> bytes:
    """Return the same zip archive with one fixed time for every member."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return fixed.getvalue()


def _lay_page(document: WordDocument) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _add_numbering(document: WordDocument) -> None:
    levels = "".join(LEVEL.format(n=n, form=form, text=text) for n, (form, text) in enumerate(FORMS))
    root = document.part.numbering_part.element
    abstract = parse_xml(NUMBERING.format(ns=nsdecls("w"), levels=levels))
    root.insert(0, abstract)
    number = parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    root.append(number)


def _number(paragraph: Paragraph, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'))


def _style(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, size: float = 13) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _add(
    document: WordDocument,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centre: bool = False,
    after: float = 4,
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(after)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.JUSTIFY
    if not centre:
        paragraph.paragraph_format.first_line_indent = Cm(1)
    _style(paragraph, text, bold=bold, italic=italic)
    return paragraph


def _add_line(document: WordDocument, sample: Sample, line: Line) -> None:
    if line.kind == "table":
        _add_table(document, sample, line)
    elif line.kind == "closing":
        _add_closing(document, sample)
    elif line.kind == "page":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif sample.numbering and is_numbered(line):
        paragraph = _add(document, LABEL.sub("", line.text), bold=line.kind in ("chapter", "heading"))
        _number(paragraph, LEVELS.get(line.kind, 3))
    else:
        bold, italic = line.kind in ("chapter", "heading", "centre"), line.kind == "italic"
        _add(document, printed_text(line), bold=bold, italic=italic, centre=italic or line.kind == "centre")


def _add_masthead(document: WordDocument, sample: Sample) -> None:
    if not sample.left and not sample.right:
        return
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for column, lines, width in zip(table.columns, (sample.left, sample.right), (6.2, 9.8), strict=True):
        column.width = Cm(width)
        cell = column.cells[0]
        cell.width = Cm(width)
        _fill(cell, lines, centre=True)
    _add(document, "", after=2)


def _fill(cell: _Cell, lines: tuple[str, ...], *, centre: bool = False, size: float = 12) -> None:
    for number, printed in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        bold = printed.isupper() or printed.startswith(("Độc lập", "Nơi nhận"))
        _style(paragraph, printed, bold=bold, italic=centre and " ngày " in printed, size=size)


def _add_closing(document: WordDocument, sample: Sample) -> None:
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    _fill(left, closing_lines(sample), size=11)
    _fill(right, sample.signature, centre=True)


def _add_table(document: WordDocument, sample: Sample, line: Line) -> None:
    table = document.add_table(rows=len(line.rows), cols=max(map(len, line.rows)))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, sample.widths, strict=False):
        column.width = Cm(width)
    for row, cells in zip(table.rows, line.rows, strict=True):
        for cell, printed, width in zip_longest(row.cells, cells, sample.widths):
            if width:
                cell.width = Cm(width)
            if printed not in ("<<", ">>"):
                _fill(cell, tuple(printed.split(" // ")), size=sample.cell_size)
    _merge(table, line.rows)
    _repeat(table.rows[0])


def _merge(table: Table, rows: tuple[tuple[str, ...], ...]) -> None:
    for r, cells in enumerate(rows):
        for c, printed in enumerate(cells):
            if printed in ("<<", ">>"):
                above, left = (r - 1, c) if printed == "<<" else (r, c - 1)
                whole = table.cell(above, left).merge(table.cell(r, c))
                for paragraph in [p for p in whole.paragraphs if not p.text][: len(whole.paragraphs) - 1]:
                    paragraph._p.getparent().remove(paragraph._p)


def _repeat(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
