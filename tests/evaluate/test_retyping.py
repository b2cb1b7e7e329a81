"""Other ways to type a document: each changes the letters as it says, and the records they give stay the same."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT, SAMPLES

from pipeline.evaluate.compare.sameness import fold
from pipeline.evaluate.retype.robustness import Robustness, try_transforms
from pipeline.evaluate.retype.transforms import (
    TRANSFORMS,
    capitalize,
    curl_quotes,
    decompose,
    double_spaces,
    end_lines_as_dos,
    lengthen_dashes,
    place_tones_new,
    place_tones_old,
    shorten_dashes,
    straighten_quotes,
    strip_markdown,
    wrap,
)
from pipeline.text.canonical import canonical

GOLD = ROOT.parent / "shared" / "gold"
VIETNAMESE = st.text(alphabet="aăâeêioôơuưyđAĂÂĐ hoàòaỏảọạkhỏeuỷủyquýbcQ.,-–“”\"'\n", max_size=60)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (place_tones_new, "Hòa khỏe ủy thúy", "Hoà khoẻ uỷ thuý"),
        (place_tones_old, "Hoà khoẻ uỷ thuý", "Hòa khỏe ủy thúy"),
        (place_tones_new, "hoàn quý của tòan", "hoàn quý của tòan"),  # closed syllables and qu keep their mark
        (place_tones_old, "ỦY BAN, HOÀ BÌNH", "ỦY BAN, HÒA BÌNH"),
        (place_tones_old, "quý quỹ", "quý quỹ"),
        (lengthen_dashes, "- số 36-NQ/TW\n|---|---|", "– số 36–NQ/TW\n|---|---|"),
        (shorten_dashes, "2031 – 2035 — hết", "2031 - 2035 - hết"),
        (curl_quotes, 'gọi là "Đề án" này', "gọi là “Đề án” này"),
        (straighten_quotes, "gọi là “Đề án”, «Quỹ»", 'gọi là "Đề án", "Quỹ"'),
        (double_spaces, "Sở Y tế\n  hai", "Sở  Y  tế\n  hai"),
        (end_lines_as_dos, "một\nhai\r\nba", "một\r\nhai\r\nba"),
        (capitalize, "ngày 03 straße", "NGÀY 03 STRAßE"),
        (strip_markdown, "## **II. Nhiệm vụ**", "II. Nhiệm vụ"),
        (strip_markdown, "| Việc | Ai |\n|---|---|\n| Trồng tre | Sở Y tế |", "Việc\tAi\nTrồng tre\tSở Y tế"),
        (strip_markdown, "**2.1.\nTrách nhiệm chung**", "2.1. Trách nhiệm chung"),
        (strip_markdown, "*Căn cứ Luật; *", "Căn cứ Luật;"),
        (strip_markdown, "* một bậc **đậm**", "* một bậc đậm"),
        (strip_markdown, "(*) ghi chú", "(*) ghi chú"),
        (strip_markdown, "1\\. Việc", "1. Việc"),
    ],
)
def test_spelling(change: object, before: str, after: str) -> None:
    assert callable(change)
    assert change(before) == after


def test_wrapping_keeps_the_words_and_the_rows_of_tables() -> None:
    line = "Giao Sở Y tế chủ trì, phối hợp với Sở Xây dựng mở lớp dạy nghề"
    assert max(map(len, wrap(line, 20).split("\n"))) <= 20
    assert wrap(line, 20).split() == line.split()
    assert wrap(line + "\tSở Y tế", 20) == line + "\tSở Y tế"


@given(VIETNAMESE)
def test_tones_move_there_and_back_and_other_letters_stay(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert place_tones_old(place_tones_new(text)) == place_tones_old(text)
    assert fold(place_tones_new(text)) == fold(text) == fold(place_tones_old(text))


@given(VIETNAMESE)
def test_what_no_reader_sees_is_settled_at_the_border(text: str) -> None:
    assert canonical(decompose(text)) == canonical(text)
    assert canonical(end_lines_as_dos(text)) == canonical(text)


def test_names_are_unique_and_each_way_has_one_kind() -> None:
    assert len({transform.name for transform in TRANSFORMS}) == len(TRANSFORMS)
    for transform in TRANSFORMS:
        assert (transform.spell is None) != (transform.lay is None), transform.name


def explain(robustness: Robustness, transform: str) -> str:
    flips = [flip for flip in robustness.flips if flip.transform == transform]
    return "\n".join(f"{flip.document} {flip.verdict.metric} {flip.verdict.key}" for flip in flips)


@pytest.fixture(scope="module")
def samples() -> Robustness:
    return try_transforms(sorted(SAMPLES.iterdir()))


SURE = (
    "nfd",
    "tones-new",
    "tones-old",
    "dashes-long",
    "dashes-short",
    "quotes-curly",
    "quotes-straight",
    "crlf",
)
LAID_OUT = {
    "spaces": 0.999,  # a masthead whose columns are parted by blanks alone
    "markdown-off": 0.99,
    "markdown-on": 1.0,
    "head-capitals": 0.98,
    "wrap-none": 1.0,
    "wrap-none-gap": 1.0,
    "wrap-60": 0.99,
    "wrap-60-gap": 1.0,
    "wrap-100": 0.99,
    "wrap-100-gap": 1.0,
}


def test_every_way_has_a_bar() -> None:
    assert {*SURE, *LAID_OUT} == {transform.name for transform in TRANSFORMS}


@pytest.mark.slow
@pytest.mark.parametrize("transform", SURE)
def test_spelling_never_changes_a_record(samples: Robustness, transform: str) -> None:
    assert samples.share(transform) == 1.0, explain(samples, transform)


@pytest.mark.slow
@pytest.mark.parametrize(("transform", "bar"), LAID_OUT.items())
def test_layout_hardly_changes_a_record(samples: Robustness, transform: str, bar: float) -> None:
    assert samples.share(transform) >= bar, explain(samples, transform)


@pytest.mark.slow
@pytest.mark.skipif(not GOLD.is_dir(), reason="the real documents are not on this machine")
def test_real_documents_stay_the_same() -> None:
    paths = [path for part in ("seeds", "dev") for path in sorted((GOLD / part / "documents").iterdir())]
    robustness = try_transforms([path for path in paths if path.suffix in (".txt", ".md")])
    assert len(robustness.counts) > 100
    assert robustness.share() >= 0.98, "\n".join(explain(robustness, transform.name) for transform in TRANSFORMS)


def test_a_file_that_cannot_be_read_is_left_out_by_name(tmp_path: Path) -> None:
    path = tmp_path / "trống.txt"
    path.write_text("")
    robustness = try_transforms([path])
    assert (robustness.left_out, robustness.counts, robustness.share()) == (("trống.txt",), (), 1.0)


def test_a_flip_is_found_and_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from gold_maker import TEXT

    from pipeline.evaluate.retype import robustness as module
    from pipeline.evaluate.retype.transforms import Transform

    spoiled = Transform("spoiled", "another number", lambda text: text.replace("Số: 16/", "Số: 17/"))
    monkeypatch.setattr(module, "TRANSFORMS", (spoiled,))
    path = tmp_path / "ke-hoach.txt"
    path.write_text(TEXT, "utf-8")
    found = try_transforms([path], transforms=(spoiled,), workers=1)
    assert {flip.verdict.metric for flip in found.flips} >= {"header.code", "header.number"}
    assert found.share("spoiled") < 1.0
