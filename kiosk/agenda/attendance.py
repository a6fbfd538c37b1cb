"""Coming to what several people come to: seats or a place on the list, on a ticket; and the
arrival, "Je suis là".

Nothing is held while somebody reads: the seats are taken by the last touch, in one statement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select, update

from kiosk.agenda import booths, seats, tickets, waiting_list
from kiosk.agenda.errors import AgendaError, BookingClosed, NotOffered, SeatTaken
from kiosk.agenda.giving_up import give_up_for
from kiosk.agenda.programme import offer_of
from kiosk.agenda.rows import find_booking, locked_booking, the_booking
from kiosk.agenda.seat_offer import Asked, take
from kiosk.agenda.sponsor_hours import take_hour
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, session
from kiosk.visit.bookings import Attendance, Booking, WaitingPlace, is_ahead, session_of
from kiosk.visit.programme import UNDO_ARRIVAL, SessionOffer, has_arrived, may_arrive
from kiosk.visit.values import OTHER_TOPIC, Mode, Progress


class NotNow(AgendaError):  # noqa: N818
    """Too early, or over: nobody is expected there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedSeats:
    """What somebody asks for with the last touch."""

    booking_id: str
    """Made by the terminal: asked again, it is the same."""
    session_id: int
    persons: int = 1
    wait: bool = False
    """A place on the list will do where there are no seats."""
    need: str = ""
    """Of an hour with a sponsor: what they help with."""
    mode: Mode | None = None
    """How they follow it, where that can be chosen; None: as it mostly is."""
    booth: bool = False
    """By video, from a booth of the place."""
    instead_of: str = ""
    """A booking of the same ticket, at the same hour, that is given up for it."""
    moves: str = ""
    """A booking of the same ticket, at whatever hour, that this is instead of."""


def attend(
    work: UnitOfWork,
    wanted: WantedSeats,
    paper: NewPaper,
    *,
    progress: Progress | None = None,
) -> tuple[Booking, str, str]:
    """Seats or a place on the list, and its ticket, both or neither: the booking, the ticket's
    code, and a token for its paper. Idempotent.

    Raises NotOffered, SeatTaken, ListFull, SameHour, BookingClosed, NoBooth, NoFreeCode.
    """
    if find_booking(work, wanted.booking_id) is None:
        make(work, wanted, paper.language, carnet=paper.carnet)
    made = the_booking(work, wanted.booking_id)
    code, token = tickets.issue(work, paper, booking_id=made.id, progress=progress)
    return replace(made, code=code), code, token


def make(work: UnitOfWork, wanted: WantedSeats, language: str, *, carnet: str = "") -> None:
    """The booking alone, without its ticket. Raises NotOffered, SeatTaken, ListFull, SameHour,
    BookingClosed, NoBooth.
    """
    # Whoever else takes seats of it, or gives some back, waits until this is decided.
    row = work.connection.execute(
        select(session.c.topics, session.c.modes)
        .where(session.c.id == wanted.session_id, session.c.place_id == work.place.id)
        .with_for_update()
    ).one_or_none()
    offer = offer_of(work, wanted.session_id)
    mode = wanted.mode or (row.modes[0] if row is not None else "face")
    if row is None or offer is None or mode not in row.modes:
        raise NotOffered(wanted.session_id)
    room = offer.room(work.now, wanted.persons)
    if room == "closed":
        raise NotOffered(wanted.session_id)
    give_up_for(work, carnet, wanted.session_id, wanted.instead_of, wanted.moves)
    asked = Asked(
        # Nobody is asked what they come about: the session says so.
        topic=_topic(row.topics, wanted),
        mode=mode,
        stuck_at=None,
        language=language,
        kind=offer.session.kind,
        persons=wanted.persons,
    )
    if room in ("free", "begun"):
        _take(work, wanted, offer, asked)
    elif wanted.wait:
        waiting_list.join(work, wanted.booking_id, wanted.session_id, asked)
    else:
        raise SeatTaken(wanted.session_id)


def _topic(topics: tuple[str, ...] | None, wanted: WantedSeats) -> str:
    if wanted.need:
        return f"sponsor-{wanted.need}"
    return topics[0] if topics else OTHER_TOPIC


