"""An X server that goes away while the program runs.

Xlib ends the program as soon as it notices, in English, in the middle of whatever is done.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

_Handler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
_kept: list[Any] = []
"""What Xlib calls must not be collected."""


def when_display_is_lost(end: Callable[[], None]) -> None:
    """Have `end` called then, once; it must not return, and draws nothing any more."""

    def lost(_display: object) -> int:
        if len(_kept) == 1:
            _kept.append(lost)  # not again, while `end` is under way
            end()
        return 0

    handler = _Handler(lost)
    _kept[:] = [handler]
    try:
        ctypes.CDLL("libX11.so.6").XSetIOErrorHandler(handler)
    except OSError:  # no X here, so none that could be lost
        return
