"""Which agencies a user means by a name; near ones where none answers."""

from __future__ import annotations

import json
import sqlite3

from pipeline.errors import NotFound
from pipeline.knowledge.agencies.ids import find_ground
from pipeline.knowledge.agencies.names import make_key
from pipeline.knowledge.agencies.phrases import strip_head
from pipeline.knowledge.agencies.register import load_register
from pipeline.store.ask.meant.nearest import find_nearest, suggest
from pipeline.text.fold import fold

_CANDIDATES = 2000


def find_agencies(connection: sqlite3.Connection, name: str) -> list[str]:
    """Return the ids of the agencies that a name means, in every territory if it names none.

    "Sở KH&CN" means every Sở Khoa học và Công nghệ, "Sở KH&CN tỉnh Hà Nam" one. Where no name is
    equal, those that hold the words count. Raises NotFound that names near ones.
    """
    key = make_key(name)
    keys = (key, *strip_head(key))
    whole = (match.agency for one in keys for match in load_register().match_key(one) if not match.tail)
    everywhere = [f"{agency.id}@*" for agency in whole if agency.is_template]
    equal = connection.execute(
        """SELECT id FROM agencies WHERE id = :name OR folded IN (SELECT value FROM json_each(:keys))
           UNION SELECT agency FROM agency_aliases WHERE folded IN (SELECT value FROM json_each(:keys))
           UNION SELECT a.id FROM agencies AS a JOIN json_each(:everywhere) AS e ON a.id GLOB e.value
             WHERE a.id NOT GLOB '*#*'""",
        {"name": name.strip(), "keys": json.dumps(keys), "everywhere": json.dumps(everywhere)},
    ).fetchall()
    if not equal and key:
        equal = connection.execute(
            "SELECT id FROM agencies WHERE ' ' || folded || ' ' LIKE '% ' || ? || ' %'", (key,)
        ).fetchall()
    if equal:
        return sorted(agency for (agency,) in equal)
    raise NotFound(f"No agency answers to {name!r}.{suggest(_near_agencies(connection, key))}")


def _near_agencies(connection: sqlite3.Connection, key: str) -> list[str]:
    first = key.partition(" ")[0]
    rows = connection.execute(
        "SELECT id, folded, name FROM agencies WHERE folded LIKE ? || '%' ORDER BY sort_key DESC LIMIT ?",
        (first, _CANDIDATES),
    )
    return find_nearest(key, {_without_ground(str(id_), str(folded)): str(name) for id_, folded, name in rows})


def _without_ground(agency: str, folded: str) -> str:
    ground = find_ground(agency)
    return folded.removesuffix(f" {fold(ground.name)}") if ground else folded
