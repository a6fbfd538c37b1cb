"""A seat among others: taken by the last touch, on the ticket in hand, by as many as come; whoever
is there at the start has the seats of those who are not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import update

from kiosk.agenda import attendance
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.attendance import NotNow, WantedSeats
from kiosk.agenda.errors import NoSuchBooking, NotOffered, SeatTaken
from kiosk.agenda.programme import programme
from kiosk.agenda.same_hour import SameHour
from kiosk.agenda.waiting_list import ListFull
from kiosk.store.tables import session
from kiosk.visit.bookings import Attendance, Booking, WaitingPlace
from kiosk.visit.programme import SessionOffer
from tests.agenda.world import (
    MONDAY,
    MovingClock,
    a_paper,
    add_helper,
    add_rule,
    taken,
    wrong_seats,
)

SEATS = 4
AT_TWO = MONDAY.replace(hour=14)


@pytest.fixture
def workshop(agenda: Agenda) -> int:
    """On Monday from 14 to 16, with 4 seats and a list of 2."""
    add_workshop(agenda, "Je fais mon CV", 14, 16)
    return next(one.session.id for one in on(agenda) if one.session.title == "Je fais mon CV")


def add_workshop(
    agenda: Agenda, title: str, starts: int, ends: int, kind: str = "workshop"
) -> None:
    add_rule(
        agenda,
        add_helper(agenda, f"Léa de {title}"),
        starts=MONDAY.replace(hour=starts).time(),
        ends=MONDAY.replace(hour=ends).time(),
        minutes=(ends - starts) * 60,
        seats=SEATS,
        waiting_list=2,
        kind=kind,
        title=title,
    )
    agenda.plan()


def on(agenda: Agenda) -> tuple[SessionOffer, ...]:
    return agenda.read(programme)


def attends(
    agenda: Agenda, key: str, session_id: int, persons: int = 1, code: str = "", **more: object
) -> tuple[Booking, str]:
    wanted = WantedSeats(booking_id=key, session_id=session_id, persons=persons, **more)  # type: ignore[arg-type]
    booked, made, _token = agenda.write(
        attendance.attend,
        wanted,
        a_paper(carnet=code),
    )
    return booked, made


def test_the_programme_says_what_can_be_had(agenda: Agenda, workshop: int) -> None:
    (first, _next_week) = on(agenda)
    assert (first.left, first.room(MONDAY)) == (4, "free")
    attends(agenda, "three", workshop, 3)
    (first, _next_week) = on(agenda)
    assert (first.left, first.room(MONDAY), first.room(MONDAY, 2)) == (1, "free", "list")
    attends(agenda, "one", workshop)
    attends(agenda, "w1", workshop, wait=True)
    attends(agenda, "w2", workshop, wait=True)
    (first, _next_week) = on(agenda)
    assert (first.left, first.waiting, first.room(MONDAY)) == (0, 2, "full")
    assert wrong_seats(agenda.store) == []


def test_a_seat_is_on_a_ticket_and_asked_twice_it_is_one(agenda: Agenda, workshop: int) -> None:
    booked, code = attends(agenda, "b", workshop, 2)
    again, same = attends(agenda, "b", workshop, 2)
    assert isinstance(booked, Attendance)
    assert (again.id, same) == (booked.id, code)
    assert taken(agenda, workshop) == 2
    found = agenda.find_by_code(code)
    assert found is not None
    assert [one.id for one in found.bookings] == ["b"]


def test_who_waits_has_a_rank_and_a_ticket(agenda: Agenda, workshop: int) -> None:
    attends(agenda, "all", workshop, SEATS)
    with pytest.raises(SeatTaken):
        attends(agenda, "late", workshop)
    waiting, code = attends(agenda, "w1", workshop, wait=True)
    assert isinstance(waiting, WaitingPlace)
    assert waiting.rank == 1
    assert code
    attends(agenda, "w2", workshop, wait=True)
    with pytest.raises(ListFull):
        attends(agenda, "w3", workshop, wait=True)
    agenda.cancel("all")
    assert isinstance(agenda.booking("w1"), Attendance)
    assert isinstance(agenda.booking("w2"), Attendance)
    assert wrong_seats(agenda.store) == []


def test_more_goes_onto_the_ticket_in_hand(agenda: Agenda, workshop: int) -> None:
    add_workshop(agenda, "Je cherche à plusieurs", 9, 11, "group")
    morning = on(agenda)[0].session.id
    _booked, code = attends(agenda, "afternoon", workshop)
    _booked, same = attends(agenda, "morning", morning, code=code)
    assert same == code
    found = agenda.find_by_code(code)
    assert found is not None
    assert [one.id for one in found.bookings] == ["morning", "afternoon"]


def test_two_things_at_one_hour_only_where_one_is_given_up(agenda: Agenda, workshop: int) -> None:
    add_workshop(agenda, "Une table pour travailler", 13, 18, "coworking")
    table = next(one.session.id for one in on(agenda) if one.session.kind == "coworking")
    _booked, code = attends(agenda, "cv", workshop)
    with pytest.raises(SameHour) as refused:
        attends(agenda, "table", table, code=code)
    assert refused.value.booking_id == "cv"
    attends(agenda, "table", table, code=code, instead_of="cv")
    assert agenda.booking("cv").status == "cancelled"
    assert agenda.booking("table").status == "confirmed"
    assert taken(agenda, workshop) == 0


def test_what_has_begun_lets_in_until_its_half(
    agenda: Agenda, workshop: int, clock: MovingClock
) -> None:
    clock.now = AT_TWO + timedelta(minutes=50)
    (offer, _next) = on(agenda)
    assert offer.room(clock.now) == "begun"
    attends(agenda, "late", workshop)
    clock.now = AT_TWO + timedelta(minutes=61)
    with pytest.raises(NotOffered):
        attends(agenda, "later", workshop)


def test_arriving_twice_is_once_and_can_be_undone_for_a_minute(
    agenda: Agenda, workshop: int, clock: MovingClock
) -> None:
    attends(agenda, "b", workshop, 3)
    with pytest.raises(NotNow):
        agenda.write(attendance.arrive, "b")
    clock.now = AT_TWO - timedelta(minutes=20)
    first = agenda.write(attendance.arrive, "b")
    clock.pass_time(seconds=30)
    again = agenda.write(attendance.arrive, "b")
    assert isinstance(first, Attendance)
    assert first == again
    assert on(agenda)[0].arrived == 3
    undone = agenda.write(attendance.undo_arrival, "b")
    assert isinstance(undone, Attendance)
    assert undone.arrived_at is None
    agenda.write(attendance.arrive, "b")
    clock.pass_time(minutes=2)
    with pytest.raises(NotNow):
        agenda.write(attendance.undo_arrival, "b")


def test_whoever_is_there_at_the_start_has_the_seats_of_those_who_are_not(
    agenda: Agenda, workshop: int, clock: MovingClock
) -> None:
    attends(agenda, "there", workshop, 2)
    clock.pass_time(seconds=1)
    attends(agenda, "absent", workshop, 2)
    attends(agenda, "w1", workshop, wait=True)
    attends(agenda, "w2", workshop, wait=True)
    clock.now = AT_TWO - timedelta(minutes=10)
    agenda.write(attendance.arrive, "there")
    with pytest.raises(NotNow):  # seats are kept until the start
        agenda.write(attendance.arrive, "w1")
    clock.now = AT_TWO
    stands_by = agenda.write(attendance.arrive, "w1")
    assert isinstance(stands_by, Attendance)
    assert agenda.booking("absent").status == "expired"
    assert isinstance(agenda.write(attendance.arrive, "w2"), Attendance)
    assert on(agenda)[0].arrived == 4
    assert wrong_seats(agenda.store) == []


def test_nobody_loses_a_seat_who_is_there(
    agenda: Agenda, workshop: int, clock: MovingClock
) -> None:
    attends(agenda, "all", workshop, SEATS)
    attends(agenda, "w1", workshop, wait=True)
    clock.now = AT_TWO - timedelta(minutes=10)
    agenda.write(attendance.arrive, "all")
    clock.now = AT_TWO
    with pytest.raises(SeatTaken):
        agenda.write(attendance.arrive, "w1")
    assert agenda.booking("w1").status == "waiting"


def test_nobody_is_promoted_so_late_that_they_could_not_hear_of_it(
    agenda: Agenda, workshop: int, clock: MovingClock
) -> None:
    attends(agenda, "all", workshop, SEATS)
    attends(agenda, "w1", workshop, wait=True)
    clock.now = AT_TWO - timedelta(minutes=90)
    agenda.cancel("all")
    assert agenda.booking("w1").status == "waiting"
    assert isinstance(attends(agenda, "here", workshop)[0], Attendance)


def test_many_at_once_never_sit_on_one_chair(agenda: Agenda, workshop: int) -> None:
    with agenda.store.writing() as connection:
        connection.execute(update(session).values(waiting_list=3))

    def comes(number: int) -> None:
        for turn in range(4):
            with suppress(SeatTaken, ListFull):
                attends(agenda, f"{number}-{turn}", workshop, 1 + turn % 3, wait=True)
            if turn % 2:
                with suppress(NoSuchBooking):
                    agenda.cancel(f"{number}-{turn - 1}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(comes, range(6)))
    assert wrong_seats(agenda.store) == []
    free = on(agenda)[0].left
    waiting = [one for one in agenda.bookings() if isinstance(one, WaitingPlace)]
    fits = [one.id for one in waiting if one.status == "waiting" and one.persons <= free]
    assert fits == [], "no free seat beside somebody who waits and fits"
