"""Tickets: a code to type, tokens to scan, and what they bring back.

A code is unique among the tickets that a place keeps. A token is on paper alone: only
its SHA-256 is here, so that nobody who reads the database can open a visitor's page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.agenda import calendar_events
from kiosk.agenda.errors import NoFreeCode
from kiosk.agenda.place import Place
from kiosk.agenda.rows import find_booking, the_booking
from kiosk.store.tables import ticket, ticket_token
from kiosk.visit.values import Booking, CalendarEvent, LocalTicket, Printing, Progress

KEPT = timedelta(days=30)
"""How long a ticket serves after its appointment, or, without one, after it was made."""

TRIES = 20
"""Codes tried before giving up. With 16**6 codes and 10,000 tickets kept, one is enough
in 999 cases of 1,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTicket:
    """What a scanned or typed ticket brings back."""

    code: str = field(repr=False)
    language: str
    booking: Booking | None
    progress: Progress | None
    event: CalendarEvent | None = None
    """None until an appointment was on it."""


def issue(
    connection: Connection,
    place: Place,
    *,
    booking_id: str | None,
    progress: Progress | None,
    language: str,
    new_code: Callable[[], str],
    new_token: Callable[[], str],
    now: datetime,
) -> tuple[str, str]:
    """Make a ticket: its code and its token. A booking has one: asked again, its code stays.

    Raises NoSuchBooking, NoFreeCode.
    """
    until = _serves_until(now)
    if booking_id is not None:
        made_for = the_booking(connection, place, booking_id, now)
        until = _serves_until(max(now, made_for.ends_at or now))
        if made_for.code is not None:
            _change(connection, place, made_for.code, progress=_as_json(progress))
            token = again(connection, place, made_for.code, new_token=new_token, now=now)
            if token is not None:
                return made_for.code, token
    row = {
        "place_id": place.id,
        "booking_id": booking_id,
        "progress": _as_json(progress),
        "language": language,
        "printing": "waiting",
        "created_at": now,
        "delete_after": until,
    }
    ticket_id, code = _insert(connection, row, new_code)
    if booking_id is not None:
        calendar_events.changed(connection, place, booking_id)
    return code, _add_token(connection, place, ticket_id, new_token)


def take_in(
    connection: Connection,
    place: Place,
    made: LocalTicket,
    *,
    booking_id: str | None,
    progress: Progress | None,
    language: str,
    new_code: Callable[[], str],
    made_at: datetime,
    now: datetime,
) -> None:
    """Take in a ticket that is on paper already. Twice is once.

    Its tokens are its own in any case. Its code, if another ticket of the place has got the
    same meanwhile, is that ticket's: then `new_code` gives one. Raises NoFreeCode.
    """
    made_for = find_booking(connection, place, booking_id, now) if booking_id else None
    known = _known(connection, place, made, booking_id)
    if known is None:
        row = {
            "place_id": place.id,
            "booking_id": booking_id,
            "progress": _as_json(progress),
            "language": language,
            "printing": made.printing,
            "created_at": made_at,
            "delete_after": _serves_until(max(made_at, (made_for and made_for.ends_at) or made_at)),
        }
        codes = chain((made.code,), iter(new_code, None))
        known, _code = _insert(connection, row, lambda: next(codes))
        if booking_id is not None:
            calendar_events.changed(connection, place, booking_id)
    elif made.printing != "waiting":
        connection.execute(
            update(ticket).where(ticket.c.id == known).values(printing=made.printing)
        )
    for hashed in made.token_hashes:
        _add_hash(connection, place, known, hashed)


def _known(
    connection: Connection, place: Place, made: LocalTicket, booking_id: str | None
) -> int | None:
    """The ticket that has one of these tokens, or that this booking has got already."""
    with_token = select(ticket_token.c.ticket_id).where(
        ticket_token.c.token_hash.in_(made.token_hashes)
    )
    mine: ColumnElement[bool] = ticket.c.id.in_(with_token)
    if booking_id is not None:
        mine = or_(mine, ticket.c.booking_id == booking_id)
    row = connection.execute(select(ticket.c.id).where(ticket.c.place_id == place.id, mine)).first()
    return None if row is None else int(row.id)


