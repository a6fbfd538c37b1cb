"""Who does not answer in time does not answer.

Whoever stands before the screen is told at once, and what comes later is still taken.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

IN_TIME = 1.8
"""Seconds: the screen answers within two."""

CallOff = Callable[[], None]
Later = Callable[[float, Callable[[], None]], CallOff]
"""Does something after so many seconds, unless it is called off; never on the drawing thread."""


def later(seconds: float, deed: Callable[[], None]) -> CallOff:
    timer = threading.Timer(seconds, deed)
    timer.daemon = True
    timer.name = "deadline"
    timer.start()
    return timer.cancel


class Question:
    """Asked of somebody who may be silent; closed once, by an answer or by the end of its time."""

    def __init__(self, in_vain: Callable[[], None], after: Later = later) -> None:
        """`in_vain` is done, once, when it failed, or was not answered in time."""
        self._lock = threading.Lock()
        self._open = True
        self._in_vain = in_vain
        self._call_off = after(IN_TIME, self.failed)

    @property
    def is_open(self) -> bool:
        """Somebody still waits for the answer; otherwise it need not be begun."""
        return self._open

    def close(self) -> bool:
        """The answer is there. False when it comes too late."""
        with self._lock:
            was_open, self._open = self._open, False
        self._call_off()
        return was_open

    def failed(self) -> None:
        if self.close():
            self._in_vain()
