"""The line before the processor."""

from __future__ import annotations

import threading

from assistant.app.waiting import Line


def test_first_come_first_served():
    line = Line(at_once=2)
    with line.place() as first, line.place() as second:
        assert first(0) == second(0) == 0
        with line.place() as third, line.place() as fourth:
            assert (third(0), fourth(0)) == (1, 2)
        assert first(0) == 0


def test_who_leaves_lets_the_others_move_up():
    line = Line(at_once=1)
    with line.place() as first:
        assert first(0) == 0
        gone = line.place()
        waiting = gone.__enter__()
        with line.place() as last:
            assert (waiting(0), last(0)) == (1, 2)
            gone.__exit__(None, None, None)
            assert last(0) == 1


def test_it_wakes_up_as_soon_as_it_is_served():
    line, served = Line(at_once=1), threading.Event()

    def visit():
        with line.place() as wait:
            assert wait(10) == 0
            served.set()

    with line.place():
        visitor = threading.Thread(target=visit)
        visitor.start()
        assert not served.wait(0.05)
    assert served.wait(5)
    visitor.join()


def test_an_error_leaves_the_line():
    line = Line(at_once=1)
    try:
        with line.place():
            raise ValueError
    except ValueError:
        pass
    with line.place() as next_one:
        assert next_one(0) == 0


def test_it_is_idle_once_nobody_stands_in_it():
    line, found = Line(at_once=1), []
    assert line.idle(0)
    with line.place():
        assert not line.idle(0)
        visitor = threading.Thread(target=lambda: found.append(line.idle(10)))
        visitor.start()
    visitor.join(5)
    assert found == [True]
    assert line.length == 0


def test_it_is_not_idle_where_somebody_has_to_wait():
    line = Line(at_once=1)
    with line.place(), line.place():
        # It does not wait until the end of a line that may have none.
        assert not line.idle(60)
        assert line.length == 2
