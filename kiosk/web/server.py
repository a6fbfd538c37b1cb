"""The page served by waitress, in a thread of its own or in the one that calls."""

from __future__ import annotations

import logging
import socket
import threading
import time
from typing import Any

from waitress import wasyncore

from kiosk.errors import KioskError
from kiosk.redaction import Redacted
from kiosk.web.doors import Wsgi
from kiosk.web.listener import ConnectionLimits, Listener
from kiosk.web.rate_limits import Monotonic
from kiosk.web.thread_pools import Lanes

LOOK = 1.0
"""Seconds between two looks at connections where nothing happens."""


PATIENCE = ConnectionLimits()
BEHIND_PROXIES = ConnectionLimits(an_address=PATIENCE.in_all)
"""All connections come from one address then: our own proxy's, which counts visitors itself."""


logging.getLogger("waitress").addFilter(Redacted())
# A line for each request that waits for a thread: whoever asks much would fill the log.
logging.getLogger("waitress.queue").setLevel(logging.ERROR)


class WebError(KioskError):
    """The page cannot be served as asked."""


class WebServer:
    """Listens from the start; serves from `start`, or within `run`, to `close`.

    Port 0 chooses a free one, told by `port`. Raises WebError where it may not listen.
    """

    what, agrees, setting = "La page", "e", "web_port, ou --port"
    """What is served, and which setting moves it, as an operator is told."""

    def __init__(
        self,
        app: Wsgi,
        host: str,
        port: int,
        patience: ConnectionLimits = PATIENCE,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        listening = self._listen(host, port)
        self.port = int(listening.getsockname()[1])
        self._sockets: dict[int, Any] = {}
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._lanes = Lanes()
        self._listener = self._listener_of(
            app, listening, self._sockets, self._lanes, monotonic, patience
        )

    def _listener_of(self, *args: Any) -> Listener:
        return Listener(*args)

    def start(self) -> None:
        self._thread = threading.Thread(target=self.run, name="web", daemon=True)
        self._thread.start()

    def run(self) -> None:
        """Serve in this thread until `close`, or until it is interrupted."""
        try:
            while not self._stopping.is_set():
                wasyncore.loop(timeout=LOOK, use_poll=True, map=self._sockets, count=1)
                self._look()
        finally:
            self._stop()

    def _look(self) -> None:
        """Between two looks at the sockets."""
        self._listener.let_go()

    def close(self) -> None:
        """Stop, after what is under way. Twice is once."""
        if self._stopping.is_set():
            return
        self._stopping.set()
        if self._thread is None:
            self._stop()
        else:
            self._listener.pull_trigger()
            self._thread.join(timeout=5)

    def _stop(self) -> None:
        self._lanes.shutdown(timeout=2)
        wasyncore.close_all(self._sockets)

    def _listen(self, host: str, port: int) -> socket.socket:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            if not 0 <= port <= 65535:
                raise ValueError("il n'y a pas de tel port")
            return socket.create_server((host, port), family=family, backlog=128)
        except (OSError, ValueError) as error:
            raise WebError(
                f"{self.what} ne peut pas être servi{self.agrees} sur {host}, port {port}"
                f" ({error}). Si un autre programme y est, changez {self.setting}."
            ) from error
