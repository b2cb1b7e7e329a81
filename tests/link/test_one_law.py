"""One law is one document, by whatever name, number, year or (misprinted) date it is cited."""

from __future__ import annotations

import pytest
from records_factory import cite, make_record

from pipeline.link import link_records
from pipeline.model import Citation

NAME = "Luật Nuôi ong"
FULL = cite("98/2030/QH19", date="2030-01-18", name=NAME, type_="Luật")


def count(*citations: Citation) -> int:
    """Return how many documents the citations of as many papers mean."""
    papers = enumerate(citations, start=1)
    linked = link_records(make_record(f"{n}/KH-UBND", issued="2031-05-05", citations=[one]) for n, one in papers)
    return len({match.document for match in linked.matches if match.citation is not None})


@pytest.mark.parametrize(
    "other",
    [
        cite(name=NAME, date="2030", type_="Luật"),
        cite(name=NAME, date="2030-01-18", type_="Luật"),
        cite(name=NAME, type_="Luật"),
        cite(name=NAME, date="2030-01-28", type_="Luật"),
        cite(name=NAME, date="2031-01-18", type_="Luật"),
        cite("98/2030/QH19", type_="Luật"),
        cite("98/2030/QH19", date="2029-11-20", name=NAME, type_="Luật"),
        cite("098/2030/QH19", date="2030", name=NAME, type_="Luật"),
    ],
    ids=["year", "date", "name", "wrong-day", "wrong-year", "number", "number-and-wrong-date", "zero"],
)
def test_one_law_is_one_document(other: Citation) -> None:
    assert count(FULL, other) == 1
    assert count(other, FULL) == 1


@pytest.mark.parametrize(
    "other",
    [
        cite("31/2013/QH13", date="2013-11-29", name=NAME, type_="Luật"),
        cite(name=NAME, date="2013", type_="Luật"),
        cite(name=NAME, date="2013-11-29", type_="Luật"),
        cite(name=f"Luật sửa đổi, bổ sung một số điều của {NAME}", date="2030-01-18", type_="Luật"),
    ],
    ids=["number", "year", "date", "amending"],
)
def test_laws_of_another_year_or_name_are_others(other: Citation) -> None:
    assert count(FULL, other) == 2
