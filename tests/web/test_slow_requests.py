"""Clients that hold the page: slow, silent, too many; and a store that keeps it waiting."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from kiosk.agenda.agenda import Agenda
from kiosk.store.errors import StoreConflict, StoreFault, StoreUnreachable
from kiosk.store.schema import open_store
from kiosk.ticket.codes import new_token
from kiosk.web.circuit_breaker import REST, CircuitBreaker, StoreAwayStill
from kiosk.web.listener import ConnectionLimits
from kiosk.web.server import PATIENCE, WebServer
from kiosk.web.visitor.app import make_app
from kiosk.web.visitor.site import Site
from tests.agenda.world import MovingClock, empty_place, same_place
from tests.support.postgres import PostgresServer
from tests.support.proxy import Proxy
from tests.visit.small_catalog import CATALOG
from tests.web.corner import FREELY, PUBLIC_URL, SECRET, Corner

HEAD = b"GET /style.css HTTP/1.1\r\nHost: x\r\n"


@dataclass
class Served:
    """A page on a real socket, whose deadlines are counted by a clock of ours."""

    server: WebServer
    seconds: list[float]
    wires: ExitStack = field(default_factory=ExitStack)

    def connect(self, address: str = "127.0.0.1") -> socket.socket:
        """From one of this machine's many addresses to itself."""
        wire = socket.create_connection(("127.0.0.1", self.server.port), 60, (address, 0))
        return self.wires.enter_context(wire)

    def answer(self, path: str = "/style.css", address: str = "127.0.0.1") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, 60, (address, 0))
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        return answer.status

    def pass_time(self, seconds: float) -> None:
        self.seconds[0] += seconds
        assert self.answer() == 200  # it has looked at its connections since


@contextmanager
def served(
    corner: Corner, patience: ConnectionLimits = PATIENCE, app: Flask | None = None
) -> Iterator[Served]:
    seconds = [0.0]
    server = WebServer(app or corner.app(), "127.0.0.1", 0, patience, lambda: seconds[0])
    server.start()
    page = Served(server, seconds)
    try:
        with page.wires:
            yield page
    finally:
        server.close()


def is_closed(wire: socket.socket) -> bool:
    """Within the minute that each of our sockets waits."""
    try:
        while wire.recv(65536):
            pass
    except ConnectionError:
        return True
    return True


def is_open(wire: socket.socket) -> bool:
    wire.setblocking(False)
    try:
        return bool(wire.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return True
    finally:
        wire.settimeout(60)


# Connections


def test_slow_connections_of_one_address_keep_nobody_away(corner: Corner) -> None:
    with served(corner) as page:
        for number in range(300):
            page.connect().sendall(HEAD if number % 2 else b"")
        assert page.answer(address="127.0.0.2") == 200
        assert page.answer() == 200  # nor somebody behind the same address


def test_an_address_that_has_its_share_gives_up_its_oldest_connection(corner: Corner) -> None:
    with served(corner, ConnectionLimits(an_address=4, in_all=100)) as page:
        mine = [page.connect() for _ in range(4)]
        theirs = page.connect("127.0.0.2")
        assert page.answer() == 200
        assert is_closed(mine[0])
        assert all(is_open(wire) for wire in (*mine[1:], theirs))


def test_when_all_are_too_many_whoever_has_most_gives_way(corner: Corner) -> None:
    with served(corner, ConnectionLimits(an_address=100, in_all=8)) as page:
        many = [page.connect() for _ in range(6)]
        few = [page.connect("127.0.0.2") for _ in range(2)]
        assert page.answer(address="127.0.0.3") == 200
        assert is_closed(many[0])
        assert all(map(is_open, few))


def test_whoever_has_just_come_goes_after_older_ones_that_are_being_answered(
    corner: Corner,
) -> None:
    """Otherwise two requests that never end would keep everybody of their address away."""
    app, end = corner.app(), threading.Event()
    answers = app.wsgi_app

    def slow(environ: dict[str, Any], start_response: Any) -> Any:
        if environ["PATH_INFO"].startswith("/t/"):
            end.wait(60)
        return answers(environ, start_response)

    app.wsgi_app = slow  # type: ignore[method-assign]
    with served(corner, ConnectionLimits(an_address=2), app) as page:
        for _ in range(2):
            page.connect().sendall(b"GET /t/X HTTP/1.1\r\nHost: x\r\n\r\n")
        page.seconds[0] += 1
        assert page.answer() == 200
        end.set()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"G",
        HEAD,
        b"POST /t/X/annuler HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\ncle=",
        b"POST /t/X/annuler HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ncle=\r\n",
    ],
)
def test_a_request_that_is_not_whole_in_time_is_let_go(corner: Corner, said: bytes) -> None:
    with served(corner) as page:
        wire = page.connect()
        wire.sendall(said)
        assert page.answer() == 200
        page.pass_time(9)
        wire.sendall(b"x" * bool(said))  # drop by drop
        assert is_open(wire)
        page.pass_time(2)
        assert is_closed(wire)


def test_a_connection_that_asks_again_in_time_is_kept(corner: Corner) -> None:
    with served(corner) as page:
        connection = http.client.HTTPConnection("127.0.0.1", page.server.port, 60)
        connection.connect()
        kept = connection.sock
        for _ in range(3):
            connection.request("GET", "/style.css")
            assert connection.getresponse().read()
            page.pass_time(50)
        assert connection.sock is kept
        page.pass_time(11)
        assert is_closed(kept)
        connection.close()


