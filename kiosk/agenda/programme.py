"""What is on at a place: the sessions that several people come to, with how full they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from kiosk.agenda.booths import free_booths
from kiosk.agenda.rows import WHO_AND_WHERE, SessionRow
from kiosk.agenda.rows_of_sessions import session_value
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import activity, booking, helper, session
from kiosk.visit.fields import FEWEST
from kiosk.visit.programme import SessionOffer

A_DAY = timedelta(hours=16)
"""Longer than any session, and shorter than from one meeting of a series to the next."""

AHEAD = timedelta(days=8)
"""How far people look: until the same day of next week is over."""


def programme(work: UnitOfWork, *, ahead: timedelta = AHEAD) -> tuple[SessionOffer, ...]:
    """What is going on and what comes, the next first."""
    query = group_sessions(work).where(
        session.c.ends_at > work.now,
        # A series is for people who can arrange their weeks: they hear of it earlier.
        or_(session.c.starts_at < work.now + ahead, session.c.meetings.is_not(None)),
        # With whom is chosen by what one needs: see `sponsors.hours_for`.
        session.c.kind != "sponsor",
    )
    rows = work.connection.execute(query.order_by(session.c.starts_at, session.c.id)).all()
    looked_for = _looked_for(work)
    return tuple(
        replace(
            offer_value(work, row, free_booths(work, row)), looked_for=looked_for.get(row.id, ())
        )
        for row in rows
    )


def sessions_ahead(work: UnitOfWork) -> tuple[SessionOffer, ...]:
    """For the team: what goes on and what comes, as far as it is planned, also what was
    cancelled."""
    query = group_sessions(work, cancelled=True).where(
        session.c.ends_at > work.now, session.c.kind != "sponsor"
    )
    rows = work.connection.execute(query.order_by(session.c.starts_at, session.c.id))
    return tuple(offer_value(work, row) for row in rows)


def the_session(work: UnitOfWork, session_id: int) -> SessionOffer | None:
    """For the team: one session, past, cancelled or to come; None for what is none here."""
    query = group_sessions(work, cancelled=True).where(session.c.id == session_id)
    row = work.connection.execute(query).one_or_none()
    return None if row is None else offer_value(work, row)


def _looked_for(work: UnitOfWork) -> dict[int, tuple[tuple[str, int], ...]]:
    """By session, what those who are there said that they look for."""
    many = func.sum(booking.c.persons).label("many")
    rows = work.connection.execute(
        select(booking.c.session_id, booking.c.looks_for, many)
        .where(
            booking.c.place_id == work.place.id,
            booking.c.looks_for.is_not(None),
            booking.c.status == "confirmed",
            booking.c.arrived_at > work.now - A_DAY,
        )
        .group_by(booking.c.session_id, booking.c.looks_for)
        .having(func.count() >= FEWEST)
        .order_by(many.desc(), booking.c.looks_for)
    )
    found: dict[int, tuple[tuple[str, int], ...]] = {}
    for row in rows:
        found[row.session_id] = (*found.get(row.session_id, ()), (row.looks_for, row.many))
    return found


def offer_of(work: UnitOfWork, session_id: int) -> SessionOffer | None:
    """One session as it is now; None when it is not, or no longer, on the programme."""
    query = group_sessions(work).where(session.c.id == session_id)
    row = work.connection.execute(query).one_or_none()
    return None if row is None else offer_value(work, row, free_booths(work, row))


def group_sessions(work: UnitOfWork, *, cancelled: bool = False) -> Select[Any]:
    """SQL: what several people come to; with those that the place `cancelled`, where they are to be
    seen."""
    offered: ColumnElement[bool] = session.c.withdrawn.is_(False)
    if cancelled:
        offered = or_(offered, session.c.cancelled_at.is_not(None))
    # One look at the bookings for all sessions: a look for each would be slow where many come.
    of_each = (
        select(
            booking.c.session_id,
            func.sum(case((booking.c.status == "waiting", 1), else_=0)).label("waiting"),
            # Each day of a series people say it anew; nothing lasts longer than a day.
            func.sum(
                case((booking.c.arrived_at > work.now - A_DAY, booking.c.persons), else_=0)
            ).label("arrived"),
        )
        .where(
            booking.c.place_id == work.place.id,
            booking.c.kind != "appointment",
            booking.c.status.in_(("waiting", "confirmed")),
        )
        .group_by(booking.c.session_id)
        .subquery()
    )
    return (
        select(
            session,
            activity.c.title,
            activity.c.about,
            activity.c.bring,
            activity.c.beginners,
            activity.c.minimum,
            activity.c.languages,
            func.coalesce(of_each.c.waiting, 0).label("waiting"),
            func.coalesce(of_each.c.arrived, 0).label("arrived"),
            *WHO_AND_WHERE,
        )
        .select_from(
            session.join(activity, session.c.activity_id == activity.c.id)
            .outerjoin(helper, session.c.helper_id == helper.c.id)
            .outerjoin(of_each, of_each.c.session_id == session.c.id)
        )
        .where(
            session.c.place_id == work.place.id,
            session.c.kind != "appointment",
            offered,
        )
    )


def offer_value(work: UnitOfWork, row: SessionRow, booths_left: int = 0) -> SessionOffer:
    return SessionOffer(
        session=session_value(work, row),
        about=row.about,
        bring=row.bring,
        beginners=row.beginners,
        seats=row.seats,
        taken=row.taken,
        waiting=row.waiting,
        list_length=row.waiting_list,
        arrived=row.arrived,
        modes=row.modes,
        booths_left=booths_left,
        languages=row.languages or (),
        minimum=row.minimum,
        kept=row.kept_at is not None,
    )
