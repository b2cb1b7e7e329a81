"""A mail is a mail whatever its first line is, and a mail in a mail is opened too."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.errors import FileTooLarge
from pipeline.ingest.containers.mail import find_parts
from pipeline.ingest.document import unpack_file
from pipeline.ingest.sniff import sniff


def make_mail(*, inner: EmailMessage | None = None, attached: str = "") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@vidu.vn", "b@vidu.vn", "Gửi kế hoạch"
    mail["MIME-Version"] = "1.0"
    mail.set_content("Kính gửi anh chị.")
    if attached:
        mail.add_attachment(b"KE HOACH", maintype="application", subtype="octet-stream", filename=attached)
    if inner is not None:
        mail.add_attachment(inner)
    return mail


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"DKIM-Signature: v=1; a=rsa-sha256;\n d=vidu.vn; s=k\n",
        b"ARC-Seal: i=1; a=rsa-sha256\n",
        b"Cc: c@vidu.vn\n",
        b"X-Gm-Message-State: AOJu0\n",
        b"Authentication-Results: mx.vidu.vn;\n\tspf=pass\n",
        b"Organization: Van phong\n",
        b"From a@vidu.vn Thu Jul  3 08:00:00 2025\n",
        b"\xef\xbb\xbf",
        b"\n\n",
    ],
)
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["unix", "net"])
def test_a_mail_is_told_by_its_head(tmp_path: Path, first: bytes, ending: bytes) -> None:
    data = (first + make_mail(attached="so 7.txt").as_bytes()).replace(b"\n", ending)
    assert sniff(data, "thư.eml") == "eml"
    path = tmp_path / "thư.eml"
    path.write_bytes(data)
    unpacked = unpack_file(path, tmp_path / "ra")
    assert unpacked and [member.name for member in unpacked.members] == ["thư.txt", "so 7.txt"]


@pytest.mark.parametrize(
    "text",
    [
        "Kính gửi: Sở Y tế\nNgày: 3/4/2025\nSố: 7/KH-SYT\n\nNội dung",
        "Subject: chỉ một dòng\n\nNội dung",
        "From: lời đầu\nkhông phải thư\nTo: ai\n\nNội dung",
    ],
)
def test_a_text_with_colons_is_no_mail(text: str) -> None:
    assert sniff(text.encode(), "ghi chú.txt") == "text"


@pytest.mark.parametrize("field", ["DKIM-Signature", "Subject"])
def test_an_attached_mail_without_a_name_is_opened(tmp_path: Path, field: str) -> None:
    inner = make_mail(attached="so 9.txt")
    if field not in inner:
        inner[field] = "v=1"
    path = tmp_path / "thư.eml"
    path.write_bytes(make_mail(inner=inner).as_bytes())
    outer = unpack_file(path, tmp_path / "ra")
    assert outer is not None
    mail = outer.members[-1]
    assert mail.name.endswith(".eml")
    opened = unpack_file(mail.path, tmp_path / "trong")
    assert opened and [member.name for member in opened.members] == ["thư.txt", "so 9.txt"]


ATTACHED = (
    b"--X\nContent-Type: text/plain; charset=utf-8\nContent-Disposition: attachment; filename=kh.txt\n\nKE HOACH 12\n"
)


def of_parts(*parts: bytes) -> bytes:
    """Return a mail of such parts and one attachment."""
    head = b"From: a@an-binh.vn\nTo: b@an-binh.vn\nSubject: x\nMIME-Version: 1.0\n"
    body = b"".join(b"--X\n" + part + b"\n" for part in parts)
    return head + b"Content-Type: multipart/mixed; boundary=X\n\n" + body + ATTACHED + b"--X--\n"


@pytest.mark.parametrize("charset", ["x-nobody", "undefined", "idna", "hex", '"\x00"', "=?x?q?y?="])
def test_a_strange_charset_costs_no_part(charset: str) -> None:
    mail = of_parts(f"Content-Type: text/plain; charset={charset}\n\nxin chao".encode())
    assert [part.name for part in find_parts(mail, "a.eml") if not part.error] == ["thư.txt", "kh.txt"]


def test_a_text_that_goes_on_behind_the_body_is_a_member() -> None:
    picture = b"Content-Type: image/png\nContent-ID: <a>\nContent-Disposition: inline\n\nx"
    mail = of_parts(b"Content-Type: text/plain\n\nmot", picture, b"Content-Type: text/html\n\n<p>hai</p>")
    assert [(part.name, b"".join(part.chunks)) for part in find_parts(mail, "a.eml")] == [
        ("thư.html", b"<p>hai</p>"), ("thư 2.txt", b"mot"), ("kh.txt", b"KE HOACH 12"),
    ]  # fmt: skip


def test_another_form_of_the_body_is_no_member() -> None:
    forms = b"--Y\nContent-Type: text/plain\n\nmot\n--Y\nContent-Type: text/html\n\n<p>mot</p>\n--Y--"
    mail = of_parts(b"Content-Type: multipart/alternative; boundary=Y\n\n" + forms)
    assert [part.name for part in find_parts(mail, "a.eml")] == ["thư.html", "kh.txt"]


def test_a_mail_of_too_many_parts_is_refused_and_not_cut() -> None:
    with pytest.raises(FileTooLarge, match="more than 4,000 parts"):
        list(find_parts(of_parts(*[b"Content-Type: image/png\nContent-ID: <a>\n\nx"] * 4_100), "a.eml"))
