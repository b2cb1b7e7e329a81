"""Workbooks for the tests, written part by part as Excel saves them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'<styleSheet {MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/>'
    '<numFmt numFmtId="165" formatCode="[$-42A]mm/yyyy"/></numFmts>'
    '<fonts count="2"><font><name val="Times New Roman"/></font><font><name val=".VnTime"/></font></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0"/></cellStyleXfs><cellXfs count="6">'
    '<xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="165" fontId="0"/>'
    '<xf numFmtId="14" fontId="0"/><xf numFmtId="9" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>'
)
DAY, MONTH, SHORT_DAY, PERCENT, OLD_FONT = 1, 2, 3, 4, 5  # styles of cells
Cell = str | int | float | tuple[float | str, int] | None
Rows = Sequence[Sequence[Cell]]


def make_xlsx(
    sheets: Mapping[str, Rows], merged: Sequence[str] = (), hidden: Sequence[str] = (), properties: str = ""
) -> bytes:
    """Return a workbook; a cell is a text, a number, or either with a style; `merged` holds for the first sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        listed, relations, types = "", "", ""
        for number, (name, rows) in enumerate(sheets.items(), start=1):
            state = ' state="hidden"' if name in hidden else ""
            listed += f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="rId{number}"/>'
            relations += (
                f'<Relationship Id="rId{number}" Type="{RELATION}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            )
            types += (
                f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType='
                '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
            )
            areas = "".join(f'<mergeCell ref="{area}"/>' for area in (merged if number == 1 else ()))
            archive.writestr(f"xl/worksheets/sheet{number}.xml", make_sheet(rows, areas))
        archive.writestr(
            "xl/workbook.xml",
            f'{HEAD}<workbook {MAIN} xmlns:r="{RELATION}"><workbookPr {properties}/>'
            f"<sheets>{listed}</sheets></workbook>",
        )
        relations += f'<Relationship Id="rId99" Type="{RELATION}/styles" Target="styles.xml"/>'
        archive.writestr("xl/_rels/workbook.xml.rels", make_relations(relations))
        archive.writestr("xl/styles.xml", HEAD + STYLES)
        book = f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", make_relations(book))
        archive.writestr("[Content_Types].xml", make_types(types))
    return stream.getvalue()


def make_sheet(rows: Rows, areas: str) -> str:
    body = "".join(
        f'<row r="{number}">{"".join(make_cell(cell, number, place) for place, cell in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=1)
        if row
    )
    merged = f"<mergeCells>{areas}</mergeCells>" if areas else ""
    return f"{HEAD}<worksheet {MAIN}><sheetData>{body}</sheetData>{merged}</worksheet>"


def make_cell(cell: Cell, row: int, column: int) -> str:
    value, style = cell if isinstance(cell, tuple) else (cell, 0)
    place = f'r="{chr(ord("A") + column)}{row}" s="{style}"'
    if value is None:
        return f"<c {place}/>"
    if isinstance(value, str) and value.startswith("="):
        formula, _, saved = value[1:].partition("=>")
        return f'<c {place} t="str"><f>{escape(formula)}</f><v>{escape(saved)}</v></c>'
    if isinstance(value, str):
        return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f"<c {place}><v>{value}</v></c>"


def make_relations(rows: str) -> str:
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def make_types(rows: str) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{rows}</Types>'
    )
