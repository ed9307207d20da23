"""Intervals against scipy's, F1 against scikit-learn's, and differences of pairs."""

from __future__ import annotations

from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.labels import macro_f1 as reference_f1
from assistant.evaluation.statistics import (
    macro_f1,
    mean,
    mean_score,
    paired,
    paired_macro_f1,
    percentile,
)


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


@pytest.mark.parametrize(
    ("right", "items", "low", "high"),
    [
        # Worked out by hand with z = 1.959964: n / (n + z²) and z² / (n + z²) at the ends.
        (5, 5, 0.5655, 1.0),
        (0, 5, 0.0, 0.4345),
        (1, 1, 0.2065, 1.0),
        (0, 100, 0.0, 0.0370),
        # Agresti and Coull 1998: 0.9 ± 2 of 10.
        (9, 10, 0.5958, 0.9821),
        (5, 10, 0.2366, 0.7634),
        (98, 100, 0.9300, 0.9945),
    ],
)
def test_shares_of_items_have_wilsons_interval(
    right: int, items: int, low: float, high: float
) -> None:
    found = mean_score([1.0] * right + [0.0] * (items - right))
    assert found.value == right / items
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)
    assert (found.items, found.method) == (items, "wilson")


def test_scores_between_0_and_1_are_resampled() -> None:
    scores = [0.5, 1.0, 1.0, 0.0] * 5
    assert mean_score(scores) == mean(scores)
    assert mean_score(scores).method == "bootstrap"
    assert mean_score([float(one == 1) for one in scores]).method == "wilson"


def test_scores_that_never_vary_have_a_width_all_the_same() -> None:
    found = mean_score([0.5] * 5)
    # At least 56.55% of all have 0.5; the others anything from 0 to 1.
    assert (found.low, found.high) == pytest.approx((0.5655 / 2, 0.5655 / 2 + 0.4345), abs=5e-5)
    more = mean_score([0.5] * 50)
    assert found.low < more.low < more.value < more.high < found.high


@pytest.mark.parametrize("values", [[0.3], [1.0] * 9, [7000.0]])
def test_amounts_that_never_vary_have_no_interval(values: list[float]) -> None:
    for found in (mean(values), percentile(values, 0.5)):
        assert (found.value, found.low, found.high) == (values[0],) * 3
        assert found.method == "none"


@pytest.mark.parametrize(("said", "value"), [(["s", "c", "n"], 1.0), (["c", "n", "s"], 0.0)])
def test_f1_of_labels_all_right_or_all_wrong_is_the_share_of_right_ones(
    said: list[str], value: float
) -> None:
    found, share = macro_f1(said, ["s", "c", "n"]), mean_score([value] * 3)
    assert (found.low, found.high) == pytest.approx((share.low, share.high))
    assert (found.value, found.items, found.method) == (value, 3, "wilson")


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


@pytest.mark.parametrize(
    ("worse", "better", "same"),
    [(0, 1, 0), (0, 4, 0), (0, 5, 7), (0, 6, 0), (2, 8, 40), (3, 3, 4), (0, 0, 9), (4, 18, 9)],
)
def test_the_chance_is_mcnemars_where_items_are_right_or_wrong(
    worse: int, better: int, same: int
) -> None:
    from scipy.stats import binomtest

    before = [1.0] * worse + [0.0] * better + [1.0] * same
    after = [0.0] * worse + [1.0] * better + [1.0] * same
    flips = worse + better
    wanted = binomtest(better, flips).pvalue if flips else 1.0
    # Up to ten flips each way of exchanging them is tried, of more 2,000.
    assert paired(before, after).chance == pytest.approx(wanted, abs=0 if flips <= 10 else 0.005)


def test_a_few_items_that_all_get_better_are_no_proof() -> None:
    found = paired([0.0] * 4, [1.0] * 4)
    assert found.chance == 2 / 16
    # At least 51.01% of all get better by 1; the others may get worse by as much.
    assert found.estimate.low == pytest.approx(2 * 0.5101 - 1, abs=5e-5)
    assert (found.estimate.value, found.estimate.high) == (1.0, 1.0)
    unchanged = paired([1.0, 0.0] * 50, [1.0, 0.0] * 50).estimate
    assert (unchanged.low, unchanged.high) == pytest.approx((-0.0370, 0.0370), abs=5e-5)


def test_the_chance_of_f1_tries_all_exchanges_of_the_labels_that_differ() -> None:
    # Two labels flip to right: of four exchanges the two that keep them together are as large.
    found = paired_macro_f1(["c", "c", "s"], ["s", "s", "s"], ["s", "s", "s"])
    assert found.chance == 0.5
    assert paired_macro_f1(["c"], ["s"], ["s"]).chance == 1.0


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=20))
def test_turning_the_runs_round_turns_the_difference_round(
    pairs: list[tuple[float, float]],
) -> None:
    before, after = (list(column) for column in zip(*pairs, strict=True))
    one, other = paired(before, after), paired(after, before)
    assert one.estimate.value == pytest.approx(-other.estimate.value)
    assert one.chance == pytest.approx(other.chance)
    assert 0 <= one.chance <= 1
