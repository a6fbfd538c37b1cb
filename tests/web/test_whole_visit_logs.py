"""A whole visit, on a terminal and then on the visitor's telephone: no log holds who it was."""

from __future__ import annotations

import http.client
import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from kiosk.json_log import json_log
from kiosk.redaction import PrivateStream
from kiosk.ticket.codes import token_of
from kiosk.visit.view.booking_confirmation import ConfirmView
from kiosk.visit.view.tickets import TicketView
from kiosk.visit.views import NoticeView
from kiosk.web.server import WebServer
from kiosk.web.visitor.app import make_app
from kiosk.web.visitor.site import Site
from tests.agenda.world import MovingClock
from tests.devices.tcp_printer import TcpPrinter
from tests.terminal.floor import Floor, impatient
from tests.terminal.test_terminal_logs import REFUSE_NAMES
from tests.visit.small_catalog import CATALOG
from tests.web.corner import SECRET, Phone

NAME, NUMBER = "zoé", "0612345678"


class Logs:
    """All that a program writes, from the least important line on."""

    def __init__(self, folder: Path) -> None:
        self.stderr = PrivateStream()
        self.stderr.setStream(io.StringIO())
        self.handlers: list[logging.Handler] = [self.stderr, *json_log(folder, "run", "t")]
        self.file = folder / "kiosk-run.jsonl"

    def written(self) -> tuple[str, str]:
        assert isinstance(self.stderr.stream, io.StringIO)
        return self.stderr.stream.getvalue().lower(), self.file.read_text().lower()


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Logs]:
    logs, root = Logs(tmp_path / "logs"), logging.getLogger()
    before = root.level
    root.setLevel(logging.DEBUG)
    for handler in logs.handlers:
        root.addHandler(handler)
    yield logs
    root.setLevel(before)
    for handler in logs.handlers:
        root.removeHandler(handler)
        handler.close()


@pytest.fixture
def floor(tmp_path: Path) -> Iterator[Floor]:
    with TcpPrinter("ready") as machine:
        floor = Floor(tmp_path, impatient(machine), MovingClock())
        floor.opens()
        yield floor
        floor.stop()


def test_no_log_holds_a_name_a_number_a_token_or_a_code(floor: Floor, logs: Logs) -> None:
    """Also where a statement fails, a page breaks, and somebody asks for what is not there."""
    code = books_after_a_failure(floor)
    token = token_of(floor.url)
    assert token
    floor.finishes()
    floor.scans(f"https://rdv.example.org/t/{token}")
    reads_it_on_the_telephone(floor, token, code)
    for written in logs.written():
        assert "update booking" in written  # what failed is told, with its statement
        assert "exception while serving" in written
        for personal in (NAME, NUMBER, "06 12 34", token.lower(), code.lower()):
            assert personal not in written


def books_after_a_failure(floor: Floor) -> str:
    floor.walks_until_stuck()
    floor.finds_times("Par téléphone")
    floor.touch("9 h")
    floor.types(NUMBER)
    floor.touch("Continuer")
    floor.types(NAME)
    floor.touch("Continuer")
    floor.until(lambda: floor.sees(ConfirmView).confirm.enabled, "a seat held")
    with floor.agenda.store.writing() as connection:
        connection.exec_driver_sql(REFUSE_NAMES)
    floor.touch("Oui, je réserve")
    floor.until_sees(NoticeView)
    with floor.agenda.store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER refuse")
    floor.touch("Essayer encore", "Oui, je réserve")
    floor.until_sees(TicketView)
    return floor.code


def reads_it_on_the_telephone(floor: Floor, token: str, code: str) -> None:
    site = Site(
        agenda=floor.agenda,
        catalog=CATALOG,
        public_url=lambda: "https://rdv.example.org",
        secret=SECRET,
    )
    app = make_app(site)
    phone = Phone(Client(app, TestResponse))
    phone.open(f"/t/{token}/rappel").write(prenom=NAME, telephone=NUMBER).send()
    assert phone.open(f"/t/{token}").status == 200
    meant = app.wsgi_app

    def breaks(environ: dict[str, Any], start_response: Any) -> Any:
        if "casse" in environ["QUERY_STRING"]:
            raise RuntimeError(f"{environ['PATH_INFO']} {NUMBER}")
        return meant(environ, start_response)

    app.wsgi_app = breaks  # type: ignore[method-assign]
    server = WebServer(app, "127.0.0.1", 0)
    server.start()
    try:
        for address in ("", "/annuler", "?casse", "/nulle-part", f"?code={code}"):
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
            connection.request("GET", f"/t/{token}{address}", headers={"Cookie": f"n={NUMBER}"})
            connection.getresponse().read()
            connection.close()
    finally:
        server.close()
