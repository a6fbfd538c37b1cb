"""How it went, asked of each of two who met: after the first meeting and after the last. What one
tells reaches the team and nobody else, and is erased when it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, update

from kiosk.agenda.amend import insert_once
from kiosk.agenda.rows import SessionRow, sessions_and_hosts
from kiosk.agenda.rows_of_sessions import session_value
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import (
    activity,
    booking,
    pair_report,
    session,
    sponsor,
    sponsor_hour,
    ticket_booking,
    ticket_sponsor,
)
from kiosk.visit.sponsoring import FollowUp, Side

ASKED_FOR = timedelta(days=30)
"""After that nobody remembers well."""

KEPT = timedelta(days=60)
"""What nobody of the team read is erased then all the same."""


def follow_up_on(work: UnitOfWork, ticket_id: int) -> FollowUp | None:
    """The latest meeting of which the bearer of a ticket is to be asked; None when there is none.

    Of two who meet often, only the first and the last: what is asked each time is a form.
    """
    sides: tuple[Side, ...] = ("helped", "sponsor")
    for side in sides:
        helped = side == "helped"
        asked = sponsor_hour.c.helped_asked_at if helped else sponsor_hour.c.sponsor_asked_at
        rows = work.connection.execute(
            _meetings(work)
            .add_columns(asked.label("asked_at"))
            .where(_helped_of(work, ticket_id) if helped else _sponsor_of(work, ticket_id))
            .order_by(session.c.ends_at.desc())
        ).all()
        found = _to_ask(work, rows)
        if found is not None:
            return FollowUp(
                sponsor_id=found.sponsor_id,
                session=session_value(work, found),
                side=side,
                name=(found.first_name or "") if helped else "",
                need=str(found.topic).removeprefix("sponsor-") if helped else "",
            )
    return None


def _to_ask(work: UnitOfWork, rows: Sequence[SessionRow]) -> SessionRow | None:
    over = [row for row in rows if row.ends_at <= work.now]
    for latest in over:
        pair = [row for row in rows if row.sponsor_id == latest.sponsor_id]
        first = [row for row in over if row.sponsor_id == latest.sponsor_id][-1] is latest
        last = all(row.ends_at <= latest.ends_at for row in pair)
        recent = latest.ends_at > work.now - ASKED_FOR
        if latest.asked_at is None and recent and (first or last):
            return latest
    return None


def _meetings(work: UnitOfWork) -> Select[Any]:
    """Hours at which somebody came, or comes."""
    return (
        sessions_and_hosts()
        .add_columns(
            activity.c.title, sponsor_hour.c.sponsor_id, sponsor.c.first_name, booking.c.topic
        )
        .join(sponsor_hour)
        .join(sponsor)
        .join(
            booking,
            and_(
                booking.c.id == sponsor_hour.c.booking_id,
                booking.c.place_id == sponsor_hour.c.place_id,
            ),
        )
        .where(
            sponsor_hour.c.place_id == work.place.id,
            booking.c.status.in_(("confirmed", "over")),
        )
    )


def _helped_of(work: UnitOfWork, ticket_id: int) -> ColumnElement[bool]:
    return sponsor_hour.c.booking_id.in_(
        select(ticket_booking.c.booking_id).where(
            ticket_booking.c.place_id == work.place.id, ticket_booking.c.ticket_id == ticket_id
        )
    )


def _sponsor_of(work: UnitOfWork, ticket_id: int) -> ColumnElement[bool]:
    return sponsor_hour.c.sponsor_id.in_(
        select(ticket_sponsor.c.sponsor_id).where(
            ticket_sponsor.c.place_id == work.place.id, ticket_sponsor.c.ticket_id == ticket_id
        )
    )


def close(work: UnitOfWork, about: FollowUp, report_id: str = "", words: str = "") -> None:
    """They were asked; `words` are for the team. Idempotent, by the report's id."""
    asked = "helped_asked_at" if about.side == "helped" else "sponsor_asked_at"
    work.connection.execute(
        update(sponsor_hour)
        .where(
            sponsor_hour.c.place_id == work.place.id,
            sponsor_hour.c.sponsor_id == about.sponsor_id,
            sponsor_hour.c.session_id == about.session.id,
            sponsor_hour.c[asked].is_(None),
        )
        .values(**{asked: work.now})
    )
    if words and report_id:
        row = {
            "id": report_id,
            "place_id": work.place.id,
            "sponsor_id": about.sponsor_id,
            "told_by": about.side,
            "words": words,
            "created_at": work.now,
        }
        insert_once(work.connection, pair_report, row)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReport:
    id: str
    about: str
    """The sponsor's first name, of what the other told; empty once they stopped."""
    told_by: Side
    words: str = field(repr=False)


def unread(work: UnitOfWork) -> tuple[PairReport, ...]:
    """For the team, the oldest first."""
    query = (
        select(pair_report, sponsor.c.first_name)
        .outerjoin(
            sponsor,
            and_(
                sponsor.c.id == pair_report.c.sponsor_id,
                sponsor.c.place_id == pair_report.c.place_id,
            ),
        )
        .where(pair_report.c.place_id == work.place.id, pair_report.c.words.is_not(None))
        .order_by(pair_report.c.created_at)
    )
    return tuple(
        PairReport(id=row.id, about=row.first_name or "", told_by=row.told_by, words=row.words)
        for row in work.connection.execute(query)
    )


def is_read(work: UnitOfWork, report_id: str) -> None:
    """Its words are erased. Twice is once."""
    work.connection.execute(
        update(pair_report)
        .where(pair_report.c.place_id == work.place.id, pair_report.c.id == report_id)
        .values(words=None)
    )


def forget(work: UnitOfWork) -> int:
    """The words of what nobody read in time; how many."""
    before: datetime = work.now - KEPT
    return work.connection.execute(
        update(pair_report)
        .where(
            pair_report.c.place_id == work.place.id,
            pair_report.c.words.is_not(None),
            pair_report.c.created_at < before,
        )
        .values(words=None)
    ).rowcount
