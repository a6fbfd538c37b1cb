"""Booths of the place, to follow something by video, alone: each is one person's at a time."""

from __future__ import annotations

from sqlalchemy import Row, Select, select, update

from kiosk.agenda.errors import AgendaError
from kiosk.agenda.opening import share_a_moment
from kiosk.agenda.rows import SessionRow
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.tables import booking, booth, session


class NoBooth(AgendaError):  # noqa: N818
    """All booths of the place are somebody else's then."""


def free_booths(work: UnitOfWork, row: SessionRow) -> int:
    """How many are nobody's during a session; 0 for one that is not followed by video."""
    if "video" not in row.modes:
        return 0
    names = work.connection.scalars(_booths(work)).all()
    return len(set(names) - _taken(work, row)) if names else 0


def allot(work: UnitOfWork, booking_id: str, session_id: int) -> None:
    """A booth for a booking of a session, while it lasts. Raises NoBooth."""
    # Whoever else wants one waits until this is decided.
    names = work.connection.scalars(_booths(work).with_for_update()).all()
    row = work.connection.execute(select(session).where(session.c.id == session_id)).one()
    taken = _taken(work, row, but=booking_id)
    free = next((name for name in names if name not in taken), None)
    if free is None:
        raise NoBooth(booking_id)
    _set(work, booking_id, free)


def allot_again(work: UnitOfWork, booking_id: str, session_id: int) -> None:
    """The session is at another hour now: the same booth is perhaps somebody else's then. Where
    none is free, the booking has none any more, and the team has to say so."""
    try:
        allot(work, booking_id, session_id)
    except NoBooth:
        _set(work, booking_id, None)


def _set(work: UnitOfWork, booking_id: str, name: str | None) -> None:
    mine = (booking.c.id == booking_id, booking.c.place_id == work.place.id)
    work.connection.execute(update(booking).where(*mine).values(booth=name))


def _booths(work: UnitOfWork) -> Select[str]:
    mine = (booth.c.place_id == work.place.id, booth.c.active.is_(True))
    return select(booth.c.name).where(*mine).order_by(booth.c.name)


def _taken(work: UnitOfWork, row: Row[tuple[object, ...]], *, but: str = "") -> set[str]:
    """Those that others have at a moment of a session."""
    others = work.connection.execute(
        select(booking.c.booth, session.c.starts_at, session.c.ends_at, session.c.meetings)
        .join_from(booking, session, session.c.id == booking.c.session_id)
        .where(
            booking.c.place_id == work.place.id,
            booking.c.booth.is_not(None),
            booking.c.status.in_(("held", "confirmed")),
            booking.c.id != but,
            session.c.starts_at < row.ends_at,
            session.c.ends_at > row.starts_at,
        )
    )
    return {one.booth for one in others if share_a_moment(one, row)}
