"""Fields of RTF that would make LibreOffice open another file: their instructions are put out of use before it reads.

Its profile switches links off, but a field `INCLUDEPICTURE` is followed all the same. What such a field showed when the
file was saved stands in the file and stays.
"""

from __future__ import annotations

import re

_HARMLESS = frozenset(
    b"ADVANCE AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT BIBLIOGRAPHY CITATION COMMENTS CREATEDATE DATE DOCPROPERTY EDITTIME"
    b" EMBED EQ FILENAME FILESIZE FORMCHECKBOX FORMDROPDOWN FORMTEXT HYPERLINK INDEX KEYWORDS LASTSAVEDBY LISTNUM"
    b" MERGEFIELD NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINTDATE QUOTE REF REVNUM SAVEDATE SECTION"
    b" SECTIONPAGES SEQ SHAPE STYLEREF SUBJECT SYMBOL TC TIME TITLE TOC USERNAME XE".split()
)
_WORD = rb"\\(?!(?:u-?\d|bin|upr|ud\b))[a-z]{1,32}-?\d{0,10}"  # a control word that writes no letter
_FIELD = re.compile(rb"\\fldinst(?![a-z])(?=(?:[{}\s]|\\\*|" + _WORD + rb")*+([A-Za-z]*))", re.IGNORECASE)
_UNUSED = b"\\vbninst"


def cut_links(data: bytes) -> bytes:
    """Return RTF of the same length in which no field names another file to be opened."""
    return _FIELD.sub(lambda field: field[0] if field[1].upper() in _HARMLESS else _UNUSED, data)
