"""The example of docs/web.md in a real nginx: no log holds a ticket's address in any shape."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.paths import ROOT
from kiosk.web.doors import two_doors
from kiosk.web.rate_limits import RateLimit
from kiosk.web.server import WebServer
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.connection import Connection
from kiosk.web.staff.site import StaffSite
from tests.web.corner import SECRET, Corner

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
EXAMPLE = ROOT / "deploy" / "nginx" / "kiosk.conf"

FULL = "RACES" in os.environ

pytestmark = pytest.mark.skipif(
    NGINX is None or shutil.which("openssl") is None,
    reason="nginx is missing; to install it: sudo apt-get install nginx openssl",
)

AS_DEBIAN_HAS_IT = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 768; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    access_log {folder}/access.log;
    include {folder}/kiosk.conf;
}}
"""


def unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as chosen:
        return int(chosen.getsockname()[1])


@dataclass
class Nginx:
    folder: Path
    http: int
    https: int
    process: subprocess.Popen[bytes]

    def ask(self, lines: bytes, *, tls: bool = True) -> bytes:
        """What it answers to these bytes."""
        wire: socket.socket = socket.create_connection(
            ("127.0.0.1", self.https if tls else self.http), 60
        )
        if tls:
            wire = unverified().wrap_socket(wire, server_hostname="x")
        said = b""
        with wire, suppress(ConnectionError):
            wire.sendall(lines)
            while (part := wire.recv(65536)) and b" 413 " not in part:  # which it lingers after
                said += part
            said += part
        return said

    def logs(self) -> dict[str, str]:
        """All that it has written, when it has ended."""
        self.process.terminate()
        self.process.wait(60)
        return {file.name: file.read_text("latin-1") for file in self.folder.glob("*.log")}


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    corner = Corner(tmp_path)
    yield corner
    corner.agenda.store.close()


@pytest.fixture
def page(corner: Corner) -> Iterator[WebServer]:
    connection = Connection(proxies=1, public_url="https://rdv.exemple.fr")
    team = make_staff_app(StaffSite(agenda=corner.agenda, secret=SECRET, connection=connection))
    visitors = corner.app(proxies=1, per_address=RateLimit(5, 0.001))
    server = WebServer(two_doors(visitors, team), "127.0.0.1", 0)
    server.start()
    yield server
    server.close()


@pytest.fixture
def nginx(tmp_path: Path, page: WebServer) -> Iterator[Nginx]:
    folder, http_port, https_port = tmp_path / "nginx", free_port(), free_port()
    folder.mkdir(mode=0o755)
    key, certificate = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=x"
        f" -keyout {key} -out {certificate}".split(),
        check=True,
        capture_output=True,
    )
    live = "/etc/letsencrypt/live/rdv.exemple.fr"
    here = {
        "listen 80 ": f"listen 127.0.0.1:{http_port} ",
        "listen [::]:80 ": f"listen 127.0.0.2:{http_port} ",
        "listen 443 ": f"listen 127.0.0.1:{https_port} ",
        "listen [::]:443 ": f"listen 127.0.0.2:{https_port} ",
        f"{live}/fullchain.pem": str(certificate),
        f"{live}/privkey.pem": str(key),
        "/var/log/nginx": str(folder),
        "127.0.0.1:8080": f"127.0.0.1:{page.port}",
    }
    example = EXAMPLE.read_text()
    for there, instead in here.items():
        assert there in example
        example = example.replace(there, instead)
    (folder / "kiosk.conf").write_text(example)
    (folder / "nginx.conf").write_text(AS_DEBIAN_HAS_IT.format(folder=folder))
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_for(https_port)
        yield Nginx(folder, http_port, https_port, process)
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 60).close()
        except ConnectionRefusedError:
            assert time.monotonic() < until
            time.sleep(0.02)
        else:
            return


def shapes(token: str) -> Iterator[bytes]:
    """One ticket's address as telephones, mail programs and mischief send it."""
    starts: tuple[str, ...]
    starts = ("/T/", "/t/", "//T/", "/t//", "/%54/", "/x/t/", "/t%2f", "/./t/", "/", "/healthz/")
    starts += ("/fonts/", "/webhooks/", "/?", "/t?", "/style.css?", "/%00", "http://y/t/")
    tails = ("", ".", "/", "/annuler", "/ANNULER", "/Annuler/x", "%2e", ")", "?x=1", "/%0a", "/é")
    for start in starts:
        for tail in tails:
            yield f"GET {start}{token}{tail} HTTP/1.1".encode()
            yield f"GET {start}{token.lower()}{tail} HTTP/1.0".encode()
    yield f"{token} / HTTP/1.1".encode()
    yield f"GET /t/{token}".encode()
    yield f"GET /t/{token} HTTP/9.9".encode()
    yield f"GET /t/{token}/{'x' * 9000} HTTP/1.1".encode()
    yield f"/t/{token}".encode()


def test_no_log_of_the_example_holds_a_tickets_address(corner: Corner, nginx: Nginx) -> None:
    token = corner.booked_ticket()
    names = ("rdv.exemple.fr", "127.0.0.1", token)
    for number, line in enumerate(shapes(token)):
        for name in names if FULL else names[number % 13 :][:1]:
            ending = f"Host: {name}\r\nReferer: https://x/t/{token}\r\nUser-Agent: {token}\r\n"
            request = line + b"\r\n" + ending.encode() + b"Connection: close\r\n\r\n"
            nginx.ask(request, tls=name != "127.0.0.1")
    big = f"POST /t/{token}/annuler HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"
    assert b" 413 " in nginx.ask(big.encode())
    logs = nginx.logs()
    assert "GET /t/- 301" in logs["kiosk.log"]  # it was logged, and how
    assert "GET - " in logs["kiosk.log"]
    for name, said in logs.items():
        assert token.lower() not in said.lower(), name
        assert token[:12].lower() not in said.lower(), name


def test_with_the_page_away_no_log_holds_an_address(
    corner: Corner, nginx: Nginx, page: WebServer
) -> None:
    token = corner.booked_ticket()
    page.close()
    head = f"GET /t/{token} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert b" 502 " in nginx.ask(head.encode())
    for name, said in nginx.logs().items():
        assert token not in said, name


def test_behind_it_the_page_counts_each_visitor_apart(corner: Corner, nginx: Nginx) -> None:
    """From 127.0.0.1 and from 127.0.0.3, through one proxy."""
    seen: dict[str, list[int]] = {}
    for address in ("127.0.0.1", "127.0.0.3"):
        for number in range(7):
            connection = http.client.HTTPSConnection(
                "127.0.0.1",
                nginx.https,
                timeout=60,
                source_address=(address, 0),
                context=unverified(),
            )
            connection.request("GET", "/t/X", headers={"X-Forwarded-For": f"192.0.2.{number}"})
            seen.setdefault(address, []).append(connection.getresponse().status)
            connection.close()
    assert seen == {address: [404] * 5 + [429] * 2 for address in seen}


def test_the_team_enters_through_it_alone(nginx: Nginx, page: WebServer) -> None:
    """It says itself how a browser came, whatever the browser says; past it nobody is asked for
    a password."""
    asked = "GET /staff/entrer HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    through = nginx.ask(f"{asked}X-Forwarded-Proto: http\r\n\r\n".encode())
    assert b'type="password"' in through
    with socket.create_connection(("127.0.0.1", page.port), 60) as wire:
        wire.sendall(f"{asked}\r\n".encode())
        past = b"".join(iter(lambda: wire.recv(65536), b""))
    assert b" 403 " in past
    assert b'type="password"' not in past
    assert b"https://rdv.exemple.fr/staff" in past
