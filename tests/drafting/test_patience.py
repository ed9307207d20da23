"""What is fetched by another thread: all of it, in order, and for no longer than anyone waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from threading import Event
from time import monotonic

import pytest

from assistant.drafting.failures import ModelFailed
from assistant.drafting.patience import in_time

_KNOWN: ContextVar[str] = ContextVar("known", default="nothing")


def test_all_of_it_in_order() -> None:
    assert list(in_time(range(1_000), 5)) == list(range(1_000))


def test_what_is_raised_there_is_raised_here() -> None:
    def pieces() -> Iterator[int]:
        yield 1
        raise KeyError("choices")

    held = in_time(pieces(), 5)
    assert next(held) == 1
    with pytest.raises(KeyError):
        next(held)


@pytest.mark.parametrize("before", [0, 2])
def test_nobody_waits_for_what_does_not_come(before: int) -> None:
    released = Event()

    def pieces() -> Iterator[int]:
        yield from range(before)
        released.wait(10)

    held, started = in_time(pieces(), 0.1), monotonic()
    assert [next(held) for _ in range(before)] == list(range(before))
    with pytest.raises(ModelFailed, match="timeout"):
        next(held)
    assert monotonic() - started < 2
    released.set()


def test_slow_listeners_miss_nothing_and_fetching_ends_with_them() -> None:
    fetched: list[int] = []
    ended = Event()

    def pieces() -> Iterator[int]:
        try:
            for number in range(10**9):
                fetched.append(number)
                yield number
        finally:
            ended.set()

    held = in_time(pieces(), 5)
    assert next(held) == 0
    held.close()  # type: ignore[attr-defined]
    assert ended.wait(5)


def test_the_context_is_kept() -> None:
    _KNOWN.set("all")
    assert list(in_time((_KNOWN.get() for _ in range(1)), 5)) == ["all"]
