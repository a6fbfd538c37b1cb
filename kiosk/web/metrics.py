"""`/metrics`, for Prometheus: how the place, its database and this server are.

Nothing of a visitor; every label has few values: states, doors, and the terminals of one place.
"""

from __future__ import annotations

import hmac
import platform
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from ipaddress import IPv6Address, ip_address
from typing import Any, get_args

from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from kiosk import __version__
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.gauges import Gauges, gauges
from kiosk.agenda.terminals import KnownTerminal
from kiosk.store.errors import StoreError
from kiosk.visit.commands import TerminalState
from kiosk.visit.tickets import Printing
from kiosk.web.circuit_breaker import CircuitBreaker
from kiosk.web.doors import METRICS, Wsgi, door_of
from kiosk.web.rate_limits import Monotonic

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
"""Edges of the histogram: a page takes some hundredths, one that waits for the database 2 s."""

PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
"""What a proxy adds: one that nobody told us of stands on this machine, and is not its user."""

TERMINAL_STATES = (*get_args(TerminalState), "silent")


class Metrics:
    def __init__(
        self,
        agenda: Agenda,
        *,
        token: str = "",
        proxies: int = 0,
        monotonic: Monotonic = time.monotonic,
    ) -> None:
        """`token` opens it to whoever knows it; without one it is this machine's alone, and
        nobody's behind `proxies`. `monotonic` counts seconds."""
        self._token, self._proxies, self._monotonic = token, proxies, monotonic
        self._registry = CollectorRegistry()
        self._requests = Histogram(
            "kiosk_http_request_duration_seconds",
            "Requests answered, by door and class of status, and how long they took.",
            ("door", "status"),
            buckets=SECONDS,
            registry=self._registry,
        )
        ProcessCollector(registry=self._registry)
        self._registry.register(PlaceCollector(agenda, monotonic))

    def beside(self, app: Wsgi) -> Wsgi:
        """The application, whose requests are counted, with `/metrics` before it."""

        def enter(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            if environ.get("PATH_INFO") == METRICS:
                return self._answer(environ, start_response)
            return counted(environ, start_response)

        counted = self.counted(app)
        return enter

    def counted(self, app: Wsgi) -> Wsgi:
        """The application, whose requests are counted."""

        def enter(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            return self._timed(app, environ, start_response)

        return enter

    def _timed(self, app: Wsgi, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        begun, status = self._monotonic(), "5xx"

        def started(line: str, headers: Any, exc_info: Any = None) -> Any:
            nonlocal status
            status = f"{line[:1]}xx"
            return start_response(line, headers, exc_info)

        door = door_of(environ.get("PATH_INFO", ""))
        try:
            return app(environ, started)
        finally:
            self._requests.labels(door, status).observe(self._monotonic() - begun)

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        headers = [("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            start_response("405 Method Not Allowed", [*headers, ("Allow", "GET, HEAD")])
            return [b""]
        if not may_read(environ, self._token, self._proxies):
            return _refused(headers, start_response, by_token=bool(self._token))
        said = generate_latest(self._registry)
        start_response("200 OK", [*headers, ("Content-Type", CONTENT_TYPE_PLAIN_0_0_4)])
        return [said]


def may_read(environ: dict[str, Any], token: str, proxies: int) -> bool:
    """By the token, where there is one; else from this machine itself, which is what the
    connection says, not a header."""
    if token:
        scheme, _, given = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        known = hmac.compare_digest(given.strip().encode("utf-8", "replace"), token.encode())
        return bool(known and scheme.lower() == "bearer")
    if proxies or any(name in environ for name in PASSED_ON):
        return False
    try:
        peer = ip_address(environ.get("REMOTE_ADDR", "").partition("%")[0])
    except ValueError:
        return False
    mapped = peer.ipv4_mapped if isinstance(peer, IPv6Address) else None
    return (mapped or peer).is_loopback


def _refused(
    headers: list[tuple[str, str]], start_response: Any, *, by_token: bool
) -> Iterable[bytes]:
    kind = ("Content-Type", "text/plain; charset=utf-8")
    if by_token:
        start_response("401 Unauthorized", [*headers, kind, ("WWW-Authenticate", "Bearer")])
        return ["Il faut le jeton du réglage metrics_token.\n".encode()]
    start_response("403 Forbidden", [*headers, kind])
    says = "Les mesures se lisent depuis cette machine, ou avec un jeton : réglez metrics_token.\n"
    return [says.encode()]


class PlaceCollector(Collector):
    """Looks anew for each scrape; while the database is silent, what does not need it is told."""

    def __init__(self, agenda: Agenda, monotonic: Monotonic) -> None:
        self._agenda = agenda
        self._monotonic = monotonic
        self._breaker = CircuitBreaker(monotonic)

    def describe(self) -> Iterable[Metric]:
        """Nothing is looked up when it is registered."""
        return ()

    def collect(self) -> Iterator[Metric]:
        version = {"version": __version__, "python": platform.python_version()}
        yield InfoMetricFamily("kiosk_build", "The program.", version)
        up = GaugeMetricFamily("kiosk_database_up", "1 while the database answers and is written.")
        begun = self._monotonic()
        try:
            self._breaker.ask(self._agenda.check)
            took = self._monotonic() - begun
            found = self._breaker.ask(lambda: self._look())
        except StoreError:
            up.add_metric((), 0)
            yield up
            return
        up.add_metric((), 1)
        yield up
        yield _gauge("kiosk_database_answer_seconds", "One look, and one transaction.", took)
        yield from _of_place(found)

    def _look(self) -> Gauges:
        with self._agenda.reading(sure=False) as work:
            return gauges(work)


def _gauge(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(name, says, value=value)


def _of_place(found: Gauges) -> Iterator[Metric]:
    oldest = (found.at - found.oldest_call).total_seconds() if found.oldest_call else 0.0
    yield _gauge("kiosk_calls_waiting", "Visitors who wait for someone now.", found.calls_waiting)
    yield _gauge("kiosk_call_oldest_seconds", "How long the first of them waits.", max(0, oldest))
    tickets = GaugeMetricFamily(
        "kiosk_tickets_today", "Tickets of today, by what became of the paper.", labels=("paper",)
    )
    for printing in get_args(Printing):
        tickets.add_metric((printing,), found.tickets.get(printing, 0))
    yield tickets
    yield _by_state(found.terminals)
    yield from _each_terminal(found)


def _by_state(terminals: tuple[KnownTerminal, ...]) -> Metric:
    """All states, so that an alarm can be told from a name that was never heard."""
    counted = Counter(one.state for one in terminals)
    family = GaugeMetricFamily(
        "kiosk_terminals", "Terminals of the place; silent: not heard of.", labels=("state",)
    )
    for state in TERMINAL_STATES:
        family.add_metric((state,), counted[state])
    return family


def _each_terminal(found: Gauges) -> Iterator[Metric]:
    seen = GaugeMetricFamily(
        "kiosk_terminal_seen_seconds", "Since its last sign of life.", labels=("terminal",)
    )
    outbox = GaugeMetricFamily(
        "kiosk_terminal_outbox", "What waits there for the database.", labels=("terminal",)
    )
    printer = GaugeMetricFamily(
        "kiosk_terminal_printer_trouble", "1: its printer needs someone.", labels=("terminal",)
    )
    ills = GaugeMetricFamily(
        "kiosk_terminal_findings",
        "What it found of itself, at its start and each day.",
        labels=("terminal", "state"),
    )
    for one in found.terminals:
        if one.last_seen_at is not None:
            seen.add_metric((one.id,), max(0, (found.at - one.last_seen_at).total_seconds()))
        if one.outbox is not None:
            outbox.add_metric((one.id,), one.outbox)
        if one.printer is not None:
            printer.add_metric((one.id,), int(bool(one.printer)))
        for state in ("note", "wrong"):
            ills.add_metric((one.id, state), sum(ill.state == state for ill in one.findings))
    yield from (seen, outbox, printer, ills)
