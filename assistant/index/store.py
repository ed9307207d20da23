"""The only reader and writer of an index folder.

    FOLDER/CURRENT              the name of the generation in force; replaced in one step
    FOLDER/gen-N/manifest.json  written last: recipe, corpus digest, size and SHA-256 of each file
    FOLDER/gen-N/...            never changed once the manifest stands
    FOLDER/broken-gen-N/        a generation that did not match its manifest, set aside
    FOLDER/.lock                held by the one writer

Readers keep what they opened. The generation before the current one stays, and is served when the
current one is broken. Opening writes nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.embedding import Embedder
from assistant.errors import (
    IndexDamagedError,
    IndexForeignError,
    IndexLockedError,
    IndexMismatchError,
    IndexMissingError,
    IndexWriteError,
)
from assistant.index.codec import GenerationDamaged, read_collection, write_collection
from assistant.index.collection import Collection, Recipe
from assistant.index.durable import sync, write
from assistant.index.manifest import MANIFEST, Manifest, manifest_json, verified

_CURRENT = "CURRENT"
_LOCK = ".lock"
_GENERATION = re.compile(r"gen-(\d+)")
_POINTED = re.compile(rb"gen-(\d{1,9}) ")
_OURS = re.compile(r"CURRENT(\.new)?|\.lock|(broken-)?gen-\d+")


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation that was read and verified."""

    manifest: Manifest
    directory: Path
    broken: str | None
    """Why the current generation could not be served, where an older one is."""


