"""What is made small is what was asked, and nothing else."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from assistant.reading.training.batches import Batch
from assistant.reading.training.losses import loss
from assistant.reading.training.network import Scores

_FIRST, _LAST = 4, 7
"""The passage's tokens in a window of ten: its end mark and one of padding follow."""


def _batch(
    *,
    spans: list[tuple[int, int]] | None = None,
    answerable: list[float] | None = None,
    stances: list[list[float]] | None = None,
) -> Batch:
    rows = len(spans or answerable or stances or [0])
    mask = torch.tensor([[1] * 9 + [0]] * rows)
    return Batch(
        ids=torch.zeros((rows, 10), dtype=torch.long),
        types=torch.tensor([[0] * _FIRST + [1] * 5 + [0]] * rows),
        mask=mask,
        spans=torch.tensor(spans or [(-1, -1)] * rows),
        answerable=torch.tensor(answerable or [-1.0] * rows),
        stances=torch.tensor(stances or [[0.0, 0.0, 0.0]] * rows),
    )


def _scores(rows: int = 1, *, grad: bool = False) -> Scores:
    torch.manual_seed(0)
    made = (torch.randn(rows, 10, 2), torch.randn(rows), torch.randn(rows, 3))
    return Scores(*(one.requires_grad_(grad) for one in made))


def _cost(scores: Scores, batch: Batch) -> float:
    return float(loss(scores, batch)[0])


def _moved(scores: Scores, places: list[int]) -> Scores:
    spans = scores.spans.clone()
    spans[:, places] += 7.0
    return Scores(spans, scores.answerable, scores.stances)


@pytest.mark.parametrize("place", [0, 1, 2, 3, 9])
def test_the_span_loss_ignores_tokens_outside_the_passage(place: int) -> None:
    batch = _batch(spans=[(5, 6)])
    assert _cost(_moved(_scores(), [place]), batch) == pytest.approx(_cost(_scores(), batch))


def test_the_span_loss_ignores_the_mark_after_the_passage() -> None:
    batch = _batch(spans=[(5, 6)])
    assert _cost(_moved(_scores(), [_LAST + 1]), batch) == pytest.approx(_cost(_scores(), batch))


@pytest.mark.parametrize("place", [4, 7])
def test_the_span_loss_weighs_the_passage(place: int) -> None:
    batch = _batch(spans=[(5, 6)])
    assert _cost(_moved(_scores(), [place]), batch) > _cost(_scores(), batch) + 1


def test_the_right_span_costs_next_to_nothing() -> None:
    scores = Scores(torch.zeros(1, 10, 2), torch.zeros(1), torch.zeros(1, 3))
    scores.spans[0, 5, 0] = scores.spans[0, 6, 1] = 30
    assert _cost(scores, _batch(spans=[(5, 6)])) == pytest.approx(0, abs=1e-4)
    assert _cost(scores, _batch(spans=[(6, 5)])) > 20


def test_two_allowed_labels_cost_less_than_either_alone() -> None:
    both, first, second = (
        _cost(_scores(), _batch(stances=[allowed]))
        for allowed in ([0.0, 1, 1], [0.0, 1, 0], [0.0, 0, 1])
    )
    assert both < min(first, second)
    assert math.exp(-both) == pytest.approx(math.exp(-first) + math.exp(-second))


def test_all_labels_allowed_cost_nothing() -> None:
    assert _cost(_scores(), _batch(stances=[[1.0, 1, 1]])) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(("wanted", "sign"), [(1.0, 1), (0.0, -1)])
def test_answerability_costs_its_log_odds(wanted: float, sign: int) -> None:
    scores = _scores()
    cost = math.log1p(math.exp(-sign * float(scores.answerable[0])))
    assert _cost(scores, _batch(answerable=[wanted])) == pytest.approx(cost)


@pytest.mark.parametrize("rows", [1, 4])
def test_nothing_asked_costs_nothing(rows: int) -> None:
    scores = _scores(rows, grad=True)
    total, parts = loss(scores, _batch(spans=[(-1, -1)] * rows))
    torch.autograd.backward(total)
    assert total.item() == 0
    assert parts == {}
    assert all(
        not _gradient(one).any() for one in (scores.spans, scores.answerable, scores.stances)
    )


def test_each_part_moves_its_own_rows_alone() -> None:
    scores = _scores(3, grad=True)
    batch = _batch(
        spans=[(4, 7), (-1, -1), (-1, -1)],
        answerable=[-1.0, 1.0, -1.0],
        stances=[[0.0, 0, 0], [0.0, 0, 0], [0.0, 1, 1]],
    )
    total, parts = loss(scores, batch)
    torch.autograd.backward(total)
    assert parts.keys() == {"span", "answerable", "stance"}
    assert total.item() == pytest.approx(sum(parts.values()) / 3)
    for row, one in enumerate((scores.spans, scores.answerable, scores.stances)):
        moved = _gradient(one).abs().reshape(3, -1).sum(dim=1) > 0
        assert moved.tolist() == [number == row for number in range(3)]
        assert _gradient(one).isfinite().all()


def test_extreme_scores_give_no_nan() -> None:
    scores = Scores(
        torch.full((1, 10, 2), -1e4, requires_grad=True),
        torch.full((1,), 1e4, requires_grad=True),
        torch.tensor([[1e4, -1e4, -1e4]], requires_grad=True),
    )
    batch = _batch(spans=[(5, 5)], answerable=[0.0], stances=[[0.0, 1.0, 1.0]])
    total, _ = loss(scores, batch)
    torch.autograd.backward(total)
    assert total.isfinite()
    assert all(
        _gradient(one).isfinite().all() for one in (scores.spans, scores.answerable, scores.stances)
    )


def _gradient(tensor: Tensor) -> Tensor:
    return torch.zeros(()) if tensor.grad is None else tensor.grad
