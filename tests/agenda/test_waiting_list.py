"""Seats of a workshop: persons are counted, the kind is asked for, and who waits is promoted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from kiosk.agenda import seats, waiting_list
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import NotOffered, SeatTaken
from kiosk.agenda.seat_offer import Asked
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.agenda.waiting_list import ListFull, SeatsLeft
from kiosk.store.tables import booking, session
from kiosk.visit.bookings import Attendance, WaitingPlace
from tests.agenda.world import MONDAY, MovingClock, add_helper, add_rule, taken

SEATS = 4
ASKED = Asked(topic="other", mode="face", stuck_at=None, language="fr", kind="workshop")


@pytest.fixture
def workshop(agenda: Agenda) -> int:
    """On Monday from 14 to 16; the list is as long as there are seats."""
    add_rule(
        agenda,
        add_helper(agenda, "Léa"),
        starts=MONDAY.replace(hour=14).time(),
        ends=MONDAY.replace(hour=16).time(),
        minutes=120,
        seats=SEATS,
        kind="workshop",
        title="Je fais mon CV",
    )
    agenda.plan()
    with agenda.store.writing() as connection:
        connection.execute(update(session).values(waiting_list=SEATS))
        found: int = connection.execute(
            select(session.c.id).order_by(session.c.starts_at).limit(1)
        ).scalar_one()
    return found


def attend(work: UnitOfWork, key: str, session_id: int, persons: int = 1) -> None:
    seats.hold(work, key, session_id, replace(ASKED, persons=persons))
    seats.confirm(work, key, "Zoé", None)


def wait(work: UnitOfWork, key: str, session_id: int, persons: int = 1) -> None:
    waiting_list.join(work, key, session_id, replace(ASKED, persons=persons), "Sam")


def rank(agenda: Agenda, key: str) -> int | None:
    found = agenda.booking(key)
    return found.rank if isinstance(found, WaitingPlace) else None


def full(agenda: Agenda, workshop: int) -> None:
    for number in range(SEATS):
        agenda.write(attend, f"a{number}", workshop)


def test_a_seat_of_a_workshop_is_no_appointment(agenda: Agenda, workshop: int) -> None:
    """Whoever reads a form, or a number of a session, cannot book it as one."""
    with pytest.raises(NotOffered):
        agenda.hold("b", workshop, "other", "face", None, "fr")
    assert agenda.free_times("other", "face", limit=99) == []
    agenda.write(attend, "b", workshop)
    booked = agenda.booking("b")
    assert isinstance(booked, Attendance)
    assert booked.session.title == "Je fais mon CV"


def test_persons_are_counted_not_bookings(agenda: Agenda, workshop: int) -> None:
    agenda.write(attend, "three", workshop, 3)
    assert taken(agenda, workshop) == 3
    with pytest.raises(SeatTaken):
        agenda.write(attend, "two", workshop, 2)
    agenda.write(attend, "one", workshop)
    assert taken(agenda, workshop) == SEATS
    agenda.cancel("three")
    assert taken(agenda, workshop) == 1


def test_who_waits_has_a_rank_and_a_list_has_an_end(agenda: Agenda, workshop: int) -> None:
    with pytest.raises(SeatsLeft):
        agenda.write(wait, "w", workshop)
    full(agenda, workshop)
    for number in range(SEATS):
        agenda.write(wait, f"w{number}", workshop)
        agenda.write(wait, f"w{number}", workshop)  # idempotent
    with pytest.raises(ListFull):
        agenda.write(wait, "too-many", workshop)
    assert isinstance(agenda.booking("w0"), WaitingPlace)
    assert [rank(agenda, f"w{n}") for n in range(SEATS)] == [1, 2, 3, 4]
    assert agenda.cancel("w1").status == "cancelled"
    assert [rank(agenda, key) for key in ("w0", "w1", "w2")] == [1, None, 2]
    assert taken(agenda, workshop) == SEATS


def test_whatever_frees_a_seat_promotes_the_first_who_fits(
    agenda: Agenda, workshop: int, clock: MovingClock
) -> None:
    full(agenda, workshop)
    agenda.write(wait, "pair", workshop, 2)
    clock.pass_time(seconds=1)
    agenda.write(wait, "alone", workshop)
    agenda.cancel("a0")  # one seat: the pair does not fit, and keeps nobody from it
    assert [agenda.booking(key).status for key in ("pair", "alone")] == ["waiting", "confirmed"]
    agenda.cancel("a1")
    agenda.cancel("a2")
    assert agenda.booking("pair").status == "confirmed"
    assert taken(agenda, workshop) == SEATS


def test_a_hold_that_runs_out_promotes_too(
    agenda: Agenda, workshop: int, clock: MovingClock
) -> None:
    for number in range(SEATS - 1):
        agenda.write(attend, f"a{number}", workshop)
    agenda.write(seats.hold, "held", workshop, ASKED)
    agenda.write(wait, "w", workshop)
    clock.pass_time(minutes=3)
    agenda.write(lambda work: seats.release_expired(work))
    assert agenda.booking("w").status == "confirmed"


def test_nobody_is_promoted_to_what_is_offered_no_more(agenda: Agenda, workshop: int) -> None:
    full(agenda, workshop)
    agenda.write(wait, "w", workshop)
    with agenda.store.writing() as connection:
        connection.execute(update(session).where(session.c.id == workshop).values(withdrawn=True))
    agenda.cancel("a0")
    assert agenda.booking("w").status == "waiting"


def test_a_list_that_led_nowhere_is_over_and_names_go(
    agenda: Agenda, workshop: int, clock: MovingClock
) -> None:
    full(agenda, workshop)
    agenda.write(wait, "w", workshop)
    clock.now = MONDAY.replace(hour=16) + timedelta(minutes=1)
    assert agenda.booking("w").status == "over"
    agenda.forget()
    with agenda.store.reading() as connection:
        row = connection.execute(select(booking).where(booking.c.id == "w")).one()
    assert (row.status, row.first_name) == ("expired", None)
    waited = agenda.booking("w")
    assert isinstance(waited, WaitingPlace)
    assert waited.status == "over"


def test_many_who_cancel_and_wait_at_once_never_take_more_than_there_is(
    agenda: Agenda, workshop: int
) -> None:
    full(agenda, workshop)
    for number in range(SEATS):
        agenda.write(wait, f"w{number}", workshop)
    deeds: list[Callable[[], object]] = [
        *(lambda key=f"a{number}": agenda.cancel(key) for number in range(SEATS)),
        *(lambda key=f"n{number}": _tries(agenda, key, workshop) for number in range(SEATS)),
    ]
    with ThreadPoolExecutor(8) as workers:
        for done in [workers.submit(deed) for deed in deeds]:
            done.result()
    assert taken(agenda, workshop) == SEATS
    assert {agenda.booking(f"w{number}").status for number in range(SEATS)} <= {
        "confirmed",
        "waiting",
    }


def _tries(agenda: Agenda, key: str, workshop: int) -> None:
    with suppress(SeatTaken):
        agenda.write(attend, key, workshop)
