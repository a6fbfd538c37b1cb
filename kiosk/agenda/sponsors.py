"""People who give an hour to others: offered, met by the team, found by what one needs.

Staff vouch for sponsors: nobody is sent to somebody whom the team has not met. Nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.exc import IntegrityError

from kiosk.agenda import enquiries, seats, tickets
from kiosk.agenda.amend import insert_once
from kiosk.agenda.errors import AgendaError
from kiosk.agenda.programme import AHEAD, group_sessions, offer_value
from kiosk.agenda.rows import locked_booking
from kiosk.agenda.sponsor_hours import hours_of, idle_sponsors
from kiosk.agenda.ticket_contents import put_on, ticket_of
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.columns import holds_word
from kiosk.store.tables import session, sponsor, sponsor_hour, ticket_sponsor
from kiosk.visit.programme import SessionOffer
from kiosk.visit.sponsoring import RESTS_AFTER, ListedSponsor
from kiosk.visit.values import Enquiry


class NoSuchSponsor(AgendaError):  # noqa: N818
    """There is no such sponsor at this place, or they stopped."""


def hours_to_offer(work: UnitOfWork) -> tuple[SessionOffer, ...]:
    """The hours at which the place has tables for it, the next first."""
    query = _to_come(work).order_by(session.c.starts_at, session.c.id)
    return tuple(offer_value(work, row) for row in work.connection.execute(query))


def hours_for(work: UnitOfWork, need: str) -> tuple[SessionOffer, ...]:
    """The hours at which somebody who helps with a need is free; a seat is a sponsor."""
    free = (
        select(sponsor_hour.c.session_id, func.count().label("free"))
        .join(sponsor)
        .where(
            sponsor_hour.c.place_id == work.place.id,
            sponsor_hour.c.booking_id.is_(None),
            sponsor_hour.c.given_up.is_(False),
            sponsor.c.status == "accepted",
            holds_word(sponsor.c.needs, need),
        )
        .group_by(sponsor_hour.c.session_id)
        .subquery()
    )
    query = (
        _to_come(work)
        .add_columns(free.c.free)
        .join(free, free.c.session_id == session.c.id)
        .where(session.c.taken < session.c.seats)
        .order_by(session.c.starts_at, session.c.id)
    )
    return tuple(
        replace(offer_value(work, row), seats=row.free, taken=0, list_length=0)
        for row in work.connection.execute(query)
    )


def _to_come(work: UnitOfWork) -> Select[Any]:
    return group_sessions(work).where(
        session.c.kind == "sponsor",
        session.c.starts_at > work.now,
        session.c.starts_at < work.now + 3 * AHEAD,
    )


def offer_help(
    work: UnitOfWork,
    sponsor_id: str,
    first_name: str,
    needs: Sequence[str],
    session_ids: Sequence[int],
    paper: NewPaper,
) -> tuple[str, str]:
    """Somebody offers hours; the team meets them before anybody is sent. On the ticket in hand, or
    a new one: its code, and a token for its paper. Idempotent.

    Raises NoFreeCode.
    """
    row = {
        "id": sponsor_id,
        "place_id": work.place.id,
        "first_name": first_name or None,
        "needs": tuple(needs),
        "status": "new",
        "created_at": work.now,
    }
    insert_once(work.connection, sponsor, row)
    code, token = tickets.issue(work, paper)
    known = {one.session.id for one in hours_to_offer(work)}
    for session_id in known.intersection(session_ids):
        hour = {"place_id": work.place.id, "session_id": session_id, "sponsor_id": sponsor_id}
        if not insert_once(work.connection, sponsor_hour, hour):  # perhaps given up since
            work.connection.execute(update(sponsor_hour).filter_by(**hour).values(given_up=False))
    on_ticket = {
        "sponsor_id": sponsor_id,
        "place_id": work.place.id,
        "ticket_id": tickets.id_of(work, code),
    }
    insert_once(work.connection, ticket_sponsor, on_ticket)
    return code, token


def give_up_hour(work: UnitOfWork, sponsor_id: str, session_id: int) -> None:
    """ "Je ne peux pas venir". Whoever was to come is not left without a word: their seat is given
    back, and the team finds them another hour. Twice is once."""
    mine = (
        sponsor_hour.c.place_id == work.place.id,
        sponsor_hour.c.session_id == session_id,
        sponsor_hour.c.sponsor_id == sponsor_id,
    )
    row = work.connection.execute(select(sponsor_hour.c.booking_id).where(*mine)).one_or_none()
    if row is None:
        return
    work.connection.execute(
        update(sponsor_hour).where(*mine).values(given_up=True, booking_id=None)
    )
    if row.booking_id is not None:
        _look_for_another(work, row.booking_id)


def _look_for_another(work: UnitOfWork, booking_id: str) -> None:
    before = locked_booking(work, booking_id)
    lost = seats.cancel(work, booking_id)
    enquiry = Enquiry(
        id=f"{booking_id}-again",
        topic=lost.topic,
        mode="face",
        language=before.language if before else "fr",
        asked_at=work.now,
    )
    enquiries.write(work, enquiry)
    ticket_id: Any = work.connection.execute(ticket_of(work, booking_id)).scalar_one_or_none()
    if ticket_id is not None:
        with suppress(IntegrityError), work.connection.begin_nested():
            put_on(work, int(ticket_id), enquiry.id)


def stop(work: UnitOfWork, sponsor_id: str) -> None:
    """ "Je préfère arrêter": no reason is asked, and the first name is erased. Twice is once."""
    hours = work.connection.execute(
        select(sponsor_hour.c.session_id)
        .join(session, session.c.id == sponsor_hour.c.session_id)
        .where(
            sponsor_hour.c.place_id == work.place.id,
            sponsor_hour.c.sponsor_id == sponsor_id,
            sponsor_hour.c.given_up.is_(False),
            session.c.starts_at > work.now,
        )
    ).scalars()
    for session_id in list(hours):
        give_up_hour(work, sponsor_id, session_id)
    _set(work, sponsor_id, {"status": "ended", "first_name": None})


def put_to_rest(work: UnitOfWork) -> int:
    """Those of whom nothing was heard for long, though they were asked; how many."""
    idle = work.connection.scalars(idle_sponsors(work, work.now - RESTS_AFTER)).all()
    for sponsor_id in idle:
        stop(work, sponsor_id)
    return len(idle)


def accept(work: UnitOfWork, sponsor_id: str) -> None:
    """The team has met them. Twice is once. Raises NoSuchSponsor."""
    _set(work, sponsor_id, {"status": "accepted"})


def listed(work: UnitOfWork) -> tuple[ListedSponsor, ...]:
    """For the team: those who offer, who waits to be met first, with their hours to come."""
    rows = work.connection.execute(
        select(sponsor)
        .where(sponsor.c.place_id == work.place.id, sponsor.c.status != "ended")
        .order_by(sponsor.c.status.desc(), sponsor.c.created_at, sponsor.c.id)
    ).all()
    return tuple(
        ListedSponsor(
            id=row.id,
            first_name=row.first_name or "",
            needs=tuple(row.needs),
            status=row.status,
            since=row.created_at,
            hours=hours_of(work, row.id),
        )
        for row in rows
    )


def count_to_meet(work: UnitOfWork) -> int:
    found: int = work.connection.execute(
        select(func.count()).where(sponsor.c.place_id == work.place.id, sponsor.c.status == "new")
    ).scalar_one()
    return found


def _set(work: UnitOfWork, sponsor_id: str, values: dict[str, object]) -> None:
    # As parameters: SQLAlchemy keeps statements for their next use, and a name inside with them.
    changed = work.connection.execute(
        update(sponsor).where(
            sponsor.c.place_id == work.place.id,
            sponsor.c.id == sponsor_id,
            sponsor.c.status != "ended",
        ),
        values,
    )
    if changed.rowcount != 1 and values.get("status") != "ended":
        raise NoSuchSponsor(sponsor_id)
