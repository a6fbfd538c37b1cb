"""Booking with a ticket in hand, away from any terminal: the page behind the QR.

The appointment goes onto the ticket that the visitor already has, so that the same paper,
the same code and the same page serve for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from kiosk.agenda import calendar_events, enquiries, seats, tickets
from kiosk.agenda.agenda import Agenda
from kiosk.agenda.errors import AgendaError, BookingChanged, NoSuchBooking
from kiosk.agenda.place import Place
from kiosk.agenda.rows import find_booking, the_booking
from kiosk.store.retry import again_after_conflict
from kiosk.store.tables import place, ticket
from kiosk.visit.values import Booking, Enquiry, Mode, Seen, StuckAt


class AnotherAppointment(AgendaError):  # noqa: N818
    """The ticket has got an appointment meanwhile: show that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An appointment asked for on the page. `booking_id` is its key: a retry finds its own."""

    booking_id: str
    session_id: int
    topic: str
    mode: Mode
    language: str
    stuck_at: StuckAt | None = None
    first_name: str | None = None
    phone: str | None = None
    instead_of: str | None = None
    """The id of the appointment that the visitor knows of and gives up for this one."""
    seen: Seen | None = None
    """What the ticket had when they chose; None: whatever it had."""


@again_after_conflict
def book_by_ticket(agenda: Agenda, code: str, wanted: Wanted) -> Booking:
    """Book, and give up what the ticket had: the new seat is taken before the old one is
    given back, in one transaction. Asking twice is asking once.

    Raises SeatTaken, BookingClosed, AnotherAppointment, ClockDoubtful; BookingChanged when what
    the ticket has is not as it was seen; NoSuchBooking for an unknown code.
    """
    now = agenda.sure_now()
    with agenda.store.writing() as connection:
        had = _booking_of(connection, agenda.place, code)
        if had == wanted.booking_id:
            return the_booking(connection, agenda.place, had, now)
        before = _may_give_up(connection, agenda.place, had, wanted.instead_of, code, now)
        if had is not None:
            seats.check_seen(connection, agenda.place, had, wanted.seen, now=now)
        booked = _book(connection, agenda, wanted, now)
        _give_up(connection, agenda.place, before, now)
        return _onto_the_ticket(connection, agenda.place, code, booked.id, now)


@again_after_conflict
def ask_by_ticket(
    agenda: Agenda,
    code: str,
    enquiry: Enquiry,
    *,
    instead_of: str | None,
    seen: Seen | None = None,
) -> Booking:
    """Write down that the visitor wants to be called, at a time that a person will find; what
    the ticket had is given up. Asking twice is asking once.

    Raises AnotherAppointment, ClockDoubtful; BookingChanged when what the ticket has is not as it
    was `seen`; NoSuchBooking for an unknown code.
    """
    now = agenda.sure_now()
    with agenda.store.writing() as connection:
        had = _booking_of(connection, agenda.place, code)
        if had == enquiry.id:
            return the_booking(connection, agenda.place, had, now)
        before = _may_give_up(connection, agenda.place, had, instead_of, code, now)
        if had is not None:
            seats.check_seen(connection, agenda.place, had, seen, now=now)
        enquiries.write(connection, agenda.place, enquiry, agenda.terminal)
        _give_up(connection, agenda.place, before, now)
        return _onto_the_ticket(connection, agenda.place, code, enquiry.id, now)


@again_after_conflict
def cancel_by_ticket(agenda: Agenda, code: str, seen: Seen) -> Booking:
    """Cancel what was seen of a ticket: an appointment to come, or an enquiry that waits.

    What has been cancelled or is over stays so. Raises BookingChanged when the ticket has
    another one by now, or at another time; NoSuchBooking for an unknown code; ClockDoubtful.
    """
    here, now = agenda.place, agenda.sure_now()
    with agenda.store.writing() as connection:
        if _booking_of(connection, here, code) != seen.booking_id:
            raise BookingChanged(code)
        seats.check_seen(connection, here, seen.booking_id, seen, now=now)
        enquiries.withdraw(connection, here, seen.booking_id)
        return seats.cancel(connection, here, seen.booking_id, now=now)


def _may_give_up(
    connection: Connection,
    place_: Place,
    had: str | None,
    known: str | None,
    code: str,
    now: datetime,
) -> Booking | None:
    """What the ticket has and the visitor gives up. Raises AnotherAppointment for an
    appointment that they do not know of.
    """
    before = find_booking(connection, place_, had, now) if had else None
    if before is not None and before.status == "confirmed" and before.id != known:
        raise AnotherAppointment(code)
    return before


def _give_up(connection: Connection, place_: Place, before: Booking | None, now: datetime) -> None:
    if before is not None and before.status == "confirmed":
        seats.cancel(connection, place_, before.id, now=now)
    elif before is not None:
        enquiries.close(connection, place_, before.id)


def _onto_the_ticket(
    connection: Connection, place_: Place, code: str, booking_id: str, now: datetime
) -> Booking:
    connection.execute(
        update(ticket)
        .where(ticket.c.place_id == place_.id, ticket.c.code == code)
        .values(booking_id=booking_id)
    )
    calendar_events.changed(connection, place_, booking_id, over_at=now)
    made = the_booking(connection, place_, booking_id, now)
    tickets.serve_until(connection, place_, booking_id, made.ends_at or now)
    return made


def _booking_of(connection: Connection, place_: Place, code: str) -> str | None:
    """The id of the ticket's booking; the ticket stays ours until the transaction ends."""
    row = connection.execute(
        select(ticket.c.booking_id)
        .where(ticket.c.place_id == place_.id, ticket.c.code == code)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NoSuchBooking(code)
    booking_id: str | None = row.booking_id
    return booking_id


def _book(connection: Connection, agenda: Agenda, wanted: Wanted, now: datetime) -> Booking:
    seats.release_expired(connection, agenda.place, now)
    asked = seats.Asked(
        topic=wanted.topic,
        topics=_topics_of(agenda, wanted.topic),
        mode=wanted.mode,
        stuck_at=wanted.stuck_at,
        language=wanted.language,
        terminal=agenda.terminal,
    )
    seats.hold(
        connection,
        agenda.place,
        wanted.booking_id,
        wanted.session_id,
        asked,
        now=now,
        until=now + agenda.lead,  # confirmed below
        earliest=now + agenda.lead,
    )
    return seats.confirm(
        connection,
        agenda.place,
        wanted.booking_id,
        wanted.first_name,
        wanted.phone,
        topics_of=lambda topic: _topics_of(agenda, topic),
        now=now,
    )


def _topics_of(agenda: Agenda, topic: str) -> tuple[str, ...]:
    theme = agenda.theme_of(topic)
    return (topic,) if theme is None else (topic, theme)


def answers(agenda: Agenda) -> None:
    """One short look at the store, which must be able to write too. Raises StoreError."""
    with agenda.store.reading() as connection:
        connection.execute(select(place.c.id).limit(1)).all()
    agenda.store.check_writable()
