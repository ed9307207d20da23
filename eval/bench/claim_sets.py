"""The claims of eval/sets/claims.jsonl and the two indexes that they are about."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.chain import Assistant
from assistant.evaluation.items import ClaimItem
from assistant.evaluation.loading import claims
from assistant.index.opening import open_builder
from assistant.settings import load_settings

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
_SOURCES = {"articles": SHARED / "seeds", "corpus": ROOT / "corpus"}
"""What the indexes are built of."""


class ClaimSets:
    """The claims, each with the assistant that has its sources.

    Args:
        judging: whether the judge has a say.
    """

    def __init__(self, *, judging: bool) -> None:
        settings = load_settings().model_copy(update={"judge": judging})
        self.items = claims(ROOT / "eval/sets/claims.jsonl")
        self._assistants: dict[str, Assistant] = {}
        for name, folder in _SOURCES.items():
            index = ROOT / f"indexes/eval-{name}"
            open_builder(index, load_settings()).build([folder])
            self._assistants[name] = Assistant.open(index, settings)

    def assistant(self, item: ClaimItem) -> Assistant:
        """Returns the one that has the claim's sources."""
        return self._assistants[item.index]

    def of(self, split: str) -> list[ClaimItem]:
        """Returns the claims of one side of the split."""
        return [item for item in self.items if item.split == split]
