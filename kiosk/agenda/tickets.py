"""Tickets: a code to type, tokens to scan, and what they bring back.

A code is unique among the tickets that a place keeps. A token is on paper alone: only
its SHA-256 is here, so that nobody who reads the database can open a visitor's page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.agenda import calendar_events
from kiosk.agenda.errors import NoFreeCode, NoSuchTicket
from kiosk.agenda.note_rows import notes_on
from kiosk.agenda.pair_reports import follow_up_on
from kiosk.agenda.place import Place
from kiosk.agenda.rows import find_booking, the_booking
from kiosk.agenda.sponsor_hours import sponsorship_on, tickets_of_sponsors
from kiosk.agenda.ticket_contents import bookings_on, put_on, ticket_of
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import (
    booking,
    session,
    ticket,
    ticket_booking,
    ticket_challenge,
    ticket_token,
)
from kiosk.visit.bookings import ends_at, in_order
from kiosk.visit.tickets import FoundTicket, LocalTicket, Printing, TakenChallenge
from kiosk.visit.values import Progress

KEPT = timedelta(days=30)
"""How long a ticket serves after its appointment, or, without one, after it was made."""

TRIES = 20
"""Codes tried before giving up. With 16**6 codes and 10,000 tickets kept, one is enough
in 999 cases of 1,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A paper that is about to be handed over."""

    language: str
    new_code: Callable[[], str]
    """Called until a code is free."""
    new_token: Callable[[], str]
    """Called once. A token that a ticket has already is of the same paper, asked for again after an
    answer that was lost: it stays that ticket's."""
    carnet: str = ""
    """The code of the ticket in hand, which all of it goes onto while it serves."""


def issue(
    work: UnitOfWork,
    paper: NewPaper,
    *,
    booking_id: str | None = None,
    progress: Progress | None = None,
) -> tuple[str, str]:
    """Make a ticket, or add to one: its code, and the token of its paper. Idempotent where the
    token is the same; a booking has one code for ever.

    Raises NoSuchBooking, NoFreeCode.
    """
    until = _serves_until(work.now)
    token = paper.new_token()
    carnet = _code_with_token(work, token) or paper.carnet
    in_hand = again(work, carnet, new_token=lambda: token) if carnet else None
    if in_hand is not None:
        if booking_id is not None and the_booking(work, booking_id).code is None:
            add_booking(work, carnet, booking_id)
        if booking_id is None or the_booking(work, booking_id).code == carnet:
            _keep_walk(work, carnet, progress)
            return carnet, in_hand
    if booking_id is not None:
        made_for = the_booking(work, booking_id)
        until = _serves_until(max(work.now, ends_at(made_for) or work.now))
        if made_for.code is not None:
            _keep_walk(work, made_for.code, progress)
            if again(work, made_for.code, new_token=lambda: token) is not None:
                return made_for.code, token
    row = {
        "place_id": work.place.id,
        "walks": _as_json(progress),
        "language": paper.language,
        "printing": "waiting",
        "created_at": work.now,
        "delete_after": until,
    }
    ticket_id, code = _insert(work.connection, row, paper.new_code)
    if booking_id is not None:
        put_on(work, ticket_id, booking_id)
        calendar_events.changed(work, booking_id)
    return code, _add_token(work, ticket_id, lambda: token)


def take_in(
    work: UnitOfWork,
    made: LocalTicket,
    *,
    booking_id: str | None,
    progress: Progress | None,
    language: str,
    new_code: Callable[[], str],
    made_at: datetime,
) -> None:
    """Take in a ticket that is on paper already. Idempotent.

    Its tokens are its own in any case. Its code, if another ticket of the place has got the
    same meanwhile, is that ticket's: then `new_code` gives one. Raises NoFreeCode.
    """
    made_for = find_booking(work, booking_id) if booking_id else None
    known = _known(work, made, booking_id)
    if known is None:
        until = (ends_at(made_for) if made_for else None) or made_at
        row = {
            "place_id": work.place.id,
            "walks": _as_json(progress),
            "language": language,
            "printing": made.printing,
            "created_at": made_at,
            "delete_after": _serves_until(max(made_at, until)),
        }
        codes = chain((made.code,), iter(new_code, None))
        known, _code = _insert(work.connection, row, lambda: next(codes))
        if booking_id is not None:
            put_on(work, known, booking_id)
            calendar_events.changed(work, booking_id)
    elif made.printing != "waiting":
        work.connection.execute(
            update(ticket).where(ticket.c.id == known).values(printing=made.printing)
        )
    for hashed in made.token_hashes:
        _add_hash(work, known, hashed)


