"""What a model sends, for no longer than anyone waits for it.

A client's own limit is put off for ever by a server that keeps the line open with comments or
blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextvars import copy_context
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

from assistant.drafting.failures import ModelFailed

_Piece = TypeVar("_Piece")


@dataclass(frozen=True)
class _Came(Generic[_Piece]):
    """What came, or why no more does; neither at the end."""

    pieces: tuple[_Piece, ...] = ()
    error: BaseException | None = None


def in_time(pieces: Iterable[_Piece], patience: float) -> Iterator[_Piece]:
    """Yields what another thread fetches; whoever stops listening leaves that thread behind.

    Args:
        patience: seconds to wait for each.

    Raises:
        ModelFailed: the next one does not come in time.
        Exception: whatever fetching it raised.
    """
    came: SimpleQueue[_Came[_Piece]] = SimpleQueue()
    left = Event()
    fetch = copy_context().run
    Thread(target=fetch, args=(_fetch, pieces, came, left), daemon=True).start()
    try:
        while True:
            held = _next(came, patience)
            if held.error is not None:
                raise held.error
            if not held.pieces:
                return
            yield from held.pieces
    finally:
        left.set()


def _next(came: SimpleQueue[_Came[_Piece]], patience: float) -> _Came[_Piece]:
    try:
        return came.get(timeout=patience)
    except Empty:
        raise ModelFailed("timeout") from None


def _fetch(pieces: Iterable[_Piece], came: SimpleQueue[_Came[_Piece]], left: Event) -> None:
    try:
        for piece in pieces:
            if left.is_set():
                return
            came.put(_Came((piece,)))
        came.put(_Came())
    except BaseException as error:  # whoever waits has to know
        came.put(_Came(error=error))
