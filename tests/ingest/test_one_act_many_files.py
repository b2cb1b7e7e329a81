"""The draft in Word, the signed PDF and the copy from the web of one act, on their way to one card."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from ingest_samples import BODY, FOOT, TITLE
from pdf_maker import Page, make_pdf, width_of
from pdf_signer import Holder, sign

from pipeline.cli.app import vanban
from pipeline.link import LINKER
from pipeline.runs.batch import ingest_paths
from pipeline.runs.one_file import extract_file
from pipeline.runs.workspace.layout import Workspace
from pipeline.store import open_database
from pipeline.store.card import find_document

SEAL = Holder("SỞ THỦY LỢI", "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN", number="MST:0100000009")
LEFT = ["UBND TỈNH BÌNH SƠN", "SỞ THỦY LỢI"]
RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def write_draft(path: Path) -> None:
    """Write the draft: number and day are open."""
    document = Document()
    cells = document.add_table(2, 2).rows
    cells[0].cells[0].text, cells[0].cells[1].text = "\n".join(LEFT), "\n".join(RIGHT)
    cells[1].cells[0].text, cells[1].cells[1].text = "Số:      /KH-STL", "Bình Sơn, ngày      tháng 3 năm 2025"
    for line in (*TITLE, *BODY, *FOOT):
        document.add_paragraph(line)
    document.save(path)


def write_signed(path: Path, body: Sequence[str] = BODY) -> None:
    """Write the signed PDF: number and day are stamped, the body's seal is set the day after."""
    page = Page()
    page.text(95, 60, LEFT[0], 12).text(290, 60, RIGHT[0], 12).text(115, 77, LEFT[1]).text(330, 77, RIGHT[1])
    page.text(90, 105, "Số:            /KH-STL").text(320, 105, "Bình Sơn, ngày        tháng 3 năm 2025")
    page.stamp(112, 106, "145", width=24, kind="FreeText")
    page.stamp(320 + width_of("Bình Sơn, ngày  "), 104, "12", width=20, kind="FreeText")
    page.centred(140, TITLE[0])
    y = page.prose(160, TITLE[1], indent=60)
    pages = [page]
    for line in body:
        if y > 720:
            pages.append(Page())
            y = 70
        y = pages[-1].prose(y, line)
    last = pages[-1]
    for number, line in enumerate(FOOT[:4]):
        last.text(85, y + 20 + 16 * number, line, 11)
    for number, line in enumerate(FOOT[4:]):
        last.text(350, y + 20 + 20 * number, line)
    path.write_bytes(sign(make_pdf(pages), SEAL, "2025-03-12T16:00:00", box=(350, 60, 450, 120)))


def write_web(path: Path) -> None:
    """Write the copy from the web, of which somebody mistyped the day."""
    number, day = "Số: 145/KH-STL", "Bình Sơn, ngày 21 tháng 3 năm 2025"
    rows = [("<br>".join(LEFT), "<br>".join(RIGHT)), (number, day)]
    head = "".join(f"<tr><td>{left}</td><td>{right}</td></tr>" for left, right in rows)
    lines = "".join(f"<p>{line}</p>" for line in (*TITLE, *BODY, *FOOT))
    page = f"<html><head><meta charset='utf-8'></head><body><table>{head}</table>{lines}</body></html>"
    path.write_text(page, "utf-8")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    names = ["dự thảo.docx", "145 ký số.pdf", "trang tin.html"]
    for name, write in zip(names, (write_draft, write_signed, write_web), strict=True):
        write(folder / name)
    return [folder / name for name in names]


def test_three_files_are_one_document_whatever_came_first(tmp_path: Path, files: list[Path]) -> None:
    records = [extract_file(path) for path in files]
    cards = []
    for number, order in enumerate(permutations(records)):
        with open_database(tmp_path / f"{number}.db", create=True, linker=LINKER) as database:
            for record in order:
                database.load([record])
            cards.append(find_document(database, "145/KH-STL"))
    assert all(card == cards[0] for card in cards)
    assert {file.name for file in cards[0].files} == {path.name for path in files}
    assert cards[0].document.issued == "2025-03-12", "the day that the seal confirms, not the mistyped one"
    assert len(cards[0].files[0].signatures + cards[0].files[1].signatures + cards[0].files[2].signatures) == 1


def test_the_card_says_where_the_files_differ(tmp_path: Path, files: list[Path]) -> None:
    workspace = Workspace(tmp_path / "kho")
    ingest_paths(files, workspace, workers=1)
    shown = CliRunner().invoke(vanban, ["show", "145/KH-STL", "--workspace", str(workspace.root)]).stdout
    assert shown.count("\nfile: ") == 3
    assert "trang tin.html\tissued\t2025-03-21\t2025-03-12" in shown
    assert "dự thảo.docx\tcode" not in shown and "dự thảo.docx\tissued" not in shown, "it leaves them open"


def test_files_that_say_the_same_are_said_to_agree(tmp_path: Path, files: list[Path]) -> None:
    workspace = Workspace(tmp_path / "kho")
    ingest_paths(files[:2], workspace, workers=1)
    shown = CliRunner().invoke(vanban, ["show", "145/KH-STL", "--workspace", str(workspace.root)]).stdout
    assert "The files agree in header, citations and tasks." in shown
