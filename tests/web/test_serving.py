"""`kiosk web` and the page beside a terminal, over real sockets."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kiosk.cli import main
from kiosk.cli.embedded_web import start_beside
from kiosk.cli.page_address import page_address
from kiosk.cli.web import Page
from kiosk.paths import ROOT
from kiosk.settings import Settings, load
from kiosk.web.public_address import here, telephones_open
from kiosk.web.server import PATIENCE, WebError, WebServer
from tests.web.corner import Corner


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("KIOSK_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as chosen:
        port: int = chosen.getsockname()[1]
        return port


@contextmanager
def asked(port: int, path: str, host: str = "127.0.0.1") -> Iterator[http.client.HTTPResponse]:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", path)
        yield connection.getresponse()
    finally:
        connection.close()


def until(seen: Callable[[], bool]) -> None:
    """Within a minute, on a machine that has other things to do too."""
    end = time.monotonic() + 60
    while not seen():
        assert time.monotonic() < end
        time.sleep(0.02)


def wait_for(port: int) -> None:
    def listens() -> bool:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except ConnectionRefusedError:
            return False
        return True

    until(listens)


def test_kiosk_web_serves_the_page_until_it_is_interrupted(data: Path) -> None:
    port = free_port()
    program = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "web", "--host", "127.0.0.1", "--port", str(port)],
        cwd=data.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stdout is not None
        said = program.stdout.readline()
        assert said.startswith("La page du QR : http://")
        assert f":{port} " in said
        with asked(port, "/healthz") as answer:
            assert (answer.status, answer.read()) == (200, b"ok\n")
        with asked(port, "/T/NOBODY") as answer:
            assert answer.status == 404
        assert (data / "web-secret").stat().st_mode & 0o777 == 0o600
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=20)
        assert program.returncode == 0, err
        assert "Traceback" not in err
        assert "NOBODY" not in out + err
    finally:
        program.kill()
        program.communicate()


def test_our_own_proxy_holds_a_connection_for_each_visitor(data: Path) -> None:
    settings = replace(load(), web_host="127.0.0.1", web_port=0, web_proxies=1)
    page = Page.open(settings)
    page.server.start()
    try:
        with ExitStack() as wires:
            visitors = [
                wires.enter_context(socket.create_connection(("127.0.0.1", page.server.port), 60))
                for _ in range(PATIENCE.an_address + 20)
            ]
            for number, wire in enumerate(visitors):
                said = f"GET /robots.txt HTTP/1.1\r\nX-Forwarded-For: 192.0.2.{number}\r\n\r\n"
                wire.sendall(said.encode())
            assert {wire.recv(12) for wire in visitors} == {b"HTTP/1.1 200"}
    finally:
        page.close()


def test_a_port_that_is_taken_is_told_in_one_line(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["web", "--host", "127.0.0.1", "--port", str(port)]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"La page ne peut pas être servie sur 127.0.0.1, port {port}")
    assert said.count("\n") == 1


@pytest.mark.parametrize(("host", "port"), [("256.0.0.1", 0), ("127.0.0.1", 70_000)])
def test_where_nobody_can_listen_is_told(corner: Corner, host: str, port: int) -> None:
    with pytest.raises(WebError, match="ne peut pas être servie"):
        WebServer(corner.app(), host, port)


def test_the_page_beside_a_terminal_answers_and_stops_with_it(data: Path) -> None:
    port = free_port()
    page = start_beside(Settings(data=data, web_host="127.0.0.1", web_port=port), after=0)
    wait_for(port)
    with asked(port, "/healthz") as answer:
        assert answer.status == 200
    page.close()
    with pytest.raises(OSError, match="refused"), asked(port, "/healthz"):
        pass


def test_a_terminal_works_when_its_page_cannot_be_served(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        page = start_beside(Settings(data=data, web_host="127.0.0.1", web_port=port), after=0)
        until(lambda: f"port {port}" in caplog.text)
        page.close()


def test_a_page_that_could_not_be_served_at_the_start_is_served_later(
    data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        settings = Settings(data=data, web_host="127.0.0.1", web_port=port)
        page = start_beside(settings, after=0, again=0.05)
        until(lambda: f"port {port}" in caplog.text)
    wait_for(port)
    with asked(port, "/healthz") as answer:
        assert answer.status == 200
    page.close()
    assert caplog.text.count(f"port {port}") == 1  # said once


def test_a_terminal_that_stops_at_once_waits_for_no_page(data: Path) -> None:
    begun = time.monotonic()
    start_beside(Settings(data=data, web_port=free_port()), after=60).close()
    assert time.monotonic() - begun < 30
    assert not data.exists()


def test_a_request_that_is_too_large_never_reaches_the_page(corner: Corner) -> None:
    server = WebServer(corner.app(), "127.0.0.1", 0)
    server.start()
    try:
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as wire:
            wire.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 20_000 + b"\r\n\r\n")
            assert b" 431 " in wire.recv(100)
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as wire:
            wire.sendall(
                b"POST /t/X/annuler HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"
            )
            assert b" 413 " in wire.recv(100)
        with asked(server.port, "/healthz") as answer:
            assert answer.status == 200
            assert answer.getheader("Server") is None
    finally:
        server.close()


def test_this_machine_is_found_by_its_own_address() -> None:
    parts = urlsplit(here(8123))
    assert (parts.scheme, parts.port) == ("http", 8123)
    assert parts.hostname is not None
    if parts.hostname != "localhost":
        address = ip_address(parts.hostname)
        assert not address.is_loopback
        with socket.create_server((parts.hostname, 0)):
            pass  # it is ours: one can listen there


@pytest.mark.parametrize(
    ("url", "opens"),
    [
        ("https://rdv.exemple.fr", True),
        ("http://192.168.1.20:8080", True),
        ("http://[fd00::1]:8080", True),
        ("http://localhost:8080", False),
        ("HTTP://LOCALHOST", False),
        ("http://borne.localhost/", False),
        ("http://127.0.0.1", False),
        ("http://127.9.9.9:80", False),
        ("http://127.1", False),
        ("http://2130706433/", False),
        ("http://0:8080", False),
        ("http://localhost.:8080", False),
        ("http://localhost.localdomain", False),
        ("http://borne.local", True),
        ("http://cafe", True),
        ("http://[::1]/", False),
        ("http://0.0.0.0:8080", False),
        ("http://169.254.3.4:8080", False),
        ("http://[fe80::1]:8080", False),
    ],
)
def test_what_a_telephone_can_open(url: str, opens: bool) -> None:
    assert telephones_open(url) is opens
    assert page_address(Settings(public_url=url))() == (url if opens else "")


def test_the_address_on_tickets_is_where_the_page_listens() -> None:
    assert page_address(Settings(web_host="127.0.0.1"))() == ""
    assert page_address(Settings(web_host="::1"))() == ""
    assert page_address(Settings(web_host="192.0.2.7"))() == "http://192.0.2.7:8080"
    assert page_address(Settings(web_host="2001:db8::7"))() == "http://[2001:db8::7]:8080"
    assert page_address(Settings(web_host="::", web_port=81))() in (here(81, "::"), "")


ASKED_TWICE = """
import fcntl, socket, struct
from kiosk.cli.page_address import page_address, page_url
from kiosk.settings import Settings

