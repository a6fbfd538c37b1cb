"""Whatever happens in whatever order, a session's count is that of its bookings."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import AgendaError
from kiosk.store.tables import session
from tests.agenda.world import (
    MovingClock,
    add_absence,
    add_helper,
    add_rule,
    book_held,
    empty_place,
    wrong_seats,
)

booking_ids = st.sampled_from([f"b{number}" for number in range(6)])
session_numbers = st.integers(0, 7)


class AnyDay(RuleBasedStateMachine):
    """Six bookings, a few sessions, a moving clock; any deed may be refused, none may lie."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = MovingClock()
        self.agenda: Agenda = empty_place(self.folder, self.clock)
        self.amina = add_helper(self.agenda, "Amina")
        add_rule(self.agenda, self.amina, weekdays=range(5), minutes=90, seats=2)
        self.agenda.plan(weeks=1)
        with self.agenda.store.reading() as connection:
            self.sessions = list(connection.execute(select(session.c.id)).scalars())

    def teardown(self) -> None:
        self.agenda.store.close()
        shutil.rmtree(self.folder)

    @rule(booking_id=booking_ids, number=session_numbers)
    def hold(self, booking_id: str, number: int) -> None:
        try:
            held = self.agenda.hold(booking_id, self.sessions[number], "other", "face", None, "fr")
        except AgendaError:
            return
        assert held.time.session_id == self.sessions[number]
        assert self.agenda.booking(booking_id).status in ("held", "confirmed", "over")

    @rule(booking_id=booking_ids)
    def confirm(self, booking_id: str) -> None:
        try:
            made = book_held(self.agenda, booking_id, "Zoé", "06")
        except AgendaError:
            return
        assert made.status in ("confirmed", "over")

    @rule(booking_id=booking_ids)
    def release(self, booking_id: str) -> None:
        self.agenda.release(booking_id)

    @rule(booking_id=booking_ids)
    def cancel(self, booking_id: str) -> None:
        try:
            self.agenda.cancel(booking_id)
        except AgendaError:
            return
        assert self.agenda.booking(booking_id).status not in ("held", "confirmed")

    @rule(booking_id=booking_ids, number=session_numbers)
    def move(self, booking_id: str, number: int) -> None:
        try:
            self.agenda.move(booking_id, self.sessions[number])
        except AgendaError:
            return
        assert self.agenda.booking(booking_id).status == "confirmed"

    @rule(booking_id=booking_ids)
    def call(self, booking_id: str) -> None:
        try:
            assert self.agenda.call(booking_id, "other", None, "fr").id == booking_id
        except AgendaError:
            return

    @rule(minutes=st.sampled_from([1, 2, 90, 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.clock.pass_time(minutes=minutes)

    @rule()
    def look(self) -> None:
        offered = {time_.session_id for time_ in self.agenda.free_times("other", "face", limit=99)}
        with self.agenda.store.reading() as connection:
            full = set(
                connection.execute(
                    select(session.c.id).where(session.c.taken >= session.c.seats)
                ).scalars()
            )
        assert not offered & full

    @rule(hours=st.integers(1, 60))
    def absence(self, hours: int) -> None:
        start = self.clock.now
        self.clock.pass_time(hours=hours)
        end, self.clock.now = self.clock.now, start
        add_absence(self.agenda, self.amina, start, end)
        self.agenda.plan(weeks=1)

    @rule()
    def purge(self) -> None:
        self.agenda.purge()

    @invariant()
    def seats_agree(self) -> None:
        assert wrong_seats(self.agenda.store) == []

    @invariant()
    def nobody_is_expected_where_nothing_is_offered(self) -> None:
        with self.agenda.store.reading() as connection:
            query = select(session.c.id).where(session.c.withdrawn.is_(True), session.c.taken > 0)
            assert connection.execute(query).all() == []


AnyDay.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_any_day = AnyDay.TestCase
