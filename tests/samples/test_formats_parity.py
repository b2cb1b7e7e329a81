"""One document in every format gives the same facts; `make formats` measures it over all documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_maker import needs_office

from benchmarks.formats import BAR, collect, measure_texts, misses, table
from pipeline.evaluate.compare.figures import make_figures

WITH_TABLES_AND_NUMBERS = ("kh-so-nnptnt-hoa-binh-519", "qd-ubnd-hoa-binh-4127-phu-luc", "ctr-tinh-uy-hoa-binh-77")
FORMATS = ("doc", "odt", "html")  # the others are measured by `make formats` alone: a call of LibreOffice each


@pytest.mark.slow
@needs_office
def test_every_format_gives_the_facts_of_the_word_file(tmp_path: Path) -> None:
    (tmp_path / "docx").mkdir()
    documents = [path for path in collect(tmp_path / "docx", None) if path.stem in WITH_TABLES_AND_NUMBERS]
    results, records = measure_texts(tmp_path, documents, FORMATS)
    assert all(record.tasks and record.citations for record in records.values())
    assert list(results) == ["docx", *FORMATS]
    for name, measured in results.items():
        figures = {figure.metric: figure.f1 for figure in make_figures(measured.verdicts)}
        assert (measured.documents, measured.failed) == (3, []), name
        assert min(figures["citations"], figures["tasks"], figures["tasks.lead"], figures["tasks.deadline"]) >= BAR, (
            name
        )
    assert not list(misses(results))
    assert len(list(table(results))) == 2 + len(results)
