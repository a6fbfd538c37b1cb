"""Someone is wanted at the terminal, now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import BookingClosed, NoSuchBooking
from kiosk.store.tables import feedback
from kiosk.visit.values import StuckAt
from tests.agenda.world import MovingClock, book_held, times

STUCK = StuckAt(service="write-cv", step="photo")


def test_a_visitor_who_is_stuck_calls_and_a_person_comes(agenda: Agenda) -> None:
    called = agenda.call("c", "write-cv", STUCK, "fr")
    assert (called.status, called.stuck_at) == ("waiting", STUCK)
    assert agenda.call("c", "write-cv", STUCK, "fr") == called
    assert agenda.answer_call("c").status == "answered"
    assert agenda.answer_call("c").status == "answered"
    assert agenda.end_call("c").status == "over"
    assert agenda.end_call("c").status == "over"
    assert len(agenda.bookings()) == 1


def test_a_visitor_who_manages_alone_needs_nobody_any_more(agenda: Agenda) -> None:
    agenda.call("c", "other", None, "fr")
    assert agenda.end_call("c").status == "cancelled"
    assert agenda.answer_call("c").status == "cancelled"


def test_a_call_is_no_appointment(agenda: Agenda, amina: int) -> None:
    agenda.call("c", "other", None, "fr")
    attempts: list[Callable[[], object]] = [
        lambda: book_held(agenda, "c"),
        lambda: agenda.move("c", times(agenda)[0].session_id),
    ]
    for attempt in attempts:
        with pytest.raises(BookingClosed):
            attempt()
    assert agenda.cancel("c").status == "waiting"
    with pytest.raises(BookingClosed):
        agenda.hold("c", times(agenda)[0].session_id, "other", "face", None, "fr")
    agenda.hold("b", times(agenda)[0].session_id, "other", "face", None, "fr")
    assert agenda.end_call("b").status == "held"
    with pytest.raises(BookingClosed):
        agenda.call("b", "other", None, "fr")
    with pytest.raises(NoSuchBooking):
        agenda.answer_call("never heard of")


def test_faces_are_counted_by_day_and_nothing_else_is_kept(
    agenda: Agenda, clock: MovingClock
) -> None:
    for face in ("good", "good", "bad"):
        agenda.rate(face)
    clock.pass_time(days=1)
    agenda.rate("good")
    with agenda.store.reading() as connection:
        rows = connection.execute(
            select(feedback.c.day, feedback.c.face, feedback.c["count"]).order_by(
                feedback.c.day, feedback.c.face
            )
        ).all()
    assert [(f"{row[0]:%d/%m}", row[1], row[2]) for row in rows] == [
        ("14/09", "bad", 1),
        ("14/09", "good", 2),
        ("15/09", "good", 1),
    ]
