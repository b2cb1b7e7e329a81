"""The address of an inbox on the network, in the form that fsspec knows: `s3://bucket/inbox`, `sftp://host/inbox`.

An address may come with a name and a password (`sftp://name:password@host/inbox`). They are used to reach the place and
for nothing else: what is printed, logged or stored is `place` or `shown`, which are without them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from pipeline.errors import AddressError

_FORM = re.compile(r"(?P<protocol>[A-Za-z][A-Za-z0-9+.-]+)://(?P<host>[^/?]*)(?P<rest>.*)", re.DOTALL)
_LOGIN = re.compile(r"(?<=://)[^/\s]*:[^/\s]*@")
_LOCAL = ("file", "local")
_WEB = ("http", "https")
_HIDDEN = "***"


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where an inbox lies on the network. `given` is what was typed; it may hold a password and is never shown."""

    given: str

    def __repr__(self) -> str:
        """Return the address without name and password, which must not come into the logs of other programs."""
        return f"Address({self.place!r})"

    def __str__(self) -> str:
        """Return the address as it can be printed."""
        return self.shown

    @property
    def protocol(self) -> str:
        """The word before `://`, in small letters."""
        return self.given.partition("://")[0].lower()

    @property
    def place(self) -> str:
        """The address without name and password, and on the web without what stands behind `?`."""
        text = hide_logins(self.given)
        if self.protocol in _WEB:
            text = text.partition("?")[0]
        return text.rstrip("/") if not text.endswith("://") else text

    @property
    def shown(self) -> str:
        """The place as it can be printed."""
        return printable(self.place)

    @property
    def has_password(self) -> bool:
        """Whether it comes with a name and a password."""
        return _LOGIN.search(self.given) is not None

    def hide(self, text: str) -> str:
        """Return a message of another program without the name and the password, wherever it repeats them."""
        for secret in sorted(_secrets(self.given), key=len, reverse=True):
            text = text.replace(secret, _HIDDEN)
        return hide_logins(text)


Source = Path | Address
"""Where files come from: a file or folder of this machine, or an inbox on the network."""


def parse_source(text: str) -> Source:
    """Return a path for a name of this machine (also `file:///…`) and an address for one on the network.

    Raises AddressError for an address that cannot be read.
    """
    form = _FORM.fullmatch(text)
    if form is None:
        if "://" in text and "::" in text:
            raise AddressError(f"{hide_logins(text)}: chained addresses are not read. Give the folder itself")
        return Path(text)
    address = Address(text)
    if address.protocol in _LOCAL:
        return _parse_local(address, form["host"], form["rest"])
    if "::" in text:
        raise AddressError(f"{address}: chained addresses are not read. Give the folder itself")
    if ":" in form["host"] and "@" not in form["host"] and "@" in form["rest"] and not _ends_in_port(form["host"]):
        raise AddressError(f"{address.protocol}://…: write `/` in a password as %2F, or leave it to the environment")
    if not form["host"] and not form["rest"].strip("/"):
        raise AddressError(f"{address}: names no place. Write it like {address.protocol}://bucket/folder")
    return address


def is_address(text: str) -> bool:
    """Say whether a text begins like an address."""
    return _FORM.match(text) is not None


def hide_logins(text: str) -> str:
    """Return a text without the names and passwords of the addresses in it.

    >>> hide_logins("run sftp://an:b%40c@host/in abfs://box@account/in")
    'run sftp://host/in abfs://box@account/in'
    """
    return _LOGIN.sub("", text)


def printable(text: str) -> str:
    """Return a name as it can be printed on one line: signs that steer a terminal or cannot be drawn stand as �."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else "�" for sign in text)


def _parse_local(address: Address, host: str, rest: str) -> Path:
    if host or not rest:
        raise AddressError(f"{address}: folders of this machine are written {address.protocol}:///folder")
    path, decoded = Path(rest), Path(unquote(rest))
    return decoded if decoded.exists() and not path.exists() else path


def _ends_in_port(host: str) -> bool:
    return host.rpartition(":")[2].isdigit()


def _secrets(given: str) -> set[str]:
    """Return name and password, as they were written and as they are meant, and what follows `?` on the web."""
    found: set[str] = set()
    if login := _LOGIN.search(given):
        name, _, password = login.group()[:-1].partition(":")
        found |= {password, unquote(password), f"{name}:{password}"}
    if given.lower().startswith(tuple(f"{word}://" for word in _WEB)):
        found.add(given.partition("?")[2])
    return {secret for secret in found if secret}
