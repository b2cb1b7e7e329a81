"""The text and places that a reader found, kept so that a later version of the other stages need not open the file.

The form is compressed JSON: the stamp of the reader, then the document as a list of the values of its fields, and so on
down. What is damaged, or was made by another reader, is no parse: the original is then read anew.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from pipeline.model import ParsedDocument
from pipeline.runs.workspace.versions import reader_stamp

LEVEL = 1  # compression: a quarter of the size for a hundredth of the time that reading a page takes
_Decode = Callable[[Any], Any]


def dump_parse(parsed: ParsedDocument) -> bytes:
    """Return a document as it is kept."""
    data = [reader_stamp(), _encode(parsed)]
    return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), LEVEL, mtime=0)


def read_parse(path: Path) -> ParsedDocument | None:
    """Return the document that is kept in a file, or None where there is none that this version's reader made."""
    try:
        stamp, data = json.loads(gzip.decompress(path.read_bytes()))
        if stamp != reader_stamp():
            return None
        parsed: ParsedDocument = _decoder(ParsedDocument)(data)
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        return None
    return parsed


def _encode(value: Any) -> Any:
    kind: Any = type(value)
    if names := _names(kind):
        return [_encode(getattr(value, name)) for name in names]
    return [_encode(item) for item in value] if isinstance(value, tuple) else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


@cache
def _decoder(kind: Any) -> _Decode:
    """Return the function that makes a value of a type again from its JSON."""
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if get_origin(kind) is tuple:
        return _tuple_decoder(get_args(kind))
    if NoneType in get_args(kind):
        (inner,) = (_decoder(part) for part in get_args(kind) if part is not NoneType)
        return lambda value: None if value is None else inner(value)
    return lambda value: value


def _dataclass_decoder(kind: type) -> _Decode:
    hints = get_type_hints(kind)
    parts = tuple(_decoder(hints[name]) for name in _names(kind))
    return lambda values: kind(*(decode(value) for decode, value in zip(parts, values, strict=True)))


def _tuple_decoder(parts: tuple[Any, ...]) -> _Decode:
    if parts[-1] is Ellipsis:
        each = _decoder(parts[0])
        return lambda values: tuple(each(value) for value in values)
    decoders = tuple(map(_decoder, parts))
    return lambda values: tuple(decode(value) for decode, value in zip(decoders, values, strict=True))
