"""The team's part by https: a certificate of our own or one that was given, served to anybody
who shakes hands, whoever else does not.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kiosk.agenda import staff_accounts
from kiosk.agenda.staff_journal import Author
from kiosk.paths import ROOT
from kiosk.web.certificates import Certificate, CertificateError
from kiosk.web.given_certificate import given_certificate
from kiosk.web.own_certificate import own_certificate
from kiosk.web.server import WebError
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.connection import Connection
from kiosk.web.staff.site import StaffSite
from kiosk.web.tls_server import LiveCertificate, TlsServer
from tests.web.browser import chromium, violations
from tests.web.corner import SECRET, Corner
from tests.web.test_serving import until

NAMES = ("accueil", "localhost", "127.0.0.1", "::1", "192.168.1.20")
PASSWORD = "quatre pommes sur la table"


def now() -> datetime:
    return datetime.now(UTC)


def openssl(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["openssl", *map(str, words)], input="", capture_output=True, text=True, timeout=30
    )


def hello(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """An answer larger than what waits between two sockets."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['wsgi.url_scheme']} {environ['REMOTE_ADDR']} ".encode() * 20_000]


@dataclass
class Team:
    """A server that makes its own certificate, and a client that trusts it."""

    folder: Path
    names: tuple[str, ...] = NAMES

    def __post_init__(self) -> None:
        self.live = LiveCertificate(lambda: own_certificate(self.folder, self.names, now()))

    @contextmanager
    def serving(self, app: Any = hello) -> Iterator[TlsServer]:
        server = TlsServer(app, "127.0.0.1", 0, self.live)
        server.start()
        try:
            yield server
        finally:
            server.close()

    @property
    def authority(self) -> str:
        assert self.live.now.authority is not None
        return ssl.DER_cert_to_PEM_cert(self.live.now.authority.der)

    @contextmanager
    def asks(self, port: int, path: str = "/staff") -> Iterator[http.client.HTTPResponse]:
        context = ssl.create_default_context(cadata=self.authority)
        if sys.version_info >= (3, 12):
            context.verify_flags |= ssl.VERIFY_X509_STRICT
        wire = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=20)
        try:
            wire.request("GET", path)
            yield wire.getresponse()
        finally:
            wire.close()


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path / "certificate")