def _code_with_token(work: UnitOfWork, token: str) -> str | None:
    """Of the ticket that a paper leads to, while it serves."""
    found: str | None = work.connection.execute(
        select(ticket.c.code).where(*_live(work.place, work.now), _has_token(token))
    ).scalar_one_or_none()
    return found


def _has_token(token: str) -> ColumnElement[bool]:
    return ticket.c.id.in_(
        select(ticket_token.c.ticket_id).where(ticket_token.c.token_hash == token_hash(token))
    )


def _known(work: UnitOfWork, made: LocalTicket, booking_id: str | None) -> int | None:
    """The ticket that has one of these tokens, or that this booking has got already."""
    with_token = select(ticket_token.c.ticket_id).where(
        ticket_token.c.token_hash.in_(made.token_hashes)
    )
    mine: ColumnElement[bool] = ticket.c.id.in_(with_token)
    if booking_id is not None:
        mine = or_(mine, ticket.c.id.in_(ticket_of(work, booking_id)))
    row = work.connection.execute(
        select(ticket.c.id).where(ticket.c.place_id == work.place.id, mine)
    ).first()
    return None if row is None else int(row.id)


def _add_hash(work: UnitOfWork, ticket_id: int, hashed: str) -> None:
    there = select(ticket_token.c.token_hash).where(
        ticket_token.c.token_hash == hashed, ticket_token.c.place_id == work.place.id
    )
    if work.connection.execute(there).first() is None:
        row = {"place_id": work.place.id, "ticket_id": ticket_id, "token_hash": hashed}
        work.connection.execute(insert(ticket_token), row)


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


def again(work: UnitOfWork, code: str, *, new_token: Callable[[], str]) -> str | None:
    """A further token for a paper printed again; None when no ticket has this code."""
    row = work.connection.execute(
        select(ticket.c.id).where(*_live(work.place, work.now), ticket.c.code == code)
    ).first()
    return None if row is None else _add_token(work, row.id, new_token)


def id_of(work: UnitOfWork, code: str) -> int | None:
    """Of a ticket that serves; None when there is none."""
    query = select(ticket.c.id).where(*_live(work.place, work.now), ticket.c.code == code)
    found: int | None = work.connection.execute(query).scalar_one_or_none()
    return found


def find_by_code(work: UnitOfWork, code: str) -> FoundTicket | None:
    return _found(work, ticket.c.code == code)


def find_by_id(work: UnitOfWork, ticket_id: int) -> FoundTicket | None:
    return _found(work, ticket.c.id == ticket_id)


def find_by_token(work: UnitOfWork, token: str) -> FoundTicket | None:
    """`token` in upper or lower case, as scanners and people give it."""
    return _found(work, _has_token(token))


def number_of(work: UnitOfWork, code: str) -> int | None:
    """What its row is known by: no code, so that it may stand in an address of the team's."""
    found: int | None = work.connection.execute(
        select(ticket.c.id).where(ticket.c.place_id == work.place.id, ticket.c.code == code)
    ).scalar_one_or_none()
    return found


def record_printing(work: UnitOfWork, code: str, state: Printing) -> None:
    """What became of the paper."""
    _change(work, code, printing=state)


def serve_until(work: UnitOfWork, booking_id: str, ends_at: datetime) -> None:
    """The booking has another time: its ticket serves as long after the last thing on it."""
    its_ticket = ticket_of(work, booking_id).scalar_subquery()
    latest = work.connection.execute(
        select(func.max(session.c.ends_at))
        .join(booking, booking.c.session_id == session.c.id)
        .join(
            ticket_booking,
            and_(
                ticket_booking.c.booking_id == booking.c.id,
                ticket_booking.c.place_id == booking.c.place_id,
            ),
        )
        .where(
            ticket_booking.c.place_id == work.place.id,
            ticket_booking.c.ticket_id == its_ticket,
            booking.c.id != booking_id,
            booking.c.status == "confirmed",
        )
    ).scalar_one()
    work.connection.execute(
        update(ticket)
        .where(ticket.c.place_id == work.place.id, ticket.c.id == its_ticket)
        .values(delete_after=_serves_until(max(ends_at, latest or ends_at)))
    )


