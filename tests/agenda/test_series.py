"""A series is one session of many days: one seat, one rank, one ticket; arrivals day by day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from kiosk.agenda import attendance
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.attendance import NotNow, WantedSeats
from kiosk.agenda.programme import programme
from kiosk.agenda.same_hour import SameHour
from kiosk.store.tables import activity
from kiosk.visit.bookings import Attendance, Booking, WaitingPlace
from kiosk.visit.programme import SessionOffer
from tests.agenda.world import (
    MONDAY,
    MovingClock,
    a_paper,
    add_absence,
    add_helper,
    add_rule,
    times,
    wall,
    wrong_seats,
)

FIRST, LAST = date(2026, 9, 21), date(2026, 10, 2)
"""Two weeks from the Monday after, Monday to Friday: ten mornings."""


@pytest.fixture
def promo(agenda: Agenda) -> SessionOffer:
    host = add_helper(agenda, "Inès")
    add_promo(agenda, host)
    return the_promo(agenda)


def add_promo(agenda: Agenda, host: int | None, seats: int = 4, *, series: bool = True) -> None:
    add_rule(
        agenda,
        host,
        weekdays=range(5),
        starts=time(9, 30),
        ends=time(12),
        minutes=150,
        valid_from=FIRST,
        valid_to=LAST,
        kind="group",
        title="Promo de septembre",
        location="Salle 2",
        seats=seats,
        waiting_list=2,
        series=series,
    )
    agenda.plan()


def the_promo(agenda: Agenda) -> SessionOffer:
    return next(one for one in agenda.read(programme) if one.session.meetings)


def comes(
    agenda: Agenda, key: str, session_id: int, persons: int = 1, code: str = "", **more: bool
) -> tuple[Booking, str]:
    wanted = WantedSeats(booking_id=key, session_id=session_id, persons=persons, **more)  # type: ignore[arg-type]
    booked, made, _token = agenda.write(attendance.attend, wanted, a_paper(carnet=code))
    return booked, made


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), MONDAY.tzinfo)


def test_it_is_one_session_of_all_its_days(promo: SessionOffer) -> None:
    session = promo.session
    assert len(session.meetings) == 10
    assert session.meetings[0] == (at(FIRST, 9, 30), at(FIRST, 12))
    assert (session.starts_at, session.ends_at) == (at(FIRST, 9, 30), at(LAST, 12))


def test_planned_again_it_stays_as_it_is(agenda: Agenda, promo: SessionOffer) -> None:
    assert agenda.plan().added == 0
    assert the_promo(agenda) == promo


def test_a_day_on_which_nobody_is_there_falls_out(agenda: Agenda) -> None:
    host = add_helper(agenda, "Inès")
    add_absence(agenda, host, at(date(2026, 9, 24), 0), at(date(2026, 9, 25), 0))
    add_promo(agenda, host)
    days = [start.date() for start, _end in the_promo(agenda).session.meetings]
    assert date(2026, 9, 24) not in days
    assert len(days) == 9


def test_a_day_that_falls_out_of_what_is_booked_is_said(
    agenda: Agenda, promo: SessionOffer
) -> None:
    comes(agenda, "b", promo.session.id)
    add_absence(agenda, host_of(agenda), at(date(2026, 9, 24), 0), at(date(2026, 9, 25), 0))
    told = agenda.plan().stranded
    assert [one.session_id for one in told] == [promo.session.id]
    assert len(the_promo(agenda).session.meetings) == 10  # until staff say what becomes of it


def host_of(agenda: Agenda) -> int:
    with agenda.store.reading() as connection:
        host: int = connection.exec_driver_sql(
            "SELECT helper_id FROM session WHERE meetings IS NOT NULL"
        ).scalar_one()
    return host


def test_its_host_receives_nobody_else_on_any_of_its_days(agenda: Agenda) -> None:
    host = add_helper(agenda, "Inès")
    add_rule(agenda, host, weekdays=range(5), starts=time(9), ends=time(13))
    add_promo(agenda, host)
    free = [wall(one) for one in times(agenda)]
    on_a_day = [one[6:] for one in free if one.startswith("23/09")]
    assert on_a_day == ["09:00", "12:00", "12:30"]
    assert [one[6:] for one in free if one.startswith("16/09")][:2] == ["09:00", "09:30"]


def test_also_once_it_has_begun(agenda: Agenda, clock: MovingClock) -> None:
    host = add_helper(agenda, "Inès")
    add_rule(agenda, host, weekdays=range(5), starts=time(9), ends=time(13))
    add_promo(agenda, host)
    comes(agenda, "b", the_promo(agenda).session.id)
    clock.now = at(date(2026, 9, 22), 8)
    agenda.plan()
    free = [wall(one) for one in times(agenda)]
    assert [one[6:] for one in free if one.startswith("23/09")] == ["09:00", "12:00", "12:30"]


def test_one_seat_is_a_seat_of_each_day(
    agenda: Agenda, promo: SessionOffer, clock: MovingClock
) -> None:
    booked, code = comes(agenda, "b", promo.session.id, 2)
    assert isinstance(booked, Attendance)
    assert booked.session.meetings == promo.session.meetings
    clock.now = at(date(2026, 9, 29), 8)
    found = agenda.find_by_code(code)
    assert found is not None
    assert [one.status for one in found.bookings] == ["confirmed"]
    clock.now = at(LAST, 12)
    found = agenda.find_by_code(code)
    assert found is not None
    assert [one.status for one in found.bookings] == ["over"]


def test_nobody_comes_into_what_has_gone_on_for_days(
    agenda: Agenda, promo: SessionOffer, clock: MovingClock
) -> None:
    assert promo.room(at(FIRST, 10)) == "begun"
    assert promo.room(at(FIRST, 11)) == "closed"
    assert promo.room(at(date(2026, 9, 23), 8)) == "closed"


def test_each_day_one_says_anew_that_one_is_there(
    agenda: Agenda, promo: SessionOffer, clock: MovingClock
) -> None:
    comes(agenda, "b", promo.session.id)
    for day in (FIRST, FIRST + timedelta(days=1)):
        clock.now = at(day, 8, 30)
        with pytest.raises(NotNow):
            agenda.write(attendance.arrive, "b")
        clock.now = at(day, 9, 5)
        before = agenda.booking("b")
        assert isinstance(before, Attendance)
        assert before.arrived_at is None
        assert the_promo(agenda).arrived == 0
        here = agenda.write(attendance.arrive, "b")
        assert isinstance(here, Attendance)
        assert here.arrived_at == clock.now
        assert the_promo(agenda).arrived == 1


def test_who_misses_a_day_keeps_the_seat(
    agenda: Agenda, promo: SessionOffer, clock: MovingClock
) -> None:
    comes(agenda, "all", promo.session.id, 4)
    comes(agenda, "w", promo.session.id, wait=True)
    clock.now = at(FIRST + timedelta(days=1), 9, 40)
    with pytest.raises(NotNow):
        agenda.write(attendance.arrive, "w")
    assert wrong_seats(agenda.store) == []


def test_on_the_first_day_who_is_there_has_the_seat_of_who_is_not(
    agenda: Agenda, promo: SessionOffer, clock: MovingClock
) -> None:
    comes(agenda, "all", promo.session.id, 4)
    comes(agenda, "w", promo.session.id, wait=True)
    clock.now = at(FIRST, 9, 40)
    assert isinstance(agenda.write(attendance.arrive, "w"), Attendance)
    assert wrong_seats(agenda.store) == []


def test_a_seat_given_back_goes_to_who_waits(agenda: Agenda, promo: SessionOffer) -> None:
    comes(agenda, "all", promo.session.id, 4)
    waiting, _code = comes(agenda, "w", promo.session.id, 2, wait=True)
    assert isinstance(waiting, WaitingPlace)
    agenda.cancel("all")
    assert isinstance(agenda.booking("w"), Attendance)
    assert wrong_seats(agenda.store) == []


def test_it_can_be_left_on_any_of_its_days(
    agenda: Agenda, promo: SessionOffer, clock: MovingClock
) -> None:
    comes(agenda, "b", promo.session.id)
    clock.now = at(date(2026, 9, 29), 18)
    found = agenda.booking("b")
    assert isinstance(found, Attendance)
    assert found.is_to_come(clock.now)
    assert agenda.cancel("b").status == "cancelled"
    assert wrong_seats(agenda.store) == []


def test_something_else_at_the_hour_of_one_of_its_days_is_said(
    agenda: Agenda, promo: SessionOffer
) -> None:
    add_rule(
        agenda,
        None,
        weekdays=(2,),
        starts=time(9),
        ends=time(11),
        minutes=120,
        kind="workshop",
        title="Atelier",
        location="Ici",
        seats=4,
    )
    agenda.plan()
    _booked, code = comes(agenda, "b", promo.session.id)
    on = {wall_of(one): one.session.id for one in agenda.read(programme, ahead=timedelta(days=20))}
    with pytest.raises(SameHour):
        comes(agenda, "c", on["23/09 09:00"], code=code)
    comes(agenda, "d", on["16/09 09:00"], code=code)  # before the first of its days


def wall_of(offer: SessionOffer) -> str:
    return f"{offer.session.starts_at.astimezone(MONDAY.tzinfo):%d/%m %H:%M}"


def test_booked_days_stay_as_they_were_promised_and_it_is_said(
    agenda: Agenda, promo: SessionOffer
) -> None:
    """It was written down as a series by mistake, or no more as one."""
    comes(agenda, "b", promo.session.id)
    with agenda.store.writing() as connection:
        connection.execute(update(activity).values(series=False))
    assert [one.session_id for one in agenda.plan().stranded] == [promo.session.id]
    booked = agenda.booking("b")
    assert isinstance(booked, Attendance)
    assert booked.session.meetings == promo.session.meetings


def test_a_morning_that_is_booked_never_becomes_many(agenda: Agenda) -> None:
    add_promo(agenda, None, series=False)
    first = next(one.session for one in agenda.read(programme, ahead=timedelta(days=20)))
    comes(agenda, "b", first.id)
    with agenda.store.writing() as connection:
        connection.execute(update(activity).values(series=True))
    assert [one.session_id for one in agenda.plan().stranded] == [first.id]
    booked = agenda.booking("b")
    assert isinstance(booked, Attendance)
    assert booked.session.meetings == ()
    assert booked.session.ends_at == first.ends_at
