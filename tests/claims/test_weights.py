"""The two models that turn features into stances, and their calibration."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.claims.features import NAMES, StanceFeatures
from assistant.claims.fitted import stance_weights
from assistant.claims.weights import (
    StanceWeights,
    deciding_columns,
    log_odds,
    siding_columns,
)
from assistant.types import VerdictName

_VALUES = st.floats(-1, 1)


def _features(**named: float) -> StanceFeatures:
    return StanceFeatures(**(dict.fromkeys(NAMES, 0.0) | named))


def test_a_figure_that_a_denial_repeats_changes_sides() -> None:
    plain, denied = siding_columns([_features(agrees=1.0), _features(agrees=1.0, negated=1.0)])
    weights = stance_weights(judging=True)
    assert np.array(weights.siding) @ plain > 0 > np.array(weights.siding) @ denied


def test_how_a_sentence_compares_with_the_others_of_its_claim_counts() -> None:
    weights = stance_weights(judging=True)
    alone = weights.probabilities([_features(supports=3.0)])
    beside = weights.probabilities([_features(supports=3.0), _features(supports=6.0, near=1.0)])
    assert alone[0, 0] != beside[0, 0]


def test_what_repeats_all_figures_and_names_is_borne_out_with_less_of_the_judge() -> None:
    repeating = _features(contradicts=3.0, agrees=1.0, alike=0.2, hedged=-1.0)
    others = [replace(repeating, names_missing=0.5), replace(repeating, alike=0.0)]
    weights = stance_weights(judging=True)
    supported = [weights.probabilities([one])[0, 0] for one in (repeating, *others)]
    assert supported[0] > max(supported[1:])
    against = replace(repeating, contradicts=9.0)
    assert weights.probabilities([against])[0, 0] < weights.supported


@pytest.mark.parametrize("judging", [True, False])
@pytest.mark.parametrize("cited", [True, False])
def test_the_fitted_weights_have_a_value_for_each_column(*, judging: bool, cited: bool) -> None:
    weights = stance_weights(judging=judging, cited=cited)
    assert deciding_columns([_features()]).shape == (1, len(weights.deciding))
    assert siding_columns([_features()]).shape == (1, len(weights.siding))
    assert 0 < weights.opposed <= 1
    assert weights.slope > 0


def test_without_the_judge_its_scores_count_for_nothing() -> None:
    rows = [_features(near=1.0), _features(near=0.5)]
    scored = [replace(row, supports=5.0, contradicts=-5.0) for row in rows]
    weights = stance_weights(judging=False)
    assert np.array_equal(weights.probabilities(rows), weights.probabilities(scored))


@given(st.lists(st.tuples(*[_VALUES] * len(NAMES)), min_size=1, max_size=6))
def test_stances_share_one_probability(rows: list[tuple[float, ...]]) -> None:
    chances = stance_weights(judging=True).probabilities([StanceFeatures(*row) for row in rows])
    assert chances.shape == (len(rows), 3)
    assert np.allclose(chances.sum(axis=1), 1)
    assert (chances >= 0).all()


@pytest.mark.parametrize("cited", [True, False])
@pytest.mark.parametrize("other", [{"dated": -1.0}, {"swapped": 1.0}])
def test_another_date_or_name_is_never_support(*, other: dict[str, float], cited: bool) -> None:
    row = _features(supports=9.0, agrees=1.0, **other)
    supports, contradicts, _ = stance_weights(judging=True, cited=cited).probabilities([row])[0]
    assert supports == 0 < contradicts


def test_what_is_denied_of_another_name_may_support() -> None:
    row = _features(supports=9.0, swapped=1.0, negated=1.0)
    assert stance_weights(judging=True).probabilities([row])[0, 0] > 0


def test_the_figure_of_another_thing_decides_nothing() -> None:
    row = _features(contradicts=9.0, differs=1.0, swapped=1.0)
    assert stance_weights(judging=True).probabilities([row])[0].tolist() == [0, 0, 1]


def test_what_is_only_expected_decides_nothing_about_what_is_certain() -> None:
    row = _features(supports=9.0, agrees=1.0, hedged=1.0, unsettled=1.0)
    assert stance_weights(judging=True).probabilities([row])[0].tolist() == [0, 0, 1]


def test_of_no_sentence_there_are_no_probabilities() -> None:
    assert stance_weights(judging=True).probabilities([]).shape == (0, 3)


@pytest.mark.parametrize(
    ("chance", "verdict", "calibrated"),
    [
        (0.5, "supported", 0.7311),
        (0.9, "supported", 0.8908),
        (0.0, "supported", 0.0027),
        (0.9, "contradicted", 0.75),
    ],
)
def test_a_calibrated_confidence_by_hand(
    chance: float, verdict: VerdictName, calibrated: float
) -> None:
    weights = StanceWeights((), (), 0.5, 0.5, 0.5, slope=0.5, shifts={"supported": 1.0})
    assert weights.calibrated(chance, verdict) == pytest.approx(calibrated, abs=2e-4)


@given(st.floats(0, 1))
def test_log_odds_are_finite(chance: float) -> None:
    assert np.isfinite(log_odds(chance))
