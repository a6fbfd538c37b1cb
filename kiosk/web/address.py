"""Where telephones find this machine: asked when it is needed, for networks come and change."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

_SOMEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses of RFC 5737 and RFC 3849, kept for documentation: nobody is there, nothing is sent."""

_PORT = 9

_NOWHERE = "localhost"


def here(port: int, listens_on: str = "0.0.0.0") -> str:
    """The address of this machine on its own network, "http://192.168.1.20:8080".

    `listens_on` is the address that the page is bound to. "http://localhost:8080", which no
    telephone can open, without a network and for a page that this machine alone can reach.
    """
    return f"http://{_own_host(listens_on)}:{port}"


def telephones_open(url: str) -> bool:
    """Whether another machine could open it, as far as its name tells."""
    host = urlsplit(url).hostname or ""
    if host == _NOWHERE or host.endswith(f".{_NOWHERE}"):
        return False
    return not _is_nowhere(host)


def _own_host(listens_on: str) -> str:
    try:
        bound = ip_address(listens_on)
    except ValueError:  # a name
        return listens_on
    if not bound.is_unspecified:
        return _NOWHERE if _is_nowhere(listens_on) else _in_url(listens_on)
    families = (socket.AF_INET, socket.AF_INET6) if bound.version == 6 else (socket.AF_INET,)
    found = (_way_out(family) for family in families)
    return next((_in_url(host) for host in found if not _is_nowhere(host)), _NOWHERE)


def _way_out(family: socket.AddressFamily) -> str:
    """The address that this machine would speak from; empty without a network."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as way:
            way.connect((_SOMEWHERE[family], _PORT))  # of a datagram: only chooses the way out
            return str(way.getsockname()[0])
    except OSError:
        return ""


def _is_nowhere(host: str) -> bool:
    """Empty, this machine itself, or an address that it gave itself for want of a network."""
    try:
        address = ip_address(host.partition("%")[0]) if host else None
    except ValueError:
        return False
    return address is None or (
        address.is_loopback or address.is_unspecified or address.is_link_local
    )


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
