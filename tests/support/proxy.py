"""Stands between a program and a server on this machine, and fails in the ways networks do."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

ANY = "127.0.0.1"

COMMIT = b"COMMIT\0"
"""As PostgreSQL is told: the whole statement."""


class Proxy:
    """Lets everything through until it is told otherwise. To be used in a `with` block."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._lock = threading.Condition()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._stopped = False
        self._swallows = False
        self._delay = 0.0
        self._drops: str = ""
        self.swallowed = 0
        """How many messages have been swallowed."""
        self.asked = 0
        """How many times something came from the client."""
        self.port = 0
        self._listener = self._listen()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_error: object) -> None:
        with self._lock:
            self._stopped = True
            self._lock.notify_all()
        self.refuse()

    # What becomes of the network

    def refuse(self) -> None:
        """Nobody listens any more, and whoever was connected is cut off."""
        _close(self._listener)
        self._cut()

    def swallow(self) -> None:
        """A black hole: connections stand, and nothing comes through, until `restore`."""
        with self._lock:
            self._swallows = True

    def slow_down(self, seconds: float) -> None:
        """Each message takes so much longer."""
        self._delay = seconds

    def drop_at_commit(self, *, arrives: bool) -> None:
        """The next COMMIT is cut off: after the server did it, or before it heard of it."""
        self._drops = "after" if arrives else "before"

    def restore(self) -> None:
        """The network is well again; what was swallowed comes through."""
        if self._listener.fileno() == -1:
            self._listener = self._listen()
        with self._lock:
            self._swallows, self._delay = False, 0.0
            self._lock.notify_all()

    # How it works

    def _listen(self) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ANY, self.port))
        listener.listen(50)
        self.port = listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _address = listener.accept()
            except OSError:
                return
            server = socket.create_connection((ANY, self._server_port))
            self._pairs.append((client, server))
            for one, other in ((client, server), (server, client)):
                asks = one is client
                threading.Thread(target=self._pass_on, args=(one, other, asks), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, asks: bool) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                self.asked += asks
                self._wait_while_swallowing()
                if self._delay:
                    time.sleep(self._delay)
                if asks and self._drops and COMMIT in data:
                    self._drop(one, other, data)
                    return
                other.sendall(data)
        _close(other)
        _close(one)

    def _wait_while_swallowing(self) -> None:
        with self._lock:
            self.swallowed += self._swallows
            self._lock.wait_for(lambda: not self._swallows or self._stopped)

    def _drop(self, client: socket.socket, server: socket.socket, commit: bytes) -> None:
        after, self._drops = self._drops == "after", ""
        _shut(client)  # the answer finds nobody
        if after:
            server.sendall(commit)
        else:
            _close(server)
        _close(client)

    def _cut(self) -> None:
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for one in pair:
                _shut(one)


def _shut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)


def _close(one: socket.socket) -> None:
    _shut(one)
    one.close()
