"""Asking again what the store undid for the sake of another transaction."""

from __future__ import annotations

from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_random

from kiosk.store.errors import StoreConflict

TIMES = 4
PAUSE = (0.005, 0.05)
"""Seconds, at random within, before it is asked again: the other one goes first."""

again_after_conflict = retry(
    retry=retry_if_exception_type(StoreConflict),
    stop=stop_after_attempt(TIMES),
    wait=wait_random(*PAUSE),
    reraise=True,
)
"""For a function that is one transaction: it is called again when it was undone for another one.

Two transactions that wait for each other never end: PostgreSQL undoes one of them, and nothing of
it is left. Raises StoreConflict itself after four times in a row.
"""
