"""A place to tell stories in: its helpers, its clock, and a check that seats agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select

from kiosk.agenda.activities import Activity
from kiosk.agenda.agenda import Agenda, open_agenda
from kiosk.agenda.tickets import NewPaper
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.store.engine import Store
from kiosk.store.schema import open_store
from kiosk.store.tables import absence, activity, booking, helper, opening_rule, place, session
from kiosk.ticket.codes import new_code, new_token
from kiosk.visit.bookings import SeatBooking
from kiosk.visit.values import FreeTime, Mode
from tests.support.sqlite import with_tables

PARIS = ZoneInfo("Europe/Paris")

MONDAY = datetime(2026, 9, 14, 8, 0, tzinfo=PARIS)
"""A Monday without a public holiday or a change of clocks in the four weeks that follow."""

on_file = pytest.mark.parametrize("any_url", ["sqlite"], indirect=True)
"""For a story that reads the database's own file."""

SERVICES = {"write-cv": "apply", "answer-offer": "apply", "use-mailbox": "digital"}


def believed(hour: Callable[[], datetime]) -> TrustedClock:
    """A clock of a test's own that nobody doubts, whatever the real server's hour is."""
    return TrustedClock(
        hour,
        elapsed=lambda: hour().timestamp(),
        synchronised=hour,
        server=lambda _connection: hour(),
    )


class MovingClock(TrustedClock):
    """A clock that moves when it is told to, and with it every other clock of the world: the
    server's, and the one that counts seconds. Nobody doubts it."""

    def __init__(self, now: datetime = MONDAY) -> None:
        super().__init__(
            lambda: self.now,
            elapsed=self.elapsed,
            synchronised=lambda: self.now,
            server=lambda _connection: self.now,
        )
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def elapsed(self) -> float:
        return self.now.timestamp()

    def pass_time(self, **length: float) -> None:
        self.now = (self.now.astimezone(UTC) + timedelta(**length)).astimezone(PARIS)


class DoubtfulClock(MovingClock):
    """One that nobody vouches for: a terminal alone with its own machine. Setting `now` is a
    jump, and the seconds that are counted go on."""

    def __init__(self, now: datetime = MONDAY) -> None:
        super().__init__(now)
        self._synchronised = lambda: None
        self._seconds = 0.0

    def __call__(self) -> datetime:
        return TrustedClock.__call__(self)

    def elapsed(self) -> float:
        return self._seconds

    def pass_time(self, **length: float) -> None:
        super().pass_time(**length)
        self._seconds += timedelta(**length).total_seconds()


def empty_place(where: Path | str, clock: MovingClock, *, region: str | None = None) -> Agenda:
    """A place where nobody works yet, in a folder (SQLite) or at a database's address."""
    store = open_store(where if isinstance(where, str) else with_tables(where / "kiosk.db"))
    with store.writing() as connection:
        connection.execute(
            insert(place).values(
                name="Ici", address="1 rue Ici", time_zone="Europe/Paris", region=region
            )
        )
    return same_place(store, clock)


def same_place(store: Store, clock: MovingClock, terminal_id: str = "terminal-1") -> Agenda:
    return open_agenda(store, clock=clock, theme_of=SERVICES.get, terminal_id=terminal_id)


def add_helper(agenda: Agenda, name: str, desk: str = "Bureau 1") -> int:
    new = insert(helper).values(place_id=agenda.place.id, name=name, desk=desk)
    with agenda.store.writing() as connection:
        key: int = connection.execute(new.returning(helper.c.id)).scalar_one()
        return key


def an_activity(agenda: Agenda, wanted: Activity) -> int:
    """Its id; made when there is none that is just so."""
    same = [activity.c.place_id == agenda.place.id]
    same += [activity.c[name] == value for name, value in asdict(wanted).items()]
    with agenda.store.writing() as connection:
        found = connection.execute(select(activity.c.id).where(*same)).scalar_one_or_none()
        if found is not None:
            return int(found)
        new = insert(activity).values(place_id=agenda.place.id, **asdict(wanted))
        key: int = connection.execute(new.returning(activity.c.id)).scalar_one()
        return key


