"""SIGTERM, SIGINT and SIGHUP: the program is asked to end, and ends within five seconds.

systemd sends the first, Ctrl+C the second, a session that closes the third.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Self

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

LONGEST_SECONDS = 4.2
"""So long after a request the program is ended, whatever it waits for."""


class StopRequested(KeyboardInterrupt):
    """Raised in the main thread, where it is, while nothing better has been said to be done."""


class StopRequests:
    """A context manager for the main thread.

    A request raises StopRequested, once; or calls `tell`, from a thread of its own, when
    that is set, which has to make the main thread leave. Further requests change nothing.
    `status` is what the program ends with when it does not end by itself in time.
    """

    def __init__(self, *, status: int = 0, seconds: float = LONGEST_SECONDS) -> None:
        self._status = status
        self._seconds = seconds
        self._over = threading.Event()
        self._before: dict[int, Any] = {}
        self._pipe = (-1, -1)
        self._fd_before = -1
        self.tell: Callable[[], None] | None = None
        self.requested: int | None = None
        """The first signal that came."""

    def __enter__(self) -> Self:
        if threading.current_thread() is not threading.main_thread():
            return self  # signals are the main thread's
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, end == self._pipe[0])
        self._fd_before = signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        for number in SIGNALS:
            # Started by nohup, a session that closes is nothing to it.
            if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._heard)
        threading.Thread(target=self._watch, name="stop", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._pipe[1] < 0:
            return
        asked = self.requested is not None
        for number, handler in self._before.items():
            # The program ends already: another request must not make a failure of it.
            signal.signal(number, signal.SIG_IGN if asked else handler)
        signal.set_wakeup_fd(self._fd_before)
        if not asked:
            self._over.set()  # else it still sees the interpreter end
        os.close(self._pipe[1])

    def _heard(self, number: int, _frame: FrameType | None) -> None:
        first, self.requested = self.requested is None, self.requested or number
        if first and self.tell is None:
            raise StopRequested

    def _watch(self) -> None:
        """Heard here even while the main thread waits for something that never answers."""
        told = False
        # Read to its end: a further request writes here too, and finds no pipe that is closed.
        with os.fdopen(self._pipe[0], "rb", buffering=0) as heard:
            while numbers := heard.read(64):
                if told or not any(number in SIGNALS for number in numbers):
                    continue
                told = True
                threading.Thread(target=self._see_it_end, name="end", daemon=True).start()
                if self.tell is not None:
                    self.tell()  # may wait for ever for a display that hangs

    def _see_it_end(self) -> None:
        if not self._over.wait(self._seconds):
            sys.stderr.flush()
            os._exit(self._status)
