"""What is asked of a session's seats, and taking them: one statement, so that nobody is promised a
seat that does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update

from kiosk.agenda.errors import NotOffered, SeatTaken
from kiosk.agenda.place import Place
from kiosk.agenda.rows import BookingRow
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.columns import holds_word
from kiosk.store.tables import session
from kiosk.visit.values import Mode, StuckAt


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a visitor asks a seat for."""

    topic: str
    mode: Mode
    stuck_at: StuckAt | None
    language: str
    kind: str = "appointment"
    """Of the session: a seat of a workshop is no appointment, whoever asks for it."""
    persons: int = 1


def on_offer(
    place: Place,
    topics: tuple[str, ...],
    mode: str,
    *,
    after: datetime,
    kind: str = "appointment",
    persons: int = 1,
) -> list[ColumnElement[bool]]:
    """SQL: sessions of a kind at the place that have seats for so many, start after a moment and
    fit."""
    return [
        session.c.place_id == place.id,
        session.c.kind == kind,
        session.c.starts_at > after,
        session.c.taken + persons <= session.c.seats,
        session.c.withdrawn.is_(False),
        holds_word(session.c.modes, mode),
        or_(session.c.topics.is_(None), *(holds_word(session.c.topics, topic) for topic in topics)),
    ]


def asked_in(row: BookingRow) -> Asked:
    """What was asked for when a booking was made."""
    return Asked(
        topic=row.topic,
        mode=row.mode,
        stuck_at=None,
        language=row.language,
        kind=row.kind,
        persons=row.persons,
    )


def take(work: UnitOfWork, session_id: int, asked: Asked, *, after: datetime) -> None:
    """Seats of a session that starts after a moment, for all who come or for none. Raises
    SeatTaken, or its NotOffered."""
    # One statement asks for all of it and takes the seats: between a look and a change, somebody
    # else would take them.
    wanted = on_offer(
        work.place,
        work.topics_of(asked.topic),
        asked.mode,
        after=after,
        kind=asked.kind,
        persons=asked.persons,
    )
    taken = work.connection.execute(
        update(session)
        .where(session.c.id == session_id, *wanted)
        .values(taken=session.c.taken + asked.persons)
    )
    if taken.rowcount != 1:
        raise _why_not(work, session_id, asked.persons)


def _why_not(work: UnitOfWork, session_id: int, persons: int) -> SeatTaken:
    full = select(session.c.id).where(
        session.c.id == session_id,
        session.c.place_id == work.place.id,
        session.c.taken + persons > session.c.seats,
    )
    found = work.connection.execute(full).first() is not None
    return SeatTaken(session_id) if found else NotOffered(session_id)