def add_rule(
    agenda: Agenda,
    helper_id: int | None,
    *,
    weekdays: Iterable[int] = (0,),
    starts: time = time(9),
    ends: time = time(12),
    minutes: int = 30,
    modes: tuple[str, ...] = ("face",),
    topics: tuple[str, ...] | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    **what: Any,
) -> None:
    activity_id = an_activity(
        agenda, Activity(**{"kind": "appointment", **what, "helper_id": helper_id})
    )
    with agenda.store.writing() as connection:
        for weekday in weekdays:
            connection.execute(
                insert(opening_rule).values(
                    place_id=agenda.place.id,
                    activity_id=activity_id,
                    weekday=weekday,
                    starts=starts,
                    ends=ends,
                    minutes=minutes,
                    modes=modes,
                    topics=topics,
                    valid_from=valid_from,
                    valid_to=valid_to,
                )
            )


def add_absence(agenda: Agenda, helper_id: int, starts_at: datetime, ends_at: datetime) -> None:
    with agenda.store.writing() as connection:
        connection.execute(
            insert(absence).values(
                place_id=agenda.place.id,
                helper_id=helper_id,
                starts_at=starts_at,
                ends_at=ends_at,
            )
        )


def add_session(
    agenda: Agenda, helper_id: int, starts_at: datetime, *, seats: int = 1, minutes: int = 30
) -> int:
    activity_id = an_activity(
        agenda, Activity(kind="appointment", helper_id=helper_id, seats=seats)
    )
    new = insert(session).values(
        place_id=agenda.place.id,
        activity_id=activity_id,
        helper_id=helper_id,
        kind="appointment",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        seats=seats,
        modes=("face",),
    )
    with agenda.store.writing() as connection:
        key: int = connection.execute(new.returning(session.c.id)).scalar_one()
        return key


def add_offered_session(
    agenda: Agenda, helper_id: int, starts_at: datetime, *, seats: int = 1
) -> int:
    """Half an hour that the rules give: given back, it is free again."""
    here = starts_at.astimezone(PARIS)
    add_rule(
        agenda,
        helper_id,
        weekdays=(here.weekday(),),
        starts=here.time(),
        ends=(here + timedelta(minutes=30)).time() if here.hour < 23 else time(23, 59),
        minutes=30 if here.hour < 23 else 29,
        seats=seats,
        valid_from=here.date(),
        valid_to=here.date(),
    )
    minutes = 30 if here.hour < 23 else 29
    return add_session(agenda, helper_id, starts_at, seats=seats, minutes=minutes)


def times(agenda: Agenda, topic: str = "other", mode: Mode = "face") -> list[FreeTime]:
    return agenda.free_times(topic, mode, limit=1000)


def wall(time_: FreeTime) -> str:
    return time_.starts_at.strftime("%d/%m %H:%M")


def taken(agenda: Agenda, session_id: int) -> int:
    with agenda.store.reading() as connection:
        count: int = connection.execute(
            select(session.c.taken).where(session.c.id == session_id)
        ).scalar_one()
        return count


def wrong_seats(store: Store) -> list[tuple[Any, ...]]:
    """The sessions whose count is not that of their bookings, recomputed from nothing."""
    living = (
        select(func.coalesce(func.sum(booking.c.persons), 0))
        .where(
            booking.c.session_id == session.c.id,
            booking.c.status.in_(("held", "confirmed", "over")),
        )
        .scalar_subquery()
    )
    query = select(session.c.id, session.c.taken, living).where(session.c.taken != living)
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


def book_held(
    agenda: Agenda,
    booking_id: str,
    first_name: str | None = None,
    phone: str | None = None,
    *,
    code: str | None = None,
) -> SeatBooking:
    """Book a held seat as a terminal does: with its ticket, which has this code, or any."""
    booked, _code, _token = agenda.book(
        booking_id, first_name, phone, None, "fr", lambda: code or new_code(), new_token
    )
    return booked


def a_paper(carnet: str = "", language: str = "fr") -> NewPaper:
    """As a terminal hands over: with a code and a token of its own."""
    return NewPaper(language=language, new_code=new_code, new_token=new_token, carnet=carnet)


def written_of(agenda: Agenda, booking_id: str) -> tuple[str | None, str | None]:
    """The first name and the number that the store has of a booking."""
    with agenda.store.reading() as connection:
        row = connection.execute(
            select(booking.c.first_name, booking.c.phone).where(booking.c.id == booking_id)
        ).one()
        return row.first_name, row.phone
