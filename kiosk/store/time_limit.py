"""How long one transaction may take before the store counts as unreachable.

Whoever stands before a terminal waits for the whole transaction, not for one statement of
it: what is left is counted down from its beginning, for each thread.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0
"""Seconds from the beginning of a transaction to its end."""

HOUSEKEEPING = 60.0
"""Seconds for what nobody waits for: planning weeks ahead, purging."""


class TimeLimit:
    """Counts down by a clock that never goes back (seconds)."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._here = threading.local()

    @contextmanager
    def of(self, seconds: float) -> Iterator[None]:
        """Everything within has to be done in so many seconds, or in what is left already."""
        before = self._until
        self._here.until = min(before, self._monotonic() + seconds)
        try:
            yield
        finally:
            self._here.until = before

    @property
    def left(self) -> float:
        """Seconds; infinite when nothing is being counted."""
        return max(0.0, self._until - self._monotonic())

    @property
    def _until(self) -> float:
        until: float = getattr(self._here, "until", math.inf)
        return until
