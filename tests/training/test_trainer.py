"""A run learns, is written down, and goes on where it stopped."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from assistant.errors import JudgeError
from assistant.reading.training import trainer
from assistant.reading.training.batches import Encoded, collate
from assistant.reading.training.network import JudgeNetwork, load_weights
from assistant.reading.training.trainer import WEIGHTS, Plan, Trainer

Networks = Callable[..., JudgeNetwork]
Toys = Callable[[int, int], list[Encoded]]

_PLAN = Plan(steps=14, rate=5e-3, tokens=300, save_every=5, seed=3)


class Stopped(Exception):
    """The power went out."""


def _run(network: JudgeNetwork, toys: list[Encoded], folder: Path, plan: Plan = _PLAN) -> None:
    sources = [("even", "odd")[number % 2] for number in range(len(toys))]
    Trainer(network, plan, folder).run(toys, sources, {"odd": 1.5})


def _weights(folder: Path) -> dict[str, Tensor]:
    return load_file(folder / WEIGHTS)


def _equal(one: Path, other: Path) -> bool:
    first, second = _weights(one), _weights(other)
    assert first.keys() == second.keys()
    return all(torch.equal(first[name], second[name]) for name in first)


def _stop_after(steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next run fails after so many steps, whatever it has saved by then."""
    log = Trainer._log
    seen: list[int] = []

    def logged(self: Trainer, *args: object) -> None:
        log(self, *args)
        seen.append(1)
        if len(seen) == steps:
            monkeypatch.undo()
            raise Stopped

    monkeypatch.setattr(Trainer, "_log", logged)


@pytest.mark.slow
def test_a_tiny_network_learns_a_toy_task(
    toy_run: Path, make_network: Networks, make_toys: Toys
) -> None:
    network = make_network().eval()
    load_weights(network, toy_run / WEIGHTS)
    batch = collate(make_toys(100, 2), random.Random(0))
    with torch.no_grad():
        scores = network(batch.ids, batch.types, batch.mask)
    asked = batch.spans[:, 0] >= 0
    found = scores.spans[asked].masked_fill(batch.types[asked].unsqueeze(-1) == 0, -1e4).argmax(1)
    assert ((scores.answerable > 0) == (batch.answerable > 0)).float().mean() > 0.95
    assert (scores.stances.argmax(1) == batch.stances.argmax(1)).float().mean() > 0.95
    assert (found == batch.spans[asked]).float().mean() > 0.95


@pytest.mark.slow
def test_the_log_has_a_line_a_step_and_falls(toy_run: Path) -> None:
    lines = [json.loads(line) for line in (toy_run / "log.jsonl").read_text("utf-8").splitlines()]
    assert [line["step"] for line in lines] == list(range(1, 81))
    assert all(one["seconds"] <= two["seconds"] for one, two in pairwise(lines))
    for part in ("span", "answerable", "stance"):
        assert lines[-1][part] < 0.3 * lines[0][part]


@pytest.mark.slow
def test_the_state_says_how_far_the_run_is_and_by_which_plan(toy_run: Path) -> None:
    state = json.loads((toy_run / "state.json").read_text("utf-8"))
    assert state["step"] == 80
    assert Plan(**state["plan"]) == Plan(steps=80, rate=1e-2, tokens=600, save_every=50)


def test_weights_are_saved_in_single_precision_and_without_words(
    make_network: Networks, make_toys: Toys, tmp_path: Path
) -> None:
    _run(make_network(), make_toys(20, 1), tmp_path, replace(_PLAN, steps=2))
    saved = _weights(tmp_path)
    assert saved.keys() == make_network().state_dict().keys()
    assert {one.dtype for one in saved.values()} == {torch.float32}
    assert all(one.isfinite().all() for one in saved.values())


def test_the_same_seed_ends_with_the_same_weights(
    make_network: Networks, make_toys: Toys, tmp_path: Path
) -> None:
    plan = replace(_PLAN, steps=5)
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        _run(make_network(dropout=0.1), make_toys(40, 1), tmp_path / name, replace(plan, seed=seed))
    assert _equal(tmp_path / "a", tmp_path / "b")
    assert not _equal(tmp_path / "a", tmp_path / "c")


