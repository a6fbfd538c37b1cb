"""How the team's browsers are to come, and whether one did: by https, or from this machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

from flask import Request

from kiosk.web.certificates import Authority
from kiosk.web.doors import STAFF

HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""As a browser on the machine itself names it."""

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-Ip")
"""What a proxy adds: who comes through one is not on this machine."""


@dataclass(frozen=True, kw_only=True)
class Connection:
    """How the team's browsers are to come."""

    proxies: int = 0
    """How many proxies of our own stand before us; they say whether a browser came by https."""
    public_url: str = ""
    tls_port: int = 0
    """Where we speak https ourselves; 0 where we do not."""
    plain_http: bool = False
    """An operator's choice: everything goes in clear, passwords too."""
    authority: Callable[[], Authority | None] = lambda: None
    """Who signed our certificate, where it is made here."""

    def is_secure(self, asked: Request) -> bool:
        """Whether the browser itself came by https."""
        if self.proxies:
            # The nearest proxy's word, the last one; what a browser wrote stands before it.
            said = asked.headers.get("X-Forwarded-Proto", "")
            return said.rpartition(",")[2].strip().lower() == "https"
        return asked.is_secure

    def is_guarded(self, asked: Request) -> bool:
        """Whether nobody in between can read what is typed."""
        return self.is_secure(asked) or (not self.proxies and _is_here(asked))

    def https_address(self, asked: Request) -> str:
        """Where to come instead; empty where there is nothing."""
        if self.proxies:
            https = self.public_url.startswith("https://")
            return f"{self.public_url}{STAFF}" if https else ""
        host = _host(asked)
        return f"https://{host}:{self.tls_port}{STAFF}" if self.tls_port and host else ""


def cookie_name(name: str, *, secure: bool) -> str:
    """A name that browsers let nobody set in clear, where it goes by https. (`__Host-` would
    need the path "/", and be sent to the visitors' part too.)
    """
    return f"__Secure-{name}" if secure else name


def _is_here(asked: Request) -> bool:
    """On this machine, without a proxy that an operator forgot to tell us of."""
    if any(name in asked.headers for name in FORWARDED):
        return False
    return _host(asked) in HERE and _is_loopback(asked.remote_addr)


def _is_loopback(peer: str | None) -> bool:
    """Without a peer it is asked within this process: over a socket there is always one."""
    if peer is None:
        return True
    try:
        return ip_address(peer.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _host(asked: Request) -> str:
    """The name that the browser knows us by, without its port; empty for what is none."""
    said = asked.headers.get("Host", "").lower()
    found = re.fullmatch(r"([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d+)?", said)
    return found[1] if found else ""