def add_booking(work: UnitOfWork, code: str, booking_id: str) -> None:
    """One more booking onto a ticket that somebody has in hand. Raises NoSuchTicket."""
    row = work.connection.execute(
        select(ticket.c.id).where(*_live(work.place, work.now), ticket.c.code == code)
    ).one_or_none()
    if row is None:
        raise NoSuchTicket(code)
    put_on(work, row.id, booking_id)
    calendar_events.changed(work, booking_id)
    serve_until(work, booking_id, ends_at(the_booking(work, booking_id)) or work.now)


def token_hash(token: str) -> str:
    """What is kept of a token. It is random enough (see
    `kiosk.ticket.codes`) to need no salt."""
    return hashlib.sha256(token.upper().encode()).hexdigest()


def _serves_until(moment: datetime) -> datetime:
    # In UTC: Python adds days to a local time by the wall clock.
    return moment.astimezone(UTC) + KEPT


def _add_token(work: UnitOfWork, ticket_id: int, new_token: Callable[[], str]) -> str:
    """A token that is there already serves on: whoever asks again got no answer before."""
    token = new_token()
    _add_hash(work, ticket_id, token_hash(token))
    return token


def _found(work: UnitOfWork, which: ColumnElement[bool]) -> FoundTicket | None:
    row = work.connection.execute(select(ticket).where(*_live(work.place, work.now), which)).first()
    if row is None:
        return None
    found = (find_booking(work, booking_id) for booking_id in bookings_on(work, row.id))
    bookings = in_order((booking for booking in found if booking is not None), work.now)
    return FoundTicket(
        code=row.code,
        language=row.language,
        bookings=bookings,
        walks=_from_json(row.walks),
        events=calendar_events.find_events(work, row.id),
        challenges=_challenges_on(work, row.id),
        notes=notes_on(work, row.id),
        sponsorship=sponsorship_on(work, row.id),
        follow_up=follow_up_on(work, row.id),
    )


def _challenges_on(work: UnitOfWork, ticket_id: int) -> tuple[TakenChallenge, ...]:
    query = (
        select(ticket_challenge.c.challenge_id, ticket_challenge.c.status)
        .where(
            ticket_challenge.c.place_id == work.place.id,
            ticket_challenge.c.ticket_id == ticket_id,
        )
        .order_by(ticket_challenge.c.taken_at, ticket_challenge.c.challenge_id)
    )
    rows = work.connection.execute(query)
    return tuple(TakenChallenge(id=row.challenge_id, status=row.status) for row in rows)


def _live(place: Place, now: datetime) -> list[ColumnElement[bool]]:
    serves = or_(ticket.c.delete_after > now, ticket.c.id.in_(tickets_of_sponsors(place)))
    return [ticket.c.place_id == place.id, serves]


def _change(work: UnitOfWork, code: str, **values: Any) -> None:
    work.connection.execute(
        update(ticket)
        .where(ticket.c.place_id == work.place.id, ticket.c.code == code)
        .values(**values)
    )


def _keep_walk(work: UnitOfWork, code: str, progress: Progress | None) -> None:
    """A walk that the ticket has already is where it is now; another one comes last."""
    if progress is None:
        return
    mine = (ticket.c.place_id == work.place.id, ticket.c.code == code)
    kept = work.connection.execute(select(ticket.c.walks).where(*mine)).scalar()
    others = [walk for walk in kept or [] if walk["service"] != progress.service]
    _change(work, code, walks=[*others, asdict(progress)])


def _as_json(progress: Progress | None) -> list[dict[str, Any]] | None:
    return None if progress is None else [asdict(progress)]


def _from_json(kept: list[dict[str, Any]] | None) -> tuple[Progress, ...]:
    return tuple(
        Progress(service=one["service"], trail=tuple(one["trail"]), finished=one["finished"])
        for one in kept or ()
    )
