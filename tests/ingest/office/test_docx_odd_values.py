"""Word files whose attributes hold what no program writes: digits of other scripts, fractions, endless numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_parts import FILLER, saved_parts, write_zip

from pipeline.ingest import read_document

ODD = ["²", "٣", "１", "1.0", "2.5", "-1", "", " ", "x", "9" * 5000, "1e9", "0x10", "½", "∞", "NaN"]
BODY = """<w:p><w:pPr><w:numPr><w:ilvl w:val="{v}"/><w:numId w:val="1"/></w:numPr></w:pPr>
<w:r><w:t>Mục đích</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr><w:r><w:t>Yêu cầu</w:t><w:sym w:font="Symbol" w:char="{v}"/></w:r></w:p>
<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{v}"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="{v}"/></w:tcPr>
<w:p><w:r><w:t>Sở Y tế</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:footnoteReference w:id="{v}"/><w:t>Hết văn bản.</w:t></w:r></w:p>"""
NUMBERING = """<w:numbering xmlns:w="{w}"><w:abstractNum w:abstractNumId="{v}"><w:lvl w:ilvl="{v}">
<w:start w:val="{v}"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="{v}"/><w:lvlText w:val="%1."/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="{v}"/>
<w:lvlOverride w:ilvl="{v}"><w:startOverride w:val="{v}"/></w:lvlOverride></w:num></w:numbering>"""
STYLE = """<w:style w:type="paragraph" w:styleId="S"><w:pPr><w:numPr><w:ilvl w:val="{v}"/><w:numId w:val="1"/></w:numPr>
</w:pPr></w:style>"""


@pytest.mark.parametrize("value", ODD, ids=lambda value: value[:8] or "empty")
def test_an_odd_number_in_an_attribute_costs_no_word(tmp_path: Path, value: str) -> None:
    parts = saved_parts()
    document = parts["word/document.xml"].decode()
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/document.xml"] = re.sub("</w:p>", f"</w:p>{BODY.replace('{v}', value)}", document, count=1).encode()
    parts["word/numbering.xml"] = NUMBERING.replace("{w}", space).replace("{v}", value).encode()
    styles = parts["word/styles.xml"].decode()
    parts["word/styles.xml"] = styles.replace("</w:styles>", f"{STYLE.replace('{v}', value)}</w:styles>").encode()
    write_zip(tmp_path / "a.docx", parts)
    text = read_document(tmp_path / "a.docx").text
    assert [part in text for part in (FILLER, "Mục đích", "Yêu cầu", "Sở Y tế", "Hết văn bản.")] == [True] * 5
