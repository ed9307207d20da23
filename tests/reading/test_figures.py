"""Figures that answer: none of another dimension than the question wants."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.reading.figures import answering
from assistant.types import Citation, Evidence

Quoted = Callable[..., tuple[Evidence, Citation]]
_TABLE = "| Chip | Price, US dollars | Power, W |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("question", "asked_in", "text", "language", "above", "found"),
    [
        ("What is the price of a TPU v5e?", "en", "The TPU v5e draws 140 W.", "en", "", []),
        ("What is the price of a TPU v5e?", "en", "| TPU v5e | - | 140 |", "en", _TABLE, []),
        ("Was kostet ein TPU v5e?", "de", "| TPU v5e | 1,200 | 140 |", "en", _TABLE, ["1,200"]),
        ("TPU v5eの価格はいくらですか？", "ja", "TPU v5eは140Wで動く。", "ja", "", []),
        ("What is the price of a TPU v5e?", "en", "An H100 costs $25,000.", "en", "", []),
        ("What is the price of a TPU v5e?", "en", "It costs $900.", "en", "", ["$900"]),
        ("How much power does a TPU v5e draw?", "en", "It draws 140 W.", "en", "", ["140 W"]),
        (
            "How many times more energy does GPT-4 use than GPT-3?",
            "en",
            "GPT-4 uses 10 times more energy than GPT-3.",
            "en",
            "",
            ["10 times"],
        ),
        ("How long did it run?", "en", "It ran for 30 days.", "en", "", ["30 days"]),
    ],
)
def test_no_figure_answers_that_measures_something_else(
    question: str,
    asked_in: str,
    text: str,
    language: str,
    above: str,
    found: list[str],
    quoted: Quoted,
) -> None:
    figures = answering(question, asked_in, [quoted(text, language, above=above)])
    assert [figure.text for figure in figures] == found
