"""Evaluation runs one at a time, in the order in which they were asked for; each can be stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Literal, Protocol, TypeAlias

from assistant.chain import Assistant
from assistant.evaluation.report import write_report
from assistant.evaluation.running import Progress, Selection, run_sets
from assistant.evaluation.runs import RunFolder

_PAUSE = 0.4
"""Seconds between two looks at how far a run is."""


State: TypeAlias = Literal["waiting", "running", "stopping", "stopped", "done"]


class Work(Protocol):
    """What runs items into a folder."""

    def __call__(
        self, assistant: Assistant, selection: Selection, folder: RunFolder, progress: Progress, /
    ) -> object:
        """Tells the progress after every item; what that raises ends the run."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How far a run is."""

    state: State
    done: int
    """Items."""
    total: int
    ahead: int = 0
    """Runs that come first, of one that waits."""
    left: float | None = None
    """Seconds that it will take, once that can be told."""


Order: TypeAlias = tuple[Assistant, Selection, RunFolder]


class Desk:
    """Where visitors hand in runs.

    Args:
        work: runs items.
    """

    def __init__(self, work: Work = run_sets) -> None:
        self._work = work
        self._line: list[_Job] = []
        self._changing = threading.Lock()

    def run(self, visitor: str, order: Order) -> Iterator[Moment]:
        """Runs items and yields how far it is; a caller that goes away stops the run.

        A run that was stopped keeps its items and goes on when it is asked for again.

        Args:
            visitor: who may stop it.

        Raises:
            AssistantError: the run cannot be made.
        """
        job = _Job(visitor, order, self._work, self._leave)
        with self._changing:
            self._line.append(job)
        try:
            yield from self._waiting(job)
            yield from job.moments()
        finally:
            job.stop()
            if not job.has_begun:
                self._leave(job)

    def stop(self, visitor: str) -> None:
        """Stops what a visitor has running or waiting, after the item in work."""
        with self._changing:
            own = [job for job in self._line if job.visitor == visitor]
        for job in own:
            job.stop()

    def _waiting(self, job: _Job) -> Iterator[Moment]:
        while (ahead := self._line.index(job)) and not job.is_stopped:
            yield Moment("waiting", 0, job.total, ahead)
            time.sleep(_PAUSE)

    def _leave(self, job: _Job) -> None:
        with self._changing:
            self._line.remove(job)


class _StoppedError(Exception):
    """Ends a run between two items."""


class _Job:
    """One run, in a thread of its own once its turn has come."""

    def __init__(
        self, visitor: str, order: Order, work: Work, leave: Callable[[_Job], None]
    ) -> None:
        self.visitor = visitor
        self.total = len(order[1].items)
        self._order = order
        self._work = work
        self._leave = leave
        self._told: SimpleQueue[int] = SimpleQueue()
        self._stop = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._worked, daemon=True)

    @property
    def is_stopped(self) -> bool:
        """Whether it is to end before its last item."""
        return self._stop.is_set()

    @property
    def has_begun(self) -> bool:
        """Whether its turn has come."""
        return self._thread.ident is not None

    def stop(self) -> None:
        """Ends it after the item in work."""
        self._stop.set()

    def moments(self) -> Iterator[Moment]:
        """Yields how far it is until it has ended."""
        if self.is_stopped:
            yield Moment("stopped", 0, self.total)
            return
        self._thread.start()
        pace = _Pace(self.total)
        while self._thread.is_alive():
            state: State = "stopping" if self.is_stopped else "running"
            yield Moment(state, pace.done, self.total, left=pace.left)
            self._thread.join(_PAUSE)
            pace.update(self._latest(pace.done))
        done = self._latest(pace.done)
        if self._error is not None:
            raise self._error
        yield Moment("done" if done == self.total else "stopped", done, self.total)

    def _latest(self, known: int) -> int:
        while True:
            try:
                known = self._told.get_nowait()
            except Empty:
                return known

    def _worked(self) -> None:
        try:
            self._work(*self._order, self._progress)
            self._told.put(self.total)
        except _StoppedError:
            self._reported()
        except Exception as error:  # it is raised again where somebody reads it
            self._error = error
        finally:
            self._leave(self)

    def _reported(self) -> None:
        try:
            write_report(self._order[2])
        except Exception as error:  # as above
            self._error = error

    def _progress(self, _stage: str, done: int, total: int) -> None:
        self._told.put(done)
        if self._stop.is_set() and done < total:
            raise _StoppedError


class _Pace:
    """How fast a run is; what was there before it began tells nothing."""

    def __init__(self, total: int) -> None:
        self.done = 0
        self._total = total
        self._first: tuple[float, int] | None = None

    def update(self, done: int) -> None:
        """Takes the items that are done by now."""
        self.done = done
        if done and self._first is None:
            self._first = time.monotonic(), done

    @property
    def left(self) -> float | None:
        """Seconds until the last item."""
        if self._first is None or self.done == self._first[1]:
            return None
        spent = time.monotonic() - self._first[0]
        return spent / (self.done - self._first[1]) * (self._total - self.done)
