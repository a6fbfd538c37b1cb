"""What the team does for people at the desk: they are there, were received, did not come; another
hour, none, or a first one. Each deed has its line in the journal, without a name.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import update

from kiosk.agenda import appointments, attendance, enquiries, seats, staff_journal, tickets
from kiosk.agenda.day import BookingOutcome
from kiosk.agenda.errors import BookingClosed, NoSuchBooking
from kiosk.agenda.rows import BookingRow, locked_booking, the_booking
from kiosk.agenda.seat_offer import Asked
from kiosk.agenda.staff_journal import Author
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking
from kiosk.visit.bookings import (
    Booking,
    Call,
    SeatBooking,
    Seen,
    WaitingPlace,
    is_active,
    session_of,
)
from kiosk.visit.values import Mode


def arrived(work: UnitOfWork, booking_id: str, author: Author) -> Booking:
    """Somebody is there. Twice is once. Raises NoSuchBooking, BookingClosed; for who stands by,
    NotNow and SeatTaken."""
    found = the_booking(work, booking_id)
    if isinstance(found, WaitingPlace):
        made = attendance.arrive(work, booking_id)
        _told(work, author, "arrived", made)
        return made
    row = locked_booking(work, booking_id)
    if row is None or not _has_hour(row):
        raise BookingClosed(booking_id)
    if row.arrived_at is None:
        _set(work, booking_id, arrived_at=work.now, outcome=None)
        _told(work, author, "arrived", found)
    return the_booking(work, booking_id)


def undo_arrival(work: UnitOfWork, booking_id: str, author: Author) -> Booking:
    """It was touched by mistake. Twice is once. Raises NoSuchBooking."""
    row = locked_booking(work, booking_id)
    if row is None:
        raise NoSuchBooking(booking_id)
    if row.arrived_at is not None:
        _set(work, booking_id, arrived_at=None, outcome=None, looks_for=None)
        _told(work, author, "arrival_undone", the_booking(work, booking_id))
    return the_booking(work, booking_id)


def say_outcome(
    work: UnitOfWork, booking_id: str, outcome: BookingOutcome | None, author: Author
) -> Booking:
    """They were received, or did not come; None takes it back. Whoever was received had arrived.
    Twice is once. Raises NoSuchBooking, BookingClosed."""
    row = locked_booking(work, booking_id)
    if row is None:
        raise NoSuchBooking(booking_id)
    if not _has_hour(row):
        raise BookingClosed(booking_id)
    values: dict[str, object] = {"outcome": outcome}
    if outcome == "seen" and row.arrived_at is None:
        values["arrived_at"] = work.now
    if outcome == "absent":
        values["arrived_at"] = None
    mine = (booking.c.id == booking_id, booking.c.place_id == work.place.id)
    another = booking.c.outcome.is_distinct_from(outcome)
    if work.connection.execute(update(booking).where(*mine, another), values).rowcount:
        _told(work, author, outcome or "outcome_undone", the_booking(work, booking_id))
    return the_booking(work, booking_id)


def move(
    work: UnitOfWork, booking_id: str, session_id: int, seen: Seen, author: Author
) -> SeatBooking:
    """To another hour; the new seat is taken before the old one is given back. Raises
    NoSuchBooking, BookingClosed, BookingChanged, SeatTaken; SameHour where the ticket has something
    else then."""
    moved = appointments.move(work, booking_id, session_id, seen)
    _told(work, author, "booking_moved", moved)
    return moved


def cancel(work: UnitOfWork, booking_id: str, seen: Seen, author: Author) -> Booking:
    """Raises NoSuchBooking, BookingChanged; BookingClosed for what a colleague cancelled just
    before, or is over."""
    seats.check_seen(work, booking_id, seen)
    found = the_booking(work, booking_id)
    if isinstance(found, Call) or not is_active(found):
        raise BookingClosed(booking_id)
    _told(work, author, "booking_cancelled", found)
    if enquiries.withdraw(work, booking_id):
        return the_booking(work, booking_id)
    return seats.cancel(work, booking_id)


def give_time(work: UnitOfWork, enquiry_id: str, session_id: int, author: Author) -> SeatBooking:
    """Raises SeatTaken, SameHour, NoSuchBooking, BookingClosed."""
    given = enquiries.give_time(work, enquiry_id, session_id)
    _told(work, author, "time_given", given)
    return given


def close_enquiry(work: UnitOfWork, enquiry_id: str, author: Author) -> None:
    """They were called, or came: it is over, and their number is erased. Twice is once."""
    if enquiries.close(work, enquiry_id):
        staff_journal.record(work, author, "enquiry_closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedHour:
    """An appointment for somebody who stands at the desk."""

    booking_id: str
    """Made by the form: sent twice, it books once."""
    session_id: int
    topic: str
    mode: Mode
    persons: int = 1
    first_name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    language: str = "fr"


def book(work: UnitOfWork, wanted: WantedHour, paper: NewPaper, author: Author) -> tuple[str, str]:
    """Book it, with a ticket: its code and a token. Raises SeatTaken, SameHour, BookingClosed,
    NoFreeCode."""
    asked = Asked(
        topic=wanted.topic,
        mode=wanted.mode,
        stuck_at=None,
        language=wanted.language,
        persons=wanted.persons,
    )
    before = locked_booking(work, wanted.booking_id)
    if before is None:
        seats.hold(work, wanted.booking_id, wanted.session_id, asked)
        seats.confirm(work, wanted.booking_id, wanted.first_name, wanted.phone)
        _told(work, author, "booked", the_booking(work, wanted.booking_id))
    return tickets.issue(work, paper, booking_id=wanted.booking_id)


def _has_hour(row: BookingRow) -> bool:
    """A call and a request have none: nobody arrives for them."""
    return row.session_id is not None and row.status in ("confirmed", "over")


def _set(work: UnitOfWork, booking_id: str, **values: object) -> None:
    mine = (booking.c.id == booking_id, booking.c.place_id == work.place.id)
    work.connection.execute(update(booking).where(*mine), values)


def _told(work: UnitOfWork, author: Author, deed: str, about: Booking) -> None:
    staff_journal.record(work, author, deed, _hour(work, about))


def _hour(work: UnitOfWork, about: Booking) -> str:
    """When and with whom of the team: enough to know it again, and no name of a visitor."""
    there = session_of(about)
    if there is None:
        return ""
    when = f"{there.starts_at.astimezone(work.place.zone):%d/%m %H:%M}"
    return ", ".join(part for part in (when, there.title or there.helper) if part)
