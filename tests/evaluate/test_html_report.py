"""The page: every fact in it, colours that do not overlap, nothing from the network, nothing unescaped."""

from __future__ import annotations

import lxml.html
import pytest
from gold_maker import GOLD, TEXT, changed, write_gold
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.baseline import Baseline, find_changes, update_baseline
from pipeline.evaluate.calibration import calibrate
from pipeline.evaluate.compare.compare import Outcome
from pipeline.evaluate.gold import find_gold
from pipeline.evaluate.run import Evaluation, evaluate
from pipeline.evaluate.show.highlight import COLOURS, Mark, flatten
from pipeline.evaluate.show.report import make_report
from pipeline.model import Span


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    folder = tmp_path_factory.mktemp("gold")
    write_gold(folder, text=TEXT.replace("Giữ nghề", "Giữ nghề <b>&amp; hồn"))
    write_gold(folder, "trong", changed(), "")
    return evaluate(find_gold([folder]))


def page(evaluation: Evaluation) -> str:
    changes = find_changes(update_baseline(Baseline(), evaluation.documents), evaluation.documents)
    return make_report(evaluation, changes, calibrate(evaluation.verdicts))


def test_the_page_shows_each_readable_document_with_its_marks(evaluation: Evaluation) -> None:
    tree = lxml.html.fromstring(page(evaluation))
    assert [section.get("data-name") for section in tree.xpath("//section")] == ["overview", "ke-hoach"]
    marks = {(mark.get("data-metric"), mark.get("class")) for mark in tree.xpath("//mark")}
    assert ("header.code", "right") in marks
    assert ("tasks.lead", "extra") in marks  # the text gives the first task to another agency than the gold record
    codes = [mark.text for mark in tree.xpath("//mark[@data-metric='header.code']")]
    assert "/KH-UBND" in "".join(codes)


def test_every_disagreement_is_a_row_that_leads_into_the_text(evaluation: Evaluation) -> None:
    tree = lxml.html.fromstring(page(evaluation))
    [document] = [document for document in evaluation.documents if document.record]
    rows = tree.xpath(
        "//section[@data-name='ke-hoach']//tr[contains(@class, 'fact') and not(contains(@class, 'right'))]"
    )
    assert len(rows) == len(document.disagreements) > 0
    starts = [int(row.get("data-start")) for row in rows if row.get("data-start")]
    assert starts
    for start in starts:
        assert tree.xpath(f"//div[@data-start <= {start} and @data-end >= {start}]")


def test_the_text_is_whole_and_escaped(evaluation: Evaluation) -> None:
    html = page(evaluation)
    tree = lxml.html.fromstring(html)
    for tag in tree.xpath("//span[@class='tag' or starts-with(@class, 'task ')]"):
        tag.drop_tree()
    lines = tree.xpath("//section[@data-name='ke-hoach']//div[contains(concat(' ', @class, ' '), ' line ')]")
    shown = "".join("".join(line.itertext()) for line in lines).split()
    [document] = [document for document in evaluation.documents if document.record]
    assert document.record
    assert "".join(shown) == "".join(document.record.text.split())


def test_the_page_needs_nothing_else_and_has_no_open_places(evaluation: Evaluation) -> None:
    html = page(evaluation)
    assert "http" not in html and "$" not in html.replace("$schema", "")
    assert "trong" in html and "Not readable" in html


def test_colours_are_told_apart() -> None:
    assert len(set(COLOURS.values())) == len(COLOURS)


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(SPANS, max_size=8))
def test_runs_cover_what_marks_cover_and_never_overlap(spans: list[Span]) -> None:
    line = Span(5, 35)
    marks = [Mark(span, "lead", "tasks.lead", Outcome.RIGHT, str(at), "lead") for at, span in enumerate(spans)]
    inside = [mark for mark in marks if mark.span.start < line.end and line.start < mark.span.end]
    runs = flatten(inside, line)
    places = [place for _, run, _ in runs for place in range(run.start, run.end)]
    assert places == sorted(set(places))
    covered = {at for mark in inside for at in range(mark.span.start, mark.span.end) if line.start <= at < line.end}
    assert set(places) == covered
    for mark, run, _ in runs:
        assert mark.span.start <= run.start < run.end <= mark.span.end
        first = next(other for other in inside if other.span.start <= run.start < other.span.end)
        assert mark is first


def test_gold_and_found_may_be_empty() -> None:
    assert "0 documents" in make_report(Evaluation(()), None, calibrate([]))
    assert GOLD["tasks"]
