"""Whether a document that answers is among the first k hits."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.items import Item


def source_recall(item: Item, documents: Sequence[str], k: int = 5) -> float | None:
    """Returns 1 or 0: success at k over documents (Craswell 2009, "Success at n").

    Args:
        documents: of the hits, best first; several hits of one document count one by one.
    """
    if not item.answerable:
        return None
    return float(any(document in item.sources for document in documents[:k]))
