"""What a field of a record may hold, as `Annotated` types: read by the published form, not by the nouns themselves.

`Annotated[Offset, "First character."]` is an `int` to every stage; the form and the schema of a record take the bounds
and the words from it. Nothing here loads a library, since every command loads the nouns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

MOST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps (RFC 8259, part 6); SQLite holds it too."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a number, the pattern of a string; `shape` is a pattern that is published and not insisted on.

    A date in an unusual shape is a blemish that a reader can live with, so it must not cost the whole record.
    """

    least: int | None = None
    most: int | None = None
    pattern: str | None = None
    shape: str | None = None


Offset = Annotated[int, Limits(0, MOST)]
Page = Annotated[int, Limits(1, MOST)]
Share = Annotated[float, Limits(0, 1)]
Sha256 = Annotated[str, Limits(pattern="^[0-9a-f]{64}$")]
Word = Annotated[str, Limits(pattern="^[a-z0-9_]+$")]

ISO_DATE = Limits(shape=r"^\d{4}(-(\d{2}(-\d{2})?|Q[1-4]))?$")
"""A reduced date: 2031-01-20, 2031-01, 2031, 2031-Q1."""

RECURRENCE = Limits(
    shape=r"^(yearly(:--\d{2}-\d{2}(,--\d{2}-\d{2})*)?|quarterly|monthly(:\d{1,2}(,\d{1,2})*)?"
    r"|weekly(:(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*)?|every:\d+[DWMY]|daily|periodic)$"
)
"""How often: yearly:--11-30, monthly:20, weekly:FR, every:2W, periodic."""
