"""Archives and mails: every member comes out under a harmless name, or says why not; bombs and tricks do no harm."""

from __future__ import annotations

import io
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest
from container_maker import (
    Files,
    make_7z,
    make_mail,
    make_rar,
    make_tar,
    make_zip,
    make_zip_with_link,
    mark_encrypted,
)
from ole_maker import make_msg, message

import pipeline.ingest.containers.unpack as containers
from pipeline.errors import EmptyFile, FileTooLarge, TruncatedFile, UnreadableFile, UnsupportedFormat
from pipeline.ingest import unpack_file
from pipeline.ingest.containers.unpack import settle_name

needs_bsdtar = pytest.mark.skipif(not shutil.which("bsdtar"), reason="bsdtar is missing (apt install libarchive-tools)")
FILES = {"ke hoach.txt": "Kế hoạch năm 2025".encode(), "phu luc/bang 1.docx": bytes(range(256)) * 300}


def unpacked(tmp_path: Path, name: str, data: bytes) -> dict[str, bytes | str]:
    """Return the members of a container by name: their bytes, or the code of their error."""
    path = tmp_path / name
    path.write_bytes(data)
    result = unpack_file(path, tmp_path / "out")
    assert result
    return {member.name: member.error.code if member.error else member.path.read_bytes() for member in result.members}


def test_zip(tmp_path: Path) -> None:
    assert unpacked(tmp_path, "a.zip", make_zip(FILES)) == FILES


@needs_bsdtar
@pytest.mark.parametrize("kind", ["7z", "rar", "tar", "tgz"])
def test_other_archives(tmp_path: Path, kind: str) -> None:
    make = {"7z": lambda files: make_7z(files, tmp_path), "rar": make_rar, "tar": make_tar, "tgz": gzipped_tar}[kind]
    assert unpacked(tmp_path, f"a.{kind}", make(FILES)) == FILES


def gzipped_tar(files: Files) -> bytes:
    import gzip

    return gzip.compress(make_tar(files))


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    assert unpacked(tmp_path, "công văn.pdf", make_zip(FILES)) == FILES


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.html"])
def test_documents_are_no_containers(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("From: here to there\nTo: be or not\n\nKế hoạch".encode())
    assert unpack_file(path, tmp_path / "out") is None
    assert not (tmp_path / "out").exists()


def test_mail_with_attachments(tmp_path: Path) -> None:
    data = make_mail("Kính gửi Sở Thủy lợi", {"kế hoạch.txt": FILES["ke hoach.txt"]})
    assert unpacked(tmp_path, "a.eml", data) == {
        "thư.txt": b"K\xc3\xadnh g\xe1\xbb\xadi S\xe1\xbb\x9f Th\xe1\xbb\xa7y l\xe1\xbb\xa3i\n",
        "kế hoạch.txt": FILES["ke hoach.txt"],
    }


def test_the_richer_body_is_taken_and_its_pictures_are_not(tmp_path: Path) -> None:
    data = make_mail("Kính gửi", {"a.txt": b"x"}, html="<p>Kính gửi Sở</p>", logo=True)
    assert list(unpacked(tmp_path, "a.eml", data)) == ["thư.html", "a.txt"]


def test_a_mail_in_a_mail_is_a_member(tmp_path: Path) -> None:
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    outer = message_from_bytes(make_mail("Chuyển tiếp", {}), policy=policy.default)
    inner = message_from_bytes(make_mail("Thư trong", {"a.txt": b"x"}), policy=policy.default)
    assert isinstance(outer, EmailMessage)
    outer.add_attachment(inner)
    members = unpacked(tmp_path, "a.eml", bytes(outer))
    (name,) = set(members) - {"thư.txt"}
    assert name.endswith(".eml")
    again = tmp_path / "again"
    again.mkdir()
    content = members[name]
    assert isinstance(content, bytes)
    assert set(unpacked(again, "b.eml", content)) == {"thư.txt", "a.txt"}


def test_outlook_mail(tmp_path: Path) -> None:
    large = bytes(range(256)) * 40
    inner = message("Thư trong", {"trong.txt": b"x" * 10}, subject="V/v phụ lục")
    data = make_msg("Kính gửi Sở Thủy lợi", {"kế hoạch.txt": FILES["ke hoach.txt"], "b.pdf": large, "c": inner})
    assert unpacked(tmp_path, "a.msg", data) == {
        "thư.txt": "Kính gửi Sở Thủy lợi".encode(),
        "kế hoạch.txt": FILES["ke hoach.txt"],
        "b.pdf": large,
        "V/v phụ lục/thư.txt".replace("V/v", "V-v"): "Thư trong".encode(),
        "V-v phụ lục/trong.txt": b"x" * 10,
    }


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\win.ini", "Windows/win.ini"),
        ("..\\..\\a.docx", "a.docx"),
        ("a/./b//c.docx", "a/b/c.docx"),
        ("CON", "CON"),
        ("kế\x00 hoạch\n.docx", "kế hoạch.docx"),
        ("exe\u202excod.docx", "exexcod.docx"),
        ("..", "?"),
        ("", "?"),
        ("x" * 500 + ".docx", "x" * 195 + ".docx"),
    ],
)
def test_names_lead_nowhere(tmp_path: Path, stored: str, shown: str) -> None:
    assert settle_name(stored) == shown


