"""The claims of eval/sets/claims.jsonl and the two indexes that they are about."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.chain import Assistant
from assistant.evaluation.claims import ClaimItem, load_claims
from assistant.index.opening import open_builder
from assistant.settings import load_settings

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
_SOURCES = {
    "ad": ("eval-articles", SHARED / "seeds"),
    "ce": ("eval-corpus", ROOT / "corpus"),
}
"""By the second letter of a claim's id: the index, and what it is built of."""


class ClaimSets:
    """The claims, each with the assistant that has its sources.

    Args:
        judging: whether the judge has a say.
    """

    def __init__(self, *, judging: bool) -> None:
        settings = load_settings().model_copy(update={"judge": judging})
        self.items = load_claims(ROOT / "eval/sets/claims.jsonl")
        self._assistants: dict[str, Assistant] = {}
        for key, (name, folder) in _SOURCES.items():
            open_builder(ROOT / "indexes" / name, load_settings()).build([folder])
            self._assistants[key] = Assistant.open(ROOT / "indexes" / name, settings)

    def assistant(self, item: ClaimItem) -> Assistant:
        """Returns the one that has the claim's sources."""
        return next(held for keys, held in self._assistants.items() if item.id[1] in keys)

    def of(self, split: str) -> list[ClaimItem]:
        """Returns the claims of one side of the split."""
        return [item for item in self.items if item.split == split]
