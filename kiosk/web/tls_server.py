"""The team's server: waitress behind TLS, on a port of its own.

A connection is waitress's from its first moment, with the address that it came from: the limits
of `listener.py` hold for one that has not yet shaken hands too.
"""

from __future__ import annotations

import logging
import socket
import ssl
import time
from collections.abc import Callable
from typing import Any

from kiosk.errors import KioskError
from kiosk.web.certificates import Certificate
from kiosk.web.doors import STAFF, Wsgi
from kiosk.web.listener import ConnectionLimits, Listener
from kiosk.web.rate_limits import Monotonic
from kiosk.web.server import WebServer
from kiosk.web.tls_pump import TlsPump

log = logging.getLogger(__name__)

TEAM = ConnectionLimits(an_address=40, in_all=80)
"""Each takes three files of the 1024 that a process may have open; visitors have 600 of them."""

MOST_CARRIED = 100
"""With those whose last bytes are under way."""

LOOKS_AT_CERTIFICATE = 60.0
"""Seconds between two looks at whether there is another."""

CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""Of TLS 1.2: all with forward secrecy and authenticated. TLS 1.3 has no others."""


class LiveCertificate:
    """The certificate of the moment: renewed, or put there by somebody, it is served within a
    minute, without a restart.
    """

    def __init__(self, find: Callable[[], Certificate]) -> None:
        """`find` reads it, or makes it. Raises CertificateError when there is none."""
        self._find = find
        self.now = find()
        self.context = tls_context(self.now)
        self._said = ""

    def look(self) -> None:
        """What was served goes on being served while there is nothing better."""
        try:
            found = self._find()
            if found.fingerprint != self.now.fingerprint:
                self.context = tls_context(found)
                self.now = found
                log.info("The team's server has a new certificate, until %s.", found.ends)
            self._said = ""
        except (KioskError, OSError) as error:
            if str(error) != self._said:
                log.warning("%s", error)
            self._said = str(error)


def tls_context(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(CIPHERS)
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION | ssl.OP_NO_TICKET
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(certificate.file, certificate.key)
    return context


class TlsListener(Listener):
    """Accepts what comes by TLS; hands waitress the inner end of it."""

    def __init__(self, pump: TlsPump, *args: Any) -> None:
        self._pump = pump
        super().__init__(*args)
        self.adj.url_scheme = "https"

    def accept(self) -> tuple[socket.socket, Any] | None:
        accepted = super().accept()
        if accepted is None:
            return None
        outer, address = accepted
        if self._pump.carried >= MOST_CARRIED:
            outer.close()
            return None
        try:
            ours, inner = socket.socketpair()
        except OSError:
            outer.close()
            raise
        self._pump.carry(outer, inner)
        return ours, address

    def set_socket_options(self, conn: socket.socket) -> None:
        """None: what waitress would set is of TCP, and the inner end is not."""


class TlsServer(WebServer):
    """As WebServer, by https alone."""

    what, agrees, setting = "L'espace de l'équipe", "", "staff_port"

    def __init__(
        self,
        app: Wsgi,
        host: str,
        port: int,
        certificate: LiveCertificate,
        patience: ConnectionLimits = TEAM,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        self._certificate = certificate
        self._looked = monotonic()
        self._monotonic = monotonic
        super().__init__(_from_the_root(app), host, port, patience, monotonic)

    def _listener_of(self, *args: Any) -> Listener:
        self._pump = TlsPump(lambda: self._certificate.context)
        return TlsListener(self._pump, *args)

    def run(self) -> None:
        self._pump.start()
        super().run()

    def _look(self) -> None:
        super()._look()
        if self._monotonic() - self._looked >= LOOKS_AT_CERTIFICATE:
            self._looked = self._monotonic()
            self._certificate.look()

    def _stop(self) -> None:
        super()._stop()
        self._pump.close()


def _from_the_root(app: Wsgi) -> Wsgi:
    """Whoever types the address alone is led to the team's page: there is no other here."""

    def enter(environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("PATH_INFO", "") in ("", "/"):
            start_response("303 See Other", [("Location", STAFF), ("Content-Length", "0")])
            return [b""]
        return app(environ, start_response)

    return enter
