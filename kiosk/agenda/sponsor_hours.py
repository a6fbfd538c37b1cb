"""The hours that sponsors give: taken with a seat, free again with it; and what a ticket says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, update

from kiosk.agenda.errors import SeatTaken
from kiosk.agenda.place import Place
from kiosk.agenda.rows import sessions_and_hosts
from kiosk.agenda.rows_of_sessions import session_value
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.columns import holds_word
from kiosk.store.tables import activity, session, sponsor, sponsor_hour, ticket_sponsor
from kiosk.visit.sponsoring import ASKED_AFTER, SponsorHour, Sponsorship


def take_hour(work: UnitOfWork, session_id: int, need: str, booking_id: str) -> None:
    """One sponsor's hour for one person: of those who help with it, who was sent fewest people.
    Raises SeatTaken."""
    mine = sponsor_hour.alias("mine")
    ahead = (
        select(func.count())
        .select_from(mine.join(session, session.c.id == mine.c.session_id))
        .where(
            mine.c.place_id == work.place.id,
            mine.c.sponsor_id == sponsor_hour.c.sponsor_id,
            mine.c.booking_id.is_not(None),
            session.c.ends_at > work.now,
        )
        .correlate(sponsor_hour)
        .scalar_subquery()
    )
    row = work.connection.execute(
        select(sponsor_hour.c.sponsor_id)
        .join(sponsor)
        .where(
            sponsor_hour.c.place_id == work.place.id,
            sponsor_hour.c.session_id == session_id,
            sponsor_hour.c.booking_id.is_(None),
            sponsor_hour.c.given_up.is_(False),
            sponsor.c.status == "accepted",
            holds_word(sponsor.c.needs, need),
            ahead < work.most_at_once,
        )
        .order_by(ahead, sponsor_hour.c.sponsor_id)
        .limit(1)
    ).one_or_none()
    if row is None:
        raise SeatTaken(session_id)
    taken = work.connection.execute(
        update(sponsor_hour)
        .where(
            sponsor_hour.c.place_id == work.place.id,
            sponsor_hour.c.session_id == session_id,
            sponsor_hour.c.sponsor_id == row.sponsor_id,
            sponsor_hour.c.booking_id.is_(None),
        )
        .values(booking_id=booking_id)
    )
    if taken.rowcount != 1:
        raise SeatTaken(session_id)


def free_hour(work: UnitOfWork, booking_id: str) -> None:
    """The sponsor's hour is free for somebody else. Does nothing for other bookings."""
    work.connection.execute(
        update(sponsor_hour)
        .where(sponsor_hour.c.place_id == work.place.id, sponsor_hour.c.booking_id == booking_id)
        .values(booking_id=None)
    )


def sponsorship_on(work: UnitOfWork, ticket_id: int) -> Sponsorship | None:
    """What the bearer of a ticket offered; None for whoever offers nothing, or stopped."""
    row = work.connection.execute(
        select(sponsor.c.id, sponsor.c.status, sponsor.c.needs)
        .join(ticket_sponsor)
        .where(
            ticket_sponsor.c.place_id == work.place.id,
            ticket_sponsor.c.ticket_id == ticket_id,
            sponsor.c.status != "ended",
        )
    ).first()
    if row is None:
        return None
    hours = hours_of(work, row.id)
    rests = not hours and is_idle_since(work, row.id, work.now - ASKED_AFTER)
    return Sponsorship(id=row.id, status=row.status, hours=hours, needs=row.needs, rests=rests)


def is_idle_since(work: UnitOfWork, sponsor_id: str, before: datetime) -> bool:
    """Whether nothing is heard of them since: they offered help, and their last hour ended, before
    that moment; an hour that they gave up, or is to come, counts as being there."""
    found = work.connection.execute(idle_sponsors(work, before, sponsor.c.id == sponsor_id))
    return found.first() is not None


def idle_sponsors(work: UnitOfWork, before: datetime, *which: ColumnElement[bool]) -> Select[Any]:
    later = (
        select(sponsor_hour.c.session_id)
        .join(session, session.c.id == sponsor_hour.c.session_id)
        .where(
            sponsor_hour.c.place_id == sponsor.c.place_id,
            sponsor_hour.c.sponsor_id == sponsor.c.id,
            session.c.ends_at > before,
        )
        .correlate(sponsor)
        .exists()
    )
    return select(sponsor.c.id).where(
        sponsor.c.place_id == work.place.id,
        sponsor.c.status != "ended",
        sponsor.c.created_at < before,
        ~later,
        *which,
    )


def tickets_of_sponsors(place: Place) -> Select[tuple[int]]:
    """SQL: the tickets that serve as long as their bearer helps, with or without an hour."""
    return (
        select(ticket_sponsor.c.ticket_id)
        .join(sponsor)
        .where(ticket_sponsor.c.place_id == place.id, sponsor.c.status != "ended")
    )


def hours_of(work: UnitOfWork, sponsor_id: str) -> tuple[SponsorHour, ...]:
    """A sponsor's hours to come, the next first."""
    rows = work.connection.execute(
        sessions_and_hosts()
        .add_columns(activity.c.title, sponsor_hour.c.booking_id)
        .join(sponsor_hour)
        .where(
            sponsor_hour.c.place_id == work.place.id,
            sponsor_hour.c.sponsor_id == sponsor_id,
            sponsor_hour.c.given_up.is_(False),
            session.c.ends_at > work.now,
            or_(session.c.withdrawn.is_(False), sponsor_hour.c.booking_id.is_not(None)),
        )
        .order_by(session.c.starts_at)
    )
    return tuple(
        SponsorHour(session=session_value(work, row), somebody=row.booking_id is not None)
        for row in rows
    )
