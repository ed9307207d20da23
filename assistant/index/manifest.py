"""What a generation says of itself, and whether its files still are what it says."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import IndexMismatchError
from assistant.index.codec import GenerationDamaged
from assistant.index.collection import SCHEMA, Collection, Recipe

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself."""

    generation: int
    recipe: Recipe
    corpus_digest: str
    documents: int
    chunks: int
    sentences: int
    files: dict[str, dict[str, Any]]
    """File name -> {"bytes", "sha256"}."""


def manifest_json(directory: Path, number: int, collection: Collection) -> bytes:
    """Returns the manifest of a generation whose other files are written."""
    recipe = collection.recipe
    files = {
        path.relative_to(directory).as_posix(): {
            "bytes": path.stat().st_size,
            "sha256": _sha256(path),
        }
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }
    content = {
        "schema": recipe.schema,
        "generation": number,
        "embedder": recipe.embedder,
        "dimension": recipe.dimension,
        "chunker": recipe.chunker,
        "chunk_tokens": recipe.chunk_tokens,
        "overlap_sentences": recipe.overlap_sentences,
        "corpus_digest": collection.digest(),
        "documents": len(collection.entries),
        "chunks": len(collection.chunk_store),
        "sentences": len(collection.sentence_store),
        "files": files,
    }
    return _sealed(content)


def verified(directory: Path) -> Manifest:
    """Reads a manifest and compares every file with it.

    Raises:
        GenerationDamaged: the manifest or a file is missing, or not what was written.
        IndexMismatchError: another schema.
    """
    manifest = _read(directory)
    for name, expected in manifest.files.items():
        path = directory / name
        try:
            intact = (
                path.stat().st_size == expected["bytes"] and _sha256(path) == expected["sha256"]
            )
        except OSError as error:
            raise GenerationDamaged(f"{name} is missing or unreadable") from error
        if not intact:
            raise GenerationDamaged(f"{name} differs from the manifest")
    return manifest


def _read(directory: Path) -> Manifest:
    try:
        sealed = (directory / MANIFEST).read_bytes()
        content = json.loads(sealed)
        del content["sha256"]
        if sealed != _sealed(content) or directory.name != f"gen-{content['generation']}":
            raise ValueError
        schema = content["schema"]
        recipe = Recipe(
            embedder=content["embedder"],
            dimension=content["dimension"],
            chunk_tokens=content["chunk_tokens"],
            overlap_sentences=content["overlap_sentences"],
            chunker=content["chunker"],
            schema=schema,
        )
        manifest = Manifest(
            content["generation"],
            recipe,
            content["corpus_digest"],
            content["documents"],
            content["chunks"],
            content["sentences"],
            content["files"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GenerationDamaged("its manifest is missing or unreadable") from error
    if schema != SCHEMA:
        raise IndexMismatchError(
            f"The index at {directory.parent} has schema {schema}, this program reads {SCHEMA}",
            f"Build it again: assistant index build PATH --index {directory.parent}",
        )
    return manifest


def _sealed(content: dict[str, Any]) -> bytes:
    """The manifest's bytes, with a checksum of itself."""
    seal = hashlib.sha256(json.dumps(content).encode()).hexdigest()
    return json.dumps({**content, "sha256": seal}, indent=1).encode()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
