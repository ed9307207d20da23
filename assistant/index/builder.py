"""Files -> the next generation of an index, embedding only what is new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeAlias

from assistant.chunking import Chunker
from assistant.embedding import Embedder, Vectors
from assistant.errors import (
    DocumentUnknownError,
    IndexMismatchError,
    IndexMissingError,
    SourceDuplicateError,
    SourceError,
    SourceMissingError,
)
from assistant.index.collection import Collection, Entry, Recipe, texts_to_embed
from assistant.index.store import IndexStore
from assistant.sources import (
    Discovery,
    SourceFailure,
    SourceFile,
    discover,
    read,
    rediscover,
)

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and how much there is."""

_BATCH = 32


def silent(stage: str, done: int, total: int) -> None:
    """Shows no progress."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What an indexing command did, by document name."""

    generation: int
    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    failures: tuple[SourceFailure, ...]
    chunks: int
    embedded: int
    """Texts (chunks and sentences) that were embedded; the rest was at hand."""

    @property
    def changed(self) -> bool:
        """Whether there is a new generation."""
        return bool(self.added or self.updated or self.removed)


@dataclass(frozen=True, slots=True)
class IndexBuilder:
    """Writes one index folder with one embedder."""

    store: IndexStore
    embedder: Embedder
    chunk_tokens: int
    overlap_sentences: int
    progress: Progress = silent

    def build(self, paths: Sequence[Path]) -> BuildReport:
        """Makes the index hold exactly the files below the paths."""
        with self.store.writing():
            return self._update(discover(paths), self._held(), paths, keep_others=False)

    def add(self, paths: Sequence[Path]) -> BuildReport:
        """Adds files, or takes in their changes; everything else stays."""
        with self.store.writing():
            return self._update(discover(paths), self._required(), paths, keep_others=True)

    def refresh(self) -> BuildReport:
        """Takes in the changes of the files that the documents were read from.

        A document whose file is gone stays; the report names it among the failures.
        """
        with self.store.writing():
            before = self._required()
            origins = {name: Path(held.document.origin) for name, held in before.entries.items()}
            return self._update(rediscover(origins), before, (), keep_others=True)

    def remove(self, names: Sequence[str]) -> BuildReport:
        """Removes documents with their vectors and terms.

        Raises:
            DocumentUnknownError: the index holds no document of one of the names.
        """
        with self.store.writing():
            before = self._required()
            for name in names:
                if name not in before.entries:
                    raise unknown_document(name, list(before.entries))
            kept = {path: entry for path, entry in before.entries.items() if path not in names}
            return self._commit(before, kept, ())

    @property
    def recipe(self) -> Recipe:
        """What the next generation is made with."""
        return Recipe(
            self.embedder.name, self.embedder.dimension, self.chunk_tokens, self.overlap_sentences
        )

    def _held(self) -> Collection:
        """The index as it is, or an empty one where there is none or another recipe's."""
        try:
            opened = self.store.manifest()
        except (IndexMissingError, IndexMismatchError):
            return self._empty()
        if opened.manifest.recipe != self.recipe:
            return self._empty()
        return self.store.read(opened, self.embedder)

    def _required(self) -> Collection:
        opened = self.store.manifest()
        collection = self.store.read(opened, self.embedder)
        if opened.manifest.recipe != self.recipe:
            raise self.store.other_chunks(opened.manifest.recipe, self.recipe)
        return collection

    def _empty(self) -> Collection:
        return Collection.assemble(self.recipe, [], {}, self.embedder)

    def _update(
        self, found: Discovery, before: Collection, paths: Sequence[Path], *, keep_others: bool
    ) -> BuildReport:
        failures = list(found.failures)
        # A path that is not there may be a slip of the pen: it is no reason to remove anything.
        keep = keep_others or any(isinstance(f.error, SourceMissingError) for f in failures)
        entries: dict[str, Entry] = dict(before.entries) if keep else {}
        tokens = min(self.chunk_tokens, self.embedder.max_tokens)
        chunker = Chunker(self.embedder.count_tokens, tokens, self.overlap_sentences)
        for position, file in enumerate(found.files):
            self.progress("read", position, len(found.files))
            try:
                if keep_others:
                    _refuse_other_origin(file, before)
                entries[file.name] = _entry(file, before.entries.get(file.name), chunker)
            except SourceError as error:
                failures.append(SourceFailure(file.name, error))
        for failure in failures:
            if held := before.entries.get(failure.name):
                # A file that became unreadable must not empty the index.
                entries.setdefault(failure.name, held)
        self.progress("read", len(found.files), len(found.files))
        if paths and not entries and not failures:
            raise SourceMissingError(
                f"There is no source at {', '.join(map(str, paths))}",
                "Check the path; to empty an index, remove its documents by name",
            )
        return self._commit(before, entries, tuple(failures))

    def _commit(
        self, before: Collection, entries: Mapping[str, Entry], failures: tuple[SourceFailure, ...]
    ) -> BuildReport:
        known = before.vectors_by_text()
        missing = [text for text in texts_to_embed(list(entries.values())) if text not in known]
        report = _report(before.entries, entries, failures, len(missing))
        if not report.changed and (not entries or self._in_force()):
            return replace(report, generation=self._generation())
        vectors = known | self._embed(missing)
        after = Collection.assemble(self.recipe, list(entries.values()), vectors, self.embedder)
        return replace(report, generation=self.store.commit(after))

    def _generation(self) -> int:
        try:
            return self.store.manifest().manifest.generation
        except IndexMissingError:
            return 0

    def _in_force(self) -> bool:
        try:
            opened = self.store.manifest()
        except (IndexMissingError, IndexMismatchError):
            return False
        return opened.broken is None and opened.manifest.recipe == self.recipe

    def _embed(self, texts: Sequence[str]) -> dict[str, Vectors]:
        vectors: dict[str, Vectors] = {}
        # Texts of one length together: the model's time goes by the longest of a batch.
        ordered = sorted(texts, key=len)
        for start in range(0, len(ordered), _BATCH):
            self.progress("embed", start, len(ordered))
            batch = ordered[start : start + _BATCH]
            vectors.update(zip(batch, self.embedder.encode_passages(batch), strict=True))
        self.progress("embed", len(ordered), len(ordered))
        return vectors


