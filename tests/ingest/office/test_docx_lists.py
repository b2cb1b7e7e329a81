from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.ingest import read_document
from pipeline.ingest.mend.list_numbers import format_number

FILLER = "Kế hoạch triển khai các nhiệm vụ của Sở Thủy lợi trong năm 2025 và những năm tiếp theo tại các xã của tỉnh."


def level(number: int, form: str, text: str, more: str = "") -> str:
    start = f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/>'
    return f'{start}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def write(
    tmp_path: Path, numbering: str, paragraphs: list[tuple[str, int, int] | tuple[str, str]], styles: str = ""
) -> list[str]:
    """Write a file whose paragraphs are (text, list, level) or (text, style); return the lines that are read."""
    document = Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for child in parse_xml(f"<w:numbering {nsdecls('w')}>{numbering}</w:numbering>"):
        root.append(child)
    for child in parse_xml(f"<w:styles {nsdecls('w')}>{styles}</w:styles>"):
        document.styles.element.append(child)
    for text, *where in paragraphs:
        place = document.add_paragraph(text)._p.get_or_add_pPr()
        if isinstance(where[0], str):
            place.append(parse_xml(f"<w:pStyle {nsdecls('w')} w:val='{where[0]}'/>"))
        else:
            place.append(
                parse_xml(
                    f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{where[1]}'/><w:numId w:val='{where[0]}'/></w:numPr>"
                )
            )
    document.add_paragraph(FILLER)
    path = tmp_path / "a.docx"
    document.save(path)
    parsed = read_document(path)
    return [parsed.text[block.start : block.end] for block in parsed.blocks][:-1]


ABSTRACT = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "decimal", "%2.%3.")
    + level(3, "lowerLetter", "%4)")
    + level(4, "bullet", "\uf0b7")
    + level(5, "bullet", "+")
    + "</w:abstractNum>"
)
LISTS = ABSTRACT + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def test_levels_count_and_restart(tmp_path: Path) -> None:
    lines = write(
        tmp_path,
        LISTS,
        [
            ("A", 1, 0),
            ("B", 1, 1),
            ("C", 1, 2),
            ("D", 1, 2),
            ("E", 1, 3),
            ("F", 1, 3),
            ("G", 1, 4),
            ("H", 1, 5),
            ("I", 1, 1),
            ("K", 1, 2),
            ("L", 1, 0),
            ("M", 1, 1),
        ],
    )
    assert lines == [
        "I. A",
        "1. B",
        "1.1. C",
        "1.2. D",
        "a) E",
        "b) F",
        "- G",
        "+ H",
        "2. I",
        "2.1. K",
        "II. L",
        "1. M",
    ]


def test_list_zero_is_no_list(tmp_path: Path) -> None:
    assert write(tmp_path, LISTS, [("A", 0, 0), ("B", 9, 0)]) == ["A", "B"]


def test_two_lists_of_one_form_count_on_unless_told_to_start_anew(tmp_path: Path) -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = (
        LISTS
        + '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        + f'<w:num w:numId="3"><w:abstractNumId w:val="0"/>{start}</w:num>'
    )
    paragraphs = [("A", 1, 0), ("B", 2, 0), ("C", 3, 0), ("D", 3, 0)]
    assert write(tmp_path, numbering, paragraphs) == ["I. A", "II. B", "I. C", "II. D"]


def test_a_list_may_change_a_level(tmp_path: Path) -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "Điều %1.")}</w:lvlOverride>'
    numbering = LISTS + f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{own}</w:num>'
    assert write(tmp_path, numbering, [("A", 2, 0), ("B", 2, 0), ("C", 1, 0)]) == ["Điều 1. A", "Điều 2. B", "I. C"]


def test_styles_carry_lists(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>')
        + level(1, "decimal", "%2.", '<w:pStyle w:val="MucCon"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    carried = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='{name}'><w:name w:val='{name}'/>{based}{properties}</w:style>"
        for name, based, properties in (
            ("Muc", "", carried),
            ("MucCon", "", carried),
            ("MucKhac", "<w:basedOn w:val='Muc'/>", ""),
            ("Vong", "<w:basedOn w:val='Vong'/>", ""),
        )
    )
    paragraphs = [("A", "Muc"), ("B", "MucCon"), ("C", "MucKhac"), ("D", "Vong")]
    assert write(tmp_path, numbering, paragraphs, styles) == ["I. A", "1. B", "II. C", "D"]


def test_a_level_that_does_not_restart(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "upperRoman", "Chương %1")
        + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    paragraphs = [("A", 1, 0), ("B", 1, 1), ("C", 1, 0), ("D", 1, 1)]
    assert write(tmp_path, numbering, paragraphs) == ["Chương I A", "Điều 1. B", "Chương II C", "Điều 2. D"]


def test_legal_numbers_are_decimal(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert write(tmp_path, numbering, [("A", 1, 0), ("B", 1, 1)]) == ["I. A", "1.1. B"]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (1, "decimal", "1"),
        (7, "decimalZero", "07"),
        (14, "upperRoman", "XIV"),
        (49, "lowerRoman", "xlix"),
        (4, "lowerLetter", "d"),
        (27, "upperLetter", "AA"),
        (3, "vietnameseCounting", "3"),
        (0, "upperRoman", "0"),
    ],
)
def test_number_formats(value: int, form: str, expected: str) -> None:
    assert format_number(value, form) == expected
