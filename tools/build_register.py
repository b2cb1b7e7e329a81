"""Build the territory files of the register of agencies from the open data set `vietnamadminunits`.

Run `python tools/build_register.py` after `pip install vietnamadminunits` (MIT licence). It writes
`territories.csv` (provinces and districts) and `communes.csv` (communes, wards, townships, special
zones) into `pipeline/knowledge/tables/agencies/`. What the data set does not know (founding dates, legal
bases, other spellings, territories that ended before 2025) is in `tools/territory_facts.csv`: a row
there completes the row of the same id, or adds one. The result is committed; nobody needs the data
set to use the register. Same input, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import sqlite3
import sys
from collections import defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.text.fold import fold  # noqa: E402

OUT = ROOT / "pipeline" / "knowledge" / "tables" / "agencies"
REFORM, EVE = "2025-07-01", "2025-06-30"
PROVINCES_BASIS = "Nghị quyết 202/2025/QH15, Điều 1"
DISTRICTS_END = "Nghị quyết 203/2025/QH15, Điều 2"
KINDS = {  # first word of the name -> kind below the province, prefix of the id
    "quận": ("urban_district", "q"),
    "huyện": ("rural_district", "h"),
    "thị xã": ("town", "tx"),
    "thành phố": ("provincial_city", "tp"),
    "xã": ("commune", "x"),
    "phường": ("ward", "p"),
    "thị trấn": ("township", "tt"),
    "đặc khu": ("special_zone", "dk"),
}
COMMUNE_COLUMNS = ["id", "name", "kind", "parent", "code", "valid_from", "valid_to", "successors"]
COMMUNE_COLUMNS += ["legal_basis", "ended_by"]
TERRITORY_COLUMNS = [*COMMUNE_COLUMNS[:5], "aliases", "valid_from", "valid_to", "predecessors", *COMMUNE_COLUMNS[7:]]


@dataclass(frozen=True)
class Row:
    """One territory as it will be written; lists are joined by `|`."""

    id: str
    name: str
    kind: str
    parent: str = ""
    code: str = ""
    aliases: str = ""
    valid_from: str = ""
    valid_to: str = ""
    predecessors: str = ""
    successors: str = ""
    legal_basis: str = ""
    ended_by: str = ""


@dataclass
class Source:
    """What the data set says, under its own keys."""

    old_units: list[tuple[str, ...]]
    new_units: list[tuple[str, ...]]
    province_heirs: dict[str, str]  # old province key -> new province key
    commune_heirs: dict[str, list[str]]  # old commune key -> new commune keys, the main one first
    resolutions: dict[str, str]  # new province id -> resolution on its communes
    ids: dict[str, str] = field(default_factory=dict)  # data set key -> our id


def slug(name: str) -> str:
    """Return a name as it stands in ids: folded, words joined by hyphens."""
    return fold(name).replace(" ", "-")


def small(name: str) -> str:
    """Return a unit's name with its kind in lower case: "Tỉnh Tây Ninh" is "tỉnh Tây Ninh"."""
    for word in ("tỉnh", *KINDS):
        if name.lower().startswith(word + " "):
            return word + name[len(word) :]
    raise SystemExit(f"vietnamadminunits: {name!r} begins with no known kind of territory")


def make_id(parent: str, name: str) -> tuple[str, str]:
    """Return kind and id of a unit below the province: "Huyện Tân Biên" of `tay-ninh` is `tay-ninh/h-tan-bien`."""
    word = next(word for word in KINDS if small(name).startswith(word + " "))
    kind, prefix = KINDS[word]
    return kind, f"{parent}/{prefix}-{slug(name[len(word) + 1 :])}"


