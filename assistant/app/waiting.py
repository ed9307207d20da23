"""A line in which questions wait for the processor, and are told how many are before them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

Waiting: TypeAlias = Callable[[float], int]

AT_ONCE = 2
"""Questions that are worked on together; more would only slow one another down on two cores."""


class Line:
    """First come, first served.

    Args:
        at_once: how many are served together.
    """

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._changed = threading.Condition()
        self._standing: list[object] = []

    @contextmanager
    def place(self) -> Iterator[Waiting]:
        """Takes the last place, and leaves it at the end, served or not.

        Yields:
            A function that waits until the place is served, but not longer than so many seconds,
            and returns how many are before it: 0 where it is served.
        """
        own = object()
        with self._changed:
            self._standing.append(own)
        try:
            yield lambda seconds: self._wait(own, seconds)
        finally:
            with self._changed:
                self._standing.remove(own)
                self._changed.notify_all()

    def _wait(self, own: object, seconds: float) -> int:
        with self._changed:
            self._changed.wait_for(lambda: self._ahead(own) == 0, seconds)
            return self._ahead(own)

    @property
    def length(self) -> int:
        """How many stand in it, served or not."""
        with self._changed:
            return len(self._standing)

    def idle(self, seconds: float) -> bool:
        """Waits until nobody stands in it, while nobody has to wait; says whether it came to that.

        Args:
            seconds: how long at most.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: not self._standing or len(self._standing) > self._at_once, seconds
            )
            return not self._standing

    def _ahead(self, own: object) -> int:
        return max(0, self._standing.index(own) - self._at_once + 1)
