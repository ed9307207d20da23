"""A collection as files: JSON Lines, FAISS's format, NumPy arrays. No pickle."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from assistant.embedding import Embedder
from assistant.index.collection import (
    Collection,
    Entry,
    Recipe,
    chunk_documents,
    sentence_documents,
)
from assistant.index.dense import FaissVectorStore
from assistant.index.durable import sync, write
from assistant.index.lexical import LexicalIndex
from assistant.types import Chunk, Document, Page, Quantity, Sentence, SourceInfo

_DOCUMENTS = "documents.jsonl"
_CHUNKS = "chunks.jsonl"
_CHUNK_VECTORS = "chunks.faiss"
_SENTENCE_VECTORS = "sentences.faiss"
_LEXICAL = "lexical"


class GenerationDamaged(Exception):
    """A generation's files are not what was written; its message says which."""


def write_collection(directory: Path, collection: Collection) -> None:
    """Writes all files of a generation but the manifest, and has them on disk on return."""
    _write_lines(
        directory / _DOCUMENTS,
        (
            {"fingerprint": entry.fingerprint, "document": asdict(entry.document)}
            for entry in collection.entries.values()
        ),
    )
    _write_lines(directory / _CHUNKS, (_chunk_row(chunk) for chunk in collection.chunks))
    write(directory / _CHUNK_VECTORS, collection.chunk_store.dump())
    write(directory / _SENTENCE_VECTORS, collection.sentence_store.dump())
    collection.lexical.save(str(directory / _LEXICAL))
    for path in (directory / _LEXICAL).iterdir():
        sync(path)
    sync(directory / _LEXICAL)


def read_collection(directory: Path, recipe: Recipe, embedder: Embedder) -> Collection:
    """Reads what ``write_collection`` wrote.

    Raises:
        GenerationDamaged: a file is missing, or files do not fit each other.
    """
    try:
        documents = [_entry_parts(row) for row in _read_lines(directory / _DOCUMENTS)]
        texts = {document.path: document.text for document, _ in documents}
        chunks: dict[str, list[Chunk]] = {path: [] for path in texts}
        for row in _read_lines(directory / _CHUNKS):
            chunks[row["document"]].append(_chunk(row, texts[row["document"]]))
        entries = {
            document.path: Entry(document, fingerprint, tuple(chunks[document.path]))
            for document, fingerprint in documents
        }
        flat = [chunk for entry in entries.values() for chunk in entry.chunks]
        return Collection(
            recipe,
            entries,
            FaissVectorStore.restore(
                (directory / _CHUNK_VECTORS).read_bytes(), chunk_documents(flat), embedder
            ),
            FaissVectorStore.restore(
                (directory / _SENTENCE_VECTORS).read_bytes(), sentence_documents(entries), embedder
            ),
            LexicalIndex.load(str(directory / _LEXICAL), len(flat)),
        )
    except (OSError, ValueError, KeyError, TypeError, InvalidOperation) as error:
        raise GenerationDamaged(str(error) or type(error).__name__) from error


def _chunk_row(chunk: Chunk) -> dict[str, Any]:
    """The text is left out: it is a slice of its document."""
    row = asdict(chunk)
    del row["text"]
    row["sentences"] = [[line.start, line.end, line.heading] for line in chunk.sentences]
    row["quantities"] = [_quantity_row(quantity) for quantity in chunk.quantities]
    return row


def _quantity_row(quantity: Quantity) -> dict[str, Any]:
    """Decimals as strings, which keep every digit; the text is a slice, flags only where set."""
    row = asdict(quantity)
    del row["text"]
    return {
        name: str(value) if isinstance(value, Decimal) else value
        for name, value in row.items()
        if value is not None and value is not False
    }


def _quantity(row: dict[str, Any], text: str) -> Quantity:
    def number(name: str) -> Decimal | None:
        return Decimal(row.pop(name)) if name in row else None

    value, low, high = number("value"), number("low"), number("high")
    words = text[row["start"] : row["end"]]
    return Quantity(**row, value=value, low=low, high=high, text=words)


def _chunk(row: dict[str, Any], text: str) -> Chunk:
    sentences = tuple(Sentence(*line) for line in row.pop("sentences"))
    quantities = tuple(_quantity(held, text) for held in row.pop("quantities"))
    return Chunk(
        **row, text=text[row["start"] : row["end"]], sentences=sentences, quantities=quantities
    )


def _entry_parts(row: dict[str, Any]) -> tuple[Document, str]:
    fields = row["document"]
    pages = tuple(Page(**page) for page in fields.pop("pages"))
    info = SourceInfo(**fields.pop("info"))
    return Document(**fields, pages=pages, info=info), row["fingerprint"]


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    write(path, "".join(lines).encode())


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    # Not splitlines(): it also splits at characters that JSON may hold unescaped.
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            yield json.loads(line)
