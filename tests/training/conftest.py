"""The base read once, networks small enough to train in a second, and a toy task for them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import torch
from sentencepiece import SentencePieceProcessor

from assistant.reading.training import base, own, public, vocabulary
from assistant.reading.training.base import BaseWeights, Blocks, TrunkShape
from assistant.reading.training.batches import Encoded
from assistant.reading.training.examples import Example
from assistant.reading.training.network import JudgeNetwork
from assistant.reading.training.trainer import Plan, Trainer
from assistant.reading.windows import Tokens

_SHAPE = TrunkShape(32, 2, 2, 64, 40, 64, 1e-12)
_ANSWER = 10
_FIRST_STANCE = 14


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def base_weights() -> BaseWeights:
    return BaseWeights(base.bundled_weights())


@pytest.fixture(scope="session")
def kept(base_weights: BaseWeights) -> npt.NDArray[np.int64]:
    return vocabulary.kept_pieces(base_weights.pieces)


@pytest.fixture(scope="session")
def tokenizer(base_weights: BaseWeights, kept: npt.NDArray[np.int64]) -> SentencePieceProcessor:
    return SentencePieceProcessor(model_proto=vocabulary.build_tokenizer(base_weights.pieces, kept))


@pytest.fixture(scope="session")
def words(base_weights: BaseWeights, kept: npt.NDArray[np.int64]) -> Blocks:
    """The word embeddings of the kept pieces."""
    every = base_weights.matrix("emb.word", base_weights.shape.vocabulary)
    return Blocks(every.values[kept], every.scales[kept])


@pytest.fixture(scope="session")
def public_questions(shared: Path) -> list[Example]:
    return list(public.questions(shared / "data"))


@pytest.fixture(scope="session")
def own_questions(shared: Path) -> list[Example]:
    return list(own.questions(shared / "data"))


@pytest.fixture(scope="session")
def shape() -> TrunkShape:
    """Of the tiny networks."""
    return _SHAPE


@pytest.fixture(scope="session")
def tiny_words() -> Blocks:
    rng = np.random.default_rng(0)
    values = rng.integers(-8, 8, (_SHAPE.vocabulary, _SHAPE.hidden)).astype(np.int8)
    return Blocks(values, rng.uniform(0.05, 0.15, (_SHAPE.vocabulary, 1)).astype(np.float32))


@pytest.fixture(scope="session")
def make_network(tiny_words: Blocks) -> Callable[..., JudgeNetwork]:
    """``make_network(dropout=0.1, positions=256)``: always with the same weights."""

    def make(*, dropout: float = 0.0, positions: int = _SHAPE.positions) -> JudgeNetwork:
        torch.manual_seed(0)
        words = torch.from_numpy(tiny_words.dense())
        return JudgeNetwork(replace(_SHAPE, positions=positions), words, dropout)

    return make


@pytest.fixture(scope="session")
def make_tokens() -> Callable[[Sequence[int]], Tokens]:
    """Tokens of one character each."""
    return _tokens


@pytest.fixture(scope="session")
def make_toys() -> Callable[[int, int], list[Encoded]]:
    """``make_toys(64, 1)``: examples of a task that a tiny network learns.

    One piece is the answer wherever it stands, and the query's only piece is the stance.
    """

    def make(count: int, seed: int) -> list[Encoded]:
        rng = random.Random(seed)
        return [_toy(rng) for _ in range(count)]

    return make


@pytest.fixture(scope="session")
def toy_run(
    make_network: Callable[..., JudgeNetwork],
    make_toys: Callable[[int, int], list[Encoded]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The folder of a finished run over 64 toys of seed 1."""
    folder = tmp_path_factory.mktemp("toy")
    plan = Plan(steps=80, rate=1e-2, tokens=600, save_every=50)
    Trainer(make_network(), plan, folder).run(make_toys(64, 1), ["toy"] * 64, {})
    return folder


def _toy(rng: random.Random) -> Encoded:
    passage = [rng.randint(20, 39) for _ in range(rng.randint(6, 14))]
    answerable, place, stance = rng.random() < 0.5, rng.randrange(len(passage)), rng.randrange(3)
    if answerable:
        passage[place] = _ANSWER
    return Encoded(
        _tokens([_FIRST_STANCE + stance]),
        _tokens(passage),
        ((place, place),) if answerable else (),
        answerable,
        (stance,),
    )


def _tokens(ids: Sequence[int]) -> Tokens:
    return Tokens(tuple(ids), tuple((place, place + 1) for place in range(len(ids))))
