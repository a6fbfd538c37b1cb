"""Asking again what the store undid for the sake of another transaction."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from kiosk.store.errors import StoreConflict

TIMES = 4
PAUSE = (0.005, 0.05)
"""Seconds, at random within, before it is asked again: the other one goes first."""

P = ParamSpec("P")
R = TypeVar("R")


def again_after_conflict(deed: Callable[P, R]) -> Callable[P, R]:
    """For a deed that is one transaction: it is done again when it was undone for another one.

    Two transactions that wait for each other never end: PostgreSQL undoes one of them, and
    nothing of it is left. Raises StoreConflict after four times in a row.
    """

    @functools.wraps(deed)
    def until_done(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(TIMES - 1):
            try:
                return deed(*args, **kwargs)
            except StoreConflict:
                time.sleep(random.uniform(*PAUSE))
        return deed(*args, **kwargs)

    return until_done
