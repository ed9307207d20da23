"""When two sentences count as one statement."""

from __future__ import annotations

import pytest

from assistant.reading.extractive import _other_figures


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("An H100 costs $25,000.", "The price of an H100 is $25,000.", False),
        ("An H100 costs $25,000.", "Renting an H100 costs $2.99.", True),
        ("H100は2万5000ドルです。", "H100は２万5000ドルとされる。", False),
        ("Die Kosten steigen.", "Die Kosten steigen 2024.", False),
    ],
)
def test_sentences_with_other_figures_are_other_statements(
    first: str, second: str, differ: bool
) -> None:
    assert _other_figures(first, second) is differ
