"""What was written down elsewhere and comes to the agenda later; and giving enquiries a time.

Every deed is idempotent: whoever delivers may be cut off before they hear that it was done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from kiosk import RELEASED
from kiosk.agenda import attendance, enquiries, seats, tickets
from kiosk.agenda.attendance import WantedSeats
from kiosk.agenda.booths import NoBooth
from kiosk.agenda.errors import BookingClosed, SeatTaken
from kiosk.agenda.rows import find_booking, the_booking
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.agenda.waiting_list import ListFull
from kiosk.visit.bookings import Attendance, Booking, NotedEnquiry, SeatBooking
from kiosk.visit.tickets import LocalTicket
from kiosk.visit.values import OTHER_TOPIC, Enquiry, Progress


def deliver_enquiry(
    work: UnitOfWork, enquiry: Enquiry, made: LocalTicket, new_code: Callable[[], str]
) -> Booking:
    """The enquiry; or the appointment that was in doubt, when it got through after all.

    Raises NoFreeCode.
    """
    enquiry = replace(enquiry, asked_at=plausible(work, enquiry.asked_at))
    return enquiries.deliver(work, enquiry, made, new_code=new_code)


def deliver_attendance(
    work: UnitOfWork,
    wanted: WantedSeats,
    language: str,
    progress: Progress | None,
    made: LocalTicket,
    made_at: datetime,
    new_code: Callable[[], str],
) -> Booking:
    """Seats, or a rank; where there is neither any more, an enquiry, so that somebody tells them:
    what was noted is never dropped without a word. What is given up for it goes only where there
    are seats. Raises NoFreeCode.
    """
    written_at = plausible(work, made_at)
    if find_booking(work, wanted.booking_id) is None:
        try:
            with work.connection.begin_nested():
                attendance.make(work, wanted, language)
        # Also what is offered no more, or has begun long ago.
        except (SeatTaken, ListFull, NoBooth):
            enquiries.write(
                work,
                Enquiry(
                    id=wanted.booking_id,
                    topic=OTHER_TOPIC,
                    mode="face",
                    language=language,
                    asked_at=written_at,
                ),
            )
        if isinstance(the_booking(work, wanted.booking_id), Attendance):
            _cancel_known(work, {wanted.instead_of, wanted.moves})
    tickets.take_in(
        work,
        made,
        booking_id=wanted.booking_id,
        progress=progress,
        language=language,
        new_code=new_code,
        made_at=written_at,
    )
    return the_booking(work, wanted.booking_id)


def _cancel_known(work: UnitOfWork, booking_ids: Iterable[str]) -> None:
    for booking_id in booking_ids:
        if find_booking(work, booking_id) is not None:  # it may have been purged meanwhile
            seats.cancel(work, booking_id)


def deliver_steps(
    work: UnitOfWork,
    progress: Progress,
    language: str,
    made: LocalTicket,
    made_at: datetime,
    new_code: Callable[[], str],
) -> None:
    """A ticket that brings steps back. Raises NoFreeCode."""
    tickets.take_in(
        work,
        made,
        booking_id=None,
        progress=progress,
        language=language,
        new_code=new_code,
        made_at=plausible(work, made_at),
    )


def give_time(work: UnitOfWork, enquiry_id: str, session_id: int) -> SeatBooking:
    """The enquiry becomes an appointment: the same id, ticket and code. Idempotent.

    Raises SeatTaken, NoSuchBooking, BookingClosed.
    """
    return enquiries.give_time(work, enquiry_id, session_id)


def close_enquiry(work: UnitOfWork, enquiry_id: str) -> NotedEnquiry:
    """The visitor was called, or came: it is over.

    Raises NoSuchBooking, BookingClosed.
    """
    enquiries.close(work, enquiry_id)
    found = the_booking(work, enquiry_id)
    if not isinstance(found, NotedEnquiry):
        raise BookingClosed(enquiry_id)
    return found


def plausible(work: UnitOfWork, written_at: datetime) -> datetime:
    """When it was written down; now, if that was with a wrong hour, or so long ago that nobody
    would see it any more: what nobody has seen yet must not be over when it comes."""
    earliest = max(RELEASED, work.now - min(work.keep, tickets.KEPT))
    return written_at if earliest <= written_at <= work.now else work.now
