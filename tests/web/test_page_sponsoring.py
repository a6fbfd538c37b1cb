"""A sponsor's page on the telephone: their hours, who comes, and giving up, without script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

import pytest

from kiosk.agenda import attendance, sponsors
from kiosk.agenda.agenda import Agenda
from kiosk.visit.bookings import Attendance, NotedEnquiry
from tests.agenda.test_place_rights import At, Network
from tests.agenda.world import a_paper, add_rule
from tests.support.postgres import PostgresServer
from tests.web.corner import Corner, Phone
from tests.web.test_page_rights import page_of


def with_tables(agenda: Agenda) -> tuple[int, ...]:
    """Tables each day from 14 to 15."""
    add_rule(
        agenda,
        None,
        weekdays=range(7),
        starts=time(14),
        ends=time(15),
        minutes=60,
        seats=2,
        kind="sponsor",
        title="Un coup de main",
        location="Table ronde",
    )
    agenda.plan()
    return tuple(one.session.id for one in agenda.read(sponsors.hours_to_offer))


def helps(agenda: Agenda, sponsor_id: str, hours: tuple[int, ...]) -> str:
    """The token on the paper of somebody whom the team has met."""
    _code, token = agenda.write(sponsors.offer_help, sponsor_id, "Nadia", ("cv",), hours, a_paper())
    agenda.write(sponsors.accept, sponsor_id)
    return token


def is_helped(agenda: Agenda, session_id: int) -> str:
    seat = attendance.WantedSeats(booking_id="helped", session_id=session_id, persons=1, need="cv")
    _booked, _code, token = agenda.write(attendance.attend, seat, a_paper())
    return token


@pytest.fixture
def hours(corner: Corner) -> tuple[int, ...]:
    return with_tables(corner.agenda)[1:3]


def test_the_hours_and_who_comes_are_on_the_page(
    corner: Corner, phone: Phone, hours: tuple[int, ...]
) -> None:
    token = helps(corner.agenda, "nadia", hours)
    is_helped(corner.agenda, hours[0])
    phone.scan(token)
    assert "Vous aidez" in phone.words
    assert phone.words.count("une personne vient") == 1
    assert phone.words.count("personne pour l'instant") == 1
    offered = [label for label in phone.labels if "Je " in label]
    assert [label.startswith("Je ne peux pas venir") for label in offered[:2]] == [True, True]
    assert "Je préfère arrêter" in phone.words


def test_an_hour_is_given_up_after_it_was_asked(
    corner: Corner, phone: Phone, hours: tuple[int, ...]
) -> None:
    token = helps(corner.agenda, "nadia", hours)
    theirs = is_helped(corner.agenda, hours[0])
    phone.scan(token)
    cannot = next(label for label in phone.labels if "Je ne peux pas venir" in label)
    phone.touch(cannot)
    assert "l'équipe lui cherche une autre heure" in phone.words
    phone.touch("Non, rien ne change")
    assert phone.words.count("Je ne peux pas venir") == 2
    phone.touch(cannot).send()
    assert phone.words.count("Je ne peux pas venir") == 1
    found = corner.agenda.find_by_token(theirs)
    assert found is not None
    assert {type(one): one.status for one in found.bookings} == {
        Attendance: "cancelled",
        NotedEnquiry: "waiting",
    }


def test_stopping_leaves_no_name(corner: Corner, phone: Phone, hours: tuple[int, ...]) -> None:
    token = helps(corner.agenda, "nadia", hours)
    phone.scan(token).touch("Je préfère arrêter").send()
    assert "Merci de ce que vous avez donné." in phone.words
    assert "Vous aidez" not in phone.words
    assert corner.agenda.read(sponsors.listed) == ()


def test_nobody_gives_up_the_hours_of_somebody_else(
    corner: Corner, phone: Phone, hours: tuple[int, ...]
) -> None:
    mine = helps(corner.agenda, "nadia", hours[:1])
    helps(corner.agenda, "paul", hours[1:])
    phone.scan(mine)
    phone.touch(next(label for label in phone.labels if "Je ne peux pas venir" in label))
    phone.write(heure=str(hours[1])).send()
    assert phone.status == 403
    assert all(one.hours for one in corner.agenda.read(sponsors.listed))


@pytest.fixture
def network(postgres: PostgresServer) -> Iterator[Network]:
    network = Network(postgres)
    yield network
    network.owner.close()
    postgres.drop(network.url)


def test_the_page_may_do_it_with_a_login_of_its_own(network: Network) -> None:
    terminal = At(network, "borne_lille")
    hours = with_tables(network.agenda(network.owner, "borne_lille"))[1:3]
    token = helps(terminal.agenda, "nadia", hours)
    is_helped(terminal.agenda, hours[0])
    page, phone = page_of(network)
    phone.scan(token)
    phone.touch(next(label for label in phone.labels if "Je ne peux pas venir" in label)).send()
    assert phone.words.count("Je ne peux pas venir") == 1
    phone.touch("Je préfère arrêter").send()
    assert "Vous aidez" not in phone.words
    page.store.close()
    terminal.store.close()
