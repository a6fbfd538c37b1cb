"""TLS in front of waitress, which speaks none: it gets what came in through it.

Python's own asyncio does the handshakes, all in one thread: a client that connects and stays
silent, or says its first word in drops, keeps nobody waiting. (A server that shakes hands where
it accepts, as cheroot does, stands still meanwhile.)
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress

HANDSHAKE = 5.0
"""Seconds for a whole handshake."""

GOODBYE = 3.0
"""Seconds to take the rest of an answer, when the connection is to end."""

_STOP = 1.0

_SENTENCE = "Cette adresse commence par https:// (avec un « s »).\n".encode()
FORGOT_THE_S = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Connection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(_SENTENCE), _SENTENCE)
)


class TlsPump:
    """Carries connections between a TLS socket and a socket within the process."""

    def __init__(self, context: Callable[[], ssl.SSLContext]) -> None:
        """`context` is asked for each connection: a new certificate needs no restart."""
        self._context = context
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._run, name="tls", daemon=True)
        self._begun = self._over = 0  # each is written by one thread alone

    @property
    def carried(self) -> int:
        """How many are open at this moment."""
        return self._begun - self._over

    def start(self) -> None:
        self._thread.start()

    def carry(self, outer: socket.socket, inner: socket.socket) -> None:
        """Both are the pump's from now on. From any thread."""
        self._begun += 1
        self._loop.call_soon_threadsafe(self._begin, outer, inner)

    def close(self) -> None:
        """Let what was answered leave, a second long. From any thread but the pump's."""
        if self._thread.is_alive():
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._end)
            self._thread.join(2 * _STOP)
        elif not self._loop.is_closed():
            self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            self._loop.close()

    def _begin(self, outer: socket.socket, inner: socket.socket) -> None:
        task = self._loop.create_task(self._carry(outer, inner))
        self._tasks.add(task)
        task.add_done_callback(self._forget)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # looked at: whoever breaks off in the middle fills no log
        self._over += 1

    def _end(self) -> None:
        self._ending = self._loop.create_task(self._ended())

    async def _ended(self) -> None:
        open_now = set(self._tasks)
        if open_now:
            await asyncio.wait(open_now, timeout=_STOP)
        for task in open_now:
            task.cancel()
        await asyncio.gather(*open_now, return_exceptions=True)
        await asyncio.sleep(0)  # transports close at the loop's next turn
        self._loop.stop()

    async def _carry(self, outer: socket.socket, inner: socket.socket) -> None:
        """Until both sides are closed."""
        within, without = _End(), _End()
        within.other, without.other = without, within
        loop = asyncio.get_running_loop()
        inner.setblocking(False)
        outer.setblocking(False)
        shaking: asyncio.Task[None] | None = None
        try:
            await loop.connect_accepted_socket(lambda: within, inner)
            shaking = loop.create_task(self._shake_hands(without, outer))
            await asyncio.wait({shaking, within.lost}, return_when=asyncio.FIRST_COMPLETED)
            if shaking.done() and shaking.exception() is None and without.is_open:
                await asyncio.wait({within.lost, without.lost})
        finally:
            if shaking is not None and not shaking.done():  # waitress let it go meanwhile
                shaking.cancel()
                await asyncio.gather(shaking, return_exceptions=True)
            within.abort()
            without.abort()
            outer.close()
            inner.close()

    async def _shake_hands(self, without: _End, outer: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(HANDSHAKE):
            if await _speaks_http(outer):
                return
        await loop.connect_accepted_socket(
            lambda: without,
            outer,
            ssl=self._context(),
            ssl_handshake_timeout=HANDSHAKE,
            ssl_shutdown_timeout=GOODBYE,
        )


async def _speaks_http(outer: socket.socket) -> bool:
    """Whether somebody forgot the "s" of https; they are told, and it is over. Nothing of a
    handshake is taken away: its first byte, which is no letter, is only looked at.
    """
    loop = asyncio.get_running_loop()
    heard = asyncio.Event()
    loop.add_reader(outer, heard.set)
    try:
        await heard.wait()
    finally:
        loop.remove_reader(outer)
    if not outer.recv(1, socket.MSG_PEEK).isalpha():
        return False
    await loop.sock_recv(outer, 65536)  # else what is unread would take the answer with it
    await loop.sock_sendall(outer, FORGOT_THE_S)
    return True


class _End(asyncio.Protocol):
    """One side: what it hears, the other says, no faster than that is taken."""

    other: _End

    def __init__(self) -> None:
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: asyncio.Transport | None = None

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self.lost.done()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self.other.lost.done():
            transport.close()

    def data_received(self, data: bytes) -> None:
        if self.other._transport is not None:
            self.other._transport.write(data)

    def pause_writing(self) -> None:
        if self.other._transport is not None:
            self.other._transport.pause_reading()

    def resume_writing(self) -> None:
        if self.other._transport is not None:
            self.other._transport.resume_reading()

    def connection_lost(self, _error: Exception | None) -> None:
        if not self.lost.done():
            self.lost.set_result(None)
        if self.other._transport is not None:
            self.other._transport.close()

    def abort(self) -> None:
        if self._transport is not None:
            self._transport.abort()
