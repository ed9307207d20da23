"""Published results follow from the formulas: every row of shared/cost/cases_shown.csv.

tests/cases/cost/published.jsonl says by which formula and inputs. A line has its own expected value
where it reproduces a number of the row's note.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.cost import calculate
from assistant.quantities.units import convert
from assistant.types import Quantity

_CASES = Path(__file__).parents[1] / "cases" / "cost" / "published.jsonl"
_UNITS = {
    "USD2023": "USD",
    "USD/yr": "USD",
    "fraction": "1",
    "months": "month",
    "chip-hours": "chip_hour",
    "GPUs": "1",
}
"""What cases_shown.csv calls otherwise; USD/yr is a revenue of one year."""

_LINES: list[dict[str, Any]] = [
    json.loads(line) for line in _CASES.read_text(encoding="utf-8").splitlines()
]


def _name(line: dict[str, Any]) -> str:
    return f"{line['id']}-{line['formula']}-{line.get('note', '-'.join(line['inputs']))}"


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, dict[str, str]]:
    """The rows by id."""
    with (shared / "cost" / "cases_shown.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def _close(found: Decimal | None, expected: str, percent: str) -> None:
    assert found is not None
    assert abs(found / Decimal(expected) - 1) <= Decimal(percent) / 100, (
        f"{found} is not {expected}"
    )


def _in_unit(result: Quantity, unit: str) -> list[Decimal | None]:
    wanted = _UNITS.get(unit, unit)
    return [
        number if number is None or result.unit == wanted else convert(number, result.unit, wanted)
        for number in (result.value, result.low, result.high)
    ]


@pytest.mark.parametrize("line", _LINES, ids=map(_name, _LINES))
def test_a_published_result_is_reproduced(
    line: dict[str, Any], published: dict[str, dict[str, str]]
) -> None:
    row = published[line["id"]]
    percent = line.get("tolerance_pct", row["tolerance_pct"])

    found = calculate(line["formula"], line["inputs"])

    assert (found.status, found.missing) == ("calculated", ())
    assert found.basis == line["basis"]
    assert found.result
    value, low, high = _in_unit(found.result, line.get("unit", row["unit"]))
    if value is not None:
        _close(value, line.get("expected", row["expected"]), percent)
    if "range" in line:
        for end, expected in zip((low, high), line["range"], strict=True):
            _close(end, expected, "5")
    assert value is not None or "range" in line


def test_every_published_row_is_reproduced(published: dict[str, dict[str, str]]) -> None:
    held = Counter(line["id"] for line in _LINES)
    assert len(published) == 26
    assert set(held) == set(published)


@pytest.mark.parametrize("line", _LINES, ids=map(_name, _LINES))
def test_inputs_of_a_row_count_as_stated(line: dict[str, Any]) -> None:
    subjects = {"chip", "run", "grid"}
    found = calculate(line["formula"], line["inputs"], draws=0)
    stated = {held.name for held in found.inputs if held.origin == "question"}
    assert stated == line["inputs"].keys() - subjects
    assert all(held.reference for held in found.inputs)
