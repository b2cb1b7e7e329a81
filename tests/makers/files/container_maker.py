"""Writes the archives and mails that the tests take in, also such as no program would write."""

from __future__ import annotations

import io
import stat
import struct
import subprocess
import tarfile
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

Files = dict[str, bytes]


def make_zip(files: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def make_zip_with_link() -> bytes:
    """Return an archive whose entry is a symbolic link."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("kế hoạch.txt")
        entry.create_system = 3
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def mark_encrypted(data: bytes) -> bytes:
    """Set the password flag in every header of an archive."""
    marked = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = marked.find(sign)
        while found >= 0:
            marked[found + place] |= 1
            found = marked.find(sign, found + 4)
    return bytes(marked)


def make_tar(files: Files, kind: bytes = tarfile.REGTYPE) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.type, entry.size = kind, len(data) if kind == tarfile.REGTYPE else 0
            entry.linkname = "/etc/passwd" if kind == tarfile.SYMTYPE else ""
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def make_7z(files: Files, folder: Path) -> bytes:
    """Return a 7z archive; needs bsdtar."""
    source, target = folder / "in.tar", folder / "out.7z"
    source.write_bytes(make_tar(files))
    subprocess.run(["bsdtar", "-c", "-f", target, "--format", "7zip", f"@{source}"], check=True)
    return target.read_bytes()


def make_rar(files: Files) -> bytes:
    """Return a RAR 4 archive whose files are stored unpacked."""
    parts = [b"Rar!\x1a\x07\x00", rar_header(0x73, 0, b"\0" * 6)]
    for name, data in files.items():
        raw = name.encode("ascii")
        fields = struct.pack(
            "<IIBIIBBHI", len(data), len(data), 3, zlib.crc32(data), 0x5A21A000, 20, 0x30, len(raw), 0x81A4
        )
        parts += [rar_header(0x74, 0x8000, fields + raw), data]
    return b"".join([*parts, rar_header(0x7B, 0x4000, b"")])


def rar_header(kind: int, flags: int, fields: bytes) -> bytes:
    rest = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest


def make_mail(body: str, files: Files, html: str = "", logo: bool = False) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Văn thư <vanthu@binhson.example>", "sotl@binhson.example"
    mail["Subject"], mail["Date"] = "Gửi văn bản", "Wed, 12 Mar 2025 08:00:00 +0700"
    mail.set_content(body)
    if html:
        mail.add_alternative(html, subtype="html")
    if logo:
        part = mail.get_payload(1) if html else mail
        assert isinstance(part, EmailMessage)
        part.add_related(b"\x89PNG\r\n\x1a\n" + bytes(50), "image", "png", cid="<logo>")
    for name, data in files.items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(mail)
