"""The picture of the graph in a real Chromium: it opens, search finds a document, a click opens its card."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import chromium
import pytest

from pipeline.export import write_graph
from pipeline.runs.workspace.layout import Workspace
from pipeline.store.ask.overview import citation_graph
from pipeline.store.database import open_database

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not chromium.FOUND, reason="no Chromium here: apt-get install chromium"),
]

PLACE_OF = """(() => {{ const node = nodes.find(node => node.label === {label!r});
  return [node.x * view.zoom + view.x, node.y * view.zoom + view.y]; }})()"""


@pytest.fixture(scope="module")
def page(sample_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Page]:
    out = tmp_path_factory.mktemp("picture") / "graph.html"
    with open_database(sample_workspace.database) as database:
        write_graph(citation_graph(database), out)
    with chromium.browser() as page:
        page.open(out)
        yield page


def card(page: chromium.Page) -> str:
    shown = page.ask("getComputedStyle(card).display === 'block' ? card.innerText : ''")
    assert isinstance(shown, str)
    return shown


def test_it_opens_with_all_documents_in_sight(page: chromium.Page, tmp_path: Path) -> None:
    assert page.ask("nodes.length") > 30
    inside = "nodes.every(n => n.x * view.zoom + view.x > 0 && n.y * view.zoom + view.y < innerHeight)"
    assert page.ask(inside) is True
    assert page.ask("performance.getEntriesByType('resource').length") == 0, "the page asks for nothing"
    page.picture(tmp_path / "page.png")
    assert (tmp_path / "page.png").stat().st_size > 20_000, "something is drawn"


def test_a_click_opens_the_card_and_escape_closes_it(page: chromium.Page) -> None:
    page.click(*page.ask(PLACE_OF.format(label="745/KH-UBND")))
    shown = card(page)
    assert shown.startswith("×\nKH 745/KH-UBND") and "UBND tỉnh Phú Thọ" in shown
    assert "98-NQ/TW" in shown and "38/KH-UBND" in shown, "what it rests on, and what rests on it"
    page.press("Escape", 27)
    assert card(page) == ""


def test_search_without_marks_finds_and_enter_opens(page: chromium.Page) -> None:
    page.ask("document.getElementById('find').focus()")
    page.type("huyen mai chau")
    assert page.ask("[...found].map(index => nodes[index].label)") == ["266/KH-UBND"]
    page.press("Enter", 13)
    assert "266/KH-UBND" in card(page)
    page.ask("const box = document.getElementById('find'); box.value = ''; box.oninput({target: box}); pick(-1)")


def test_a_row_of_the_card_leads_to_the_other_document(page: chromium.Page) -> None:
    page.ask("pick(nodes.findIndex(node => node.label === '38/KH-UBND'))")
    row = "[...card.querySelectorAll('button')].find(row => row.innerText.includes('745/KH-UBND'))"
    page.click(*page.ask(f"(() => {{ const box = {row}.getBoundingClientRect(); return [box.x + 9, box.y + 9]; }})()"))
    assert card(page).startswith("×\nKH 745/KH-UBND")
    page.ask("pick(-1); showAll()")


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ("shown.levels.delete('central')", "nodes.filter(visible).every(node => node.level !== 'central')"),
        ("years.from = '2025'", "nodes.filter(visible).every(node => node.issued >= '2025')"),
        ("shown.relations.delete('mentions')", "!shown.relations.has('mentions')"),
    ],
)
def test_filters(page: chromium.Page, change: str, kept: str) -> None:
    page.ask(f"{change}; draw()")
    assert page.ask(f"nodes.some(visible) && {kept}") is True
    page.ask("shown.levels.add('central'); years.from = null; shown.relations.add('mentions'); draw()")
    assert page.ask("nodes.every(visible)") is True


def test_older_documents_of_a_level_stand_above(page: chromium.Page) -> None:
    rows = page.ask("nodes.filter(n => n.level === 'province' && n.issued).map(n => [n.issued, n.y])")
    for issued, y in rows:
        assert not [other for other, above in rows if above < y and other > issued]
