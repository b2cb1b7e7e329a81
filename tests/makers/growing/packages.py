"""Word files, workbooks, printed pages, archives and mails that grow."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

from container_maker import make_tar, make_zip
from docx_parts import saved_parts
from pdf_maker import Page, make_pdf
from xlsx_maker import HEAD as XML
from xlsx_maker import MAIN, Cell, make_xlsx

from growing.pattern import HEAD, TAIL, Pattern
from growing.texts import LINES, named, same

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_CELL = "<w:tc>{}" + _P + "</w:tc>"
PARAGRAPHS: dict[str, Callable[[int], str]] = {
    "empty paragraphs": same("<w:p/>"),
    "paragraphs": lambda n: _P.format(f"Mục số {n} của danh sách."),
    "paragraphs in columns": lambda n: (
        f'<w:p><w:pPr><w:sectPr><w:cols w:num="2"/></w:sectPr></w:pPr><w:r><w:t>Mục {n}</w:t></w:r></w:p>'
    ),
    "tables": lambda n: f"<w:tbl><w:tr>{_CELL.format('', n)}{_CELL.format('', 'Rà soát')}</w:tr></w:tbl>",
    "numbered paragraphs": lambda n: (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{n % 9}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:t>Mục {n}</w:t></w:r></w:p>"
    ),
    "styled paragraphs": lambda n: (
        f'<w:p><w:pPr><w:pStyle w:val="Heading{n % 9 + 1}"/></w:pPr><w:r><w:t>Mục {n}</w:t></w:r></w:p>'
    ),
    "pages": lambda n: f'<w:p><w:r><w:br w:type="page"/><w:t>Trang {n}</w:t></w:r></w:p>',
    "content controls": lambda n: f"<w:sdt><w:sdtContent>{_P.format(n)}</w:sdtContent></w:sdt>",
    "text boxes": lambda n: (
        '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
        f"{_P.format(f'Mục {n}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    ),
    "symbols": same('<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r></w:p>'),
}
RUNS: dict[str, Callable[[int], str]] = {
    "runs": lambda n: f'<w:r><w:t xml:space="preserve">mục {n} </w:t></w:r>',
    "bold runs": lambda n: f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">mục {n} </w:t></w:r>',
    "runs of old fonts": same('<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>uû </w:t></w:r>'),
    "tabs": same("<w:r><w:tab/><w:t>a</w:t></w:r>"),
    "breaks": lambda n: f"<w:r><w:br/><w:t>Mục số {n}.</w:t></w:r>",
    "links": lambda n: f"<w:hyperlink><w:r><w:t>mục {n}</w:t></w:r></w:hyperlink>",
    "insertions": lambda n: f"<w:ins><w:r><w:t>mục {n} </w:t></w:r></w:ins>",
    "fields": lambda n: (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{n}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "open fields": same('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>a</w:t></w:r>'),
    "bookmarks": lambda n: f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/><w:r><w:t>a</w:t></w:r>',
}
TABLE_ROWS: dict[str, Callable[[int], str]] = {
    "rows": lambda n: (
        f"<w:tr>{''.join(_CELL.format('', words) for words in (n, f'Rà soát mục {n}', 'Sở Y tế'))}</w:tr>"
    ),
    "merged rows": lambda n: (
        f"<w:tr>{_CELL.format('<w:tcPr><w:vMerge/></w:tcPr>', '')}{_CELL.format('', f'Rà soát mục {n}')}</w:tr>"
    ),
    "rows of merged cells": lambda n: (
        f'<w:tr>{_CELL.format("""<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>""", n)}{_CELL.format("", n)}</w:tr>'
        f"<w:tr>{_CELL.format('<w:tcPr><w:vMerge/></w:tcPr>', '')}{_CELL.format('', n)}</w:tr>"
    ),
    "rows of wide cells": lambda n: (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr>{_P.format(n)}</w:tc></w:tr>'
    ),
}


def make_docx(body: str, parts: dict[str, bytes] | None = None) -> bytes:
    """Return a Word file of a plan with something in its body."""
    packed = saved_parts()
    head, tail = ("".join(_P.format(line) for line in text.split("\n")) for text in (HEAD, TAIL))
    packed["word/document.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{head}{body}{tail}'
        "</w:body></w:document>"
    ).encode()
    return make_zip(packed | (parts or {}))


def word_files() -> list[Pattern]:
    """Return what grows in a Word file."""

    def grow(name: str, piece: Callable[[int], str], before: str = "", behind: str = "") -> Pattern:
        return Pattern(
            name, ".docx", lambda count: make_docx(before + "".join(piece(one) for one in range(count)) + behind)
        )

    nested = Pattern("tables in tables", ".docx", _nested_tables, 20)
    return [
        *(grow(name, piece) for name, piece in PARAGRAPHS.items()),
        *(grow(name, piece, "<w:p>", "</w:p>") for name, piece in RUNS.items()),
        *(grow(name, piece, "<w:tbl>", "</w:tbl>") for name, piece in TABLE_ROWS.items()),
        grow("cells of one row", lambda n: _CELL.format("", n), "<w:tbl><w:tr>", "</w:tr></w:tbl>"),
        grow("columns of a grid", same('<w:gridCol w:w="9"/>'), "<w:tbl><w:tblGrid>", "</w:tblGrid></w:tbl>"),
        grow("paragraphs of one cell", lambda n: _P.format(n), "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        grow("one cell of tables", PARAGRAPHS["tables"], "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"),
        Pattern("footnotes", ".docx", _footnotes),
        Pattern("lists", ".docx", _lists),
        Pattern("styles", ".docx", _styles),
        nested,
        *(
            grow(f"text, {name}", lambda n, piece=piece: "".join(_P.format(x) for x in piece(n).split("\n")))  # type: ignore[misc]
            for name, piece in LINES.items()
            if name in ("- alone", "Điều n.", "empty lines", "tasks of bodies of their own", "citations")
        ),
    ]


def _nested_tables(depth: int) -> bytes:
    return make_docx("<w:tbl><w:tr><w:tc>" * depth + _P.format("a") + "</w:tc></w:tr></w:tbl>" * depth)


def _footnotes(count: int) -> bytes:
    notes = "".join(f'<w:footnote w:id="{n + 2}">{_P.format(f"Chú thích {n}")}</w:footnote>' for n in range(count))
    marks = "".join(f'<w:r><w:t>mục</w:t><w:footnoteReference w:id="{n + 2}"/></w:r>' for n in range(count))
    part = f'<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>'.encode()
    relations = saved_parts()["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
        b' Target="footnotes.xml"/></Relationships>',
    )
    types = saved_parts()["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.footnotes+xml"/></Types>',
    )
    parts = {"word/footnotes.xml": part, "word/_rels/document.xml.rels": relations, "[Content_Types].xml": types}
    return make_docx(f"<w:p>{marks}</w:p>", parts)


def _lists(count: int) -> bytes:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    abstract = "".join(f'<w:abstractNum w:abstractNumId="{n}">{level}</w:abstractNum>' for n in range(count))
    nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(count))
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{n + 1}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>Mục {n}</w:t></w:r></w:p>"
        for n in range(count)
    )
    return make_docx(
        body, {"word/numbering.xml": f'<w:numbering xmlns:w="{_W}">{abstract}{nums}</w:numbering>'.encode()}
    )


def _styles(count: int) -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{n - 1}"/></w:style>'
        for n in range(count)
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>Mục {n}</w:t></w:r></w:p>' for n in range(count)
    )
    return make_docx(body, {"word/styles.xml": f'<w:styles xmlns:w="{_W}">{styles}</w:styles>'.encode()})


def workbooks() -> list[Pattern]:
    """Return what grows in a workbook."""

    def book(name: str, row: Callable[[int], list[Cell]], merged: Callable[[int], str] | None = None) -> Pattern:
        def make(count: int) -> bytes:
            rows: list[list[Cell]] = [["TT", "Nội dung", "Cơ quan chủ trì", "Thời gian"]]
            rows += [row(number) for number in range(count)]
            return make_xlsx({"Kế hoạch": rows}, [merged(number) for number in range(count)] if merged else ())

        return Pattern(name, ".xlsx", make)

    return [
        book("rows", lambda n: [n + 1, f"Rà soát mục {n}", f"Sở {named(n)}", "Quý II"]),
        book("empty cells", lambda n: [None, None, None, (None, 1)]),
        book("days", lambda n: [n, f"Mục {n}", "Sở Y tế", (45000 + n % 900, 1)]),
        book("numbers", lambda n: [n, n + 0.5, n * 1000, (n / 7, 4)]),
        book("merged cells", lambda n: [n, f"Mục {n}", "Sở Y tế", "Quý II"], lambda n: f"A{n + 2}:B{n + 2}"),
        book("cells merged downwards", lambda n: [n, f"Mục {n}", "Sở Y tế"], lambda n: f"A{2 * n + 2}:A{2 * n + 3}"),
        book("nested merged cells", lambda n: [n, f"Mục {n}", "Sở Y tế"], lambda n: f"A{n + 2}:A{n + 5000}"),
        book("old fonts", lambda n: [n, ("uû ban nh©n d©n", 5)]),
        Pattern(
            "sheets",
            ".xlsx",
            lambda n: make_xlsx({f"Bảng {one}": [["TT", "Nội dung"], [1, "a"]] for one in range(n)}),
            100,
        ),
        Pattern("cells of one row", ".xlsx", _wide_row),
        Pattern("number formats", ".xlsx", _formats),
        Pattern("shared strings", ".xlsx", _strings),
        Pattern("far rows", ".xlsx", _far_rows),
    ]


def _replace_parts(book: bytes, change: dict[str, Callable[[bytes], bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, lambda data: data)(old.read(name)))
    return stream.getvalue()


def _column(number: int) -> str:
    letters = ""
    while number >= 0:
        letters, number = chr(ord("A") + number % 26) + letters, number // 26 - 1
    return letters


def _sheet(rows: str, parts: dict[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    xml = f"{XML}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()
    return _replace_parts(make_xlsx({"a": [["a"]]}), {"xl/worksheets/sheet1.xml": lambda _: xml, **(parts or {})})


def _text_cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def _wide_row(count: int) -> bytes:
    cells = (_text_cell(f"{_column(n % 16000)}{1 + n // 16000}", f"mục {n}") for n in range(count))
    return _sheet(f'<row r="1">{"".join(cells)}</row>')


def _far_rows(count: int) -> bytes:
    return _sheet(
        "".join(f'<row r="{1 + 100 * n}">{_text_cell(f"A{1 + 100 * n}", f"mục {n}")}</row>' for n in range(count))
    )


def _formats(count: int) -> bytes:
    formats = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{"0" * (n % 9 + 1)}.{n}"/>' for n in range(count))
    styles = "".join(f'<xf numFmtId="{200 + n}" fontId="0"/>' for n in range(count))
    xml = (
        f'{XML}<styleSheet {MAIN}><numFmts count="{count}">{formats}</numFmts><fonts count="1"><font><name val="a"/>'
        f'</font></fonts><cellXfs count="{count}">{styles}</cellXfs></styleSheet>'
    ).encode()
    rows = "".join(f'<row r="{n + 1}"><c r="A{n + 1}" s="{n}"><v>{n + 0.5}</v></c></row>' for n in range(count))
    return _sheet(rows, {"xl/styles.xml": lambda _: xml})


def _strings(count: int) -> bytes:
    rows = "".join(f'<row r="{n + 1}"><c r="A{n + 1}" t="s"><v>{n}</v></c></row>' for n in range(count))
    shared = f"{XML}<sst {MAIN}>{''.join(f'<si><r><t>mục</t></r><r><t> {n}</t></r></si>' for n in range(count))}</sst>"
    book = _sheet(
        rows,
        {
            "xl/_rels/workbook.xml.rels": lambda data: data.replace(
                b"</Relationships>",
                b'<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                b'sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            )
        },
    )
    stream = io.BytesIO(book)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", shared)
    return stream.getvalue()


def printed_pages() -> list[Pattern]:
    """Return what grows in a PDF."""

    def lines(draw: Callable[[Page, int], object], on_page: int = 50) -> Callable[[int], bytes]:
        def make(count: int) -> bytes:
            pages = []
            for start in range(0, count, on_page):
                page = Page()
                for number in range(start, min(start + on_page, count)):
                    draw(page, number)
                pages.append(page)
            return make_pdf(pages)

        return make

    whole = 10**9
    return [
        Pattern("pages", ".pdf", lines(lambda p, n: p.text(85, 60 + 15 * (n % 50), f"Rà soát nội dung số {n}.")), 500),
        Pattern(
            "lines of one page", ".pdf", lines(lambda p, n: p.text(85, 60 + n * 0.7 % 700, f"Mục {n}."), whole), 500
        ),
        Pattern(
            "words of one line", ".pdf", lines(lambda p, n: p.text(85 + n * 0.4 % 400, 60, f"mục {n}"), whole), 500
        ),
        Pattern("words at one place", ".pdf", lines(lambda p, _: p.text(85, 60, "mục"), whole), 500),
        Pattern(
            "rules across", ".pdf", lines(lambda p, n: p.text(85, 60, "a").line(50, n % 800, 500, n % 800), whole), 500
        ),
        Pattern("a grid", ".pdf", _grid, 400),
        Pattern(
            "short rules",
            ".pdf",
            lines(lambda p, n: p.text(85, 60, "Mục").line(n * 7 % 500, n % 800, n * 7 % 500 + 9, n % 800), 10**9),
            500,
        ),
        Pattern(
            "pictures", ".pdf", lines(lambda p, n: p.text(85, 60, "a").picture(n % 500, n % 800, 9, 9), whole), 500
        ),
        Pattern(
            "stamps", ".pdf", lines(lambda p, n: p.text(85, 60, "a").stamp(n % 500, n % 800, f"mục {n}"), whole), 500
        ),
        Pattern(
            "pages with stamps", ".pdf", lines(lambda p, n: p.text(85, 60, f"Mục {n}").stamp(50, 50, f"mục {n}"), 1), 50
        ),
    ]


def _grid(count: int) -> bytes:
    page, side = Page(), max(1, math.isqrt(count))
    for row in range(side + 1):
        page.line(50, 50 + 700 * row / side, 550, 50 + 700 * row / side)
        page.line(50 + 500 * row / side, 50, 50 + 500 * row / side, 750)
    for row in range(side):
        for column in range(side):
            page.text(52 + 500 * column / side, 50 + 700 * (row + 0.8) / side, "a", 3)
    return make_pdf([page])


def containers() -> list[Pattern]:
    """Return what grows in archives and mails, which are unpacked and not read."""
    text = b"--x\r\nContent-Type: text/plain\r\n"
    mails: dict[str, tuple[Callable[[int], bytes], int]] = {
        "attachments": (_mail_of_parts, 200),
        "texts": (lambda n: _mail((text + b"\r\na\r\n") * n), 500),
        "parts in parts": (_mail_in_depth, 20),
        "fields": (lambda n: _mail(b"", b"".join(b"X-A%d: b\r\n" % one for one in range(n))), 2000),
        "one field": (lambda n: _mail(b"", b"X-A: " + b" =?utf-8?q?a?=" * n + b"\r\n"), 2000),
        "a folded field": (lambda n: _mail(b"", b"X-A: a" + b"\r\n b" * n + b"\r\n"), 2000),
        "addressees": (lambda n: _mail(b"", b"Cc: " + b"a <a@b.c>, " * n + b"d@e.f\r\n"), 2000),
        "name of an attachment": (_mail_of_long_name, 2000),
        "lines of the body": (lambda n: _mail(text + b"\r\n" + b"a\r\n" * n), 2000),
        "one line of the body": (lambda n: _mail(b"--x\r\n\r\n" + b"a" * n), 2000),
        "quoted-printable": (
            lambda n: _mail(text + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=C3=A1=\r\n" * n),
            2000,
        ),
    }
    return [
        Pattern("members", ".zip", lambda n: make_zip({f"tệp {one}.txt": b"a" for one in range(n)}), 400),
        Pattern("members in folders", ".zip", _deep_members, 400),
        Pattern("a member", ".zip", lambda n: make_zip({"a.txt": b"".join(b"%d\n" % one for one in range(n))}), 50000),
        Pattern("members", ".tar", lambda n: make_tar({f"tệp {one}.txt": b"a" for one in range(n)}), 400),
        *(Pattern(name, ".eml", make, first) for name, (make, first) in mails.items()),
    ]


def _deep_members(count: int) -> bytes:
    return make_zip({"a/" * (one % 50) + f"{one}.txt": b"a" for one in range(count)})


def _mail(parts: bytes, field: bytes = b"") -> bytes:
    return (
        b"From: a@b.example\r\nTo: c@d.example\r\nSubject: van ban\r\nMIME-Version: 1.0\r\n"
        + field
        + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
        + parts
        + b"\r\n--x--\r\n"
    )


def _mail_of_parts(count: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@b.example", "Gửi văn bản"
    mail.set_content("Kính gửi")
    for number in range(count):
        mail.add_attachment(b"a", maintype="application", subtype="octet-stream", filename=f"{number}.txt")
    return bytes(mail)


def _mail_in_depth(depth: int) -> bytes:
    body = b"Content-Type: text/plain\r\n\r\na\r\n"
    for number in range(depth):
        mark = b"m%d" % number
        body = b"Content-Type: multipart/mixed; boundary=" + mark + b"\r\n\r\n--" + mark + b"\r\n" + body
        body += b"\r\n--" + mark + b"--\r\n"
    return b"From: a@b.example\r\nSubject: a\r\nMIME-Version: 1.0\r\n" + body


def _mail_of_long_name(count: int) -> bytes:
    names = b"".join(b";\r\n filename*%d*=%%C3%%A1" % one for one in range(count))
    return _mail(b"--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment" + names + b"\r\n\r\na")