@pytest.mark.parametrize("names", [NAMES, ("127.0.0.1",)])
def test_a_client_that_trusts_our_authority_is_answered(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    team = Team(tmp_path / "certificate", names)
    with team.serving() as server:
        with team.asks(server.port, "/staff/x") as answer:
            assert answer.read() == b"https 127.0.0.1 " * 20_000
        with team.asks(server.port, "/") as answer:
            assert (answer.status, answer.headers["Location"]) == (303, "/staff")
        pem = team.folder.parent / "authority.crt"
        pem.write_text(team.authority)
        shown = openssl(
            *("s_client", "-connect", f"127.0.0.1:{server.port}", "-CAfile", pem),
            *("-verify_return_error", "-verify_ip", "127.0.0.1", "-x509_strict", "-brief"),
        )
        assert "Verification: OK" in shown.stderr
        context = ssl.create_default_context()
        with (
            pytest.raises(ssl.SSLCertVerificationError),
            socket.create_connection(("127.0.0.1", server.port), 10) as wire,
        ):
            context.wrap_socket(wire, server_hostname="127.0.0.1")


def test_what_is_old_is_not_spoken(team: Team) -> None:
    """Nor HTTP in clear: who forgot the "s" is told."""
    with team.serving() as server:
        old = openssl("s_client", "-connect", f"127.0.0.1:{server.port}", "-tls1_1")
        assert "Cipher is (NONE)" in old.stdout
        static = openssl(
            *("s_client", "-connect", f"127.0.0.1:{server.port}"),
            *("-tls1_2", "-cipher", "AES128-GCM-SHA256"),
        )
        assert "Cipher is (NONE)" in static.stdout
        with socket.create_connection(("127.0.0.1", server.port), 10) as wire:
            wire.sendall(b"GET /staff HTTP/1.1\r\nHost: x\r\n\r\n")
            told = b"".join(iter(lambda: wire.recv(1000), b""))
            assert b" 400 " in told
            assert "commence par https://" in told.decode()


def test_those_who_say_nothing_keep_nobody_waiting(team: Team) -> None:
    """Sixty that are silent, or begin a handshake and stop; then the server ends in time."""
    with team.serving() as server, ExitStack() as wires:
        for number in range(60):
            where = ("127.0.0.1", server.port)
            wire = wires.enter_context(socket.create_connection(where, 20))
            wire.sendall(b"\x16\x03\x01\x02\x00\x01"[: number % 7])
        begun = time.monotonic()
        with team.asks(server.port) as answer:
            assert answer.status == 200
            answer.read()
        assert time.monotonic() - begun < 4  # less than one handshake's time
        begun = time.monotonic()
        server.close()
        assert time.monotonic() - begun < 5
        wire.settimeout(1)
        with pytest.raises(ConnectionError):
            socket.create_connection(where, 5)


def test_the_certificate_is_made_once_and_renewed_in_time(tmp_path: Path) -> None:
    folder, start = tmp_path / "certificate", now()
    first = own_certificate(folder, NAMES, start)
    assert first.names == NAMES
    assert first.ends - start < timedelta(days=398)
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert own_certificate(folder, NAMES, start + timedelta(days=300)) == first
    without_network = NAMES[:4]
    assert own_certificate(folder, without_network, start) == first
    later = own_certificate(folder, NAMES, start + timedelta(days=370))
    moved = own_certificate(folder, (*without_network, "10.0.0.9"), start)
    assert len({one.fingerprint for one in (first, later, moved)}) == 3
    assert "10.0.0.9" in moved.names
    assert first.authority == later.authority == moved.authority
    assert list(first.doubts(start)) == []
    last = own_certificate(folder, NAMES, start + timedelta(days=3400))
    assert "ne feront plus confiance" in next(last.doubts(start + timedelta(days=3400)))
    # A clock that is wrong for a moment does not take away what tablets trust.
    with pytest.raises(CertificateError, match="Si l'heure de cette machine est juste"):
        own_certificate(folder, NAMES, start + timedelta(days=3700))
    assert own_certificate(folder, NAMES, start - timedelta(days=700)).authority == first.authority


def test_our_authority_signs_for_nobody_else(team: Team) -> None:
    """It signs no other name, and where its key is stolen browsers believe none that it signs."""
    folder = team.folder
    assert own_certificate(folder, (*NAMES, "banque.fr", "8.8.8.8"), now()).names == NAMES
    kept, stolen = folder / "authority.pem", folder / "stolen.pem"
    for name, is_believed in (("DNS:accueil.lan", True), ("DNS:banque.fr", False)):
        made = openssl(
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
            *("-CA", kept, "-CAkey", kept, "-subj", "/CN=x", "-out", stolen),
            *("-keyout", folder / "k", "-addext", f"subjectAltName={name}"),
            *("-addext", "basicConstraints=critical,CA:FALSE"),
        )
        assert made.returncode == 0, made.stderr
        verified = openssl("verify", "-CAfile", kept, stolen)
        assert (verified.returncode == 0) is is_believed
    assert "permitted subtree violation" in verified.stderr


def test_what_a_power_cut_left_is_made_anew_or_told(tmp_path: Path) -> None:
    folder = tmp_path / "certificate"
    first = own_certificate(folder, NAMES, now())
    (folder / "server.pem").write_bytes(b"")
    second = own_certificate(folder, NAMES, now())
    assert second.authority == first.authority
    (folder / "authority.pem").write_bytes(b"")
    with pytest.raises(CertificateError, match="Remettez-le d'une sauvegarde"):
        own_certificate(folder, NAMES, now())


# One that was given


def given(folder: Path, name: str = "server", days: int = 365) -> Certificate:
    """As an operator makes it elsewhere."""
    made = openssl(
        *("req", "-x509", "-newkey", "rsa:2048", "-subj", "/CN=x", "-nodes"),
        *("-keyout", folder / f"{name}.key", "-out", folder / f"{name}.crt"),
        *("-addext", "subjectAltName=IP:127.0.0.1", "-days", str(days)),
    )
    assert made.returncode == 0, made.stderr
    return given_certificate(folder / f"{name}.crt", folder / f"{name}.key", now())


def test_a_certificate_that_was_given_is_served_and_read_again(tmp_path: Path) -> None:
    given(tmp_path)
    file, key = tmp_path / "server.crt", tmp_path / "server.key"
    live = LiveCertificate(lambda: given_certificate(file, key, now()))
    seconds = [0.0]
    server = TlsServer(hello, "127.0.0.1", 0, live, monotonic=lambda: seconds[0])
    server.start()

    def shown() -> str:
        return ssl.get_server_certificate(("127.0.0.1", server.port), timeout=20)

    try:
        first = shown()
        assert first.strip() == file.read_text().strip()
        assert list(live.now.doubts(now())) == []
        given(tmp_path, days=20)
        assert shown() == first
        seconds[0] += 61
        until(lambda: shown() != first)
        assert shown().strip() == file.read_text().strip()
        assert "renouvelez-le avant" in next(live.now.doubts(now()))
        key.write_bytes(b"half a key")
        live.look()  # what was served goes on
        assert shown() != first
    finally:
        server.close()


def test_what_is_wrong_with_it_is_said(tmp_path: Path) -> None:
    given(tmp_path)
    given(tmp_path, "other")
    crt, key = tmp_path / "server.crt", tmp_path / "server.key"
    locked, words = tmp_path / "locked.key", tmp_path / "words"
    openssl("pkey", "-in", key, "-out", locked, "-aes256", "-passout", "pass:secret")
    words.write_text("du texte")
    today = now()
    for file, its_key, at, says in (
        (crt, None, today, "vont ensemble"),
        (tmp_path / "none", key, today, r"none\) ne se lit pas : il n'existe pas"),
        (words, key, today, "n'est pas un certificat en PEM"),
        (crt, words, today, "n'est pas une clé en PEM"),
        (crt, locked, today, "protégée par un mot de passe"),
        (crt, tmp_path / "other.key", today, "n'est pas la clé de staff_certificate"),
        (crt, key, today + timedelta(days=400), "périmé depuis le"),
        (crt, key, today - timedelta(days=2), "vérifiez l'heure"),
    ):
        with pytest.raises(CertificateError, match=says):
            given_certificate(file, its_key, at)


def test_a_port_that_is_taken_is_said(team: Team) -> None:
    with team.serving() as server:
        says = "L'espace de l'équipe ne peut pas être servi sur .* changez staff_port"
        with pytest.raises(WebError, match=says):
            TlsServer(hello, "127.0.0.1", server.port, team.live)


# Whole


def test_a_browser_signs_in_and_learns_to_trust(team: Team, tmp_path: Path) -> None:
    corner = Corner(tmp_path)
    corner.agenda.write(staff_accounts.add, "Amina", "manager", PASSWORD, Author(None, "essai"))
    connection = Connection(tls_port=8443, authority=lambda: team.live.now.authority)
    app = make_staff_app(StaffSite(agenda=corner.agenda, secret=SECRET, connection=connection))
    with team.serving(app) as server, chromium() as browser:
        # It knows no authority of ours; openssl and Python above do.
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        page.goto(f"https://127.0.0.1:{server.port}/")
        page.get_by_label("Votre nom").fill("Amina")
        page.get_by_label("Votre mot de passe").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Sortir")).to_be_visible()
        cookie = context.cookies()[0]
        assert (cookie["name"], cookie["secure"]) == ("__Secure-kiosk-staff", True)
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"https://127.0.0.1:{server.port}/staff/confiance")
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert team.live.now.authority is not None
        shown = page.locator(".print").inner_text().split()
        assert ":".join(shown) == team.live.now.authority.fingerprint
        with page.expect_download() as download:
            page.get_by_role("link", name="Télécharger").click()
        assert download.value.path().read_bytes() == team.live.now.authority.der
        context.close()
    corner.agenda.store.close()


