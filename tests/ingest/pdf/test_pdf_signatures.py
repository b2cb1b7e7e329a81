"""Digital signatures of PDF files: who, when, over what; made by the tests themselves."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from ingest_samples import BODY
from pdf_maker import Page, make_pdf
from pdf_signer import Holder, sign
from places import ROOT
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from pipeline.ingest import read_document
from pipeline.ingest.pdf.signatures import Signed, find_signatures
from pipeline.model import Severity

SEAL = Holder("SỞ THỦY LỢI", "ỦY BAN NHÂN DÂN TỈNH BÌNH SƠN", number="MST:0100000009")
PERSON = Holder("Đinh Quốc Trường", "SỞ THỦY LỢI", "Phòng Quản lý công trình", "CCCD:001000000009")


def plain_pdf(*, pages: int = 1, rotate: int = 0) -> bytes:
    made = [Page(rotate=rotate) for _ in range(pages)]
    for page in made:
        page.prose(190, BODY[0])
    return make_pdf(made)


def codes(signed: Signed) -> list[str]:
    return [issue.code for issue in signed.issues]


def test_a_person_signs_and_the_body_seals() -> None:
    data = sign(plain_pdf(), PERSON, "2025-03-12T08:15:00", field="Person")
    data = sign(data, SEAL, "2025-03-12T09:30:15", field="Seal", box=(300, 120, 400, 220))
    signed = find_signatures(data)
    person, seal = signed.signatures
    assert (person.person, person.organisation, person.is_seal) == (PERSON.name, PERSON.department, False)
    assert person.organisation_code is None, "the number of a person is kept nowhere"
    assert (seal.organisation, seal.organisation_code, seal.person) == ("SỞ THỦY LỢI", "MST:0100000009", None)
    assert seal.is_seal
    assert (person.signed_at, seal.signed_at) == ("2025-03-12T08:15:00+07:00", "2025-03-12T09:30:15+07:00")
    assert (person.is_intact, seal.is_intact) == (True, True)
    assert (person.covers_whole_file, seal.covers_whole_file) == (False, True), "the seal was added behind the person's"
    assert (seal.page, seal.box) == (1, (300.0, 622.0, 400.0, 722.0))
    assert signed.issues == ()


@pytest.mark.parametrize(
    ("holder", "is_seal", "why"),
    [
        (Holder("UBND XÃ BÌNH XA"), True, "a body's name says it"),
        (Holder("HTX Nuôi ong Bình Xa", number="MST:0100000009"), True, "a body's number says it"),
        (Holder("Lò Thị Thử", "SỞ THỦY LỢI", number="MST:0100000009"), False, "with the employer's number"),
        (Holder("Sở Văn Thử", number="CCCD:001000000009"), False, "a person's number goes before all"),
        (Holder("Lò Thị Thử"), False, "a name alone"),
    ],
)
def test_seals_and_persons_are_told_apart(holder: Holder, is_seal: bool, why: str) -> None:
    (only,) = find_signatures(sign(plain_pdf(), holder, "2025-03-12T09:30:00")).signatures
    assert only.is_seal is is_seal, why


def test_signatures_come_in_the_order_of_their_time() -> None:
    data = sign(plain_pdf(), SEAL, "2025-03-12T09:30:00", field="A")
    data = sign(data, PERSON, "2025-03-12T07:00:00", field="B")
    assert [one.is_seal for one in find_signatures(data).signatures] == [False, True]


def test_times_are_those_of_viet_nam() -> None:
    (only,) = find_signatures(sign(plain_pdf(), SEAL, "2025-03-12T20:00:00+00:00")).signatures
    assert only.signed_at == "2025-03-13T03:00:00+07:00"


def test_where_a_field_stands() -> None:
    data = sign(plain_pdf(pages=3), SEAL, "2025-03-12T09:30:00", page=1)
    assert find_signatures(data).signatures[0].page == 2
    unseen = sign(plain_pdf(), SEAL, "2025-03-12T09:30:00", box=None)
    assert find_signatures(unseen).signatures[0].box is None
    turned = sign(plain_pdf(rotate=90), SEAL, "2025-03-12T09:30:00")
    assert (find_signatures(turned).signatures[0].page, find_signatures(turned).signatures[0].box) == (1, None)


def test_a_file_changed_in_its_signed_bytes() -> None:
    data = sign(plain_pdf(), SEAL, "2025-03-12T09:30:00")
    place = data.index(b"/MediaBox[0 0 595 842]")
    changed = data[:place] + b"/MediaBox[0 0 595 843]" + data[place + 22 :]
    signed = find_signatures(changed)
    assert [one.is_intact for one in signed.signatures] == [False]
    assert codes(signed) == ["signature_broken"]
    assert signed.issues[0].severity is Severity.WARNING
    assert "SỞ THỦY LỢI" in signed.issues[0].message


def test_a_file_with_something_added_behind_the_last_signature() -> None:
    data = sign(plain_pdf(), SEAL, "2025-03-12T09:30:00")
    added = data + b"1 0 obj\n<</Note (later)>>\nendobj\n"
    signed = find_signatures(added)
    assert [(one.is_intact, one.covers_whole_file) for one in signed.signatures] == [(True, False)]
    assert codes(signed) == ["signature_not_whole"]
    assert codes(find_signatures(data + b"\r\n\n")) == [], "line ends behind the last mark say nothing"


def test_a_later_version_of_a_signed_file_is_told() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sign(plain_pdf(), SEAL, "2025-03-12T09:30:00")))
    writer.root["/PageMode"] = NameObject("/UseNone")
    writer.update_root()
    later = io.BytesIO()
    writer.write(later)
    signed = find_signatures(later.getvalue())
    assert [(one.is_intact, one.covers_whole_file) for one in signed.signatures] == [(True, False)]
    assert codes(signed) == ["signature_not_whole"]
    again = find_signatures(sign(later.getvalue(), PERSON, "2025-03-13T09:30:00", field="B"))
    assert codes(again) == [], "the last signature covers what was added before it"


def test_a_signature_that_is_no_signature(tmp_path: Path) -> None:
    data = sign(plain_pdf(), SEAL, "2025-03-12T09:30:00")
    place = data.index(b"/Contents <") + 11
    broken = data[:place] + b"00" * 40 + data[place + 80 :]
    signed = find_signatures(broken)
    assert (signed.signatures, codes(signed)) == ((), ["signature_damaged"])
    path = tmp_path / "hỏng.pdf"
    path.write_bytes(broken)
    assert BODY[0] in read_document(path).text, "the text is read all the same"


@pytest.mark.parametrize("step", range(0, 97, 8))
def test_bytes_that_were_changed_anywhere_never_keep_a_file_from_being_read(step: int) -> None:
    data = bytearray(sign(plain_pdf(), SEAL, "2025-03-12T09:30:00"))
    start = data.index(b"/ByteRange")
    for place in range(start + 60 + step, len(data) - 1, 97):
        data[place] ^= 0x15
    signed = find_signatures(bytes(data))
    assert not any(one.is_intact and one.covers_whole_file for one in signed.signatures)


COUNTED = """
import sys
import zlib
from pathlib import Path
from pipeline.ingest import read_document
read_document(Path(sys.argv[1]))
print(sorted({name.split(".")[0] for name in sys.modules} & {"pyhanko", "asn1crypto", "cryptography"}))
"""


@pytest.mark.parametrize("is_signed", [False, True])
def test_a_file_without_signatures_loads_nothing_for_them(tmp_path: Path, is_signed: bool) -> None:
    path = tmp_path / "văn bản.pdf"
    path.write_bytes(sign(plain_pdf(), SEAL, "2025-03-12T09:30:00") if is_signed else plain_pdf())
    command = [sys.executable, "-c", COUNTED, str(path)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    assert printed == ("['asn1crypto', 'cryptography', 'pyhanko']" if is_signed else "[]")


def test_a_compressed_table_with_a_wrong_checksum_is_damage() -> None:
    table = bytearray(zlib.compress(bytes([0, 0, 0, 0, 1, 0, 9, 0])))
    table[-1] ^= 1
    head = b"%PDF-1.7\n1 0 obj\n<</Type/XRef/Size 2/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length "
    data = (
        head
        + b"%d>>\nstream\n" % len(table)
        + bytes(table)
        + b"\nendstream\nendobj\n% /ByteRange\nstartxref\n9\n%%EOF\n"
    )
    assert codes(find_signatures(data)) == ["signature_damaged"]
