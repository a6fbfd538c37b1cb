"""Workers: whatever is slow is done here, never on the thread that draws.

Each kind of work has one thread of its own, so that a printer that hangs does not keep
a booking waiting, and so that what is given back comes after what was taken.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from kiosk.errors import KioskError
from kiosk.store.errors import StoreUnreachable

log = logging.getLogger(__name__)

R = TypeVar("R")


def nothing() -> None:
    """What is done where nobody counts."""


@dataclass(frozen=True, slots=True)
class Job(Generic[R]):
    work: Callable[[], tuple[R, ...]]
    on_failure: Callable[[Exception], tuple[R, ...]]


class Worker(Generic[R]):
    """One thread that does jobs in order and hands what they return to `deliver`.

    An exception of a job is logged and becomes what its `on_failure` returns.
    """

    def __init__(
        self, name: str, deliver: Callable[[R], None], on_fault: Callable[[], None] = nothing
    ) -> None:
        """`on_fault` hears of what is no trouble of the outside, but the program's own."""
        self._on_fault = on_fault
        self._jobs: queue.Queue[Job[R] | None] = queue.Queue()
        self._deliver = deliver
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def do(
        self,
        work: Callable[[], tuple[R, ...]],
        on_failure: Callable[[Exception], tuple[R, ...]] = lambda _error: (),
    ) -> None:
        self._jobs.put(Job(work, on_failure))

    @property
    def is_busy(self) -> bool:
        return self._jobs.unfinished_tasks > 0

    def stop(self, seconds: float = 5.0) -> bool:
        """Finish what is waiting; False when that takes longer than `seconds`."""
        self._jobs.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._finish(job)
            # While it waits for the next job, nothing of the last visitor is kept.
            del job
            self._jobs.task_done()

    def _finish(self, job: Job[R]) -> None:
        try:
            results = job.work()
        except Exception as error:
            if isinstance(error, StoreUnreachable):  # no fault of ours: a sentence says it all
                log.warning("A job failed: %s", error)
            else:
                log.exception("A job failed")
            if not isinstance(error, (KioskError, OSError)):
                self._on_fault()
            results = self._after_failure(job, error)
        for result in results:
            self._deliver(result)

    @staticmethod
    def _after_failure(job: Job[R], error: Exception) -> tuple[R, ...]:
        """What was to be done instead may fail too: the thread goes on for whoever comes next."""
        try:
            return job.on_failure(error)
        except Exception:
            log.exception("What a job does when it fails has failed")
            return ()
