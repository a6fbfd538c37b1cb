"""What can be seen before booking: the next free times, and what happens today."""

from __future__ import annotations

from sqlalchemy import func, select

from kiosk.agenda import challenges, enquiries, notes, sponsors, team_tasks
from kiosk.agenda.programme import programme
from kiosk.agenda.public_hours import opening_times
from kiosk.agenda.rows import free_time, sessions_and_hosts
from kiosk.agenda.seat_offer import on_offer
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.agenda.working_hours import hours_today, of_today
from kiosk.store.tables import activity, helper, session
from kiosk.visit.programme import SessionOffer
from kiosk.visit.today import Today, TodayLine
from kiosk.visit.values import FreeTime, Mode


def free_times(work: UnitOfWork, topic: str, mode: Mode, *, limit: int) -> list[FreeTime]:
    """The next appointments on offer, earliest first, one for each start time."""
    one_each = (
        select(func.min(session.c.id).label("id"))
        .where(*on_offer(work.place, work.topics_of(topic), mode, after=work.earliest))
        .group_by(session.c.starts_at)
        .order_by(session.c.starts_at)
        .limit(limit)
        .subquery()
    )
    query = sessions_and_hosts().join(one_each, session.c.id == one_each.c.id)
    rows = work.connection.execute(query.order_by(session.c.starts_at)).all()
    return [free_time(row, work.place) for row in rows]


def open_hours(
    work: UnitOfWork, topic: str, mode: Mode, *, persons: int = 1, limit: int = 120
) -> list[FreeTime]:
    """The next appointments on offer, with each helper, for whoever chooses with a visitor."""
    fitting = on_offer(
        work.place, work.topics_of(topic), mode, after=work.earliest, persons=persons
    )
    query = sessions_and_hosts().where(*fitting)
    rows = work.connection.execute(query.order_by(session.c.starts_at, helper.c.name).limit(limit))
    return [free_time(row, work.place) for row in rows]


def today(work: UnitOfWork) -> Today:
    """Workshops and meetings of the day that are not over, and the next free appointment."""
    rows = work.connection.execute(
        select(
            session.c.starts_at, activity.c.title, (session.c.seats - session.c.taken).label("left")
        )
        .join_from(session, activity, session.c.activity_id == activity.c.id)
        .where(*of_today(work), session.c.ends_at > work.now, activity.c.title.is_not(None))
        .order_by(session.c.starts_at, session.c.id)
    ).all()
    hours = hours_today(work)
    lines = tuple(
        TodayLine(
            starts_at=row.starts_at.astimezone(work.place.zone),
            title=row.title,
            seats_left=row.left,
        )
        for row in rows
    )
    return Today(
        lines=lines,
        next_free=_next_free(work),
        opens_at=hours and hours[0],
        closes_at=hours and hours[1],
        opening=opening_times(work),
        with_others=_with_others(work),
        challenges_done=challenges.done_this_week(work),
        notes_to_read=notes.count_to_read(work),
        team_tasks=len(team_tasks.tasks(work)),
        sponsors_to_meet=sponsors.count_to_meet(work),
        enquiries=enquiries.count_waiting(work),
    )


def _with_others(work: UnitOfWork) -> tuple[SessionOffer, ...]:
    """The next session of each kind that has room, for whoever finishes a walk or is stuck."""
    found: dict[str, SessionOffer] = {}
    for offer in programme(work):
        if offer.room(work.now) in ("free", "begun", "list"):
            found.setdefault(offer.session.kind, offer)
    return tuple(found.values())


def _next_free(work: UnitOfWork) -> FreeTime | None:
    """The next appointment on offer, whatever it is about and however it is met."""
    row = work.connection.execute(
        sessions_and_hosts()
        .where(
            session.c.place_id == work.place.id,
            session.c.starts_at > work.earliest,
            session.c.taken < session.c.seats,
            session.c.withdrawn.is_(False),
            session.c.kind == "appointment",
        )
        .order_by(session.c.starts_at, helper.c.id)
        .limit(1)
    ).first()
    return None if row is None else free_time(row, work.place)
