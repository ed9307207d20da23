"""Expected calibration error against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.calibration import expected_calibration_error

_ITEMS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("chances", "right", "error"),
    [
        ([1.0, 0.0], [True, False], 0.0),
        ([1.0, 0.0], [False, True], 1.0),
        ([0.5, 0.5], [True, False], 0.0),
        ([0.75] * 4, [True, True, True, False], 0.0),
        ([0.95], [True], 0.05),
        ([0.95], [False], 0.95),
        # One bin: the mean chance 0.85 against 1/2.
        ([0.82, 0.88], [True, False], 0.35),
        # Two bins of 3 and 1: 3/4 * |0.9 - 2/3| + 1/4 * |0.2 - 0|.
        ([0.9, 0.9, 0.9, 0.2], [True, True, False, False], 0.75 * (0.9 - 2 / 3) + 0.05),
        # Wrong one way in one bin and the other way in another: nothing cancels out.
        ([0.45, 0.55], [True, False], 0.55),
        # In one bin it does.
        ([0.51, 0.59], [True, False], 0.05),
        # A bin begins with its lower bound, and the last one ends with 1.
        ([0.59, 0.6], [False, True], (0.59 + 0.4) / 2),
        ([0.95, 1.0], [False, True], 0.975 - 0.5),
        ([0.0, 0.05], [False, True], 0.5 - 0.025),
    ],
)
def test_errors_by_hand(chances: list[float], right: list[bool], error: float) -> None:
    assert expected_calibration_error(chances, right) == pytest.approx(error)


def test_nothing_is_not_wrong() -> None:
    assert expected_calibration_error([], []) == 0.0


@given(items=_ITEMS)
def test_it_lies_between_the_gap_of_all_and_1(items: list[tuple[float, bool]]) -> None:
    chances, right = zip(*items, strict=True)
    gap = abs(sum(chances) - sum(right)) / len(items)
    error = expected_calibration_error(chances, right)
    assert type(error) is float
    assert gap - 1e-9 <= error <= 1 + 1e-9


@given(chance=st.floats(0, 1), right=st.lists(st.booleans(), min_size=1, max_size=40))
def test_of_one_chance_it_is_the_distance_from_the_share(chance: float, right: list[bool]) -> None:
    error = expected_calibration_error([chance] * len(right), right)
    assert error == pytest.approx(abs(chance - sum(right) / len(right)), abs=1e-9)


@given(right=st.lists(st.booleans(), min_size=1, max_size=40))
def test_who_is_certain_and_right_makes_no_error(right: list[bool]) -> None:
    assert expected_calibration_error([float(one) for one in right], right) == 0.0
    assert expected_calibration_error([float(not one) for one in right], right) == 1.0


@given(items=_ITEMS, data=st.data())
def test_order_does_not_matter(items: list[tuple[float, bool]], data: st.DataObject) -> None:
    mixed = data.draw(st.permutations(items))
    one, other = (expected_calibration_error(*zip(*order, strict=True)) for order in (items, mixed))
    assert one == pytest.approx(other)
