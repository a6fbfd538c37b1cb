"""Tells systemd how the terminal is, by its notify protocol (`man sd_notify`): a datagram of lines
to the socket that NOTIFY_SOCKET names. Without one nothing is told.

WATCHDOG_PID is not looked at: a wrapper (`xinit`, say) may be what systemd has started.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Mapping

from kiosk.clocks import Elapsed, elapsed

log = logging.getLogger(__name__)


class ServiceManager:
    """For the thread that draws: it alone can say that it is not frozen."""

    def __init__(self, environ: Mapping[str, str], elapsed: Elapsed = elapsed) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        self._every = _half_of(environ.get("WATCHDOG_USEC", ""))
        self._elapsed = elapsed
        self._fed_at = float("-inf")
        self._ready = False
        self._status = ""

    def turned(self, status: str) -> None:
        """After each turn of the loop that draws, also where nothing had to be drawn: the first
        says that the terminal is ready, each half of the watchdog's time that it lives."""
        lines = []
        if not self._ready:
            self._ready = True
            lines.append("READY=1")
        if status != self._status:
            self._status = status
            lines.append(f"STATUS={status}")
        if self._every is not None and self._elapsed() - self._fed_at >= self._every:
            self._fed_at = self._elapsed()
            lines.append("WATCHDOG=1")
        if lines:
            self._tell("\n".join(lines))

    def stopping(self) -> None:
        self._tell("STOPPING=1\nSTATUS=S'arrête")

    def _tell(self, lines: str) -> None:
        if not self._address:
            return
        # "@" stands for the zero byte that begins an abstract name.
        address = self._address.replace("@", "\0", 1) if self._address[0] == "@" else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as told:
                told.sendto(lines.encode(), address)
        except OSError as error:
            log.warning("systemd was not told: %s", error.strerror)


def _half_of(microseconds: str) -> float | None:
    """In seconds; None where no watchdog waits."""
    return int(microseconds) / 2e6 if microseconds.isdigit() and int(microseconds) else None
