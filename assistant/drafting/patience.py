"""What a model sends, for no longer than anyone waits for it.

A client's own limit is put off for ever by a server that keeps the line open with comments or
blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextvars import copy_context
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

from assistant.drafting.failures import ModelFailed

_Piece = TypeVar("_Piece")
_AHEAD = 256
"""Pieces that are fetched ahead of whoever listens; a server that floods waits."""
_LOOK = 0.1
"""Seconds after which a thread with no room for its piece looks whether anyone still listens."""


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
    came: Queue[_Came[_Piece]] = Queue(_AHEAD)
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


def _next(came: Queue[_Came[_Piece]], patience: float) -> _Came[_Piece]:
    try:
        return came.get(timeout=patience)
    except Empty:
        raise ModelFailed("timeout") from None


def _fetch(pieces: Iterable[_Piece], came: Queue[_Came[_Piece]], left: Event) -> None:
    try:
        for piece in pieces:
            if not _put(_Came((piece,)), came, left):
                return
        _put(_Came(), came, left)
    except BaseException as error:  # whoever waits has to know
        _put(_Came(error=error), came, left)


def _put(held: _Came[_Piece], came: Queue[_Came[_Piece]], left: Event) -> bool:
    """Hands over what came, when there is room for it, unless nobody listens any more."""
    while not left.is_set():
        try:
            came.put(held, timeout=_LOOK)
        except Full:
            continue
        return True
    return False
