"""The writer of an index folder, put together from the settings."""

from __future__ import annotations

from pathlib import Path

from assistant.embedding import BUNDLED, load_embedder
from assistant.errors import IndexMissingError
from assistant.index.builder import IndexBuilder, Progress, silent
from assistant.index.store import IndexStore
from assistant.settings import Settings, forbid_telemetry


def open_builder(
    index: Path | None, settings: Settings, embedder: str | None = None, progress: Progress = silent
) -> IndexBuilder:
    """Returns the writer of an index folder.

    Args:
        embedder: the name given for a new index; ``None`` keeps what the folder has.
    """
    forbid_telemetry()
    store = IndexStore(index or settings.index)
    name = embedder or settings.embedder or _embedder_of(store) or BUNDLED
    return IndexBuilder(
        store, load_embedder(name), settings.chunk_tokens, settings.overlap_sentences, progress
    )


def _embedder_of(store: IndexStore) -> str | None:
    try:
        return store.manifest().manifest.recipe.embedder
    except IndexMissingError:
        return None
