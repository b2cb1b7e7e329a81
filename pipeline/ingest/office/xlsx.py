"""Workbooks (.xlsx, .xlsm): each sheet a table, as trackers of tasks keep them.

Read from the XML parts: the values of formulas are those that were saved, no formula is worked out, no link followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import FileTooLarge, TruncatedFile, UnsupportedFormat
from pipeline.ingest.draft import Draft, Reading, make_paragraph
from pipeline.ingest.mend.encoding_issues import legacy_issues
from pipeline.ingest.mend.tables import tidy_tables
from pipeline.ingest.office.docx_runs import child, local_name
from pipeline.ingest.office.xlsx_sheet import Area, Sheet, counter, make_drafts, parse_area, parse_place, show_days
from pipeline.ingest.office.xlsx_values import Values, read_values
from pipeline.ingest.packages import ZIP_FAULTS, check_package
from pipeline.model import Issue, Severity
from pipeline.text.codes import read_number

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_CELLS = 300_000  # filled ones, of a sheet
MAX_GRID = 3_000_000  # rows in use times columns in use
_LAST_ROW = 2**20  # that a workbook can have
_ROOT = "xl/workbook.xml"
_DEFAULT_NAME = re.compile(r"\D{0,12}\d{1,3}")  # "Sheet1", "Trang tính1": the program's own


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet as the workbook lists it: its name, its part, whether it is hidden."""

    name: str
    part: str
    hidden: bool


class _Package:
    """The parts of a workbook, each parsed when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.archive = archive
        self.name = name
        self.parts = set(archive.namelist())
        self.missing: list[str] = []  # names of sheets whose part is not there
        self.covered = 0  # cells in a place where another one stood already

    def parse(self, part: str) -> Element | None:
        """Return the root of a part, None where there is none; raises TruncatedFile."""
        from lxml import etree

        if part not in self.parts:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            return etree.fromstring(self.archive.read(part), parser)
        except (etree.XMLSyntaxError, *ZIP_FAULTS) as error:
            remedy = "Open it in Excel or LibreOffice and save it again."
            raise TruncatedFile(self.name, f"its part {part} is damaged", remedy) from error


def read(data: bytes, path: Path) -> Reading:
    """Read a workbook: every sheet in order, lines above and below its table, merged cells once.

    Hidden sheets are left out and named in the issue `hidden_sheet`. Raises TruncatedFile, EncryptedFile, FileTooLarge,
    UnsupportedFormat.
    """
    from lxml import etree

    check_package(data, path.name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = _Package(archive, path.name)
        workbook = package.parse(_ROOT)
        if workbook is None:
            raise UnsupportedFormat(path.name, "it holds no sheets", "Open it in Excel and save it as .xlsx.")
        pages = _find_pages(package, workbook)
        values = read_values(
            package.parse("xl/sharedStrings.xml"), package.parse("xl/styles.xml"), since_1904=_is_since_1904(workbook)
        )
        sheets = [(page.name, _read_sheet(package, page, values)) for page in pages if not page.hidden]
    drafts = tidy_tables(_lay_out([(name, sheet) for name, sheet in sheets if sheet.rows]))
    issues = (
        *legacy_issues(values.settled),
        *_find_lost(package, values),
        *_hidden_issues([page.name for page in pages if page.hidden]),
    )
    return Reading(tuple(drafts), f"lxml {etree.__version__}", issues=issues)


def _lay_out(sheets: list[tuple[str, Sheet]]) -> Iterator[Draft]:
    """Yield the drafts of all sheets; where there are several, the name of each that somebody gave it goes before."""
    numbers, keys = counter(), counter()
    for name, sheet in sheets:
        if len(sheets) > 1 and not _DEFAULT_NAME.fullmatch(name):
            yield make_paragraph(name)
        yield from make_drafts(show_days(sheet), numbers, keys)


def _hidden_issues(names: list[str]) -> tuple[Issue, ...]:
    if not names:
        return ()
    message = f"Hidden sheets were not read: {', '.join(names)}. Show them in Excel and save, if they belong to it."
    return (Issue("ingest", "hidden_sheet", Severity.INFO, message),)


def _find_lost(package: _Package, values: Values) -> Iterator[Issue]:
    """Yield the issues that tell what the file should hold and does not."""
    if package.missing:
        message = f"Sheets of the file are missing: {', '.join(package.missing)}. Ask for it again if they matter."
        yield Issue("ingest", "missing_part", Severity.ERROR, message)
    if lost := package.covered + values.lost:
        message = f"The file is damaged: {lost:,} cells name a text that is not there, or stand on one another."
        yield Issue("ingest", "lost_cells", Severity.ERROR, message)


def _find_pages(package: _Package, workbook: Element) -> list[_Page]:
    relations = package.parse("xl/_rels/workbook.xml.rels")
    targets = {row.get("Id", ""): row.get("Target", "") for row in relations} if relations is not None else {}
    pages: list[_Page] = []
    for sheet in workbook.iter("{*}sheet"):
        key = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        part = posixpath.normpath(posixpath.join("/xl", targets.get(str(key), ""))).lstrip("/")
        pages.append(_Page(sheet.get("name", ""), part, sheet.get("state", "visible") != "visible"))
    return pages


def _is_since_1904(workbook: Element) -> bool:
    properties = child(workbook, "workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


def _read_sheet(package: _Package, page: _Page, values: Values) -> Sheet:
    root = package.parse(page.part)
    if root is None:
        package.missing.append(page.name)
        return Sheet({}, ())
    rows: dict[int, dict[int, str]] = {}
    count, row_number = 0, -1
    for row in root.iter("{*}row"):
        row_number = _row_number(row, row_number + 1)
        column = -1
        for cell in row:
            if local_name(cell) != "c":
                continue
            place = parse_place(cell.get("r", ""))
            column = place[1] if place else column + 1
            if text := values.read(cell).strip():
                filled = rows.setdefault(row_number, {})
                package.covered += column in filled
                filled[column] = text
                count += 1
        if count > MAX_CELLS:
            raise _too_large(package.name)
    if len(rows) * len({column for row in rows.values() for column in row}) > MAX_GRID:
        raise _too_large(package.name)
    return Sheet(rows, _read_areas(root))


def _too_large(name: str) -> FileTooLarge:
    return FileTooLarge(name, f"a sheet has more than {MAX_CELLS:,} cells", "Save the sheet with the tasks alone.")


def _row_number(row: Element, expected: int) -> int:
    number = read_number(row.get("r"))
    return number - 1 if number and number <= _LAST_ROW else expected


def _read_areas(root: Element) -> list[Area]:
    references = (element.get("ref", "") for element in root.iter("{*}mergeCell"))
    return [area for area in map(parse_area, references) if area]