def unknown_document(name: str, known: Sequence[str]) -> DocumentUnknownError:
    """Returns the error for a document name that the index does not hold."""
    import difflib

    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"Did you mean {', '.join(near)}" if near else "See assistant index list"
    return DocumentUnknownError(f"The index holds no document {name!r}", hint, name=name)


def _entry(file: SourceFile, held: Entry | None, chunker: Chunker) -> Entry:
    fingerprint = _fingerprint(file)
    if held and held.fingerprint == fingerprint:
        return held
    document = replace(read(file), origin=str(file.path.resolve()))
    return Entry(document, fingerprint, chunker.split(document))


def _fingerprint(file: SourceFile) -> str:
    """Over the bytes and the declared facts, so that a corrected date counts as a change."""
    try:
        with file.path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256")
    except OSError:
        return ""
    digest.update(json.dumps(asdict(file.info), sort_keys=True).encode())
    return digest.hexdigest()


def _refuse_other_origin(file: SourceFile, before: Collection) -> None:
    held = before.entries.get(file.name)
    origin = str(file.path.resolve())
    if held and held.document.origin not in ("", origin) and Path(held.document.origin).exists():
        raise SourceDuplicateError(
            f"The index holds another file of that name, {held.document.origin}",
            "Index a common parent folder of both, or remove the other document first",
            "indexed",
        )


def _report(
    before: Mapping[str, Entry],
    after: Mapping[str, Entry],
    failures: tuple[SourceFailure, ...],
    embedded: int,
) -> BuildReport:
    def same(name: str) -> bool:
        return before[name].fingerprint == after[name].fingerprint

    both = [name for name in sorted(after) if name in before]
    return BuildReport(
        generation=0,
        added=tuple(sorted(set(after) - set(before))),
        updated=tuple(name for name in both if not same(name)),
        removed=tuple(sorted(set(before) - set(after))),
        unchanged=tuple(name for name in both if same(name)),
        failures=failures,
        chunks=sum(len(entry.chunks) for entry in after.values()),
        embedded=embedded,
    )
