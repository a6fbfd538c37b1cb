"""Connections, and who may hold how many of them for how long.

waitress reads requests without a thread for each; it has no deadline for one that comes in
drops, and no limit an address. Here a connection has to say a whole request in time, take its
answer in time, and gives way, the oldest first, when its address, or everybody, has too many:
nobody who has just come is turned away, and what is being answered goes last.
"""

from __future__ import annotations

import socket
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer

from kiosk.web.rate_limits import Monotonic, network_of
from kiosk.web.thread_pools import Lanes

AT_ONCE = 64
"""Connections accepted in a row; then those that stand are looked at again."""

MOST_BODY = 64 * 1024
MOST_HEADERS = 16 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLimits:
    """Seconds that a connection may take, and how many there may be."""

    to_ask: float = 10
    """From the first byte of a request, or from the connection, to the request's last byte."""
    to_leave: float = 60
    """From there until the answer is taken and the next request begins."""
    an_address: int = 150
    """Twenty-five telephones that load a page, each by six connections, on a place's Wi-Fi."""
    in_all: int = 600
    """Of the 1024 files that a process may have open by default."""
    to_begin: float = 2
    """A connection younger than this goes no sooner than older ones that are being answered."""


class Channel(HTTPChannel):
    """One connection."""

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        self._monotonic: Monotonic = server.monotonic
        self.network = network_of(str(addr[0]))
        self.since: float = self._monotonic()
        """When its request began, or was whole: what a deadline is counted from."""
        self.is_silent = True
        super().__init__(server, sock, addr, adj, map=map)

    def received(self, data: bytes) -> bool:
        begun = self.request
        done = bool(super().received(data))
        if begun is None or self.request is not begun:
            self.since = self._monotonic()
        self.is_silent = False
        return done

    def is_late(self, now: float, patience: ConnectionLimits) -> bool:
        if self.requests:
            return False
        asks = self.is_silent or self.request is not None
        limit = patience.to_ask if asks else patience.to_leave
        return bool(now - self.since > limit)


class Listener(TcpWSGIServer):
    """Accepts connections of one listening socket. `sockets` is its own map for wasyncore."""

    channel_class = Channel

    def __init__(
        self,
        app: Any,
        listening: socket.socket,
        sockets: dict[int, Any],
        lanes: Lanes,
        monotonic: Monotonic,
        patience: ConnectionLimits,
    ) -> None:
        self.monotonic = monotonic
        self._patience = patience
        told: dict[str, Any] = {
            "sockets": [listening],
            "ident": None,
            "max_request_body_size": MOST_BODY,
            "max_request_header_size": MOST_HEADERS,
            "connection_limit": 10 * patience.in_all,  # `let_go` keeps the number down
            "log_socket_errors": False,
            "clear_untrusted_proxy_headers": False,  # the application counts the proxies itself
        }
        where = (listening.family, listening.type, listening.proto, listening.getsockname())
        super().__init__(
            app,
            sockets,
            True,
            listening,
            dispatcher=lanes,  # type: ignore[arg-type]  # does what waitress asks of one
            adj=Adjustments(**told),
            sockinfo=where,
            bind_socket=False,
        )

    def handle_accept(self) -> None:
        """As many as wait: each look at the sockets costs more than an accept."""
        for _ in range(AT_ONCE):
            before = len(self.channels)
            super().handle_accept()
            if len(self.channels) == before:
                return

    def maintenance(self, now: float) -> None:
        """Nothing: waitress counts by the wall clock, which may be set while we serve."""

    def let_go(self) -> None:
        """Close the connections that are late or too many. Between two looks at the sockets."""
        now = self.monotonic()
        late = [channel for channel in self.channels if channel.is_late(now, self._patience)]
        for channel in late:
            channel.handle_close()
        for channel in list(too_many(self.channels, self._patience, now)):
            channel.handle_close()

    @property
    def channels(self) -> Collection[Channel]:
        found: dict[int, Channel] = self.active_channels  # type: ignore[assignment]
        return list(found.values())


def too_many(
    channels: Iterable[Channel], patience: ConnectionLimits, now: float
) -> Iterator[Channel]:
    """The oldest of each address that has more than its share; then of those that have most."""
    young = now - patience.to_begin
    by_network: defaultdict[str, list[Channel]] = defaultdict(list)
    for channel in channels:
        by_network[channel.network].append(channel)
    shares = list(by_network.values())
    for share in shares:
        if len(share) > patience.an_address:
            yield from _oldest(share, len(share) - patience.an_address, young)
    while sum(map(len, shares)) > patience.in_all:
        share = max(shares, key=len)
        second = sorted(map(len, shares))[-2:-1] or [0]
        yield from _oldest(share, max(1, (len(share) - second[0]) // 2), young)


def _oldest(share: list[Channel], number: int, young: float) -> Iterator[Channel]:
    """So many of them, which are no longer in the share after."""

    def turn(channel: Channel) -> tuple[bool, float]:
        return bool(channel.requests) or channel.since > young, channel.since

    for channel in sorted(share, key=turn)[:number]:
        share.remove(channel)
        yield channel
