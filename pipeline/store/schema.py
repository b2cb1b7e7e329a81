"""The database's definition, found in a checkout, an editable install and a built wheel alike.

`schemas/` stands at the top of the repository; `pipeline/store/schemas` is a link to it, which a wheel
holds as plain files.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

SCHEMA_VERSION = 9
"""Kept in the database as `user_version`; counts up with every change of `schema.sql`."""

APPLICATION_ID = 0x76616E62
"""Kept in the database's header, so that `file` and we know it as ours: the letters `vanb`."""


@lru_cache(maxsize=1)
def schema_sql() -> str:
    """Return the whole text of `schemas/schema.sql`."""
    return (files("pipeline.store") / "schemas" / "schema.sql").read_text("utf-8")


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema of a record, `schemas/record.schema.json`."""
    schema: dict[str, Any] = json.loads((files("pipeline.store") / "schemas" / "record.schema.json").read_text("utf-8"))
    return schema


def statements(kind: str) -> list[str]:
    """Return the schema's CREATE statements of one kind: "TABLE" (with virtual ones), "VIEW" or "INDEX"."""
    wanted = (f"CREATE {kind}", f"CREATE VIRTUAL {kind}")
    return [statement for part in _split() if (statement := _without_comments(part)).startswith(wanted)]


def _split() -> list[str]:
    """Split at the semicolons that end a line; comments may hold others."""
    parts: list[str] = []
    lines: list[str] = []
    for line in schema_sql().splitlines():
        lines.append(line)
        if line.rstrip().endswith(";"):
            parts.append("\n".join(lines).strip())
            lines = []
    return parts


def _without_comments(statement: str) -> str:
    return "\n".join(line for line in statement.splitlines() if not line.startswith("--")).strip()
