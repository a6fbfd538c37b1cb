"""The page behind the QR, served beside a terminal, so that telephones there can open it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Protocol

from kiosk.errors import KioskError
from kiosk.settings import Settings

if TYPE_CHECKING:
    from kiosk.cli.web import Page

log = logging.getLogger(__name__)

AFTER = 2.0
"""Seconds left to the first screen; nobody has a ticket yet."""


AGAIN = 30.0
"""Seconds until it is tried again: the database may be away, or the port in use."""


class Closable(Protocol):
    def close(self, seconds: float = 10.0) -> None: ...


def start_beside(settings: Settings, *, after: float = AFTER, again: float = AGAIN) -> Closable:
    """Serve the page in a thread, `after` so many seconds, until closed. Returns at once.

    A terminal works without it: when the page cannot be served, it is logged, and tried again
    each time so many seconds have passed.
    """
    return _Beside(settings, after, again)


class _Beside:
    def __init__(self, settings: Settings, after: float, again: float) -> None:
        self._settings = settings
        self._after, self._again = after, again
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="web-beside", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        page = self._opened()
        if page is None:
            return
        page.server.start()
        self._closing.wait()
        page.close()

    def _opened(self) -> Page | None:
        """As soon as it can be; None when it is closed before."""
        wait, said = self._after, ""
        while not self._closing.wait(wait):
            from kiosk.cli.web import Page  # Flask is slow to load

            try:
                return Page.open(self._settings)
            except KioskError as error:
                if str(error) != said:
                    log.warning("%s", error)
                wait, said = self._again, str(error)
        return None

    def close(self, seconds: float = 10.0) -> None:
        """Stop, after what is under way, in so many seconds."""
        self._closing.set()
        self._thread.join(seconds)
