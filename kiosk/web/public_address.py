"""Where telephones find this machine: asked when it is needed, for networks come and change."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

_SOMEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses of RFC 5737 and RFC 3849, kept for documentation: nobody is there, nothing is sent."""

_PORT = 9

NOWHERE = "localhost"
"""What is told without a network."""


def here(port: int, listens_on: str = "0.0.0.0") -> str:
    """The address of this machine on its own network, "http://192.168.1.20:8080".

    `listens_on` is the address that the page is bound to. "http://localhost:8080", which no
    telephone can open, without a network and for a page that this machine alone can reach.
    """
    return f"http://{own_host(listens_on)}:{port}"


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


def own_names(listens_on: str = "0.0.0.0", *more: str) -> Iterator[str]:
    """Every name and address by which this machine is asked at this moment, for a certificate;
    its own name first. `more` are names that it was given elsewhere.
    """
    name = socket.gethostname().partition(".")[0].lower()
    yield name
    yield f"{name}.local"
    yield NOWHERE
    yield from (host for host in more if host)
    yield from ("127.0.0.1", "::1")
    bound = _number(listens_on)
    if bound is not None and not bound.is_unspecified:
        yield str(bound)
        return
    for family in _SOMEWHERE:
        host = _way_out(family).partition("%")[0]
        if not _is_nowhere(host):
            yield host


def telephones_open(url: str) -> bool:
    """Whether another machine could open it, as far as its name tells."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host in (NOWHERE, f"{NOWHERE}.localdomain") or host.endswith(f".{NOWHERE}"):
        return False
    return not _is_nowhere(host)


def own_host(listens_on: str) -> str:
    """As it stands in an address; NOWHERE without a network."""
    try:
        bound = ip_address(listens_on)
    except ValueError:  # a name
        return listens_on
    if not bound.is_unspecified:
        return NOWHERE if _is_nowhere(listens_on) else _in_url(listens_on)
    families = (socket.AF_INET, socket.AF_INET6) if bound.version == 6 else (socket.AF_INET,)
    found = (_way_out(family) for family in families)
    return next((_in_url(host) for host in found if not _is_nowhere(host)), NOWHERE)


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
    if not host:
        return True
    address = _number(host)
    return address is not None and (
        address.is_loopback or address.is_unspecified or address.is_link_local
    )


def _number(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host is; as browsers read them, "127.1" too. None for a name."""
    with suppress(ValueError):
        return ip_address(host.partition("%")[0])
    with suppress(OSError, ValueError):
        return ip_address(socket.inet_aton(host))
    return None


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