def read_source() -> Source:
    """Read the installed data set; ends with a clear sentence where it is missing."""
    found = importlib.util.find_spec("vietnamadminunits")
    if found is None or found.origin is None:
        raise SystemExit("vietnamadminunits is not installed: pip install vietnamadminunits")
    data = Path(found.origin).parent / "data"
    with sqlite3.connect(data / "dataset.db") as db:
        old = db.execute(
            "select provinceKey, province, provinceCode, districtKey, district, districtCode, wardKey, ward, wardCode"
            " from admin_units_legacy order by provinceCode, districtCode, wardCode"
        ).fetchall()
        new = db.execute(
            "select provinceKey, province, provinceCode, wardKey, ward, wardCode from admin_units"
            " order by provinceCode, wardCode"
        ).fetchall()
    mapping = json.loads((data / "converter_2025.json").read_text("utf-8"))
    province_heirs = {old_key: new_key for new_key, olds in mapping["DICT_PROVINCE"].items() for old_key in olds}
    resolutions = read_rows(ROOT / "tools" / "commune_resolutions.csv")
    return Source(
        old, new, province_heirs, read_commune_heirs(mapping), {row["id"]: row["resolution"] for row in resolutions}
    )


def read_commune_heirs(mapping: dict[str, dict[str, dict[str, list[object]]]]) -> dict[str, list[str]]:
    """Return old commune -> new communes (`province_ward` keys), the one with most of it first."""
    heirs: dict[str, list[str]] = defaultdict(list)
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                heirs[str(old)].append(f"{province}_{ward}")
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            ordered = sorted(
                (part for part in parts if isinstance(part, dict)), key=lambda p: not p["isDefaultNewWard"]
            )
            heirs[old].extend(f"{province}_{part['newWardKey']}" for part in ordered)
    return {old: list(dict.fromkeys(news)) for old, news in heirs.items()}


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a CSV file as a list of rows."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def make_provinces(source: Source) -> list[Row]:
    """Return the provinces before and after 01/07/2025; eleven that were not merged stay one row."""
    rows: dict[str, Row] = {}
    merged = [new for new in source.province_heirs.values() if list(source.province_heirs.values()).count(new) > 1]
    for key, name, code in dict.fromkeys((row[0], row[1], row[2]) for row in source.old_units):
        kind, bare = ("province", name[5:]) if name.startswith("Tỉnh") else ("city", name[10:])
        heir = source.province_heirs[key]
        source.ids[key] = slug(bare)
        ended = {"valid_to": EVE, "ended_by": PROVINCES_BASIS} if heir in merged else {}
        rows[slug(bare)] = Row(slug(bare), small(name), kind, code=code, **ended)
    for key, name, code in dict.fromkeys((row[0], row[1], row[2]) for row in source.new_units):
        olds = sorted(source.ids[old] for old, new in source.province_heirs.items() if new == key)
        kind, bare = ("province", name[5:]) if name.startswith("Tỉnh") else ("city", name[10:])
        identity = slug(bare) + ("-2025" if len(olds) > 1 else "")
        source.ids["new:" + key] = identity
        if len(olds) > 1:
            joined = "|".join(olds)
            start = {"valid_from": REFORM, "predecessors": joined, "legal_basis": PROVINCES_BASIS}
            rows[identity] = Row(identity, small(name), kind, code=code, **start)
            for old in olds:
                rows[old] = replace(rows[old], successors=identity)
    return list(rows.values())


def make_new_communes(source: Source) -> list[Row]:
    """Return the 3,321 communes, wards and special zones from 01/07/2025."""
    rows = []
    for province, _, _, _, name, code in source.new_units:
        parent = source.ids["new:" + province]
        basis = source.resolutions[parent]
        kind, identity = make_id(parent, name)
        rows.append(Row(identity, small(name), kind, parent, code, valid_from=REFORM, legal_basis=basis))
    rows = distinct(rows)
    for row, (province, _, _, key, _, _) in zip(rows, source.new_units, strict=True):
        source.ids[f"new:{province}_{key}"] = row.id
    return rows


