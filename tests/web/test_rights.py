"""The page with its own login of PostgreSQL: everything it does for a visitor, it may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import Client, TestResponse

from kiosk.ticket.codes import new_code, new_token
from kiosk.web.app import make_app
from kiosk.web.site import Site
from tests.agenda.test_rights import At, Network
from tests.agenda.world import add_helper, add_slot, wrong_seats
from tests.support.postgres import PostgresServer
from tests.visit.small_catalog import CATALOG
from tests.web.corner import DECLARE, FREELY, PUBLIC_URL, SECRET, Phone


@pytest.fixture
def network(postgres: PostgresServer) -> Iterator[Network]:
    network = Network(postgres)
    yield network
    network.owner.close()
    postgres.drop(network.url)


def page_of(network: Network) -> tuple[At, Phone]:
    page = At(network, "page_lille")
    site = Site(
        agenda=page.agenda,
        catalog=CATALOG,
        public_url=lambda: PUBLIC_URL,
        secret=SECRET,
        per_address=FREELY,
        per_ticket=FREELY,
    )
    return page, Phone(Client(make_app(site), TestResponse))


def test_a_visitor_books_moves_and_cancels_by_a_page_with_a_login_of_its_own(
    network: Network,
) -> None:
    terminal = At(network, "borne_lille")
    owner = network.agenda(network.owner, "borne_lille")
    helper = add_helper(owner, "Amina")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    for hours in range(3):
        add_slot(owner, helper, tomorrow + timedelta(hours=hours))
    _code, token = terminal.agenda.issue_ticket(None, DECLARE, "fr", new_code, new_token)
    page, phone = page_of(network)
    matches = (re.match(r"\d+ h( \d\d)?", label) for label in phone.scan(token).labels)
    first, second, _third = (hour.group() for hour in matches if hour)
    phone.touch(first).send()
    assert phone.title == "Votre rendez-vous"
    assert page.agenda.find_by_token(token) is not None
    phone.touch("Changer l'heure").touch(second).send()
    assert "a changé d'heure" in phone.words
    phone.touch("Annuler le rendez-vous").send()
    (cancelled,) = page.agenda.bookings()
    assert cancelled.status == "cancelled"
    assert wrong_seats(network.owner) == []
    page.store.close()
    terminal.store.close()
