"""The judge in torch: one encoder and its heads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from assistant.reading.training.base import BaseWeights, TrunkShape

STANCES = 3


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw scores of a batch of B windows of L tokens."""

    spans: Tensor
    """Shape (B, L, 2): how well an answer starts, and ends, at each token."""
    answerable: Tensor
    """Shape (B,): log odds that the passage answers."""
    stances: Tensor
    """Shape (B, 3): supports, contradicts, neither; before the softmax."""


class LockedDropout(nn.Module):
    """Drops the same features at every token of a window (Gal and Ghahramani 2016).

    Drawing a mask for each token takes a fifth of a step's time on a CPU.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        self._rate = rate

    def forward(self, hidden: Tensor) -> Tensor:
        """Takes and returns shape (B, L, hidden)."""
        if not self.training or not self._rate:
            return hidden
        mask = torch.empty_like(hidden[:, :1]).bernoulli_(1 - self._rate)
        return hidden * mask.div_(1 - self._rate)


class JudgeNetwork(nn.Module):
    """Encoder of multilingual-e5-small's shape with three heads; word embeddings stay frozen.

    The span head is linear over every token (Devlin et al. 2019, arXiv:1810.04805); the two
    others read the first token through one hidden layer.
    """

    def __init__(self, shape: TrunkShape, words: Tensor, dropout: float = 0.1) -> None:
        super().__init__()
        self.words: Tensor
        self.register_buffer("words", words, persistent=False)
        self.encoder = BertModel(_config(shape), add_pooling_layer=False)
        del self.encoder.embeddings.word_embeddings
        for name, part in list(self.encoder.named_modules()):
            if name.endswith("output"):
                part.dropout = LockedDropout(dropout)
        self.span_head = nn.Linear(shape.hidden, 2)
        self.pooler = nn.Sequential(
            nn.Linear(shape.hidden, shape.hidden), nn.Tanh(), nn.Dropout(dropout)
        )
        self.answerable_head = nn.Linear(shape.hidden, 1)
        self.stance_head = nn.Linear(shape.hidden, STANCES)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Scores:
        """Scores windows.

        Args:
            ids: pieces of the judge's vocabulary, shape (B, L).
            types: 1 for the passage's tokens and the mark after them, else 0, shape (B, L).
            mask: 1 for tokens, 0 for padding, shape (B, L).
        """
        vectors = nn.functional.embedding(ids, self.words)
        hidden = self.encoder(
            inputs_embeds=vectors, token_type_ids=types, attention_mask=mask
        ).last_hidden_state
        pooled = self.pooler(hidden[:, 0])
        return Scores(
            self.span_head(hidden).float(),
            self.answerable_head(pooled).squeeze(-1).float(),
            self.stance_head(pooled).float(),
        )


def base_network(weights: BaseWeights, words: Tensor, dropout: float = 0.1) -> JudgeNetwork:
    """Returns a network with the base's trunk and untrained heads."""
    network = JudgeNetwork(weights.shape, words, dropout)
    network.encoder.load_state_dict(_trunk(weights), strict=True)
    return network


def load_weights(network: JudgeNetwork, path: Path) -> None:
    """Sets the weights from a safetensors file written by training, or from a graph that ships."""
    from safetensors.torch import load_file

    from assistant.reading.training.export import imported

    if path.suffix == ".onnx":
        held = {name: torch.from_numpy(array) for name, array in imported(path).items()}
    else:
        held = load_file(path)
    network.load_state_dict(held, strict=True)


def _config(shape: TrunkShape) -> BertConfig:
    return BertConfig(
        vocab_size=1,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.intermediate,
        max_position_embeddings=shape.positions,
        type_vocab_size=2,
        layer_norm_eps=shape.epsilon,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        # On a CPU the fused attention's backward pass takes as long as all the rest together.
        attn_implementation="eager",  # type: ignore[call-arg]
    )


def _trunk(weights: BaseWeights) -> dict[str, Tensor]:
    state = {
        "embeddings.position_embeddings.weight": weights.vector("emb.pos").reshape(
            weights.shape.positions, -1
        ),
        # Queries and passages start alike: the base was trained on one type alone.
        "embeddings.token_type_embeddings.weight": weights.vector("emb.type").reshape(2, -1)[
            [0, 0]
        ],
        "embeddings.LayerNorm.weight": weights.vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.vector("emb.ln.b"),
    }
    for layer in range(weights.shape.layers):
        for short, long in _LINEAR.items():
            name = f"encoder.layer.{layer}.{long}"
            bias = weights.vector(f"l{layer}.{short}.b")
            state[f"{name}.weight"] = weights.matrix(f"l{layer}.{short}.w", len(bias)).dense()
            state[f"{name}.bias"] = bias
        for short, long in _NORM.items():
            name = f"encoder.layer.{layer}.{long}"
            state[f"{name}.weight"] = weights.vector(f"l{layer}.{short}.w")
            state[f"{name}.bias"] = weights.vector(f"l{layer}.{short}.b")
    return {name: torch.from_numpy(array.copy()) for name, array in state.items()}


_LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORM = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
