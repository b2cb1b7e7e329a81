"""Writes small PDF files by hand, with Vietnamese text and without any font file.

Letters are coded as two bytes of a font that is not embedded; its ToUnicode map says which letters they are and its
widths say how far they reach, which is all a reader of text looks at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

WIDTHS = {" ": 250, "i": 278, "l": 278, "t": 278, "I": 333, ".": 250, ",": 250, ";": 278, "-": 333, "/": 278, "1": 500}
DEFAULT_WIDTH = 500


def width_of(text: str, size: float = 13) -> float:
    """Return how wide a text is in points."""
    return sum(WIDTHS.get(char, DEFAULT_WIDTH) for char in text) * size / 1000


@dataclass(frozen=True)
class Stamp:
    """An annotation that shows text: a signature field, a field of a form (Tx), a typed note (FreeText) or a stamp."""

    box: tuple[float, float, float, float]
    words: str
    kind: str = "Sig"
    drawn: bool = True  # with a picture of its own; else the viewer draws what the field or the note holds
    hidden: bool = False


@dataclass
class Page:
    """One page as it is seen; `y` counts from the top. With `rotate` it is stored on its side, turned by the viewer."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    content: list[str] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 13) -> Page:
        """Draw a line of text with its base line at `y`."""
        self.content.append(f"BT /F1 {size} Tf 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm <{code(words)}> Tj ET")
        return self

    def scattered(self, y: float, letters: list[tuple[float, str]], size: float = 13) -> Page:
        """Draw single letters at places of a line in one go, as writers do with letters of a fallback font."""
        parts, at = [], letters[0][0]
        for x, char in letters:
            parts.append(f"{(at - x) * 1000 / size:.1f} <{code(char)}>")
            at = x + width_of(char, size)
        place = f"1 0 0 1 {letters[0][0]:.2f} {self.height - y:.2f} Tm"
        self.content.append(f"BT /F1 {size} Tf {place} [{' '.join(parts)}] TJ ET")
        return self

    def centred(self, y: float, words: str, size: float = 13) -> Page:
        """Draw a line in the middle of the page."""
        return self.text((self.width - width_of(words, size)) / 2, y, words, size)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        """Draw a ruling."""
        self.content.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def picture(self, x: float, y: float, width: float, height: float) -> Page:
        """Draw a picture, one half dark, with its upper left corner at a point."""
        self.content.append(f"q {width} 0 0 {height} {x} {self.height - y - height} cm /Im1 Do Q")
        return self

    def stamp(
        self,
        x: float,
        y: float,
        words: str,
        width: float = 40,
        height: float = 16,
        *,
        kind: str = "Sig",
        drawn: bool = True,
        hidden: bool = False,
    ) -> Page:
        """Add an annotation whose appearance draws a text (or only a box, if there are no words)."""
        box = (x, self.height - y, x + width, self.height - y + height)
        self.stamps.append(Stamp(box, words, kind, drawn, hidden))
        return self

    def prose(
        self, y: float, words: str, left: float = 85, right: float = 540, indent: float = 28, size: float = 13
    ) -> float:
        """Set a paragraph with a first-line indent; return the base line behind it."""
        x, line = left + indent, ""
        for word in words.split():
            longer = f"{line} {word}".strip()
            if x + width_of(longer, size) > right:
                self.text(x, y, line, size)
                x, y, longer = left, y + 1.35 * size, word
            line = longer
        self.text(x, y, line, size)
        return y + 1.35 * size + 6


def code(words: str) -> str:
    """Code characters as four hex digits each."""
    return words.encode("utf-16-be").hex()


