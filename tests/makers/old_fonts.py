"""What tests of old encodings share: the encodings, runs of Word in their fonts, what a reader said."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.ingest.mend.old_encodings import load_encodings
from pipeline.model import ParsedDocument

TCVN3, VNI, VIQR = load_encodings()


def lines_of(parsed: ParsedDocument) -> list[str]:
    return parsed.text.split("\n")


def codes(parsed: ParsedDocument) -> set[str]:
    return {issue.code for issue in parsed.issues}


def add_run(paragraph, text: str, font: str | None) -> None:  # type: ignore[no-untyped-def]
    """Add a run as Word stores it: the soft hyphen is an element."""
    for place, part in enumerate(text.split("\u00ad")):
        run = paragraph.add_run()
        if place:
            run._r.append(OxmlElement("w:softHyphen"))
        run.add_text(part)
        if font:
            fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
            for slot in ("w:ascii", "w:hAnsi"):
                fonts.set(qn(slot), font)