def _take(work: UnitOfWork, wanted: WantedSeats, offer: SessionOffer, asked: Asked) -> None:
    new = {
        "session_id": wanted.session_id,
        "status": "confirmed",
        "persons": asked.persons,
        "topic": asked.topic,
        "mode": asked.mode,
        "language": asked.language,
    }
    if not seats.write_new(work, wanted.booking_id, asked, new):
        raise BookingClosed(wanted.booking_id)  # the key of something else, written meanwhile
    # What has begun is let in by the hour it began at; a seat of it is one like any other.
    take(
        work,
        wanted.session_id,
        asked,
        after=min(work.now, offer.session.starts_at - timedelta(seconds=1)),
    )
    if wanted.booth and asked.mode == "video":
        booths.allot(work, wanted.booking_id, wanted.session_id)
    if offer.session.kind == "sponsor":
        take_hour(work, wanted.session_id, wanted.need, wanted.booking_id)


# Who is there


def arrive(work: UnitOfWork, booking_id: str) -> Booking:
    """Somebody is there. Twice is once. Whoever waits, once it has begun, has the seats of those
    who have not come. Raises NoSuchBooking, NotNow; SeatTaken when all who have seats are there.
    """
    found = the_booking(work, booking_id)
    row = locked_booking(work, booking_id)
    there = session_of(found)
    if row is None or there is None or not is_ahead(found, work.now):
        raise NotNow(booking_id)
    if not may_arrive(there, work.now):
        raise NotNow(booking_id)
    if isinstance(found, WaitingPlace):
        _stand_by(work, found)
    if not has_arrived(there, row.arrived_at, work.now):
        _set_arrived(work, booking_id, arrived=True)
    return the_booking(work, booking_id)


def undo_arrival(work: UnitOfWork, booking_id: str) -> Booking:
    """It was touched by mistake: for a minute. Raises NoSuchBooking, NotNow."""
    found = the_booking(work, booking_id)
    row = locked_booking(work, booking_id)
    if row is None or row.arrived_at is None or not isinstance(found, Attendance):
        return found
    if work.now - row.arrived_at > UNDO_ARRIVAL:
        raise NotNow(booking_id)
    _set_arrived(work, booking_id, arrived=False)
    return the_booking(work, booking_id)


def _set_arrived(work: UnitOfWork, booking_id: str, *, arrived: bool) -> None:
    mine = (booking.c.id == booking_id, booking.c.place_id == work.place.id)
    values = {"arrived_at": work.now} if arrived else {"arrived_at": None, "looks_for": None}
    work.connection.execute(update(booking).where(*mine).values(**values))


def say_looks_for(work: UnitOfWork, booking_id: str, field: str) -> None:
    """What somebody who is there looks for; only while they are there. Twice is once."""
    mine = (booking.c.id == booking_id, booking.c.place_id == work.place.id)
    there = (booking.c.status == "confirmed", booking.c.arrived_at.is_not(None))
    work.connection.execute(update(booking).where(*mine, *there).values(looks_for=field))


def _stand_by(work: UnitOfWork, found: WaitingPlace) -> None:
    """The seats of those who are not there go to who is: first those that nobody has, then those of
    whoever booked last. Raises NotNow before the start, for seats are kept until then."""
    starts_at, _ends_at = found.session.spans[0]
    # Who is away one day of a series comes again: their seat is theirs.
    if work.now < starts_at or found.session.next_span(work.now)[0] != starts_at:
        raise NotNow(found.id)
    # Whoever else stands by, or takes a seat, waits until this is decided.
    row = work.connection.execute(
        select(session).where(session.c.id == found.session.id).with_for_update()
    ).one()
    short = found.persons - (row.seats - row.taken)
    absent = work.connection.execute(
        select(booking.c.id, booking.c.persons)
        .where(
            booking.c.place_id == work.place.id,
            booking.c.session_id == found.session.id,
            booking.c.status == "confirmed",
            booking.c.arrived_at.is_(None),
        )
        .order_by(booking.c.created_at.desc(), booking.c.id.desc())
        .with_for_update()
    ).all()
    given: list[str] = []
    freed = 0
    for one in absent:
        if freed >= short:
            break
        given.append(one.id)
        freed += one.persons
    if freed < short:
        raise SeatTaken(found.session.id)
    for booking_id in given:
        mine = (booking.c.id == booking_id, booking.c.place_id == work.place.id)
        # Kept until the start, as a hold is until its end.
        kept = {"status": "expired", "hold_expires_at": work.now}
        work.connection.execute(update(booking).where(*mine).values(**kept))
    work.connection.execute(
        update(session)
        .where(session.c.id == found.session.id)
        .values(taken=session.c.taken - freed + found.persons)
    )
    mine = (booking.c.id == found.id, booking.c.place_id == work.place.id)
    work.connection.execute(update(booking).where(*mine).values(status="confirmed"))
