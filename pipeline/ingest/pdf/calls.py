"""Functions of pdfium that are called by the thousand: by their addresses, without checks and objects for each call.

Whoever calls one sees to it that pages and objects are alive and that the addresses to write to are large enough.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

POINTER = ctypes.c_void_p


@cache
def find_function(name: str, answer: Any, *arguments: Any) -> Any:
    """Return a function of pdfium that takes and returns plain numbers; it keeps the interpreter to itself."""
    from pypdfium2 import raw

    address = find_address(getattr(raw, name))
    return ctypes.PYFUNCTYPE(answer, *arguments)(address)


def find_address(thing: Any) -> int:
    """Return the address of a function or handle."""
    return ctypes.cast(thing, POINTER).value or 0