def kiosk(*words: str, **environ: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk", *words],
        cwd=environ["KIOSK_DATA"],
        env={**kept, **environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_kiosk_web_says_what_tablets_compare_and_ends_in_time(tmp_path: Path) -> None:
    ports = []
    for _ in range(2):
        with socket.create_server(("127.0.0.1", 0)) as chosen:
            ports.append(str(chosen.getsockname()[1]))
    here = {"KIOSK_DATA": str(tmp_path), "KIOSK_STAFF_PORT": ports[1]}
    program = kiosk("web", "--host", "127.0.0.1", "--port", ports[0], **here)
    try:
        assert program.stdout is not None
        said = [program.stdout.readline() for _ in range(3)]
        assert said[1] == f"L'espace de l'équipe : https://localhost:{ports[1]}/staff\n"
        shown = kiosk("staff", "certificate", KIOSK_WEB_HOST="127.0.0.1", **here)
        out, err = shown.communicate(timeout=60)
        assert (shown.returncode, err) == (0, "")
        assert out.splitlines()[0] == said[2].strip()
        wire = http.client.HTTPConnection("127.0.0.1", int(ports[0]), timeout=20)
        wire.request("GET", "/staff/confiance.crt")
        answer = wire.getresponse()
        authority = ssl.DER_cert_to_PEM_cert(answer.read())
        assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
        context = ssl.create_default_context(cadata=authority)
        safe = http.client.HTTPSConnection("localhost", int(ports[1]), context=context, timeout=20)
        safe.request("GET", "/staff/entrer")
        assert safe.getresponse().status == 200
        wire.close()
        safe.close()
        begun = time.monotonic()
        program.send_signal(signal.SIGTERM)
        out, err = program.communicate(timeout=20)
        assert time.monotonic() - begun < 5
        assert (program.returncode, "Traceback" in err) == (0, False)
    finally:
        program.kill()
        program.communicate()
