"""The training loop: seeded, resumable, on a CPU or a GPU."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from assistant.errors import JudgeError
from assistant.reading.training.batches import Batch, Encoded, collate, epoch
from assistant.reading.training.losses import loss
from assistant.reading.training.network import JudgeNetwork

WEIGHTS = "weights.safetensors"
_OPTIMISER = "optimiser.safetensors"
_STATE = "state.json"
_LOG = "log.jsonl"
_STRIDE = 1_000_003


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run."""

    steps: int
    rate: float = 1.5e-4
    warm_up: float = 0.05
    decay: float = 0.01
    tokens: int = 3072
    """Padded tokens of a batch."""
    seed: int = 1
    save_every: int = 200


class Trainer:
    """Trains a network; picks up where its folder says the last run stopped.

    The network computes in bfloat16; what is learned adds up in single precision beside it.

    Args:
        network: with the base's or with trained weights.
        plan: of the run; a resumed run is given the same one, but may be given other ``steps``.
        folder: for checkpoints and the log.

    Raises:
        JudgeError: the folder's checkpoint is of another plan, or in pieces.
    """

    def __init__(self, network: JudgeNetwork, plan: Plan, folder: Path) -> None:
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._network = network.to(self._device)
        self._plan = plan
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / _STATE).exists():
            self._network.load_state_dict(load_file(folder / WEIGHTS))
        self._masters = {name: one.detach().clone() for name, one in network.named_parameters()}
        self._network.to(torch.bfloat16)
        groups = _groups(list(self._masters.values()), plan.decay)
        self._optimiser = torch.optim.AdamW(groups, lr=plan.rate, fused=True)
        self._step = 0
        if (folder / _STATE).exists():
            self._resume()

    def run(
        self, examples: Sequence[Encoded], sources: Sequence[str], shares: Mapping[str, float]
    ) -> None:
        """Trains until the plan's last step.

        Raises:
            JudgeError: there is nothing to train on.
        """
        if not examples:
            raise JudgeError("There are no training examples", "Give the data sets with --data")
        self._network.train()
        stream = _stream(examples, sources, shares, self._plan, self._step)
        started = time.monotonic()
        for batch in stream:
            if self._step >= self._plan.steps:
                break
            self._log(self._train(batch), time.monotonic() - started)
            if self._step % self._plan.save_every == 0:
                self._save()
        self._save()

    def _train(self, batch: Batch) -> dict[str, float]:
        torch.manual_seed(self._plan.seed * _STRIDE + self._step)  # a resumed run drops the same
        for group in self._optimiser.param_groups:
            group["lr"] = self._plan.rate * _pace(self._step, self._plan)
        moved = Batch(*(getattr(batch, name).to(self._device) for name in Batch.__slots__))
        total, parts = loss(self._network(moved.ids, moved.types, moved.mask), moved)
        torch.autograd.backward(total)
        self._update()
        self._step += 1
        return parts

    def _update(self) -> None:
        working = dict(self._network.named_parameters())
        for name, master in self._masters.items():
            gradient = working[name].grad
            master.grad = None if gradient is None else gradient.float()
        torch.nn.utils.clip_grad_norm_(self._masters.values(), 1.0)
        self._optimiser.step()
        self._network.zero_grad()
        with torch.no_grad():
            for name, master in self._masters.items():
                working[name].copy_(master)

    def _log(self, parts: Mapping[str, float], seconds: float) -> None:
        line = {"step": self._step, "seconds": round(seconds, 1)}
        with (self._folder / _LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps(line | {name: round(value, 4) for name, value in parts.items()}))
            log.write("\n")

    def _save(self) -> None:
        """Writes aside first, so that a stop leaves a whole checkpoint."""
        parts = {WEIGHTS: self._masters, _OPTIMISER: _moments(self._optimiser)}
        for name, tensors in parts.items():
            save_file(_contiguous(tensors), self._folder / f"{name}.new", {"step": str(self._step)})
        for name in parts:
            (self._folder / f"{name}.new").replace(self._folder / name)
        state = {"step": self._step, "plan": asdict(self._plan)}
        (self._folder / _STATE).write_text(json.dumps(state, indent=1), encoding="utf-8")

    def _resume(self) -> None:
        state = json.loads((self._folder / _STATE).read_text(encoding="utf-8"))
        if state["plan"] | {"steps": self._plan.steps} != asdict(self._plan):
            raise JudgeError(
                f"{self._folder} holds a run of another plan ({state['plan']})",
                "Give the same settings, or another folder with --out",
            )
        for name in (WEIGHTS, _OPTIMISER):
            with safe_open(self._folder / name, "pt") as file:
                if (file.metadata() or {}).get("step") != str(state["step"]):
                    raise JudgeError(
                        f"The checkpoint in {self._folder} is in pieces",
                        "Start anew in another folder",
                    )
        self._step = state["step"]
        _restore(self._optimiser, load_file(self._folder / _OPTIMISER))


def _stream(
    examples: Sequence[Encoded],
    sources: Sequence[str],
    shares: Mapping[str, float],
    plan: Plan,
    skipped: int,
) -> Iterator[Batch]:
    """Yields batches without end; a resumed run sees those that the stopped one had not."""
    number = 0
    while True:
        rng = random.Random(plan.seed * 1000 + number)
        batches = epoch(examples, sources, shares, rng, plan.tokens)
        for at, members in enumerate(batches[skipped:], skipped):
            yield collate(
                [examples[member] for member in members],
                random.Random(f"{plan.seed}/{number}/{at}"),
            )
        skipped = max(0, skipped - len(batches))
        number += 1


def _pace(step: int, plan: Plan) -> float:
    """Rises linearly over the warm-up and falls linearly to 0 at the last step."""
    warm = plan.warm_up * plan.steps
    return min((step + 1) / warm, (plan.steps - step) / (plan.steps - warm))


def _groups(parameters: Sequence[Tensor], decay: float) -> list[dict[str, object]]:
    """Weight decay for matrices alone."""
    matrices = [one for one in parameters if one.dim() > 1]
    others = [one for one in parameters if one.dim() <= 1]
    return [{"params": matrices, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]


def _contiguous(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}


def _moments(optimiser: torch.optim.Optimizer) -> dict[str, Tensor]:
    return {
        f"{number}.{name}": value
        for number, state in optimiser.state_dict()["state"].items()
        for name, value in state.items()
    }


def _restore(optimiser: torch.optim.Optimizer, moments: Mapping[str, Tensor]) -> None:
    restored = optimiser.state_dict()
    states: dict[int, dict[str, Tensor]] = {}
    for key, value in moments.items():
        number, name = key.split(".")
        states.setdefault(int(number), {})[name] = value
    optimiser.load_state_dict({**restored, "state": states})
