"""Another hour for what is on a ticket: an appointment moves, a seat among others is changed."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.bookings import Appointment, Attendance, Booking, stuck_at
from kiosk.visit.effects import FindSessions
from kiosk.visit.events import ChangeHour
from kiosk.visit.joining import Joining
from kiosk.visit.scenes import AppointmentFound, Programme
from kiosk.visit.state import BookingDraft, Context, Visit
from kiosk.visit.update.booking import look_for_times
from kiosk.visit.update.outcome import Outcome, go, on, stay


def may_move(booking: Booking, context: Context) -> bool:
    """A hand from somebody is found by what one needs, and a series is given up as a whole."""
    if isinstance(booking, Attendance) and (
        booking.session.kind == "sponsor" or booking.session.meetings
    ):
        return False
    return isinstance(booking, Appointment | Attendance) and booking.is_to_come(context.now)


@on(ChangeHour)
def change_hour(visit: Visit, event: ChangeHour, context: Context) -> Outcome:
    booking = visit.lookup.booking if visit.lookup else None
    if booking is None or visit.carnet is None or not isinstance(visit.scene, AppointmentFound):
        return stay(visit)
    if not may_move(booking, context):
        return stay(visit)
    if isinstance(booking, Appointment):
        draft = BookingDraft(
            origin=AppointmentFound(),
            topic=booking.topic,
            topic_known=True,
            stuck_at=stuck_at(booking),
            moves=booking.id,
        )
        return look_for_times(visit, draft, booking.mode, booking.topic)
    assert isinstance(booking, Attendance)
    visit = replace(visit, joining=Joining(moves=booking.id, persons=booking.persons))
    return go(visit, Programme(booking.session.kind), FindSessions())