@pytest.mark.parametrize(
    ("dropout", "steps"),
    [
        *[(0.0, 3), (0.0, 6), (0.0, 7), (0.0, 12), (0.1, 3)],
        *[(0.1, steps) for steps in (7, 12)],
    ],
)
def test_a_stopped_and_resumed_run_ends_as_an_uninterrupted_one(
    make_network: Networks,
    make_toys: Toys,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    dropout: float,
    steps: int,
) -> None:
    """Saved every 5 steps; stopped before the first save, and some steps after one."""
    toys = make_toys(24, 1)
    _run(make_network(dropout=dropout), toys, tmp_path / "whole")
    _stop_after(steps, monkeypatch)
    with pytest.raises(Stopped):
        _run(make_network(dropout=dropout), toys, tmp_path / "parts")
    _run(make_network(dropout=dropout), toys, tmp_path / "parts")
    assert json.loads((tmp_path / "parts" / "state.json").read_text("utf-8"))["step"] == 14
    assert _equal(tmp_path / "whole", tmp_path / "parts")


def test_a_resumed_run_sees_the_batches_that_the_stopped_one_had_not(make_toys: Toys) -> None:
    toys, sources = make_toys(24, 1), ["even", "odd"] * 12
    whole = trainer._stream(toys, sources, {"odd": 1.5}, _PLAN, 0)
    expected = [next(whole).ids.tolist() for _ in range(40)]
    for skipped in (0, 1, 7, 20, 33):
        stream = trainer._stream(toys, sources, {"odd": 1.5}, _PLAN, skipped)
        assert [next(stream).ids.tolist() for _ in range(40 - skipped)] == expected[skipped:]


def test_epochs_come_in_different_orders(make_toys: Toys) -> None:
    toys = make_toys(24, 1)
    plan = replace(_PLAN, tokens=60)
    stream = trainer._stream(toys, ["x"] * 24, {}, plan, 0)
    batches = [sorted(map(tuple, next(stream).ids.tolist())) for _ in range(60)]
    first, second = batches[:12], batches[12:24]
    assert first != second


def test_a_finished_run_stays_as_it_is(
    make_network: Networks, make_toys: Toys, tmp_path: Path
) -> None:
    plan = replace(_PLAN, steps=3)
    _run(make_network(), make_toys(20, 1), tmp_path, plan)
    before = _weights(tmp_path)
    _run(make_network(), make_toys(20, 1), tmp_path, plan)
    assert all(torch.equal(before[name], one) for name, one in _weights(tmp_path).items())
    assert len((tmp_path / "log.jsonl").read_text("utf-8").splitlines()) == 3


@pytest.mark.parametrize("change", [{"seed": 9}, {"rate": 0.5}, {"tokens": 700}])
def test_a_run_of_another_plan_is_not_gone_on_with(
    make_network: Networks, make_toys: Toys, tmp_path: Path, change: dict[str, float]
) -> None:
    plan = replace(_PLAN, steps=2)
    _run(make_network(), make_toys(20, 1), tmp_path, plan)
    with pytest.raises(JudgeError, match="another plan"):
        Trainer(make_network(), replace(plan, **change), tmp_path)  # type: ignore[arg-type]
    assert Trainer(make_network(), replace(plan, steps=9), tmp_path)


def test_a_checkpoint_in_pieces_is_refused(
    make_network: Networks, make_toys: Toys, tmp_path: Path
) -> None:
    plan = replace(_PLAN, steps=2)
    _run(make_network(), make_toys(20, 1), tmp_path, plan)
    state = json.loads((tmp_path / "state.json").read_text("utf-8"))
    (tmp_path / "state.json").write_text(json.dumps(state | {"step": 1}), "utf-8")
    with pytest.raises(JudgeError, match="in pieces"):
        Trainer(make_network(), plan, tmp_path)


@pytest.mark.parametrize("steps", [20, 100, 5000])
def test_the_rate_rises_to_the_plans_and_falls_to_nothing(steps: int) -> None:
    plan = Plan(steps=steps)
    pace = [trainer._pace(step, plan) for step in range(steps)]
    top = round(plan.warm_up * steps)
    assert pace.index(max(pace)) in (top - 1, top)
    assert max(pace) == pytest.approx(1)
    assert pace[:top] == sorted(pace[:top])
    assert pace[top:] == sorted(pace[top:], reverse=True)
    assert 0 < pace[-1] < 0.1
    assert trainer._pace(steps, plan) == 0


def test_only_matrices_decay(make_network: Networks) -> None:
    matrices, others = trainer._groups(list(make_network().parameters()), 0.01)
    assert (matrices["weight_decay"], others["weight_decay"]) == (0.01, 0.0)
    assert {one.dim() for one in matrices["params"]} == {2}
    assert {one.dim() for one in others["params"]} == {1}