def make_districts(source: Source) -> list[Row]:
    """Return the 696 districts that ended on 30/06/2025, with the communes that follow them."""
    heirs: dict[str, list[str]] = defaultdict(list)
    for unit in source.old_units:
        heirs[f"{unit[0]}_{unit[3]}"].extend(find_heirs(source, unit))
    rows = []
    for province, _, _, key, name, code in dict.fromkeys(unit[:6] for unit in source.old_units):
        parent = source.ids[province]
        kind, identity = make_id(parent, name)
        source.ids[f"{province}_{key}"] = identity
        successors = "|".join(sorted(set(heirs[f"{province}_{key}"])))
        rows.append(
            Row(identity, small(name), kind, parent, code, valid_to=EVE, successors=successors, ended_by=DISTRICTS_END)
        )
    return rows


def find_heirs(source: Source, unit: tuple[str, ...]) -> list[str]:
    """Return the ids of the new communes that took over an old one.

    Five island districts had no communes: the special zone that bears their name follows them.
    """
    if unit[6]:
        return [source.ids["new:" + key] for key in source.commune_heirs[f"{unit[0]}_{unit[3]}_{unit[6]}"]]
    wanted = make_id(source.ids["new:" + source.province_heirs[unit[0]]], unit[4].replace("Huyện", "Đặc khu"))[1]
    return [wanted] if wanted in source.ids.values() else []


def make_old_communes(source: Source) -> list[Row]:
    """Return the communes, wards and townships that ended on 30/06/2025."""
    rows = []
    for unit in source.old_units:
        if not unit[6]:
            continue
        parent = source.ids[f"{unit[0]}_{unit[3]}"]
        kind, identity = make_id(parent, unit[7])
        heirs = find_heirs(source, unit)
        basis = source.resolutions[source.ids["new:" + source.province_heirs[unit[0]]]]
        rows.append(Row(identity, small(unit[7]), kind, parent, unit[8], "", "", EVE, "", "|".join(heirs), "", basis))
    return distinct(rows)


def merge_facts(rows: list[Row]) -> list[Row]:
    """Complete rows with what is written in `territory_facts.csv`, and add the rows that only stand there."""
    table = {row.id: row for row in rows}
    for fact in read_rows(ROOT / "tools" / "territory_facts.csv"):
        given = {key: value for key, value in fact.items() if value}
        known = table.get(fact["id"])
        table[fact["id"]] = replace(known, **given) if known else Row(**given)
    for row in list(table.values()):
        for heir in row.successors.split("|"):
            if heir in table and row.id not in table[heir].predecessors.split("|"):
                olds = [old for old in table[heir].predecessors.split("|") if old]
                table[heir] = replace(table[heir], predecessors="|".join([*olds, row.id]))
    return list(table.values())


def distinct(rows: list[Row]) -> list[Row]:
    """Give namesakes that fold alike (marks apart) their code as a suffix."""
    seen: dict[str, int] = defaultdict(int)
    for row in rows:
        seen[row.id] += 1
    return [replace(row, id=f"{row.id}-{row.code}") if seen[row.id] > 1 else row for row in rows]


def write_rows(path: Path, rows: list[Row], columns: list[str]) -> None:
    """Write rows as CSV, sorted by id, UTF-8, one line end."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([getattr(row, column) for column in columns] for row in sorted(rows, key=lambda row: row.id))


def main() -> None:
    """Write both territory files and say how many rows they have."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write to (the package's by default)")
    out: Path = parser.parse_args().out
    source = read_source()
    provinces = make_provinces(source)
    new_communes = make_new_communes(source)
    territories = merge_facts(provinces + make_districts(source))
    communes = new_communes + make_old_communes(source)
    write_rows(out / "territories.csv", territories, TERRITORY_COLUMNS)
    write_rows(out / "communes.csv", communes, COMMUNE_COLUMNS)
    print(f"{len(territories)} provinces and districts, {len(communes)} communes")


if __name__ == "__main__":
    main()
