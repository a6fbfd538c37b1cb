"""Who comes in clear from another machine is asked for nothing, and told where to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from kiosk.web.certificates import Authority
from kiosk.web.staff.app import make_staff_app
from kiosk.web.staff.connection import Connection
from kiosk.web.staff.site import StaffSite
from tests.web.corner import SECRET, Corner

OURS = Authority(b"der", "AB:CD", datetime(2036, 1, 1, tzinfo=UTC))
OWN_TLS = Connection(tls_port=8443, authority=lambda: OURS)
PROXY = Connection(proxies=1, public_url="https://rdv.exemple.fr")
ALLOWED = Connection(plain_http=True)


@pytest.fixture
def corner(tmp_path: Path) -> Iterator[Corner]:
    corner = Corner(tmp_path)
    yield corner
    corner.agenda.store.close()


def asked(
    corner: Corner, connection: Connection, path: str = "/staff/entrer", **how: Any
) -> TestResponse:
    """From `peer`, by a browser that says `host`, with `headers`."""
    app = make_staff_app(StaffSite(agenda=corner.agenda, secret=SECRET, connection=connection))
    peer = how.pop("peer", "192.168.1.50")
    base = f"{how.pop('scheme', 'http')}://{how.pop('host', '192.168.1.20:8080')}"
    return Client(app).open(path, base_url=base, environ_overrides={"REMOTE_ADDR": peer}, **how)


HERE = {"peer": "127.0.0.1", "host": "localhost:8080"}


@pytest.mark.parametrize(
    ("connection", "how", "is_let_in"),
    [
        (OWN_TLS, {}, False),
        (OWN_TLS, {"scheme": "https", "host": "192.168.1.20:8443"}, True),
        (OWN_TLS, HERE, True),
        (OWN_TLS, {"peer": "::1", "host": "[::1]:8080"}, True),
        (OWN_TLS, {"peer": "::ffff:192.168.1.50"}, False),
        (OWN_TLS, {"host": "localhost:8080"}, False),
        # Anybody can write these.
        (OWN_TLS, {"headers": {"X-Forwarded-Proto": "https"}}, False),
        (OWN_TLS, {"headers": {"X-Forwarded-For": "127.0.0.1"}}, False),
        # A proxy that web_proxies does not tell of; a name that leads to this machine.
        (OWN_TLS, HERE | {"headers": {"X-Forwarded-For": "192.168.1.50"}}, False),
        (OWN_TLS, {"peer": "127.0.0.1", "host": "kiosk"}, False),
        (PROXY, HERE, False),
        (PROXY, HERE | {"headers": {"X-Forwarded-Proto": "http"}}, False),
        (PROXY, HERE | {"headers": {"X-Forwarded-Proto": "https"}}, True),
        (PROXY, HERE | {"headers": {"X-Forwarded-Proto": "https, http"}}, False),
        (ALLOWED, {}, True),
    ],
)
def test_a_password_is_asked_for_where_nobody_reads_it(
    corner: Corner, connection: Connection, how: dict[str, Any], is_let_in: bool
) -> None:
    page = asked(corner, connection, **how)
    assert page.status_code == (200 if is_let_in else 403)
    assert ('type="password"' in page.text) is is_let_in
    assert ("Cette page demande une connexion protégée" in page.text) is not is_let_in
    assert "Set-Cookie" not in page.headers


def test_it_says_where_to_come_instead(corner: Corner) -> None:
    page = asked(corner, OWN_TLS, "/staff")
    assert 'href="https://192.168.1.20:8443/staff"' in page.text
    assert 'href="/staff/confiance"' in page.text
    assert 'href="https://rdv.exemple.fr/staff"' in asked(corner, PROXY, "/staff").text
    assert "dans le journal de kiosk web" in asked(corner, Connection(), "/staff").text
    strange = asked(corner, OWN_TLS, "/staff", headers={"Host": 'x"><script>'})
    assert "<script" not in strange.text


def test_a_password_that_came_in_clear_is_not_tried(corner: Corner) -> None:
    """Not one of the tries that an address has is used for it."""
    for _ in range(8):
        page = asked(corner, OWN_TLS, method="POST", data={"mot-de-passe": "x" * 20, "cle": "x"})
        assert page.status_code == 403
        assert "connexion protégée" in page.text
        assert "Set-Cookie" not in page.headers


def test_how_to_trust_us_is_open_to_all(corner: Corner) -> None:
    page = asked(corner, OWN_TLS, "/staff/confiance")
    assert page.status_code == 200
    assert "AB CD" in page.text
    file = asked(corner, OWN_TLS, "/staff/confiance.crt")
    assert (file.data, file.content_type) == (b"der", "application/x-x509-ca-cert")
    for file_of_a_page in ("style.css", "scan.js", "vendor/zxing/zxing_reader.wasm"):
        address = f"/staff/{file_of_a_page}"
        assert asked(corner, OWN_TLS, address, buffered=True).status_code == 200
    assert "rien à installer" in asked(corner, PROXY, "/staff/confiance").text
    assert asked(corner, PROXY, "/staff/confiance.crt").status_code == 404


def test_what_an_operator_allowed_is_said_each_time(corner: Corner) -> None:
    assert "n'est pas protégée" in asked(corner, ALLOWED).text
    assert "n'est pas protégée" not in asked(corner, ALLOWED, **HERE).text
    assert "n'est pas protégée" not in asked(corner, OWN_TLS, **HERE).text
