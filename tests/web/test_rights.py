"""The page with its own login of PostgreSQL: everything it does for a visitor, it may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import Client, TestResponse

from kiosk.agenda.agenda import Agenda
from kiosk.ticket.codes import new_code, new_token
from kiosk.web.app import make_app
from kiosk.web.site import Site
from tests.agenda.test_rights import At, Network
from tests.agenda.world import MovingClock, add_helper, add_rule, add_slot, empty_place, wrong_seats
from tests.support.postgres import PostgresServer
from tests.visit.small_catalog import CATALOG
from tests.web.corner import DECLARE, FREELY, PUBLIC_URL, SECRET, Phone


@pytest.fixture
def network(postgres: PostgresServer) -> Iterator[Network]:
    network = Network(postgres)
    yield network
    network.owner.close()
    postgres.drop(network.url)


def site_of(agenda: Agenda) -> Site:
    return Site(
        agenda=agenda,
        catalog=CATALOG,
        public_url=PUBLIC_URL,
        secret=SECRET,
        per_address=FREELY,
        per_ticket=FREELY,
    )


def page_of(network: Network) -> tuple[At, Phone]:
    page = At(network, "page_lille")
    return page, Phone(Client(make_app(site_of(page.agenda)), TestResponse))


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


def test_an_hour_that_no_table_can_hold_is_no_hour(postgres_url: str) -> None:
    """PostgreSQL would refuse the statement, and the page would break."""
    agenda = empty_place(postgres_url, MovingClock())
    add_rule(agenda, add_helper(agenda, "Amina"))
    agenda.plan()
    _code, token = agenda.issue_ticket(None, DECLARE, "fr", new_code, new_token)
    phone = Phone(Client(make_app(site_of(agenda)), TestResponse))
    for hour in ("2147483647", "2147483648", "9" * 15, "9" * 5000, "-1", "0"):
        phone.scan(token).touch("9 h").send(heure=hour)
        assert phone.status in (200, 400), hour
        assert phone.open(f"/t/{token}/reserver?heure={hour[:500]}").status == 200
    assert agenda.bookings() == []
    agenda.store.close()
