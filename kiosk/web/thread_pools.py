"""Threads that answer requests, apart for what asks the store and for what does not.

With the store silent, pages wait for it; a style sheet must not wait behind them, nor must
whoever watches the machine.
"""

from __future__ import annotations

import time
from typing import Any

from waitress.task import ThreadedTaskDispatcher

from kiosk.web import doors

PAGES, FILES, HEALTH, METRICS = 6, 2, 1, 1
"""Threads of each. The store keeps five connections, and opens ten more when they are used."""


class Lanes:
    """What waitress asks of a dispatcher: `add_task` and `shutdown`."""

    def __init__(self) -> None:
        self._lanes = tuple(_lane(size) for size in (PAGES, FILES, HEALTH, METRICS))
        self._pages, self._files, self._health, self._metrics = self._lanes

    def add_task(self, channel: Any) -> None:
        """Let a thread answer the channel's first request."""
        self._of(channel.requests[0]).add_task(channel)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """Finish what is under way, all in so many seconds."""
        until = time.monotonic() + timeout
        for lane in self._lanes:
            lane.set_thread_count(0)
        for lane in self._lanes:
            left = max(0.0, until - time.monotonic())
            lane.shutdown(cancel_pending, left)  # type: ignore[arg-type]  # seconds
        return True

    def _of(self, request: Any) -> ThreadedTaskDispatcher:
        """A request that could not be read has no path, and is refused without the store.

        What is no file's address may be a ticket's, in whatever shape (`ticket_links.py`).
        """
        path = str(getattr(request, "path", "")).lower()
        if request.error is not None:
            return self._files
        if path in (doors.HEALTH, f"{doors.STAFF}{doors.HEALTH}"):
            return self._health
        if path == doors.METRICS:
            return self._metrics
        if doors.is_staffs(path):
            return self._files if "." in path else self._pages
        return self._files if path.count("/") < 2 or path.startswith("/fonts/") else self._pages


def _lane(threads: int) -> ThreadedTaskDispatcher:
    lane = ThreadedTaskDispatcher()
    lane.set_thread_count(threads)
    return lane