def make_pdf(pages: list[Page], *, encrypted: bool = False, to_unicode: bool = True) -> bytes:
    """Return a PDF of pages; `encrypted` adds a security handler whose password nobody knows."""
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(objects)

    catalog, tree = add(""), add("")
    unicode_map = add(stream("", cmap()))
    descriptor = add(
        "<</Type/FontDescriptor/FontName/Sample/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200"
        "/CapHeight 700/StemV 80>>"
    )
    widths = " ".join(f"{ord(char)}[{width}]" for char, width in sorted(WIDTHS.items()))
    descendant = add(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Sample/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor} 0 R/DW {DEFAULT_WIDTH}/W[{widths}]>>"
    )
    shown = f"/ToUnicode {unicode_map} 0 R" if to_unicode else ""
    font = add(
        f"<</Type/Font/Subtype/Type0/BaseFont/Sample/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]{shown}>>"
    )
    image = add(
        stream("/Type/XObject/Subtype/Image/Width 2/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x20\xf0")
    )
    resources = f"<</Font<</F1 {font} 0 R>>/XObject<</Im1 {image} 0 R>>>>"
    kids = []
    for page in pages:
        content = add(stream("", "\n".join([turned(page), *page.content]).encode()))
        wide, high = (page.height, page.width) if page.rotate % 180 else (page.width, page.height)
        fields = [add_stamp(add, stamp, resources) for stamp in page.stamps]
        kids.append(
            add(
                f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {wide} {high}]/Rotate {page.rotate}"
                f"/Resources {resources}/Contents {content} 0 R/Annots[{' '.join(f'{one} 0 R' for one in fields)}]>>"
            )
        )
    objects[catalog - 1] = f"<</Type/Catalog/Pages {tree} 0 R>>".encode()
    objects[tree - 1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]>>".encode()
    return lay(objects, encrypted)


def turned(page: Page) -> str:
    """Return the matrix that lays upright content on its side, so that the viewer's turn sets it upright again."""
    width, height = page.width, page.height
    return {90: f"0 1 -1 0 {height} 0 cm", 180: f"-1 0 0 -1 {width} {height} cm", 270: f"0 -1 1 0 0 {width} cm"}.get(
        page.rotate, "1 0 0 1 0 0 cm"
    )


def add_stamp(add: Callable[[str | bytes], int], stamp: Stamp, resources: str) -> int:
    """Add an annotation and return its number."""
    x0, y0, x1, y1 = stamp.box
    words = stamp.words
    held = f"<feff{code(words)}>"
    kind = {
        "Sig": "/Subtype/Widget/FT/Sig/T(S)",
        "Tx": f"/Subtype/Widget/FT/Tx/T(T)/V{held}/DA(/F1 13 Tf)",
        "FreeText": f"/Subtype/FreeText/Contents{held}/DA(/F1 13 Tf)",
        "Stamp": "/Subtype/Stamp",
    }[stamp.kind]
    look = ""
    if stamp.drawn:
        drawn = f"BT /F1 13 Tf 1 0 0 1 0 0 Tm <{code(words)}> Tj ET" if words else "0.9 g 0 0 10 10 re f"
        entries = f"/Type/XObject/Subtype/Form/BBox[0 -4 {x1 - x0} {y1 - y0}]/Resources {resources}"
        look = f"/AP<</N {add(stream(entries, drawn.encode()))} 0 R>>"
    flags = 132 + 2 * stamp.hidden
    return add(f"<</Type/Annot{kind}/F {flags}/Rect[{x0} {y0 - 4} {x1} {y1}]{look}>>")


def stream(entries: str, data: bytes) -> bytes:
    """Return a stream object."""
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def cmap() -> bytes:
    """Return the ToUnicode map that says each code is its own character."""
    ranges = "".join(f"<{high:02x}00><{high:02x}ff><{high:02x}00>\n" for high in range(0x21))
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /S def /CMapType 2 def\n"
        f"1 begincodespacerange <0000><ffff> endcodespacerange\n33 beginbfrange\n{ranges}endbfrange\n"
        "endcmap end end"
    ).encode()


def lay(objects: list[bytes], encrypted: bool) -> bytes:
    """Lay objects one after another with their table."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    secret = "00" * 32
    lock = (
        f"/ID[<{secret}><{secret}>]/Encrypt<</Filter/Standard/V 1/R 2/O<{secret}>/U<{secret}>/P -4>>"
        if encrypted
        else ""
    )
    return out + f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{lock}>>\nstartxref\n{table}\n%%EOF\n".encode()
