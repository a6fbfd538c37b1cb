"""Where telephones find this machine."""

from __future__ import annotations

import socket
from ipaddress import ip_address

_SOMEWHERE = ("192.0.2.1", 9)
"""An address of RFC 5737, kept for documentation: nobody is there, nothing is sent."""


def here(port: int) -> str:
    """The address of this machine on its own network, "http://192.168.1.20:8080".

    Without a network: "http://localhost:8080", which no telephone can open.
    """
    return f"http://{_own_host()}:{port}"


def _own_host() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_SOMEWHERE)  # of a datagram: only chooses the way out
            host: str = way.getsockname()[0]
        except OSError:
            return "localhost"
    address = ip_address(host)
    return "localhost" if address.is_loopback or address.is_unspecified else host
