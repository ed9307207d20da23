"""What the judge is trained to make small."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from assistant.reading.training.batches import Batch
from assistant.reading.training.network import Scores

_OUTSIDE = -1e4


def loss(scores: Scores, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """Returns the mean loss of a batch's examples and its parts by name, for the log.

    The parts are the cross-entropies of the answer's first and last token among the passage's
    tokens, of answerability, and of the stance; where two labels may be right, of their sum.
    """
    parts = {
        "span": _span_loss(scores.spans, batch),
        "answerable": _answerable_loss(scores.answerable, batch.answerable),
        "stance": _stance_loss(scores.stances, batch.stances),
    }
    total = torch.stack([part.sum() for part in parts.values()]).sum() / len(batch.ids)
    return total, {name: float(part.detach().mean()) for name, part in parts.items() if len(part)}


def _span_loss(spans: Tensor, batch: Batch) -> Tensor:
    rows = batch.spans[:, 0] >= 0
    followed = functional.pad(batch.mask[rows][:, 1:], (0, 1))  # all but the mark at the end
    inside = (batch.types[rows] == 1) & (followed == 1)
    kept = spans[rows].masked_fill(~inside.unsqueeze(-1), _OUTSIDE)
    both = functional.cross_entropy(kept, batch.spans[rows], reduction="none")
    return both.mean(dim=1)


def _answerable_loss(scores: Tensor, wanted: Tensor) -> Tensor:
    rows = wanted >= 0
    return functional.binary_cross_entropy_with_logits(scores[rows], wanted[rows], reduction="none")


def _stance_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    rows = allowed.sum(dim=1) > 0
    logs = functional.log_softmax(scores[rows], dim=1)
    return -torch.logsumexp(logs.masked_fill(allowed[rows] == 0, _OUTSIDE), dim=1)
