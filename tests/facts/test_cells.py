"""Cells of rows: an escaped bar ends none, in figures and in facts alike."""

from __future__ import annotations

import pytest

from assistant.facts.cells import cells_of, lead_in, place_in
from assistant.quantities import parse

_TABLE = "| Model \\| size | Cost (USD) |\n|---|---|\n"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("| a \\| b | 5 |", ["a \\| b", "5"]),
        ("| a | b | 5 |", ["a", "b", "5"]),
        ("a|b | 5", ["a|b", "5"]),
        ("| a |  | 5 |  ", ["a", "", "5"]),
        ("| a | ", []),
        ("5 \\| 6 are no cells", []),
        ("", []),
    ],
)
def test_the_cells_of_a_row(row: str, words: list[str]) -> None:
    assert [cell.words for cell in cells_of(row, row)] == words


def test_a_figure_behind_an_escaped_bar_is_of_the_column_that_its_unit_is_of() -> None:
    row = "| GPT-4 \\| 1 | 40 |"
    text = _TABLE + row
    (cost,) = (figure for figure in parse(text, "en") if figure.text == "40")
    place = place_in(row, cost.start - len(_TABLE))

    assert cost.unit == "USD"
    assert cells_of(row, text)[place].head == "Cost (USD)"


def test_what_stands_before_a_figure_in_its_cell() -> None:
    row = "| a | b \\| about 5 |"

    assert lead_in(row, row.index("5")) == "b \\| about"
    assert lead_in("no row 5", 7) == "no row"


@pytest.mark.parametrize("rule", ["|---|---|", "---|---", "--- | ---"])
def test_heads_above_a_rule(rule: str) -> None:
    row = "| GPT-4 | 40 |"
    assert [cell.head for cell in cells_of(row, f"| Model | Cost |\n{rule}\n{row}")] == [
        "Model",
        "Cost",
    ]
    assert [cell.head for cell in cells_of(row, f"Costs:\n{rule}\n{row}")] == ["", ""]
