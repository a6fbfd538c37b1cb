"""The page behind the QR, served beside a terminal, so that telephones there can open it."""

from __future__ import annotations

import logging
import threading
from typing import Protocol

from kiosk.errors import KioskError
from kiosk.settings import Settings

log = logging.getLogger(__name__)

AFTER = 2.0
"""Seconds left to the first screen; nobody has a ticket yet."""


class Closable(Protocol):
    def close(self, seconds: float = 10.0) -> None: ...


def start_beside(settings: Settings, *, after: float = AFTER) -> Closable:
    """Serve the page in a thread, `after` so many seconds, until closed. Returns at once.

    A terminal works without it: when the page cannot be served, it is logged.
    """
    return _Beside(settings, after)


class _Beside:
    def __init__(self, settings: Settings, after: float) -> None:
        self._settings = settings
        self._after = after
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="web-beside", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        if self._closing.wait(self._after):
            return
        from kiosk.cli.web import Page  # Flask is slow to load

        try:
            page = Page.open(self._settings)
        except KioskError as error:
            log.warning("%s", error)
            return
        page.server.start()
        self._closing.wait()
        page.close()

    def close(self, seconds: float = 10.0) -> None:
        """Stop, after what is under way, in so many seconds."""
        self._closing.set()
        self._thread.join(seconds)
