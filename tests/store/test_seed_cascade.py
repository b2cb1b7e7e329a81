"""The cascade over real documents, where they lie beside the checkout: what annotators found must hang together."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any

import pytest
from places import GOLD

from pipeline.runs.batch import ingest_paths
from pipeline.runs.workspace.layout import Workspace
from pipeline.store import Database, open_database
from pipeline.store.ask_graph.answers import CascadeNode
from pipeline.store.ask_graph.cascade import cascade
from pipeline.text.codes import make_code_key

SEEDS = GOLD / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="no gold records beside the checkout")


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    """Return the gold records."""
    return [json.loads(path.read_text("utf-8")) for path in sorted((SEEDS / "records").glob("*.json"))]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Return a database of the documents, as the program reads them."""
    workspace = Workspace(tmp_path_factory.mktemp("seeds"))
    ingest_paths([SEEDS / "documents"], workspace, workers=1)
    with open_database(workspace.database) as database:
        yield database


def shared_act(gold: list[dict[str, Any]]) -> tuple[str, str]:
    """Return code and date of the one act that every record cites."""
    cited = [{(one["code"], one["date"]) for one in record["citations"] if one["code"]} for record in gold]
    (act,) = set.intersection(*cited)
    return act


def walk(node: CascadeNode) -> Iterator[CascadeNode]:
    """Yield a node and all below it."""
    yield node
    for child in node.children:
        yield from walk(child)


def test_all_join_at_one_act(seeds: Database, gold: list[dict[str, Any]]) -> None:
    code, date = shared_act(gold)
    rows = seeds.connection.execute(
        "SELECT document, count(DISTINCT file) FROM citations GROUP BY document HAVING count(DISTINCT file) = ?",
        (len(gold),),
    ).fetchall()
    assert len(rows) == 1, "only one act is cited by all"
    found = seeds.connection.execute("SELECT code_key, issued FROM documents WHERE id = ?", (rows[0][0],)).fetchone()
    assert found == (make_code_key(code), date)
    numbered = seeds.connection.execute("SELECT count(*) FROM documents WHERE code_key = ?", (make_code_key(code),))
    assert numbered.fetchone() == (len({one["date"] for r in gold for one in r["citations"] if one["code"] == code}),)


def test_everything_hangs_under_it(seeds: Database, gold: list[dict[str, Any]]) -> None:
    code, date = shared_act(gold)
    found = cascade(seeds, f"{code} {date}")
    nodes = list(walk(found.root))
    held = [node for node in nodes if node.document.is_held]
    assert len(held) == len(gold)
    stubs = {make_code_key(node.document.code) for node in nodes if not node.document.is_held}
    between = {make_code_key(edge["from"]) for record in gold for edge in record["edges"] if edge["to"] == code}
    assert between and between <= stubs
    assert sum(node.task_count for node in held) > 50
    depths = {node.document.id: node for child in found.root.children for node in walk(child)}
    assert len(depths) == len(nodes) - 1, "each act stands once"


def test_units_come_from_the_register_of_the_day(seeds: Database, gold: list[dict[str, Any]]) -> None:
    code, date = shared_act(gold)
    levels = {level.level: level for level in cascade(seeds, f"{code} {date}").levels}
    province = levels["province"]
    assert len(province.units) + len(province.lacking) == 63
    assert len(province.units) == 4
    district = levels["district"]
    assert len(district.units) == 1 and district.lacking
    merged = cascade(seeds, f"{code} {date}", on=datetime.date(2026, 1, 1))
    later = {level.level: level for level in merged.levels}
    assert len(later["province"].units) + len(later["province"].lacking) == 34
