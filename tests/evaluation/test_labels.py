"""Accuracy and macro-F1 against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.labels import accuracy, macro_f1

_PAIRS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("found", "right", "share"),
    [
        ([0], [0], 1.0),
        ([0], [1], 0.0),
        ([0, 1, 2, 2], [0, 1, 2, 0], 0.75),
        ([0, 0, 0], [0, 1, 2], 1 / 3),
        (["a", None], ["a", "b"], 0.5),
    ],
)
def test_accuracy_by_hand(found: list[object], right: list[object], share: float) -> None:
    assert accuracy(found, right) == pytest.approx(share)


@pytest.mark.parametrize(
    ("found", "right", "score"),
    [
        ([0, 1, 2], [0, 1, 2], 1.0),
        ([1, 0], [0, 1], 0.0),
        # 0: precision 1, recall 1/2; 1: precision and recall 1/2; 2: never right.
        ([0, 1, 1, 2], [0, 0, 1, 1], (2 / 3 + 1 / 2 + 0) / 3),
        # 0: precision 3/4, recall 1; 1: never found.
        ([0, 0, 0, 0], [0, 0, 0, 1], (6 / 7 + 0) / 2),
        # 0: 2/3 and 2/3; 1: 1/2 and 1/2; 2: 1 and 1.
        ([0, 0, 1, 1, 0, 2], [0, 0, 0, 1, 1, 2], (2 / 3 + 1 / 2 + 1) / 3),
        # A label that only one side has counts, one that neither has does not.
        ([0, 2], [0, 0], (2 / 3 + 0) / 2),
        ([2, 2], [2, 2], 1.0),
    ],
)
def test_macro_f1_by_hand(found: list[int], right: list[int], score: float) -> None:
    assert macro_f1(found, right) == pytest.approx(score)


def test_every_label_weighs_the_same_however_rare() -> None:
    found, right = [0] * 99 + [0], [0] * 99 + [1]
    assert accuracy(found, right) == 0.99
    assert macro_f1(found, right) == pytest.approx(198 / 199 / 2)


@pytest.mark.parametrize("measure", [accuracy, macro_f1])
def test_labels_come_in_pairs(measure: object) -> None:
    assert callable(measure)
    with pytest.raises(ValueError, match=r"shorter|inconsistent"):
        measure([0, 1], [0])


@given(pairs=_PAIRS)
def test_both_are_shares_and_1_only_where_all_is_right(pairs: list[tuple[int, int]]) -> None:
    found, right = zip(*pairs, strict=True)
    for score in (accuracy(found, right), macro_f1(found, right)):
        assert 0.0 <= score <= 1.0
        assert (score == pytest.approx(1.0)) == (found == right)


@given(pairs=_PAIRS, data=st.data())
def test_neither_depends_on_order_or_names(
    pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    found, right = zip(*pairs, strict=True)
    mixed = data.draw(st.permutations(pairs))
    other, wanted = zip(*[("xyz"[one], "xyz"[two]) for one, two in mixed], strict=True)
    assert accuracy(other, wanted) == pytest.approx(accuracy(found, right))
    assert macro_f1(other, wanted) == pytest.approx(macro_f1(found, right))
