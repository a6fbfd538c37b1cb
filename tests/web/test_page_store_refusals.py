"""The page of a place whose PostgreSQL answers, and refuses to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from kiosk.agenda.agenda import Agenda
from kiosk.cli.assembly import assemble
from kiosk.cli.web import Page
from kiosk.settings import Settings
from kiosk.ticket.codes import new_code, new_token
from kiosk.web.visitor.app import make_app
from kiosk.web.visitor.site import Site
from tests.agenda.world import MONDAY, MovingClock, add_helper, add_session, empty_place
from tests.support.postgres import PostgresServer, set_read_only
from tests.support.proxy import Proxy
from tests.visit.small_catalog import CATALOG
from tests.web.corner import DECLARE, FREELY, PUBLIC_URL, SECRET, Phone


@pytest.fixture
def agenda(postgres_url: str) -> Iterator[Agenda]:
    agenda = empty_place(postgres_url, MovingClock())
    add_session(agenda, add_helper(agenda, "Amina"), MONDAY + timedelta(hours=3))
    yield agenda
    agenda.store.close()


@pytest.fixture
def client(agenda: Agenda) -> Client:
    site = Site(
        agenda=agenda,
        catalog=CATALOG,
        public_url=lambda: PUBLIC_URL,
        secret=SECRET,
        per_address=FREELY,
        per_ticket=FREELY,
    )
    return Client(make_app(site), TestResponse)


def test_a_page_that_cannot_write_says_when_to_come_back(
    agenda: Agenda, client: Client, postgres: PostgresServer
) -> None:
    _code, token = agenda.issue_ticket(None, DECLARE, "fr", new_code, new_token)
    phone = Phone(client)
    (hour,) = (label for label in phone.scan(token).labels if re.match(r"\d+ h", label))
    phone.touch(hour)
    assert client.get("/healthz").status_code == 200
    with set_read_only(postgres):
        health = client.get("/healthz")
        assert (health.status_code, health.headers["Retry-After"]) == (503, "60")
        phone.send()
        assert phone.status == 503
        assert "Votre ticket reste bon. Recommencez dans quelques minutes." in phone.words
        assert agenda.bookings() == []
        assert phone.scan(token).status == 200  # what it holds can still be read
    assert client.get("/healthz").status_code == 200
    phone.touch(hour).send()
    assert phone.title == "Votre rendez-vous"


def test_a_fault_of_ours_is_no_outage(agenda: Agenda, client: Client) -> None:
    """Whoever waits a minute would find it again: it is to be put right."""
    with agenda.store.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE ticket RENAME TO not_ticket")
    try:
        answer = client.get(f"/t/{new_token()}")
    finally:
        with agenda.store.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE not_ticket RENAME TO ticket")
    assert answer.status_code == 500
    assert "Retry-After" not in answer.headers
    answer.close()


def test_a_page_opens_while_its_database_is_away_and_answers_when_it_is_back(
    tmp_path: Path, agenda: Agenda, postgres: PostgresServer, postgres_url: str
) -> None:
    with Proxy(postgres.port) as proxy:
        url = postgres_url.replace(str(postgres.port), str(proxy.port))
        settings = Settings(data=tmp_path / "data", database=url, web_port=0)
        assemble(settings).close()  # the terminal beside it was here before
        proxy.refuse()
        page = Page.open(replace(settings, web_host="127.0.0.1"))
        try:
            client = Client(page.server._listener.application, TestResponse)
            assert client.get("/healthz").status_code == 503
            style = client.get("/style.css")
            assert style.status_code == 200
            style.close()
            proxy.restore()
            assert client.get("/healthz").status_code == 200
        finally:
            page.close()
