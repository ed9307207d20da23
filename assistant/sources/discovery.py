"""The files below the paths that a user names, and what is known about them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from assistant.errors import (
    AssistantError,
    SourceDamagedError,
    SourceDuplicateError,
    SourceError,
    SourceMissingError,
    SourceUnsupportedError,
)
from assistant.sources.extraction import FORMATS
from assistant.sources.metadata import FILE_NAME, Catalogue, read_catalogue
from assistant.types import SourceInfo

_UNDECODABLE = re.compile("[\ud800-\udfff]")  # how Python carries bytes that are no UTF-8


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that a reader knows."""

    path: Path
    name: str
    """The path below the one indexed, with forward slashes."""
    info: SourceInfo
    """What sources.yaml says about it."""


@dataclass(frozen=True, slots=True)
class SourceFailure:
    """A file that was left out."""

    name: str
    error: AssistantError


@dataclass(frozen=True, slots=True)
class Discovery:
    """What there is to read, and what was left out and why, in the order of the paths."""

    files: tuple[SourceFile, ...]
    failures: tuple[SourceFailure, ...]


def discover(paths: Sequence[Path]) -> Discovery:
    """Find the files at and below some paths, folders in sorted order; nothing is raised.

    Hidden files are passed over. Symbolic links below a path are not followed: one that stays
    inside leads to a file that is found anyway, one that leads outside is a failure.
    """
    search = _Search()
    for path in paths:
        search.add(path)
    return Discovery(tuple(search.files.values()), tuple(search.failures))


def rediscover(origins: Mapping[str, Path]) -> Discovery:
    """Find the files of documents again, each under its own name; nothing is raised.

    Args:
        origins: the absolute path of each file, by the name of its document.
    """
    search = _Search()
    for name, path in origins.items():
        above = len(PurePosixPath(name).parts)
        inside = above <= len(path.parents) and path.as_posix().endswith(f"/{name}")
        search.take(path, path.parents[above - 1] if inside else path.parent, name)
    return Discovery(tuple(search.files.values()), tuple(search.failures))


@dataclass(slots=True)
class _Search:
    files: dict[Path, SourceFile] = field(default_factory=dict)
    """By resolved path."""
    failures: list[SourceFailure] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    catalogues: dict[Path, Catalogue] = field(default_factory=dict)

    def add(self, path: Path) -> None:
        if os.path.isdir(path):
            for found in self._walk(path):
                self.take(found, path, _name(found, path))
        else:
            self.take(path, path.parent, _name(path, path.parent))

    def _walk(self, root: Path) -> Iterator[Path]:
        """Depth first by a stack: folders may be nested deeper than Python calls can be."""
        stack = [root]
        while stack:
            path = stack.pop()
            if path != root and path.is_symlink():
                self._judge_link(path, root)
            elif os.path.isdir(path):
                stack += reversed(self._children(path, root))
            elif path.name != FILE_NAME:
                yield path

    def _children(self, folder: Path, root: Path) -> list[Path]:
        try:
            return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        except OSError as error:
            self._fail(_name(folder, root), unreadable(error), error)
            return []

    def _judge_link(self, link: Path, root: Path) -> None:
        try:
            inside = link.resolve(strict=True).is_relative_to(root.resolve())
        except (OSError, RuntimeError) as error:  # RuntimeError: a loop, before Python 3.13
            self._fail(_name(link, root), missing(), error)
            return
        if not inside:
            outside = SourceUnsupportedError(
                "It is a link that leads out of the indexed folder", "Index its target by itself"
            )
            self._fail(_name(link, root), outside)

    def take(self, path: Path, root: Path, name: str) -> None:
        resolved = Path(os.path.realpath(path))
        if resolved in self.files:
            return
        if error := _refusal(path) or self._collision(name):
            self._fail(name, error)
            return
        self.names.add(name)
        self.files[resolved] = SourceFile(path, name, self._info(path, root))

    def _collision(self, name: str) -> SourceError | None:
        if name not in self.names:
            return None
        return SourceDuplicateError(
            "Another indexed file has the same name",
            "Rename it or index a folder above both",
            "twice",
        )

    def _info(self, path: Path, root: Path) -> SourceInfo:
        """The entry in the nearest sources.yaml that lists the file."""
        folder = path.parent
        while True:
            entry = PurePosixPath(path.relative_to(folder).as_posix())
            if info := self._catalogue(folder, root).get(entry):
                return info
            if folder == root:
                return SourceInfo()
            folder = folder.parent

    def _catalogue(self, folder: Path, root: Path) -> Catalogue:
        if folder not in self.catalogues:
            path = folder / FILE_NAME
            self.catalogues[folder] = {}
            try:
                if path.is_file():
                    self.catalogues[folder] = read_catalogue(path)
            except SourceError as error:
                self._fail(_name(path, root), error)
        return self.catalogues[folder]

    def _fail(self, name: str, error: SourceError, cause: Exception | None = None) -> None:
        error.__cause__ = cause or error.__cause__
        self.failures.append(SourceFailure(name, error))


def _name(path: Path, root: Path) -> str:
    """Bytes of a file name that are no UTF-8 are shown as escapes."""
    name = path.as_posix() if path == root else path.relative_to(root).as_posix()
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _refusal(path: Path) -> SourceError | None:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return missing()
    except OSError as error:
        return unreadable(error)
    if not stat.S_ISREG(mode) or _UNDECODABLE.search(str(path)):
        return SourceUnsupportedError(
            "It is no regular file with a name in UTF-8", "Copy its content to such a file"
        )
    return None if path.suffix.lower() in FORMATS else unsupported(path)


def unsupported(path: Path) -> SourceUnsupportedError:
    """The error for a file that no reader knows."""
    return SourceUnsupportedError(
        f"No reader knows the suffix {path.suffix!r}",
        f"Convert it to one of {', '.join(FORMATS)}",
        "suffix" if path.suffix else "no_suffix",
        suffix=path.suffix,
        known=", ".join(FORMATS),
    )


def missing() -> SourceMissingError:
    """The error for a path that leads nowhere."""
    return SourceMissingError("There is nothing at this path", "Check how it is spelt")


def unreadable(error: OSError) -> SourceDamagedError:
    """The error for a file or folder that the system does not open."""
    return SourceDamagedError(
        f"It cannot be opened ({error.strerror})", "Check that you may read it", "closed"
    )
