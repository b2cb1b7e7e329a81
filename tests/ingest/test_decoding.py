"""Bytes to letters: damage is marked and told, and never turns the whole of a file into other letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from inbox_maker import make_plan

from pipeline.ingest import read_document
from pipeline.ingest.decoding import decode_text, lost_letters
from pipeline.model import Severity

TEXT = "Kế hoạch phát triển thư viện số trên địa bàn tỉnh An Bình.\nĐiều 1. Thư viện."
DATA = TEXT.encode()
DAMAGES = {
    "a byte that no letter has": DATA[:20] + b"\xff" + DATA[20:],
    "a letter of which the first byte is lost": DATA[:1] + DATA[2:],
    "the dash of a code page": DATA + b" \x96 ",
    "several at once": DATA[:9] + b"\xfe\xfe" + DATA[9:60] + b"\xc3" + DATA[60:],
    "behind a mark of UTF-8": b"\xef\xbb\xbf" + DATA + b"\xff.",
}


@pytest.mark.parametrize("data", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_byte_costs_its_own_letter_alone(data: bytes) -> None:
    text, encoding = decode_text(data, "a.txt")
    assert encoding.startswith("utf-8")
    assert "thư viện số trên địa bàn" in text or "thư viện s" in text
    (issue,) = lost_letters(text)
    assert issue.severity is Severity.ERROR


def test_the_place_of_the_damage_is_told() -> None:
    text, _ = decode_text(DATA + b"\n\xff " + DATA + b" \xff\xff", "a.txt")
    assert "in 2 places, the first of them in line 3" in lost_letters(text)[0].message


@pytest.mark.parametrize("cut", [1, 2])
def test_a_letter_cut_off_at_the_end_is_left_out(cut: int) -> None:
    text, encoding = decode_text((TEXT + "ế").encode()[:-cut], "a.txt")
    assert (text, encoding, lost_letters(text)) == (TEXT, "utf-8", ())


def test_a_code_page_stays_a_code_page() -> None:
    text = "Ké hoạch".encode("cp1258", "ignore") + " – công tác năm".encode("cp1258")
    assert decode_text(text, "a.txt")[1] == "cp1258"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_every_reader_of_text_tells_the_damage(tmp_path: Path, name: str) -> None:
    body = make_plan(7).replace("\n", "<br>\n") if name.endswith("html") else make_plan(7)
    if name.endswith("html"):
        body = f"<!doctype html><html><meta charset='utf-8'><body><p>{body}</p></body></html>"
    data = body.encode()
    place = data.index("kho sách".encode())
    path = tmp_path / name
    path.write_bytes(data[:place] + b"\xff" + data[place:])
    parsed = read_document(path)
    assert [issue.code for issue in parsed.issues if issue.severity is Severity.ERROR] == ["lost_letters"]
    assert "Sở Văn hóa và Thể thao chủ trì" in parsed.text