def _add_hash(connection: Connection, place: Place, ticket_id: int, hashed: str) -> None:
    there = select(ticket_token.c.token_hash).where(
        ticket_token.c.token_hash == hashed, ticket_token.c.place_id == place.id
    )
    if connection.execute(there).first() is None:
        row = {"place_id": place.id, "ticket_id": ticket_id, "token_hash": hashed}
        connection.execute(insert(ticket_token), row)


def _insert(
    connection: Connection, row: dict[str, Any], new_code: Callable[[], str]
) -> tuple[int, str]:
    for _ in range(TRIES):
        code = new_code()
        try:
            with connection.begin_nested():
                # As parameters: SQLAlchemy keeps statements for their next use.
                query = insert(ticket).returning(ticket.c.id)
                return connection.execute(query, {**row, "code": code}).scalar_one(), code
        except IntegrityError:
            continue
    raise NoFreeCode(f"{TRIES} codes in a row were in use")


def again(
    connection: Connection,
    place: Place,
    code: str,
    *,
    new_token: Callable[[], str],
    now: datetime,
) -> str | None:
    """A further token for a paper printed again; None when no ticket has this code."""
    row = connection.execute(
        select(ticket.c.id).where(*_live(place, now), ticket.c.code == code)
    ).first()
    return None if row is None else _add_token(connection, place, row.id, new_token)


def find_by_code(
    connection: Connection, place: Place, code: str, *, now: datetime
) -> FoundTicket | None:
    return _found(connection, place, ticket.c.code == code, now)


def find_by_token(
    connection: Connection, place: Place, token: str, *, now: datetime
) -> FoundTicket | None:
    """`token` in upper or lower case, as scanners and people give it."""
    with_token = select(ticket_token.c.ticket_id).where(
        ticket_token.c.token_hash == token_hash(token)
    )
    return _found(connection, place, ticket.c.id.in_(with_token), now)


def record_printing(connection: Connection, place: Place, code: str, state: Printing) -> None:
    """What became of the paper."""
    _change(connection, place, code, printing=state)


def serve_until(connection: Connection, place: Place, booking_id: str, ends_at: datetime) -> None:
    """The booking was moved: its ticket serves as long after the new time."""
    connection.execute(
        update(ticket)
        .where(ticket.c.booking_id == booking_id, ticket.c.place_id == place.id)
        .values(delete_after=_serves_until(ends_at))
    )


def hand_on(connection: Connection, place: Place, from_booking: str, to_booking: str) -> None:
    """The ticket of one booking, if it has one, is now the other's."""
    connection.execute(
        update(ticket)
        .where(ticket.c.place_id == place.id, ticket.c.booking_id == from_booking)
        .values(booking_id=to_booking)
    )


def token_hash(token: str) -> str:
    """What is kept of a token. It is random enough (see
    `kiosk.ticket.codes`) to need no salt."""
    return hashlib.sha256(token.upper().encode()).hexdigest()


def _serves_until(moment: datetime) -> datetime:
    # In UTC: Python adds days to a local time by the wall clock.
    return moment.astimezone(UTC) + KEPT


def _add_token(
    connection: Connection, place: Place, ticket_id: int, new_token: Callable[[], str]
) -> str:
    """A token that is there already serves on: whoever asks again got no answer before."""
    token = new_token()
    _add_hash(connection, place, ticket_id, token_hash(token))
    return token


def _found(
    connection: Connection, place: Place, which: ColumnElement[bool], now: datetime
) -> FoundTicket | None:
    row = connection.execute(select(ticket).where(*_live(place, now), which)).first()
    if row is None:
        return None
    booking = row.booking_id and find_booking(connection, place, row.booking_id, now)
    return FoundTicket(
        code=row.code,
        language=row.language,
        booking=booking or None,
        progress=_from_json(row.progress),
        event=calendar_events.find_event(connection, place, row.id),
    )


def _live(place: Place, now: datetime) -> list[ColumnElement[bool]]:
    return [ticket.c.place_id == place.id, ticket.c.delete_after > now]


def _change(connection: Connection, place: Place, code: str, **values: Any) -> None:
    connection.execute(
        update(ticket).where(ticket.c.place_id == place.id, ticket.c.code == code).values(**values)
    )


def _as_json(progress: Progress | None) -> dict[str, Any] | None:
    return None if progress is None else asdict(progress)


def _from_json(kept: dict[str, Any] | None) -> Progress | None:
    if kept is None:
        return None
    return Progress(service=kept["service"], trail=tuple(kept["trail"]), finished=kept["finished"])