class IndexStore:
    """One index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def manifest(self) -> Opened:
        """Finds the newest whole generation and verifies every byte of it.

        Raises:
            IndexMissingError, IndexForeignError, IndexMismatchError, IndexDamagedError
        """
        self._refuse_foreign()
        current = self._current()
        if current is None:
            raise IndexMissingError(
                f"There is no index at {self.folder}",
                f"Build one: assistant index build PATH --index {self.folder}",
            )
        problems: list[str] = []
        for number in [current, *(n for n in reversed(self._numbers()) if n < current)]:
            try:
                manifest = verified(self._directory(number))
            except GenerationDamaged as damage:
                problems.append(f"gen-{number}: {damage}")
                continue
            return Opened(manifest, self._directory(number), "; ".join(problems) or None)
        if self._current() != current:
            return self.manifest()  # a writer went past while this generation was read
        raise IndexDamagedError(
            f"No generation of the index at {self.folder} is whole ({'; '.join(problems)})",
            self._anew(),
        )

    def read(self, opened: Opened, embedder: Embedder) -> Collection:
        """Loads an opened generation for use with the embedder of its recipe.

        Raises:
            IndexMismatchError: the embedder is not the one the index was built with.
            IndexDamagedError: the files cannot be read although they match the manifest.
        """
        recipe = opened.manifest.recipe
        if (embedder.name, embedder.dimension) != (recipe.embedder, recipe.dimension):
            raise self.mismatch(recipe, f"{embedder.name} ({embedder.dimension} dimensions)")
        try:
            return read_collection(opened.directory, recipe, embedder)
        except GenerationDamaged as damage:
            raise IndexDamagedError(
                f"The index at {self.folder} cannot be read ({damage})",
                self._anew(),
            ) from damage

    def _anew(self) -> str:
        return (
            "Move the folder away and build the index again: "
            f"assistant index build PATH --index {self.folder}"
        )

    def mismatch(self, recipe: Recipe, wanted: str) -> IndexMismatchError:
        """Returns the error for a request that this index's recipe does not fit."""
        return IndexMismatchError(
            f"The index at {self.folder} was built with the embedder {recipe.embedder} "
            f"({recipe.dimension} dimensions), not with {wanted}",
            f"Rebuild it: assistant index build PATH --index {self.folder} --embedder NAME; "
            f"or set ASSISTANT_EMBEDDER={recipe.embedder}",
        )

    def other_chunks(self, recipe: Recipe, wanted: Recipe) -> IndexMismatchError:
        """Returns the error for an addition whose chunks would not be like the index's."""
        remedy = f"Rebuild it: assistant index build PATH --index {self.folder}"
        if recipe.chunker == wanted.chunker:
            remedy += (
                f"; or set ASSISTANT_CHUNK_TOKENS={recipe.chunk_tokens} and "
                f"ASSISTANT_OVERLAP_SENTENCES={recipe.overlap_sentences}"
            )
        return IndexMismatchError(
            f"The index at {self.folder} was built with {_chunking(recipe)}, "
            f"not with {_chunking(wanted)}",
            remedy,
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Holds the writer's lock.

        Raises:
            IndexLockedError: another process holds it.
            IndexForeignError: the folder belongs to something else.
        """
        self._refuse_foreign()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise IndexWriteError(
                f"The index folder {self.folder} cannot be written ({error.strerror})",
                "Check its permissions, or name another with --index",
            ) from error
        try:
            self._lock(handle)
            yield
        finally:
            os.close(handle)

    def _lock(self, handle: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexLockedError(
                f"Another process is writing the index at {self.folder}",
                "Wait until it has finished, then try again",
            ) from error

    def commit(self, collection: Collection) -> int:
        """Writes a new generation and puts it in force; to be called while ``writing``.

        Returns its number. A failure leaves the generation in force as it was.
        """
        previous = self._current() or 0
        self._discard_unfinished(previous)
        number = previous + 1
        directory = self._directory(number)
        try:
            directory.mkdir()
            write_collection(directory, collection)
            write(directory / MANIFEST, manifest_json(directory, number, collection))
            sync(directory)
            write(self.folder / f"{_CURRENT}.new", _pointer(number).encode())
            os.replace(self.folder / f"{_CURRENT}.new", self.folder / _CURRENT)
        except OSError as error:
            shutil.rmtree(directory, ignore_errors=True)
            raise IndexWriteError(
                f"The index at {self.folder} could not be written ({error.strerror or error})",
                "Free space or correct the permissions, and try again; the old index is unchanged",
            ) from error
        self._settle(number)
        return number

    def _settle(self, number: int) -> None:
        """Sees to it that the switch outlasts a power failure, then tidies up."""
        try:
            sync(self.folder)
            self._prune(number)
        except OSError as error:
            raise IndexWriteError(
                f"The new index at {self.folder} is in force, but the folder could not be "
                f"settled ({error.strerror or error})",
                "Check the disk, and build again",
            ) from error

    def _discard_unfinished(self, current: int) -> None:
        """Removes what a writer left that never got to put its generation in force."""
        for number in self._numbers():
            if number > current:
                shutil.rmtree(self._directory(number), ignore_errors=True)

    def _prune(self, current: int) -> None:
        """Keeps one whole generation before the current one; sets broken ones aside."""
        older = [number for number in reversed(self._numbers()) if number < current]
        whole = [number for number in older if self._is_whole(number)]
        for number in whole[1:]:
            shutil.rmtree(self._directory(number), ignore_errors=True)
        for number in set(older) - set(whole):
            aside = self.folder / f"broken-gen-{number}"
            if not aside.exists():
                self._directory(number).rename(aside)

    def _is_whole(self, number: int) -> bool:
        try:
            verified(self._directory(number))
        except (GenerationDamaged, IndexMismatchError):
            return False
        return True

    def _refuse_foreign(self) -> None:
        names = self._names()
        strange = [name for name in names if not _OURS.fullmatch(name)]
        if strange:
            raise IndexForeignError(
                f"{self.folder} holds something that is not an index ({sorted(strange)[0]!r})",
                "Name an empty or new folder with --index",
            )

    def _names(self) -> list[str]:
        try:
            return [path.name for path in self.folder.iterdir()]
        except FileNotFoundError:
            return []
        except NotADirectoryError as error:
            raise IndexForeignError(
                f"{self.folder} is a file", "Name a folder with --index"
            ) from error
        except OSError as error:
            raise IndexForeignError(
                f"The index folder cannot be read ({error.strerror})",
                "Check its name and permissions, or name another with --index",
            ) from error

    def _current(self) -> int | None:
        numbers = self._numbers()
        try:
            content = (self.folder / _CURRENT).read_bytes()
        except FileNotFoundError:
            # Before the first commit has ended there is none; later it is a loss to recover from.
            return max(filter(self._is_whole, numbers), default=None)
        except OSError:
            content = b""
        named = _POINTED.match(content)
        if named and content == _pointer(int(named[1])).encode():
            return int(named[1])
        # A damaged pointer is no reason to lose the generations that it pointed to.
        return max(numbers, default=0)

    def _numbers(self) -> list[int]:
        if not self.folder.is_dir():
            return []
        found = (_GENERATION.fullmatch(path.name) for path in self.folder.iterdir())
        return sorted(int(match.group(1)) for match in found if match)

    def _directory(self, number: int) -> Path:
        return self.folder / f"gen-{number}"


def _pointer(number: int) -> str:
    """What CURRENT holds: a name, and by which a changed digit is known not to be one."""
    name = f"gen-{number}"
    return f"{name} {hashlib.sha256(name.encode()).hexdigest()[:16]}\n"


def _chunking(recipe: Recipe) -> str:
    return (
        f"the chunker {recipe.chunker}, {recipe.chunk_tokens} tokens a chunk "
        f"and {recipe.overlap_sentences} sentences of overlap"
    )
