"""Where telephones find this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address

_SOMEWHERE = ("192.0.2.1", 9)
"""An address of RFC 5737, kept for documentation: nobody is there, nothing is sent."""

NOWHERE = "localhost"
"""What is told without a network."""


def here(port: int) -> str:
    """The address of this machine on its own network, "http://192.168.1.20:8080".

    Without a network: "http://localhost:8080", which no telephone can open.
    """
    return f"http://{_own_host()}:{port}"


class OwnAddress:
    """`here`, each time anew. While the network is away, the address that it had last: most
    often it comes back with the same."""

    def __init__(self, port: int, find: Callable[[int], str] = here) -> None:
        self._port = port
        self._find = find
        self._last = ""

    def __call__(self) -> str:
        found = self._find(self._port)
        if found != f"http://{NOWHERE}:{self._port}":
            self._last = found
        return self._last or found


def _own_host() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_SOMEWHERE)  # of a datagram: only chooses the way out
            host: str = way.getsockname()[0]
        except OSError:
            return NOWHERE
    address = ip_address(host)
    return NOWHERE if address.is_loopback or address.is_unspecified else host
