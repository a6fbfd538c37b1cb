"""Asking again what the store undid for the sake of another transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_random

from kiosk.store.errors import StoreConflict

TIMES = 4
PAUSE = (0.005, 0.05)
"""Seconds, at random within, before it is asked again: the other one goes first."""

_Deed = TypeVar("_Deed", bound=Callable[..., Any])

_again = retry(
    retry=retry_if_exception_type(StoreConflict),
    stop=stop_after_attempt(TIMES),
    wait=wait_random(*PAUSE),
    reraise=True,
)


def again_after_conflict(deed: _Deed) -> _Deed:
    """For a function that is one transaction: it is called again when it was undone for another
    one.

    Two transactions that wait for each other never end: PostgreSQL undoes one of them, and nothing
    of it is left. Raises StoreConflict itself after four times in a row.
    """
    # Typed here: the library's own decorator forgets the types of what is generic itself.
    return cast("_Deed", _again(deed))
