"""A circuit breaker before the store: while it is silent, nobody waits for it in vain."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from kiosk.store.errors import StoreConflict, StoreUnreachable
from kiosk.web.rate_limits import Monotonic

REST = 3.0
"""Seconds that the store is left alone after it kept somebody waiting; then one asks again."""

SLOW = 0.5
"""Seconds: a store that refuses sooner keeps nobody waiting, and is asked each time."""

T = TypeVar("T")


class StoreAwayStill(StoreUnreachable):
    """It was silent a moment ago, and was not asked."""


class CircuitBreaker:
    """Safe to share between threads. `monotonic` counts seconds."""

    def __init__(self, monotonic: Monotonic) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._until: float | None = None

    def ask(self, deed: Callable[[], T]) -> T:
        """Do what asks the store. Raises StoreAwayStill at once while it is left alone, and
        StoreUnreachable when it fails anew.
        """
        begun = self._enter()
        until = None  # whatever else went wrong, it kept nobody waiting
        try:
            return deed()
        except StoreConflict:
            raise
        except StoreUnreachable:
            now = self._monotonic()
            if now - begun >= SLOW:
                until = now + REST
            raise
        finally:
            self._until = until

    def _enter(self) -> float:
        now = self._monotonic()
        with self._lock:
            if self._until is not None and now < self._until:
                raise StoreAwayStill("The store did not answer a moment ago.")
            if self._until is not None:
                self._until = now + REST  # this one tries; the others do not wait with it
        return now
