"""What is fetched by another thread: all of it, in order, and for no longer than anyone waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from threading import Event, Thread, current_thread
from time import monotonic, sleep

import pytest

from assistant.drafting.failures import ModelFailed
from assistant.drafting.patience import _AHEAD, in_time

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


def test_slow_listeners_miss_nothing_and_the_server_waits_for_them() -> None:
    fetched: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(3 * _AHEAD):
            fetched.append(number)
            yield number

    heard = []
    for number in in_time(pieces(), 5):
        if number % _AHEAD == 0:
            sleep(0.3)
        heard.append(number)
        assert len(fetched) <= len(heard) + _AHEAD + 2
    assert heard == list(range(3 * _AHEAD))


def test_what_is_raised_when_there_is_no_room_is_raised_here_too() -> None:
    def pieces() -> Iterator[int]:
        yield from range(_AHEAD + 1)
        raise KeyError("choices")

    held = in_time(pieces(), 5)
    assert next(held) == 0
    sleep(0.3)
    with pytest.raises(KeyError):
        list(held)


def test_fetching_ends_when_nobody_listens_any_more_and_the_queue_is_full() -> None:
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
    sleep(0.3)
    assert not ended.is_set()
    held.close()  # type: ignore[attr-defined]
    assert ended.wait(2)
    assert len(fetched) <= _AHEAD + 2


def test_the_thread_ends_with_the_next_piece_once_nobody_listens() -> None:
    asked, given = Event(), Event()
    fetched: list[int] = []
    threads: list[Thread] = []

    def pieces() -> Iterator[int]:
        threads.append(current_thread())
        for number in range(10):
            if number == 1:
                asked.set()
                given.wait(10)
            fetched.append(number)
            yield number

    held = in_time(pieces(), 5)
    assert next(held) == 0
    assert asked.wait(5)
    held.close()  # type: ignore[attr-defined]
    assert threads[0].is_alive()
    given.set()
    threads[0].join(5)
    assert not threads[0].is_alive()
    assert fetched == [0, 1]


def test_the_context_is_kept() -> None:
    _KNOWN.set("all")
    assert list(in_time((_KNOWN.get() for _ in range(1)), 5)) == ["all"]
