"""What was written down elsewhere and comes to the agenda later; and giving enquiries a time.

Every deed is one transaction. Done twice it is done once: whoever delivers may be cut off
before they hear that it was done. All raise StoreUnreachable when the store does not answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kiosk import RELEASED
from kiosk.agenda import enquiries, tickets
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import BookingClosed
from kiosk.agenda.rows import the_booking
from kiosk.store.retry import again_after_conflict
from kiosk.visit.values import Booking, Enquiry, LocalTicket, Progress


@again_after_conflict
def deliver_enquiry(
    agenda: Agenda, enquiry: Enquiry, made: LocalTicket, new_code: Callable[[], str]
) -> Booking:
    """The enquiry; or the appointment that was in doubt, when it got through after all.

    Raises NoFreeCode, ClockDoubtful.
    """
    now = agenda.sure_now()
    enquiry = replace(enquiry, asked_at=plausible(agenda, enquiry.asked_at, now))
    with agenda.store.writing() as connection:
        return enquiries.deliver(
            connection,
            agenda.place,
            enquiry,
            made,
            new_code=new_code,
            terminal=agenda.terminal,
            now=now,
        )


@again_after_conflict
def deliver_steps(
    agenda: Agenda,
    progress: Progress,
    language: str,
    made: LocalTicket,
    made_at: datetime,
    new_code: Callable[[], str],
) -> None:
    """A ticket that brings steps back. Raises NoFreeCode, ClockDoubtful."""
    now = agenda.sure_now()
    with agenda.store.writing() as connection:
        tickets.take_in(
            connection,
            agenda.place,
            made,
            booking_id=None,
            progress=progress,
            language=language,
            new_code=new_code,
            made_at=plausible(agenda, made_at, now),
            now=now,
        )


@again_after_conflict
def give_time(agenda: Agenda, enquiry_id: str, session_id: int) -> Booking:
    """The enquiry becomes an appointment: the same id, ticket and code. Twice is once.

    Raises SeatTaken, NoSuchBooking, BookingClosed, ClockDoubtful.
    """
    now = agenda.sure_now()
    with agenda.store.writing() as connection:
        return enquiries.give_time(
            connection,
            agenda.place,
            enquiry_id,
            session_id,
            topics_of=_topics_of(agenda),
            now=now,
        )


@again_after_conflict
def close_enquiry(agenda: Agenda, enquiry_id: str) -> Booking:
    """The visitor was called, or came: it is over.

    Raises NoSuchBooking, BookingClosed, ClockDoubtful.
    """
    now = agenda.sure_now()
    with agenda.store.writing() as connection:
        enquiries.close(connection, agenda.place, enquiry_id)
        found = the_booking(connection, agenda.place, enquiry_id, now)
    if found.kind != "enquiry":
        raise BookingClosed(enquiry_id)
    return found


def enquiries_waiting(agenda: Agenda) -> int:
    """How many enquiries need a time."""
    with agenda.store.reading() as connection:
        return enquiries.count_waiting(connection, agenda.place)


def plausible(agenda: Agenda, written_at: datetime, now: datetime) -> datetime:
    """When it was written down; now, if that was with a wrong hour, or so long ago that nobody
    would see it any more: what nobody has seen yet must not be over when it comes."""
    earliest = max(RELEASED, now - min(agenda.keep, tickets.KEPT))
    return written_at if earliest <= written_at <= now else now


def _topics_of(agenda: Agenda) -> Callable[[str], tuple[str, ...]]:
    def topics_of(topic: str) -> tuple[str, ...]:
        theme = agenda.theme_of(topic)
        return (topic,) if theme is None else (topic, theme)

    return topics_of
