"""Every figure of confidence has a rule, every rule of the program a figure, and no literal stands in extraction."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import pipeline
from pipeline.errors import KnowledgeError
from pipeline.knowledge.confidence import found_by, how_sure
from pipeline.knowledge.load import read_table

EXTRACT = Path(pipeline.__file__).parent / "extract"
FIGURES = {rule: figure for section in read_table("confidence").values() if isinstance(section, dict)
           for rule, figure in section.items()}  # fmt: skip


def calls(name: str) -> set[str]:
    """Return the words that extraction asks the table for by a function."""
    trees = [ast.parse(path.read_text("utf-8")) for path in EXTRACT.rglob("*.py")]
    asked = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [node for node in asked if isinstance(node.func, ast.Name) and node.func.id == name]
    return {word.value for node in named for word in ast.walk(node.args[0])
            if isinstance(word, ast.Constant) and isinstance(word.value, str)}  # fmt: skip


def test_every_figure_is_asked_for_and_every_question_has_one() -> None:
    assert calls("how_sure") | calls("found_by") == set(FIGURES)


@pytest.mark.parametrize("rule", FIGURES)
def test_a_figure_is_a_share(rule: str) -> None:
    assert 0 < how_sure(rule) < 1
    assert found_by(rule) == (rule, how_sure(rule))


def test_a_rule_without_a_figure_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"confidence\.toml.*no-such-rule"):
        how_sure("no-such-rule")
