"""The page with its own login of PostgreSQL: everything it does for a visitor, it may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import Client, TestResponse

from kiosk.agenda.external_bookings import mirror
from kiosk.agenda.taken_elsewhere import ExternalAppointment
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.values import FreeTime
from kiosk.web.visitor.app import make_app
from kiosk.web.visitor.site import Site
from tests.agenda.test_place_rights import At, Network
from tests.agenda.world import add_helper, add_rule, add_session, book_held, wrong_seats
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
        add_session(owner, helper, tomorrow + timedelta(hours=hours))
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


def test_the_page_hears_of_appointments_elsewhere_with_its_own_login(network: Network) -> None:
    terminal, (page, _phone) = At(network, "borne_lille"), page_of(network)
    add_rule(terminal.agenda, add_helper(terminal.agenda, "Amina"), weekdays=range(7))
    terminal.agenda.plan()
    first, second = page.agenda.free_times("other", "face", limit=2)
    terminal.agenda.hold("b", first.session_id, "other", "face", None, "fr")
    book_held(terminal.agenda, "b")

    def tell(time: FreeTime, *, stands: bool) -> None:
        news = ExternalAppointment(
            id="rdv",
            stands=stands,
            starts_at=time.starts_at,
            ends_at=time.starts_at + timedelta(minutes=90),
            mode="face",
            told_at=datetime.now(UTC),
            helpers=("Amina",),
        )
        page.agenda.write(mirror, news)

    def free() -> set[int]:
        return {one.session_id for one in page.agenda.free_times("other", "face", limit=2)}

    tell(first, stands=True)
    page.agenda.cancel("b")
    assert not free() & {first.session_id, second.session_id}
    tell(first, stands=False)
    assert free() == {first.session_id, second.session_id}
    tell(second, stands=True)
    assert first.session_id in free()
    terminal.agenda.plan()
    terminal.agenda.purge()
    assert second.session_id not in free()
    page.store.close()
    terminal.store.close()
