"""The claims of eval/sets/claims.jsonl and the two indexes that they are about."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from assistant.chain import Assistant
from assistant.claims.weighing import Weigher
from assistant.evaluation.items import ClaimItem
from assistant.evaluation.loading import claims
from assistant.index.opening import open_builder
from assistant.reading.judge import Judge
from assistant.reading.reader import Reader
from assistant.settings import load_settings

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ASSISTANT_SHARED", ROOT.parent / "shared"))
_SOURCES = {"articles": SHARED / "seeds", "corpus": ROOT / "corpus"}
"""What the indexes are built of."""


class ClaimSets:
    """The claims, each with the assistant that has its sources.

    Args:
        judging: whether the judge has a say.
        judges: folders of two judges, of which each has a say about the half of the claims that
            it has not learnt; the judge that ships where there are none.
    """

    def __init__(self, *, judging: bool, judges: Sequence[Path] = ()) -> None:
        settings = load_settings().model_copy(update={"judge": judging})
        self.items = claims(ROOT / "eval/sets/claims.jsonl")
        self._assistants: dict[str, Assistant] = {}
        self._weighers: dict[tuple[str, int], Weigher] = {}
        for name, folder in _SOURCES.items():
            index = ROOT / f"indexes/eval-{name}"
            open_builder(index, load_settings()).build([folder])
            self._assistants[name] = assistant = Assistant.open(index, settings)
            for half in (0, 1):
                judge = Judge(judges[1 - half]) if judges else None
                reader = Reader(assistant.collection, judging=judging, weighing=judge)
                embedder = assistant.retriever.embedder
                self._weighers[name, half] = Weigher(assistant.retriever, embedder, reader)

    def assistant(self, item: ClaimItem) -> Assistant:
        """Returns the one that has the claim's sources."""
        return self._assistants[item.index]

    def weigher(self, item: ClaimItem) -> Weigher:
        """Returns the one whose judge has a say about the claim."""
        return self._weighers[item.index, half_of(item)]

    def of(self, split: str) -> list[ClaimItem]:
        """Returns the claims of one side of the split."""
        return [item for item in self.items if item.split == split]


def half_of(item: ClaimItem) -> int:
    """Returns 0 or 1, by the claim's id alone."""
    return int(hashlib.sha256(item.id.encode()).hexdigest()[:8], 16) % 2