TRICKS = ["../../../evil.txt", "/evil.txt", "C:\\evil.txt", "a/../../evil.txt"]


@pytest.mark.parametrize("name", TRICKS)
@pytest.mark.parametrize("kind", ["zip", pytest.param("tar", marks=needs_bsdtar)])
def test_a_name_that_leads_out_writes_nothing_outside(tmp_path: Path, name: str, kind: str) -> None:
    inner = tmp_path / "a" / "b" / "c"
    inner.mkdir(parents=True)
    members = unpacked(inner, f"a.{kind}", (make_zip if kind == "zip" else make_tar)({name: b"x"}))
    assert [shown.rpartition("/")[2] for shown in members] == ["evil.txt"]
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {f"a/b/c/a.{kind}", "a/b/c/out/00001.txt"}
    assert not Path("/evil.txt").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
@needs_bsdtar
def test_links_and_devices_in_tar_are_refused(tmp_path: Path, kind: bytes) -> None:
    assert unpacked(tmp_path, "a.tar", make_tar({"null": b""}, kind)) == {"null": "unsupported"}


def test_links_in_zip_are_refused(tmp_path: Path) -> None:
    assert unpacked(tmp_path, "a.zip", make_zip_with_link()) == {"kế hoạch.txt": "unsupported"}


def test_a_password_is_told_for_each_member(tmp_path: Path) -> None:
    assert set(unpacked(tmp_path, "a.zip", mark_encrypted(make_zip(FILES))).values()) == {"encrypted"}


def test_a_damaged_member_does_not_cost_the_others(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.txt": b"A" * 400, "b.txt": bytes(range(256)) * 8, "c.txt": b"C" * 400}))
    place = data.find(b"b.txt") + 20
    data[place : place + 8] = b"\xff" * 8
    assert unpacked(tmp_path, "a.zip", bytes(data)) == {"a.txt": b"A" * 400, "b.txt": "truncated", "c.txt": b"C" * 400}


@needs_bsdtar
def test_an_archive_that_is_cut_off_gives_what_was_whole(tmp_path: Path) -> None:
    data = make_tar({"a.txt": b"A" * 40_000, "b.txt": b"B" * 40_000})
    members = unpacked(tmp_path, "a.tar", data[:60_000])
    assert members["a.txt"] == b"A" * 40_000
    assert "truncated" in members.values(), "the loss is told"


def refused(tmp_path: Path, name: str, data: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        unpacked(tmp_path, name, data)
    assert not (tmp_path / "out").exists(), "nothing is left of a container that is refused"
    return caught.value


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    data = make_zip({"a.txt": bytes(60 * 2**20)})
    assert len(data) < 100_000
    assert isinstance(refused(tmp_path, "a.zip", data), FileTooLarge)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.txt": bytes(60 * 2**20)}))
    place = data.rfind(b"PK\x01\x02") + 24
    data[place : place + 4] = (5).to_bytes(4, "little")
    error = unpacked(tmp_path, "a.zip", bytes(data))
    assert set(error.values()) <= {"truncated", b"\0" * 5}


@needs_bsdtar
def test_a_bomb_in_another_archive_is_refused(tmp_path: Path) -> None:
    assert isinstance(refused(tmp_path, "a.tgz", gzipped_tar({"a.txt": bytes(60 * 2**20)})), FileTooLarge)


def test_too_many_bytes_and_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_UNPACKED", 1000)
    assert "MB" in str(refused(tmp_path, "a.zip", make_zip({"a.txt": bytes(1001)})))
    monkeypatch.setattr(containers, "MAX_MEMBERS", 3)
    assert "more than 3 files" in str(refused(tmp_path, "b.zip", make_zip({f"{n}.txt": b"x" for n in range(4)})))


def test_a_directory_of_millions_is_not_read(tmp_path: Path) -> None:
    data = make_zip({"a.txt": b"x"})
    entry = data[data.find(b"PK\x01\x02") : data.find(b"PK\x05\x06")]
    assert isinstance(refused(tmp_path, "a.zip", data + entry * 9_000 + data[data.find(b"PK\x05\x06") :]), FileTooLarge)


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.zip", make_zip({}), EmptyFile),
        ("a.zip", make_zip({".DS_Store": b"x", "__MACOSX/a.docx": b"x", "b/Thumbs.db": b"x"}), EmptyFile),
        ("a.zip", make_zip(FILES)[:-30], TruncatedFile),
        ("a.msg", make_msg("Thư", {})[:-600], TruncatedFile),
        ("a.msg", make_msg("", {}), EmptyFile),
    ],
)
def test_containers_with_nothing_in_them(tmp_path: Path, name: str, data: bytes, error: type[UnreadableFile]) -> None:
    assert isinstance(refused(tmp_path, name, data), error)


@pytest.mark.parametrize("flag", [True, False])
def test_names_without_the_mark_of_utf8(tmp_path: Path, flag: bool) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("kế hoạch.txt", b"x")
    data = stream.getvalue()
    if not flag:
        data = data.replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00")
    assert list(unpacked(tmp_path, "a.zip", data)) == ["kế hoạch.txt"]


def test_a_missing_program_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refused(tmp_path, "a.tar", make_tar(FILES))
    assert isinstance(error, UnsupportedFormat)
    assert error.remedy.startswith("Debian: apt-get install libarchive-tools")