def bring_up(name, address):
    wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    where = struct.pack("16sHH4s8x", name, socket.AF_INET, 0, socket.inet_aton(address))
    fcntl.ioctl(wire, 0x8916, where)  # SIOCSIFADDR
    fcntl.ioctl(wire, 0x8914, struct.pack("16sH14x", name, 0x41))  # SIOCSIFFLAGS: up
    wire.close()

settings = Settings()
tickets = page_address(settings)
print(page_url(settings), repr(tickets()))
bring_up(b"lo", "192.0.2.20")
print(page_url(settings), repr(tickets()))
"""


def test_a_network_that_comes_up_after_the_start_is_found() -> None:
    """In a network namespace of its own, which has none at first."""
    alone = ["unshare", "--map-root-user", "--net", sys.executable, "-c", ASKED_TWICE]
    tried = subprocess.run(alone, cwd=ROOT, capture_output=True, text=True)
    if "unshare" in tried.stderr:
        pytest.skip("this machine lets nobody make a network namespace")
    assert tried.stdout.splitlines() == [
        "http://localhost:8080 ''",
        "http://192.0.2.20:8080 'http://192.0.2.20:8080'",
    ], tried.stderr


def test_an_address_that_is_set_is_the_one_on_tickets(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.cli.page_address import page_url

    assert page_url(load()) == here(8080)
    monkeypatch.setenv("KIOSK_PUBLIC_URL", "https://rdv.exemple.fr")
    assert page_url(load()) == "https://rdv.exemple.fr"
