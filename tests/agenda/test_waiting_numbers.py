"""A number of who waits: for one call, known to the team alone, and erased."""

from __future__ import annotations

import pytest

from kiosk.agenda import attendance, waiting_list
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.errors import NotOffered
from kiosk.agenda.programme import programme
from kiosk.agenda.session_changes import cancel_session, move_session
from kiosk.agenda.team_tasks import settle, tasks
from tests.agenda.world import MONDAY, MovingClock, a_paper, add_rule, on_file, written_of

PHONE = "+33639981234"
AT_TWO = MONDAY.replace(hour=14)


@pytest.fixture
def full(agenda: Agenda) -> int:
    """A session at 14 of two seats that are taken, and somebody who waits."""
    add_rule(
        agenda,
        None,
        starts=AT_TWO.time(),
        ends=MONDAY.replace(hour=16).time(),
        minutes=120,
        kind="workshop",
        title="Je fais mon CV",
        location="Ici",
        seats=2,
        waiting_list=3,
    )
    agenda.plan()
    session_id = agenda.read(programme)[0].session.id
    comes(agenda, "all", session_id, 2)
    comes(agenda, "w", session_id)
    return session_id


def comes(agenda: Agenda, key: str, session_id: int, persons: int = 1) -> None:
    wanted = WantedSeats(booking_id=key, session_id=session_id, persons=persons, wait=True)
    agenda.write(attendance.attend, wanted, a_paper())


def to_call(agenda: Agenda) -> list[str]:
    return [one.booking_id for one in agenda.read(waiting_list.to_call)]


def test_who_has_a_seat_now_is_called_and_then_forgotten(agenda: Agenda, full: int) -> None:
    agenda.write(waiting_list.leave_number, "w", PHONE)
    assert to_call(agenda) == []
    agenda.cancel("all")
    (one,) = agenda.read(waiting_list.to_call)
    assert (one.booking_id, one.phone) == ("w", PHONE)
    agenda.write(waiting_list.called, "w")
    agenda.write(waiting_list.called, "w")
    assert to_call(agenda) == []
    assert written_of(agenda, "w") == (None, None)


def test_who_leaves_the_list_leaves_no_number(agenda: Agenda, full: int) -> None:
    agenda.write(waiting_list.leave_number, "w", PHONE)
    agenda.cancel("w")
    assert written_of(agenda, "w") == (None, None)
    with pytest.raises(NotOffered):
        agenda.write(waiting_list.leave_number, "w", PHONE)


def test_when_it_begins_nobody_is_called_any_more(
    agenda: Agenda, full: int, clock: MovingClock
) -> None:
    agenda.write(waiting_list.leave_number, "w", PHONE)
    clock.now = AT_TWO
    agenda.forget()
    assert written_of(agenda, "w") == (None, None)


def test_whose_session_was_moved_or_cancelled_is_called_too(agenda: Agenda, full: int) -> None:
    agenda.write(waiting_list.leave_number, "w", PHONE)
    agenda.clock.pass_time(minutes=1)  # type: ignore[attr-defined]
    agenda.write(move_session, full, MONDAY.replace(hour=17))
    assert to_call(agenda) == ["w"]
    agenda.write(cancel_session, full)
    (task,) = agenda.read(tasks)
    assert (task.kind, task.phone) == ("call", PHONE)
    agenda.write(settle, "call", "w", yes=True)
    assert agenda.read(tasks) == ()


def test_an_appointments_number_is_nobody_of_a_lists(agenda: Agenda, full: int) -> None:
    with pytest.raises(NotOffered):
        agenda.write(waiting_list.leave_number, "nobody", PHONE)


# What people who work among others look for


@pytest.fixture
def table(agenda: Agenda) -> int:
    add_rule(
        agenda,
        None,
        starts=MONDAY.replace(hour=9).time(),
        ends=MONDAY.replace(hour=12).time(),
        minutes=180,
        kind="coworking",
        title="Une table",
        location="Ici",
        seats=8,
    )
    agenda.plan()
    return agenda.read(programme)[0].session.id


def test_what_one_alone_looks_for_is_told_to_nobody(
    agenda: Agenda, table: int, clock: MovingClock
) -> None:
    clock.now = MONDAY.replace(hour=8, minute=45)
    for key, field in (("a", "building"), ("b", "care"), ("c", "building")):
        comes(agenda, key, table)
        agenda.write(attendance.arrive, key)
        agenda.write(attendance.say_looks_for, key, field)
    assert agenda.read(programme)[0].looked_for == (("building", 2),)
    agenda.write(attendance.undo_arrival, "a")
    assert agenda.read(programme)[0].looked_for == ()


@on_file
def test_it_goes_with_the_session(agenda: Agenda, table: int, clock: MovingClock) -> None:
    clock.now = MONDAY.replace(hour=9)
    comes(agenda, "a", table)
    agenda.write(attendance.say_looks_for, "a", "building")
    assert looks_for(agenda) == [None], "only who is there"
    agenda.write(attendance.arrive, "a")
    agenda.write(attendance.say_looks_for, "a", "building")
    assert looks_for(agenda) == ["building"]
    clock.now = MONDAY.replace(hour=12)
    agenda.forget()
    assert looks_for(agenda) == [None]


def looks_for(agenda: Agenda) -> list[str | None]:
    with agenda.store.reading() as connection:
        found = connection.exec_driver_sql("SELECT looks_for FROM booking").scalars().all()
    return list(found)
