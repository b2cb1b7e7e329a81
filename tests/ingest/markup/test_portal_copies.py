"""Copies out of law portals: the frame goes, the whole document stays, and the box is held against the print."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from pipeline.extract import make_record
from pipeline.ingest import read_document
from pipeline.model import ParsedDocument, Record
from pipeline.structure import make_outline

MASTHEAD = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH LẠNG SƠN",
    "-------",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "---------------",
]
NUMBER = ["Số: 214/KH-UBND", "Lạng Sơn, ngày 04 tháng 5 năm 2027"]
BODY = [
    "KẾ HOẠCH",
    "NẠO VÉT KÊNH TƯỚI NĂM 2027",
    "Thực hiện Chỉ thị số 09/CT-TTg ngày 14 tháng 02 năm 2027 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành "
    "Kế hoạch như sau:",
    "1. Sở Thủy lợi chủ trì rà soát 300 km kênh, hoàn thành trước ngày 30/6/2027.",
    "2. Công an tỉnh bảo đảm an ninh trật tự.",
    "Nơi nhận:",
    "- Bộ Nông nghiệp và Môi trường;",
    "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Trần Văn Khởi",
]
DOCUMENT = MASTHEAD + NUMBER + BODY
BOX = [
    "Số hiệu:", "214/KH-UBND", "Loại văn bản:", "Kế hoạch", "Nơi ban hành:", "Tỉnh Lạng Sơn",
    "Người ký:", "Trần Văn Khởi",
    "Ngày ban hành:", "04/05/2027", "Ngày hiệu lực:", "Đã biết", "Tình trạng:", "Đang cập nhật",
]  # fmt: skip
MENU = ["Trang chủ", "Đăng nhập", "Trang chủ > Văn bản > Kế hoạch 214/KH-UBND", "Nội dungThuộc tínhLược đồTải về"]
TAIL = [
    "Văn bản liên quan",
    "Quyết định 77/QĐ-UBND năm 2020 về kênh mương do tỉnh Bình Sơn ban hành",
    "Hỏi đáp",
    "Sở Y tế chủ trì báo cáo trước ngày 31/12/2031 có đúng không?",
    "Công ty Cổ phần Kho Luật. Giấy phép số 12/GP-TTĐT, ngày 12 tháng 5 năm 2019",
]
OTHER_BOX = [
    "Số ký hiệu: 214/KH-UBND",
    "Hình thức văn bản: Kế hoạch",
    "Cơ quan ban hành: UBND tỉnh Lạng Sơn",
    "Ngày ký: 04/05/2027",
    "Trích yếu: Nạo vét kênh tưới năm 2027",
]
OTHER_TAIL = [
    "Kế hoạch 214/KH-UBND năm 2027 nạo vét kênh tưới",
    "Văn bản này chưa cập nhật nội dung Tiếng Anh",
    "Văn bản cùng lĩnh vực",
    "Kế hoạch 9/KH-UBND năm 2026 về đê điều",
]


def read(tmp_path: Path, text: str, name: str) -> ParsedDocument:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read_document(path)


def lines_of(parsed: ParsedDocument) -> list[str]:
    cells = parsed.text.replace("\t", "\n")
    return [line for line in cells.split("\n") if line]


def check_facts(record: Record) -> None:
    identity = record.identity
    assert identity.type and identity.type.value == "KH"
    assert identity.code and identity.code.value == "214/KH-UBND"
    assert identity.issued and identity.issued.value == "2027-05-04"
    assert identity.issuer and identity.issuer.value == "UBND tỉnh Lạng Sơn"
    assert identity.title and identity.title.value.casefold() == "nạo vét kênh tưới năm 2027"
    assert identity.signer and identity.signer.name == "Trần Văn Khởi"
    assert [citation.code for citation in record.citations] == ["09/CT-TTg"]
    assert len(record.tasks) == 2


@pytest.mark.parametrize("name", ["kế hoạch.txt", "kế hoạch.md"])
@pytest.mark.parametrize(
    "above", [MENU + BOX, BOX, OTHER_BOX + MENU, ["Đang tải văn bản...", *BOX, "**", "Click vào đây"]]
)
@pytest.mark.parametrize(
    "below", [TAIL, OTHER_TAIL, ["Bình luận", *TAIL], ["THE SOCIALIST REPUBLIC OF VIETNAM", "PLAN"]]
)
@pytest.mark.parametrize("joint", ["\n", "\n\n"], ids=["without empty lines", "with empty lines"])
def test_the_frame_goes_and_the_document_stays(
    tmp_path: Path, name: str, above: list[str], below: list[str], joint: str
) -> None:
    parsed = read(tmp_path, joint.join([*above, *DOCUMENT, *below]), name)
    lines = lines_of(parsed)
    assert lines[0] == "ỦY BAN NHÂN DÂN"
    assert lines[-1] == "Trần Văn Khởi"
    check_facts(make_record(make_outline(parsed)))


def layout(rows: list[list[list[str]]]) -> list[str]:
    """Return a table as copies of web pages have it: lone `|` part the cells."""
    lines = []
    for row in rows:
        lines.append("|")
        for cell in row:
            lines += [*cell, "|"]
    return lines


@pytest.mark.parametrize("empty", ["", "** **"], ids=["nothing", "empty emphasis"])
def test_lone_pipes_without_empty_lines(tmp_path: Path, empty: str) -> None:
    left, right = (
        ["**ỦY BAN NHÂN", "DÂN**", "**TỈNH LẠNG SƠN**", "-------"],
        ["**CỘNG HÒA XÃ", "HỘI CHỦ NGHĨA VIỆT NAM**", "Độc lập - Tự do - Hạnh phúc"],
    )
    box = layout([[[f"**{label}**"], [value]] for label, value in zip(BOX[::2], BOX[1::2], strict=True)])
    masthead = layout([[left, right], [["Số:", "214/KH-UBND"], ["*Lạng Sơn, ngày", "04 tháng 5 năm 2027*"]]])
    closing = layout([[BODY[5:8], ["**TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH**", "Trần Văn Khởi"]]])
    lines = [
        "Bản dịch này thuộc quyền sở hữu của **",
        "KHO LUẬT**.",
        *box,
        *masthead,
        empty,
        "**KẾ HOẠCH**",
        *BODY[1:5],
        *closing,
        *OTHER_TAIL,
    ]
    parsed = read(tmp_path, "\n".join(line for line in lines if line), "kế hoạch.md")
    assert sum(1 for block in parsed.blocks if block.cells) == 3
    check_facts(make_record(make_outline(parsed)))


def test_a_word_file_from_a_portal(tmp_path: Path) -> None:
    document = Document()
    for line in [*MENU, *OTHER_BOX, *DOCUMENT, *TAIL]:
        document.add_paragraph(line)
    document.save(tmp_path / "tải về.docx")
    check_facts(make_record(make_outline(read_document(tmp_path / "tải về.docx"))))


def test_a_page_whose_box_stands_outside_of_the_document(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{one}</td><td>{two}</td></tr>" for one, two in zip(BOX[::2], BOX[1::2], strict=True))
    lost = [line for line in DOCUMENT if not line.startswith("Số: ")]
    body = "".join(f"<p>{line}</p>" for line in lost)
    page = f"<html><body><div class='sidebar'><table>{rows}</table></div><div>{body}</div></body></html>"
    record = make_record(make_outline(read(tmp_path, page, "kế hoạch.html")))
    check_facts(record)
    assert record.identity.code and record.identity.code.evidence.rule == "portal_box"
    assert record.identity.code.evidence.confidence < 0.9


def test_the_box_fills_what_the_copy_lost(tmp_path: Path) -> None:
    lost = ["KẾ HOẠCH", *BODY[1:5]]
    record = make_record(make_outline(read(tmp_path, "\n\n".join([*BOX, *lost]), "kế hoạch.txt")))
    check_facts(record)


def test_the_print_decides_and_the_difference_is_told(tmp_path: Path) -> None:
    box = [line.replace("04/05/2027", "14/05/2027") for line in BOX]
    record = make_record(make_outline(read(tmp_path, "\n".join([*box, *DOCUMENT]), "kế hoạch.txt")))
    assert record.identity.issued and record.identity.issued.value == "2027-05-04"
    assert [issue.code for issue in record.issues if issue.code == "portal_box_differs"] == ["portal_box_differs"]


@pytest.mark.parametrize(
    "line",
    [
        "Văn bản liên quan đến kênh mương được rà soát, bãi bỏ.",
        "Hỏi đáp tại hội nghị do Sở Tư pháp chủ trì.",
        "Ngày ban hành: do Chủ tịch quyết định.",
    ],
)
def test_a_document_of_its_own_keeps_its_lines(tmp_path: Path, line: str) -> None:
    parsed = read(tmp_path, "\n\n".join([*DOCUMENT[:-7], line, *DOCUMENT[-7:]]), "kế hoạch.txt")
    assert line in lines_of(parsed)
    assert parsed.stated == ()


def test_an_annex_behind_the_signature_stays(tmp_path: Path) -> None:
    annex = ["PHỤ LỤC", "DANH MỤC KÊNH", "1. Kênh Bắc", "2. Kênh Nam"]
    lines = lines_of(read(tmp_path, "\n\n".join([*BOX, *DOCUMENT, *annex, *TAIL]), "kế hoạch.txt"))
    assert lines[-1] == "2. Kênh Nam"
