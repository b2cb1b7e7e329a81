"""Makes schemas/record.schema.json: the public JSON form of a record, as `pipeline.model.record_form` declares it.

python -m tools.make_record_schema            prints it
python -m tools.make_record_schema --check    exits 1 when the file on disk is another
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from msgspec.json import schema_components

from pipeline.model.record_form import RECORD, SCHEMA_VERSION

SCHEMA = Path("schemas/record.schema.json")
HEAD = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:vanban:record:{SCHEMA_VERSION}",
    "title": "vanban record",
}

Schema = dict[str, Any]


def make_schema() -> Schema:
    """Return the JSON Schema (2020-12); every object is closed."""
    _, parts = schema_components([RECORD], ref_template="#/$defs/{name}")
    closed = {name: _close(part) for name, part in sorted(parts.items())}
    return {**closed.pop("record"), **HEAD, "$defs": closed}


def _close(part: Schema) -> Schema:
    """Return the schema of an object that holds all it may hold: a reader forgives what a writer never leaves out."""
    if part.get("type") != "object":
        return part
    written = {name for name, value in part["properties"].items() if "default" in value}
    properties = {
        name: {key: said for key, said in value.items() if key != "default"}
        for name, value in part["properties"].items()
    }
    required = [name for name in properties if name in written or name in part.get("required", ())]
    return {**part, "properties": properties, "required": required, "additionalProperties": False}


def dump_schema() -> str:
    """Return the text of schemas/record.schema.json."""
    return json.dumps(make_schema(), ensure_ascii=False, indent=2) + "\n"


def main(arguments: list[str]) -> int:
    """Print the schema, or with `--check` compare it with the file on disk."""
    if arguments != ["--check"]:
        sys.stdout.write(dump_schema())
        return 0
    if SCHEMA.read_text("utf-8") == dump_schema():
        return 0
    sys.stderr.write(f"{SCHEMA} is out of date: python -m tools.make_record_schema > {SCHEMA}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
