"""What is an address, what of it may be shown, and what is wrong use."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import AddressError
from pipeline.runs.address import Address, hide_logins, is_address, parse_source, printable
from pipeline.runs.inbox.network import check_address


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("inbox", Path("inbox"), "a folder"),
        ("/srv/kế hoạch", Path("/srv/kế hoạch"), "a folder"),
        ("C:/inbox", Path("C:/inbox"), "one letter is a drive"),
        ("s3:/bucket", Path("s3:/bucket"), "one stroke: a folder of that name"),
        ("file:///srv/inbox", Path("/srv/inbox"), "this machine"),
        ("local:///srv/inbox", Path("/srv/inbox"), "this machine"),
        ("s3://bucket/in", Address("s3://bucket/in"), "the network"),
        ("abfs://box@account.dfs.core.windows.net/in", Address("abfs://box@account.dfs.core.windows.net/in"), "Azure"),
    ],
)
def test_paths_and_addresses(text: str, expected: Path | Address, why: str) -> None:
    assert parse_source(text) == expected, why
    assert is_address(text) == ("://" in text)


def test_a_folder_with_escapes_is_found(tmp_path: Path) -> None:
    (tmp_path / "công văn").mkdir()
    assert parse_source((tmp_path / "công văn").as_uri()) == tmp_path / "công văn"


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("s3://bucket/in/", "s3://bucket/in"),
        ("sftp://an:secret@host/in", "sftp://host/in"),
        ("sftp://an:p@ss@host:22/in", "sftp://host:22/in"),
        ("sftp://an@host/in", "sftp://an@host/in"),
        ("abfs://box@account/in", "abfs://box@account/in"),
        ("s3://bucket/a:b@c", "s3://bucket/a:b@c"),
        ("https://host/in?token=secret", "https://host/in"),
    ],
)
def test_what_may_be_shown(given: str, place: str) -> None:
    address = Address(given)
    assert (address.place, str(address)) == (place, place)
    assert "secret" not in repr(address)


@pytest.mark.parametrize(
    "message",
    [
        "cannot open sftp://an:p%40ss@host/in/a.txt",
        "login an:p%40ss refused",
        "password 'p@ss' refused",
        "Could not connect to http://an:p%40ss@host",
    ],
)
def test_messages_of_other_programs_lose_the_password(message: str) -> None:
    told = Address("sftp://an:p%40ss@host/in").hide(message)
    assert "p%40ss" not in told
    assert "p@ss" not in told


def test_a_token_on_the_web_is_hidden() -> None:
    assert Address("https://h/in?token=abc").hide("404 for https://h/in?token=abc") == "404 for https://h/in?***"


def test_a_command_line_loses_its_password() -> None:
    assert hide_logins("vanban run sftp://an:b@host/in /srv") == "vanban run sftp://host/in /srv"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("foo://bucket/in", "foo:// is not known. Known are s3://"),
        ("s3://", "names no place"),
        ("file://srv/in", "folders of this machine are written file:///folder"),
        ("simplecache::s3://bucket/in", "chained addresses are not read"),
        ("zip://a.txt::s3://bucket/a.zip", "chained addresses are not read"),
        ("sftp://an:se/cret@host/in", "write `/` in a password as %2F"),
    ],
)
def test_wrong_addresses(text: str, told: str) -> None:
    with pytest.raises(AddressError) as error:
        source = parse_source(text)
        assert isinstance(source, Address)
        check_address(source)
    assert told in str(error.value)
    assert "cret" not in str(error.value)


def test_a_library_that_is_missing_is_named() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(AddressError, match=r"smb:// is missing.*smbprotocol"):
        check_address(Address("smb://host/share"))


def test_names_are_shown_on_one_line() -> None:
    assert printable("a\nb\x1b[31m\u202e.txt") == "a�b�[31m�.txt"
    assert printable("kế hoạch 1.txt") == "kế hoạch 1.txt"
