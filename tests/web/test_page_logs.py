"""No log of the page's program holds a ticket's address, at any level."""

from __future__ import annotations

import http.client
import logging
from typing import Any

import pytest

from kiosk.web.server import WebServer
from tests.web.corner import Corner

TAILS = ("", ".", "/", "/annuler", "/ANNULER", "/x/y", "?x=1", "%2F", ")", "/rendez-vous.ics")


@pytest.mark.parametrize("breaks", [False, True])
def test_the_server_logs_no_address(
    corner: Corner, caplog: pytest.LogCaptureFixture, breaks: bool
) -> None:
    """Also when something breaks before the page could catch it."""
    caplog.set_level(logging.DEBUG)
    token = corner.booked_ticket()
    app = corner.app()

    def broken(environ: dict[str, Any], start_response: Any) -> Any:
        raise RuntimeError(f"cannot serve {environ['PATH_INFO']}")

    if breaks:
        app.wsgi_app = broken  # type: ignore[method-assign]
    server = WebServer(app, "127.0.0.1", 0)
    server.start()
    try:
        for start in ("/t/", "/T/", "//t/", "/%74/", "/x/"):
            for tail in TAILS:
                for one in (token, token.lower()):
                    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
                    headers = {"Referer": f"http://x/t/{token}", "Cookie": token}
                    connection.request("GET", f"{start}{one}{tail}", headers=headers)
                    assert (connection.getresponse().status == 500) is breaks
                    connection.close()
    finally:
        server.close()
    assert ("Exception while serving" in caplog.text) is breaks
    assert token.lower() not in caplog.text.lower()


def test_a_page_that_breaks_quotes_nothing_that_was_written(
    corner: Corner, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    token = corner.booked_ticket()
    phone = corner.phone()
    written = ("Zoé", "0612345678", token)

    def unreadable(_self: object, _text: object) -> str:
        raise KeyError(" ".join(written))

    monkeypatch.setattr("kiosk.web.visitor.site.Turn.say", unreadable)
    assert phone.open(f"/t/{token}/rendez-vous.ics").status == 500
    assert "The page GET /t/<token>/rendez-vous.ics failed." in caplog.text
    assert "KeyError" in caplog.text
    for personal in written:
        assert personal not in caplog.text