def test_an_answer_that_nobody_takes_is_let_go(corner: Corner) -> None:
    """Its buffers are full: the socket never becomes writable again."""
    with served(corner) as page:
        wire = socket.socket()
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wire.settimeout(60)
        page.wires.enter_context(wire)
        wire.connect(("127.0.0.1", page.server.port))
        font = b"GET /fonts/AtkinsonHyperlegibleNext-Bold.ttf HTTP/1.1\r\nHost: x\r\n\r\n"
        wire.sendall(font * 100)
        assert wire.recv(1, socket.MSG_PEEK)
        assert page.answer() == 200
        page.pass_time(61)
        assert is_closed(wire)


# The store


@pytest.fixture
def away(postgres: PostgresServer, postgres_url: str) -> Iterator[tuple[Agenda, Proxy]]:
    """A place whose database is behind a network of ours."""
    clock = MovingClock()
    empty_place(postgres_url, clock).store.close()
    with Proxy(postgres.port) as proxy:
        name = postgres_url.rsplit("/", 1)[1]
        store = open_store(f"postgresql+psycopg://postgres@127.0.0.1:{proxy.port}/{name}")
        yield same_place(store, clock), proxy
        store.close()


def page_of(agenda: Agenda) -> Served:
    site = Site(
        agenda=agenda,
        catalog=CATALOG,
        public_url=lambda: PUBLIC_URL,
        secret=SECRET,
        per_address=FREELY,
        per_ticket=FREELY,
    )
    server = WebServer(make_app(site), "127.0.0.1", 0)
    server.start()
    return Served(server, [])


def test_a_style_sheet_does_not_wait_behind_pages_that_wait_for_the_store(
    postgres_url: str,
) -> None:
    clock = MovingClock()
    empty_place(postgres_url, clock).store.close()
    store = open_store(postgres_url, patience=60)
    page = page_of(same_place(store, clock))
    other = open_store(postgres_url, patience=60)
    with ThreadPoolExecutor(40) as telephones:
        with other.writing() as lock:
            lock.execute(text("LOCK TABLE ticket IN ACCESS EXCLUSIVE MODE"))
            shapes = ("/t/", "//t/", "/t//", "/%E2%80%8Bt/") * 10
            asked = [telephones.submit(page.answer, shape + new_token()) for shape in shapes]
            for path in ("/style.css", "/icon.svg", "/robots.txt", "/nowhere", "/healthz"):
                assert page.answer(path) == (404 if path == "/nowhere" else 200)
            assert not any(one.done() for one in asked)
        assert {one.result() for one in asked} == {404}
    page.server.close()
    store.close()
    other.close()


def test_while_the_store_is_silent_only_the_first_wait_for_it(
    away: tuple[Agenda, Proxy],
) -> None:
    agenda, proxy = away
    page = page_of(agenda)
    assert page.answer(f"/t/{new_token()}") == 404
    proxy.swallow()
    begun = time.monotonic()
    asked = [page.answer(f"/t/{new_token()}") for _ in range(20)]
    assert set(asked) == {503}
    assert page.answer("/healthz") == 503
    assert time.monotonic() - begun < 20  # and not two seconds each
    proxy.restore()
    until = time.monotonic() + 60
    while page.answer("/healthz") != 200:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert page.answer(f"/t/{new_token()}") == 404
    page.server.close()


class Trial:
    """A store that takes so long, and then fails or not."""

    def __init__(self) -> None:
        self.now = 0.0
        self.breaker = CircuitBreaker(lambda: self.now)

    def ask(self, seconds: float, fails: type[Exception] | None = None) -> str:
        def deed() -> str:
            self.now += seconds
            if fails:
                raise fails("away")
            return "here"

        return self.breaker.ask(deed)


def test_a_store_that_was_silent_is_left_alone_and_then_asked_by_one() -> None:
    trial = Trial()
    with pytest.raises(StoreUnreachable, match="away"):
        trial.ask(2, StoreUnreachable)
    with pytest.raises(StoreAwayStill):
        trial.ask(0)
    trial.now += REST

    def another_comes_meanwhile() -> str:
        with pytest.raises(StoreAwayStill):
            trial.ask(0)
        return "here"

    assert trial.breaker.ask(another_comes_meanwhile) == "here"
    assert trial.ask(0) == "here"


@pytest.mark.parametrize(("seconds", "fails"), [(0.1, StoreUnreachable), (2, StoreConflict)])
def test_a_store_that_refuses_at_once_or_gives_way_is_asked_again(
    seconds: float, fails: type[Exception]
) -> None:
    trial = Trial()
    with pytest.raises(fails):
        trial.ask(seconds, fails)
    assert trial.ask(0) == "here"


@pytest.mark.parametrize("fails", [StoreUnreachable, StoreConflict, StoreFault, ValueError])
def test_whoever_asks_first_after_a_silence_and_is_answered_ends_it(
    fails: type[Exception],
) -> None:
    """Whatever the answer is: a page that breaks keeps the others away no longer."""
    trial = Trial()
    with pytest.raises(StoreUnreachable):
        trial.ask(2, StoreUnreachable)
    trial.now += REST
    with pytest.raises(fails):
        trial.ask(0.1, fails)
    assert trial.ask(0) == "here"
