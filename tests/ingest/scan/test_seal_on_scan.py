"""Red seals on a page, and the words that recognition makes of them and of pens."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from scan_maker import seal

from pipeline.ingest.scan.clean_picture import clean_page, take_off_specks
from pipeline.ingest.scan.nouns import Word
from pipeline.ingest.scan.seal import drop_marks, find_seals


def word(text: str, box: tuple[int, int, int, int], sure: float = 95.0) -> Word:
    return Word(text, *box, sure, (1, 1, 1))


def white(width: int = 1700, height: int = 2300) -> Image.Image:
    return Image.new("L", (width, height), 255)


def test_a_seal_is_found_where_it_lies() -> None:
    ((x0, y0, x1, y1),) = find_seals(seal(white(), (0.5, 0.5)))
    assert x0 < 850 < x1
    assert y0 < 1150 < y1
    assert x1 - x0 < 500


def test_red_letters_and_grey_pages_are_no_seals() -> None:
    page = white().convert("RGB")
    page.paste((220, 30, 30), (300, 300, 420, 330))
    assert find_seals(page) == ()
    assert find_seals(white()) == ()


def test_the_letters_of_a_seal_go_and_sure_words_under_it_stay() -> None:
    box = (600.0, 600.0, 1000.0, 1000.0)
    signer, mark = word("Nguyễn", (620, 900, 760, 940)), word("lÌ=|", (700, 700, 780, 760), sure=22.0)
    far = word("mờ", (100, 100, 150, 140), sure=22.0)
    assert drop_marks([signer, mark, far], [box]) == [signer, far]


@pytest.mark.parametrize(
    ("covered", "given", "sure", "kept"),
    [
        ("Nzuyên", "Bích", 96.0, "Nguyễn"),  # one letter is the seal's
        ("Trân", "Bích", 96.0, "Trần"),
        ("Huyhn", "Bích", 96.0, None),  # two letters: no name that we know
        ("Nzuyên", "Bích", 40.0, None),  # nothing sure stands behind
        ("NGHĨA", "Bích", 96.0, None),  # the seal's own letters are capitals
        ("Thuw", "Bích", 96.0, None),
    ],
)
def test_a_family_name_under_a_seal_is_read(covered: str, given: str, sure: float, kept: str | None) -> None:
    family, behind = word(covered, (820, 900, 960, 940), sure=14.0), word(given, (980, 900, 1060, 940), sure=sure)
    found = drop_marks([family, behind], [(600.0, 600.0, 1000.0, 1000.0)])
    assert [one.text for one in found if one.x0 == 820] == ([kept] if kept else [])


def test_a_piece_of_a_pen_stroke_over_a_name_goes() -> None:
    box = (600.0, 600.0, 1000.0, 1000.0)
    name, piece = word("Trần", (620, 1050, 760, 1100)), word("Trả", (625, 1040, 700, 1062), sure=92.0)
    assert drop_marks([piece, name], [box]) == [name]
    assert drop_marks([piece, name], []) == [piece, name], "away from seals nothing is taken for a stroke"


def test_specks_go_and_the_dots_of_letters_stay() -> None:
    dice = np.random.default_rng(3)
    grey = np.full((800, 600), 255, np.uint8)
    grey[dice.random(grey.shape) < 0.002] = 0
    grey[400:403, 300:303] = 0  # a dot below
    clean = np.asarray(take_off_specks(Image.fromarray(grey)))
    assert clean[401, 301] == 0
    assert (clean < 140).sum() < 0.1 * (grey < 140).sum()


def test_a_page_without_specks_is_the_same_page() -> None:
    page = white(300, 300)
    page.paste(0, (100, 100, 140, 110))
    assert take_off_specks(page) is page


def test_a_leaning_page_is_turned_back_and_a_straight_one_is_not() -> None:
    lines = np.full((2000, 1500), 255, np.uint8)
    for y in range(200, 1800, 60):
        lines[y : y + 20, 200:1300] = 0
    straight = Image.fromarray(lines)
    assert clean_page(straight).angle == 0
    leaning = straight.rotate(-2.0, Image.Resampling.BICUBIC, fillcolor=255)
    assert abs(abs(clean_page(leaning).angle) - 2.0) <= 0.2
