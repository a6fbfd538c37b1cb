"""Where the figures of a place come from: counts, as they are in the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, select

from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, challenges_done, feedback, session, visit_count

Days = Counter[date]
Key = tuple[str, str, str]
"""What, about, step."""

EVERY_DAY = (
    "visit",
    "with_person",
    "walk",
    "walk_alone",
    "came_within",
    "nobody_came",
    "challenge",
)
"""Of which the days are told, whatever they are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """The sessions of a kind that took place, and who came, in persons."""

    kind: str
    sessions: int
    booked: int
    came: int
    """Who said at a terminal that they are there, or was seen by the team."""
    absent: int
    """Of whom the team said that they did not come; of the others nobody said anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that the figures of a period are made of."""

    by_day: Mapping[str, Days]
    counts: Counter[Key]
    faces: Counter[str]
    attended: Sequence[Attended]


def read_sources(work: UnitOfWork, first: date, last: date) -> Sources:
    """Of the days from `first` to `last`, both included."""
    done = challenges_done_by_day(work, first, last)
    return Sources(
        by_day=counts_by_day(work, first, last) | {"challenges done": done},
        counts=counts_of_period(work, first, last),
        faces=faces(work, first, last),
        attended=attendance(work, first, last),
    )


def counts_by_day(work: UnitOfWork, first: date, last: date) -> dict[str, Days]:
    """How many of each on each day; of papers, by what became of them: `ticket printed`."""
    what, number = visit_count.c.what, func.sum(visit_count.c["count"])
    about = case((what == "ticket", visit_count.c.about), else_="").label("about")
    rows = work.connection.execute(
        select(visit_count.c.day, what, about, number)
        .where(
            visit_count.c.place_id == work.place.id,
            visit_count.c.day.between(first, last),
            what.in_((*EVERY_DAY, "ticket")),
        )
        .group_by(visit_count.c.day, what, about)
    )
    found: dict[str, Days] = {}
    for day, kind, detail, count in rows:
        found.setdefault(f"{kind} {detail}".strip(), Counter())[day] += int(count)
    return found


def counts_of_period(work: UnitOfWork, first: date, last: date) -> Counter[Key]:
    """How many of each in all the days together."""
    columns = (visit_count.c.what, visit_count.c.about, visit_count.c.step)
    rows = work.connection.execute(
        select(*columns, func.sum(visit_count.c["count"]))
        .where(visit_count.c.place_id == work.place.id, visit_count.c.day.between(first, last))
        .group_by(*columns)
    )
    return Counter({(what, about, step): int(count) for what, about, step, count in rows})


def faces(work: UnitOfWork, first: date, last: date) -> Counter[str]:
    rows = work.connection.execute(
        select(feedback.c.face, func.sum(feedback.c["count"]))
        .where(feedback.c.place_id == work.place.id, feedback.c.day.between(first, last))
        .group_by(feedback.c.face)
    )
    return Counter({face: int(count) for face, count in rows})


def challenges_done_by_day(work: UnitOfWork, first: date, last: date) -> Days:
    done = challenges_done
    rows = work.connection.execute(
        select(done.c.day, done.c["count"]).where(
            done.c.place_id == work.place.id, done.c.day.between(first, last)
        )
    )
    # One that was marked done by mistake is taken back, also on a later day.
    return Counter({day: max(int(count), 0) for day, count in rows})


def attendance(work: UnitOfWork, first: date, last: date) -> list[Attended]:
    """Of sessions that are over, as long as they are kept (`keep_days`)."""
    took_place = (
        session.c.place_id == work.place.id,
        session.c.ends_at > work.place.midnight(first),
        session.c.ends_at <= min(work.place.midnight(last + timedelta(days=1)), work.now),
        session.c.cancelled_at.is_(None),
    )
    arrived = case((booking.c.arrived_at.is_not(None), booking.c.persons), else_=0)
    absent = case((booking.c.outcome == "absent", booking.c.persons), else_=0)
    rows = work.connection.execute(
        select(
            session.c.kind,
            func.count(session.c.id.distinct()),
            func.sum(booking.c.persons),
            func.sum(arrived),
            func.sum(absent),
        )
        .join(
            booking,
            (booking.c.session_id == session.c.id) & (booking.c.place_id == session.c.place_id),
        )
        .where(*took_place, booking.c.status.in_(("confirmed", "over")))
        .group_by(session.c.kind)
        .order_by(session.c.kind)
    )
    return [
        Attended(kind=kind, sessions=sessions, booked=int(booked), came=int(came), absent=int(away))
        for kind, sessions, booked, came, away in rows
    ]
