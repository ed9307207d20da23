"""Intervals against scipy's, F1 against scikit-learn's, and differences of pairs."""

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.labels import macro_f1 as reference_f1
from assistant.evaluation.statistics import macro_f1, mean, paired, paired_macro_f1, percentile


def test_the_interval_is_that_of_scipy() -> None:
    from scipy.stats import bootstrap

    values = np.random.default_rng(3).random(80)
    found = mean(list(values))
    wanted = bootstrap(
        (values,), np.mean, n_resamples=20_000, method="percentile", rng=1
    ).confidence_interval
    assert found.value == pytest.approx(values.mean())
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high), abs=0.01)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_a_mean_lies_in_its_interval(values: list[float]) -> None:
    found = mean(values)
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9
    assert found.items == len(values)
    assert mean(values) == found


def test_what_never_varies_has_no_width() -> None:
    assert mean([1.0] * 9).low == mean([1.0] * 9).high == 1.0
    assert mean([0.3]).low == 0.3


_LABELS = st.sampled_from(["supported", "contradicted", "disputed"])


@given(st.lists(st.tuples(_LABELS, _LABELS), min_size=1, max_size=30))
def test_f1_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    found, right = (list(labels) for labels in zip(*pairs, strict=True))
    assert macro_f1(found, right).value == pytest.approx(reference_f1(found, right))


def test_f1_of_two_runs_is_compared_by_items() -> None:
    right = ["s", "c"] * 20
    found = paired_macro_f1(["s"] * 40, right, right)
    # Before 2/3 of s and 0 of c, after all.
    assert found.estimate.value == pytest.approx(1 - 1 / 3)
    assert found.chance < 0.01
    assert paired_macro_f1(right, right, right).chance == 1.0


def test_percentiles_interpolate() -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5).value == 2.5
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.95).value == pytest.approx(3.85)
    found = percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    assert 1.0 <= found.low <= 2.5 <= found.high <= 4.0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_a_mean_is_right_to_the_last_digit(values: list[float]) -> None:
    assert mean(values).value == fmean(values)


def test_f1_by_hand() -> None:
    right = ["s", "s", "c", "n"]
    found = ["s", "c", "c", "n"]
    # 2/3 of s, 2/3 of c, 1 of n.
    assert macro_f1(found, right).value == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert reference_f1(found, right) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_a_clear_difference_is_more_than_chance_and_a_small_one_is_not() -> None:
    clear = paired([0.0] * 20 + [1.0] * 20, [1.0] * 40)
    assert clear.estimate.value == 0.5
    assert clear.chance < 0.01
    small = paired([0.0, 1.0] * 20, [1.0, *[0.0, 1.0] * 19, 1.0])
    assert small.chance > 0.05
    same = paired([0.0, 1.0], [0.0, 1.0])
    assert (same.estimate.value, same.chance) == (0.0, 1.0)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=20))
def test_turning_the_runs_round_turns_the_difference_round(
    pairs: list[tuple[float, float]],
) -> None:
    before, after = (list(column) for column in zip(*pairs, strict=True))
    one, other = paired(before, after), paired(after, before)
    assert one.estimate.value == pytest.approx(-other.estimate.value)
    assert one.chance == pytest.approx(other.chance)
    assert 0 <= one.chance <= 1
