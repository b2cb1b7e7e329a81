"""Lines that the first recognition missed or read badly: cut out, read once more, taken only where they are sure."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.ingest.scan import second_look as ocr_again
from pipeline.ingest.scan.nouns import Word

PAGE = np.full((1200, 900), 255, np.uint8)
PAGE[100:140, 100:700] = 0  # a line that is read
PAGE[600:640, 300:600] = 0  # a name that stands alone
READ = Word("QUYẾT", 100, 100, 700, 140, 96.0, (1, 1, 1))
ANSWER = (Word("Hà", 12, 12, 100, 50, 92.0, (1, 1, 1)), Word("Lam", 120, 12, 300, 50, 90.0, (1, 1, 1)))


def answer(monkeypatch: pytest.MonkeyPatch, *words: Word) -> list[NDArray[np.uint8]]:
    """Let recognition say always the same; return the list of the pictures that it was asked about."""
    asked: list[NDArray[np.uint8]] = []

    def recognise(picture: NDArray[np.uint8], *, dpi: int, mode: int) -> tuple[Word, ...]:
        asked.append(picture)
        return words

    monkeypatch.setattr(ocr_again, "recognise", recognise)
    return asked


def test_a_line_that_was_missed_is_read_at_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, *ANSWER)
    first, one, two = ocr_again.read_again(PAGE, [READ])
    assert len(asked) == 1, "what was read is not read again"
    assert first is READ
    assert (one.text, one.x0, one.y0) == ("Hà", 300, 600)
    assert (two.text, two.line) == ("Lam", one.line)
    assert one.line != READ.line


def test_a_bad_reading_gives_way_to_a_better_one(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, *ANSWER)
    bad = Word("ĐH,lạt]", 300, 600, 600, 640, 3.0, (2, 1, 1))
    assert [word.text for word in ocr_again.read_again(PAGE, [READ, bad])] == ["QUYẾT", "Hà", "Lam"]


@pytest.mark.parametrize("sure", [40.0, 80.0])
def test_what_is_not_sure_does_not_count(monkeypatch: pytest.MonkeyPatch, sure: float) -> None:
    answer(monkeypatch, Word("Hà", 12, 12, 100, 50, sure, (1, 1, 1)), Word("Lam", 120, 12, 300, 50, sure, (1, 1, 1)))
    assert ocr_again.read_again(PAGE, [READ]) == [READ]


def test_seals_are_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, *ANSWER)
    assert ocr_again.read_again(PAGE, [READ], [(250.0, 550.0, 650.0, 700.0)]) == [READ]
    assert not asked
