"""Where the text begins below the addressee of a công văn."""

from __future__ import annotations

from pipeline.ingest.page.lines import Line, Segment
from pipeline.ingest.page.paragraphs import Frame, goes_on

FRAME = Frame(90, 540, indented=True)
ADDRESSEE = "Kính gửi: Các trại ong trong tỉnh"


def line(text: str, x0: float, x1: float, y: float) -> Line:
    return Line((Segment(text, x0, x1),), y, 14)


def test_the_text_below_an_addressee_is_no_part_of_it() -> None:
    text = line("thời gian qua, việc nuôi ong ở các huyện có nhiều tiến bộ, các", 130, 540, 240)
    assert not goes_on(line(ADDRESSEE, 180, 500, 200), text, FRAME)


def test_an_addressee_that_breaks_goes_on() -> None:
    assert goes_on(line(ADDRESSEE + ", các", 180, 500, 200), line("xã và phường", 250, 400, 217), FRAME)


def test_other_lines_go_on_over_a_space() -> None:
    text = line("thời gian qua, việc nuôi ong ở các huyện có nhiều tiến bộ, các", 130, 540, 240)
    assert goes_on(line("Các trại ong trong tỉnh", 180, 500, 200), text, FRAME)
