"""A seat from the first look to the appointment, and all the ways it comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.booking_list import bookings_json
from kiosk.agenda.errors import BookingClosed, NoSuchBooking, SeatTaken
from kiosk.agenda.place import places
from kiosk.store.tables import booking, place
from kiosk.visit.bookings import kind_of
from kiosk.visit.values import FreeTime, StuckAt
from tests.agenda.world import (
    PARIS,
    MovingClock,
    add_session,
    book_held,
    same_place,
    taken,
    times,
    wall,
)
from tests.support.bookings import appointment, seat


@pytest.fixture
def nine(agenda: Agenda, amina: int) -> FreeTime:
    """Monday at nine, with Amina: one seat."""
    return times(agenda)[0]


def hold(agenda: Agenda, booking_id: str, time_: FreeTime) -> datetime:
    found = agenda.hold(booking_id, time_.session_id, "other", "face", None, "fr")
    assert found.booking_id == booking_id
    assert found.time == time_
    return found.expires_at


def test_a_visitor_reads_confirms_and_has_an_appointment(agenda: Agenda, nine: FreeTime) -> None:
    stuck = StuckAt(service="write-cv", step="photo")
    held = agenda.hold("b", nine.session_id, "write-cv", "phone", stuck, "en")
    assert held.expires_at == datetime(2026, 9, 14, 8, 2, tzinfo=PARIS)
    assert nine not in times(agenda)
    made = book_held(agenda, "b", "Zoé", "06 12 34 56 78")
    assert (made.status, kind_of(made), made.session.helper, made.session.location) == (
        "confirmed",
        "appointment",
        "Amina",
        "Bureau 1",
    )
    assert (made.session.starts_at, made.session.ends_at) == (nine.starts_at, nine.ends_at)
    assert (made.topic, made.mode, appointment(made).stuck_at) == ("write-cv", "phone", stuck)
    with agenda.store.reading() as connection:
        row = connection.execute(select(booking)).one()
    assert (row.first_name, row.phone, row.language) == ("Zoé", "06 12 34 56 78", "en")
    assert row.terminal_id == "terminal-1"


def test_a_name_is_never_asked_twice_nor_needed(agenda: Agenda, nine: FreeTime) -> None:
    hold(agenda, "b", nine)
    book_held(agenda, "b", "", "")
    with agenda.store.reading() as connection:
        row = connection.execute(select(booking.c.first_name, booking.c.phone)).one()
    assert tuple(row) == (None, None)


def test_a_seat_that_someone_reads_about_is_nobody_elses(agenda: Agenda, nine: FreeTime) -> None:
    hold(agenda, "first", nine)
    with pytest.raises(SeatTaken):
        hold(agenda, "second", nine)
    with pytest.raises(NoSuchBooking):
        agenda.booking("second")


def test_a_hold_that_runs_out_is_given_back(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    hold(agenda, "first", nine)
    clock.pass_time(seconds=119)
    assert nine not in times(agenda)
    clock.pass_time(seconds=1)
    assert agenda.booking("first").status == "expired"
    assert nine in times(agenda)
    hold(agenda, "second", nine)
    assert book_held(agenda, "second").status == "confirmed"
    with pytest.raises(SeatTaken):
        book_held(agenda, "first", "Zoé")
    assert agenda.booking("first").status == "expired"


def test_nobody_has_to_look_for_a_hold_to_be_given_back(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    hold(agenda, "first", nine)
    clock.pass_time(minutes=2)
    hold(agenda, "second", nine)


def test_a_slow_reader_still_gets_the_seat_that_nobody_took(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    hold(agenda, "unswept", nine)
    clock.pass_time(minutes=3)
    assert book_held(agenda, "unswept").status == "confirmed"
    ten = times(agenda)[1]
    hold(agenda, "swept", ten)
    clock.pass_time(minutes=3)
    assert ten in times(agenda)
    assert book_held(agenda, "swept", "Zoé").status == "confirmed"
    assert ten not in times(agenda)


def test_a_slow_reader_may_hold_the_same_time_again(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    hold(agenda, "b", nine)
    clock.pass_time(minutes=3)
    assert hold(agenda, "b", nine) == clock.now + timedelta(seconds=120)
    assert taken(agenda, nine.session_id) == 1


def test_a_hold_asked_again_after_a_lost_answer_is_the_same_hold(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    first = hold(agenda, "b", nine)
    clock.pass_time(seconds=30)
    assert hold(agenda, "b", nine) == first
    assert taken(agenda, nine.session_id) == 1
    book_held(agenda, "b")
    hold(agenda, "b", nine)
    assert agenda.booking("b").status == "confirmed"


def test_confirming_again_after_a_lost_answer_is_the_same_appointment(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    hold(agenda, "b", nine)
    first = book_held(agenda, "b", "Zoé", "06")
    clock.pass_time(minutes=5)
    assert book_held(agenda, "b", "Zoé", "06") == first
    assert taken(agenda, nine.session_id) == 1


def test_another_time_chosen_gives_the_first_one_back(agenda: Agenda, nine: FreeTime) -> None:
    half_past = times(agenda)[1]
    hold(agenda, "b", nine)
    hold(agenda, "b", half_past)
    assert nine in times(agenda)
    assert half_past not in times(agenda)


def test_another_time_that_is_gone_keeps_the_first_one(agenda: Agenda, nine: FreeTime) -> None:
    half_past = times(agenda)[1]
    hold(agenda, "someone", half_past)
    hold(agenda, "b", nine)
    with pytest.raises(SeatTaken):
        hold(agenda, "b", half_past)
    confirmed = book_held(agenda, "b")
    assert confirmed.session.starts_at == nine.starts_at


def test_a_visitor_who_goes_back_gives_the_seat_back(agenda: Agenda, nine: FreeTime) -> None:
    hold(agenda, "b", nine)
    agenda.release("b")
    agenda.release("b")
    agenda.release("never heard of")
    assert taken(agenda, nine.session_id) == 0
    hold(agenda, "b", nine)  # and may change their mind


def test_leaving_does_not_undo_an_appointment(agenda: Agenda, nine: FreeTime) -> None:
    hold(agenda, "b", nine)
    book_held(agenda, "b")
    agenda.release("b")
    assert agenda.booking("b").status == "confirmed"


def test_a_cancelled_appointment_frees_its_seat_and_forgets_its_name(
    agenda: Agenda, nine: FreeTime
) -> None:
    hold(agenda, "b", nine)
    book_held(agenda, "b", "Zoé", "06")
    assert agenda.cancel("b").status == "cancelled"
    assert agenda.cancel("b").status == "cancelled"
    assert taken(agenda, nine.session_id) == 0
    with agenda.store.reading() as connection:
        assert connection.execute(select(booking.c.first_name)).scalars().all() == [None]
    attempts: list[Callable[[], object]] = [
        lambda: book_held(agenda, "b"),
        lambda: hold(agenda, "b", nine),
    ]
    for attempt in attempts:
        with pytest.raises(BookingClosed):
            attempt()


def test_the_past_is_not_changed(agenda: Agenda, nine: FreeTime, clock: MovingClock) -> None:
    hold(agenda, "b", nine)
    book_held(agenda, "b")
    clock.now = nine.ends_at
    assert agenda.booking("b").status == "over"
    assert agenda.cancel("b").status == "over"
    with pytest.raises(BookingClosed):
        agenda.move("b", times(agenda)[0].session_id)
    assert taken(agenda, nine.session_id) == 1


def test_a_time_that_has_begun_cannot_be_taken(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    clock.now = nine.starts_at
    with pytest.raises(SeatTaken):
        hold(agenda, "late", nine)


def test_a_seat_is_not_sold_for_what_its_helper_does_not_do(agenda: Agenda, nine: FreeTime) -> None:
    with pytest.raises(SeatTaken):
        agenda.hold("b", nine.session_id, "other", "video", None, "fr")
    with pytest.raises(SeatTaken):
        agenda.hold("b", 999_999, "other", "face", None, "fr")


def test_an_appointment_moves_and_its_old_time_is_free_again(
    agenda: Agenda, nine: FreeTime
) -> None:
    half_past, ten = times(agenda)[1:3]
    hold(agenda, "b", nine)
    book_held(agenda, "b", "Zoé")
    hold(agenda, "other", ten)
    assert agenda.move("b", half_past.session_id).session.starts_at == half_past.starts_at
    assert agenda.move("b", half_past.session_id).session.starts_at == half_past.starts_at
    assert [wall(time_)[6:] for time_ in times(agenda)][:2] == ["09:00", "10:30"]
    with pytest.raises(SeatTaken):
        agenda.move("b", ten.session_id)
    assert seat(agenda.booking("b")).session.starts_at == half_past.starts_at


def test_only_an_appointment_moves(agenda: Agenda, nine: FreeTime) -> None:
    with pytest.raises(NoSuchBooking):
        agenda.move("nobody", nine.session_id)
    hold(agenda, "b", nine)
    with pytest.raises(BookingClosed):
        agenda.move("b", times(agenda)[1].session_id)


def test_a_group_has_as_many_seats_as_it_says(agenda: Agenda, amina: int) -> None:
    starts_at = datetime(2026, 9, 15, 9, tzinfo=PARIS)
    session_id = add_session(agenda, amina, starts_at, seats=3)
    for number in range(3):
        agenda.hold(f"b{number}", session_id, "other", "face", None, "fr")
    with pytest.raises(SeatTaken):
        agenda.hold("b3", session_id, "other", "face", None, "fr")
    assert taken(agenda, session_id) == 3


def test_two_terminals_of_a_place_see_one_agenda(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    second = same_place(agenda.store, clock, terminal_id="terminal-2")
    hold(agenda, "b", nine)
    assert nine not in times(second)
    assert book_held(second, "b").status == "confirmed"
    assert [made.id for made in agenda.bookings()] == ["b"]


def test_a_terminal_sees_its_own_place_only(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    hold(agenda, "b", nine)
    with agenda.store.writing() as connection:
        connection.execute(insert(place).values(name="Là", address="", time_zone="Europe/Paris"))
    here, there = places(agenda.store)
    assert here == agenda.place
    elsewhere = Agenda(
        store=agenda.store,
        place=there,
        terminal="terminal-1",
        clock=clock,
        theme_of=agenda.theme_of,
    )
    assert times(elsewhere) == []
    assert elsewhere.bookings() == []
    attempts: list[Callable[[], object]] = [
        lambda: book_held(elsewhere, "b"),
        lambda: elsewhere.cancel("b"),
        lambda: elsewhere.booking("b"),
    ]
    for attempt in attempts:
        with pytest.raises(NoSuchBooking):
            attempt()
    elsewhere.release("b")
    with pytest.raises(SeatTaken):
        hold(elsewhere, "b", nine)
    assert agenda.booking("b").status == "held"


def test_bookings_are_told_as_plain_data(
    agenda: Agenda, nine: FreeTime, clock: MovingClock
) -> None:
    stuck = StuckAt(service="write-cv", step="photo")
    agenda.hold("b", nine.session_id, "write-cv", "face", stuck, "fr")
    book_held(agenda, "b", "Zoé", "06", code="BCDFGHJK")
    agenda.call("c", "other", None, "fr")
    assert bookings_json(agenda.bookings(), codes=True) == [
        {
            "id": "c",
            "code": None,
            "kind": "call",
            "topic": "other",
            "mode": "face",
            "helper": None,
            "starts_at": None,
            "ends_at": None,
            "status": "waiting",
            "stuck_at": None,
            "persons": 1,
            "title": None,
            "location": None,
            "cancelled_by_place": False,
            "rank": None,
            "arrived": False,
            "booth": None,
            "video": None,
        },
        {
            "id": "b",
            "code": "BCDFGHJK",
            "kind": "appointment",
            "topic": "write-cv",
            "mode": "face",
            "helper": "Amina",
            "starts_at": "2026-09-14T09:00:00+02:00",
            "ends_at": "2026-09-14T09:30:00+02:00",
            "status": "confirmed",
            "stuck_at": {"service": "write-cv", "step": "photo"},
            "persons": 1,
            "title": None,
            "location": "Bureau 1",
            "cancelled_by_place": False,
            "rank": None,
            "arrived": False,
            "booth": None,
            "video": None,
        },
    ]
