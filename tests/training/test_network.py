"""The network in torch: what it says of a window depends on that window alone."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from assistant.reading.training.base import TrunkShape
from assistant.reading.training.batches import Encoded, collate
from assistant.reading.training.network import JudgeNetwork, LockedDropout, Scores, load_weights
from assistant.reading.windows import PADDING, Tokens

Networks = Callable[..., JudgeNetwork]
Toys = Callable[[int, int], list[Encoded]]


def _scores(network: JudgeNetwork, examples: list[Encoded]) -> Scores:
    batch = collate(examples, random.Random(0))
    with torch.no_grad():
        return network(batch.ids, batch.types, batch.mask)


def test_the_network_is_deterministic_without_dropout(
    make_network: Networks, make_toys: Toys
) -> None:
    once, again = (_scores(make_network(dropout=0.5).eval(), make_toys(4, 1)) for _ in range(2))
    assert torch.equal(once.spans, again.spans)
    assert torch.equal(once.answerable, again.answerable)
    assert torch.equal(once.stances, again.stances)


def test_dropout_is_drawn_in_training_alone(make_network: Networks, make_toys: Toys) -> None:
    network = make_network(dropout=0.5)
    toys = make_toys(4, 1)
    trained = [_scores(network.train(), toys).stances for _ in range(2)]
    assert not torch.equal(*trained)
    plain = make_network(dropout=0.0).train()
    assert torch.equal(_scores(plain, toys).stances, _scores(plain, toys).stances)


def test_padding_does_not_change_the_scores_of_a_window(
    make_network: Networks, make_toys: Toys
) -> None:
    network, toys = make_network().eval(), make_toys(12, 1)
    together = _scores(network, toys)
    assert len({one.length for one in toys}) > 3
    for row, one in enumerate(toys):
        alone = _scores(network, [one])
        torch.testing.assert_close(
            together.spans[row, : one.length], alone.spans[0], atol=1e-5, rtol=1e-4
        )
        torch.testing.assert_close(
            together.answerable[row], alone.answerable[0], atol=1e-5, rtol=1e-4
        )
        torch.testing.assert_close(together.stances[row], alone.stances[0], atol=1e-5, rtol=1e-4)


def test_what_stands_under_the_padding_does_not_matter(
    make_network: Networks, make_toys: Toys
) -> None:
    network = make_network().eval()
    batch = collate(make_toys(6, 1), random.Random(0))
    other = batch.ids.masked_fill(batch.mask == 0, PADDING + 6)
    with torch.no_grad():
        one, two = (network(ids, batch.types, batch.mask) for ids in (batch.ids, other))
    torch.testing.assert_close(one.stances, two.stances)
    torch.testing.assert_close(one.spans[batch.mask == 1], two.spans[batch.mask == 1])


def test_order_and_types_matter(
    make_network: Networks, make_tokens: Callable[[list[int]], Tokens]
) -> None:
    network = make_network().eval()
    query, passage = make_tokens([14]), make_tokens([20, 21, 22])
    windows = [
        Encoded(query, passage, (), None, ()),
        Encoded(query, make_tokens([22, 21, 20]), (), None, ()),
        Encoded(passage, query, (), None, ()),
    ]
    stances = [_scores(network, [one]).stances for one in windows]
    assert not torch.allclose(stances[0], stances[1], atol=1e-6, rtol=0)
    assert not torch.allclose(stances[0], stances[2], atol=1e-6, rtol=0)


def test_scores_are_shaped_as_promised_and_in_single_precision(
    make_network: Networks, make_toys: Toys
) -> None:
    toys = make_toys(5, 1)
    longest = max(one.length for one in toys)
    for kind in (torch.float32, torch.bfloat16):
        scores = _scores(make_network().eval().to(kind), toys)
        assert scores.spans.shape == (5, longest, 2)
        assert scores.answerable.shape == (5,)
        assert scores.stances.shape == (5, 3)
        assert {scores.spans.dtype, scores.answerable.dtype, scores.stances.dtype} == {
            torch.float32
        }


def test_word_embeddings_are_neither_trained_nor_saved(
    make_network: Networks, shape: TrunkShape
) -> None:
    network = make_network()
    assert network.words.shape == (shape.vocabulary, shape.hidden)
    assert not network.words.requires_grad
    names = [*network.state_dict(), *(name for name, _ in network.named_parameters())]
    assert not [name for name in names if "word" in name]


def test_saved_weights_come_back(make_network: Networks, tmp_path: Path, make_toys: Toys) -> None:
    network = make_network().eval()
    with torch.no_grad():
        for one in network.parameters():
            one.add_(0.01)
    save_file(network.state_dict(), tmp_path / "weights.safetensors")
    other = make_network().eval()
    load_weights(other, tmp_path / "weights.safetensors")
    assert torch.equal(
        _scores(network, make_toys(3, 1)).spans, _scores(other, make_toys(3, 1)).spans
    )


def test_weights_of_another_shape_are_refused(make_network: Networks, tmp_path: Path) -> None:
    save_file(make_network(positions=32).state_dict(), tmp_path / "weights.safetensors")
    with pytest.raises(RuntimeError, match="position_embeddings"):
        load_weights(make_network(), tmp_path / "weights.safetensors")


def test_dropout_is_the_same_at_every_token_and_keeps_the_mean() -> None:
    torch.manual_seed(0)
    dropped = LockedDropout(0.25).train()(torch.ones(64, 7, 200))
    assert torch.equal(dropped, dropped[:, :1].expand_as(dropped))
    assert dropped.unique().tolist() == pytest.approx([0, 4 / 3])
    assert dropped.mean().item() == pytest.approx(1, abs=0.03)
    assert not torch.equal(dropped[0], dropped[1])


def test_dropout_does_nothing_at_rate_0_or_out_of_training() -> None:
    hidden = torch.randn(2, 3, 4)
    assert LockedDropout(0.0).train()(hidden) is hidden
    assert LockedDropout(0.5).eval()(hidden) is hidden


def test_every_layer_has_locked_dropout(make_network: Networks, shape: TrunkShape) -> None:
    locked = [one for one in make_network().modules() if isinstance(one, LockedDropout)]
    assert len(locked) == 2 * shape.layers
