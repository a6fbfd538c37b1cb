"""Begins the transactions of one terminal at its place, each with the hour it happens at."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, select

from kiosk.agenda.errors import ClockDoubtful
from kiosk.agenda.place import Place
from kiosk.agenda.trusted_clock import TrustedClock
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.clocks import Clock
from kiosk.store.engine import Store
from kiosk.store.retry import again_after_conflict
from kiosk.store.tables import place
from kiosk.visit.sponsoring import MOST_AT_ONCE

P = ParamSpec("P")
R = TypeVar("R")

LOOK_EVERY = 60.0
"""Seconds after which the hour is compared with the store's again, by whoever needs it: a page
that is served for weeks does not count on from its start for ever."""


@dataclass(frozen=True, kw_only=True)
class Transactions:
    """What a terminal, or the page, does at its place: one transaction a deed.

    May be used from any thread. Raises StoreUnreachable when the store does not answer.
    """

    store: Store
    place: Place
    terminal: str
    """This terminal's id, known to the store: see `open_agenda`."""
    clock: Clock
    """The time now, with a time zone; a `TrustedClock` also knows when not to be believed."""
    theme_of: Callable[[str], str | None]
    """The theme of a service; None for a topic that is no service."""
    lead: timedelta = timedelta(minutes=10)
    """No time is offered that starts sooner than this."""
    keep: timedelta = timedelta(days=90)
    """How long bookings stay, nameless, after they are over."""
    most_at_once: int = MOST_AT_ONCE
    """Persons who are to come to one sponsor."""

    # Deeds

    @again_after_conflict
    def read(
        self, deed: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """What a deed that only looks returns. Raises ClockDoubtful, and what the deed raises."""
        with self.reading() as work:
            return deed(work, *args, **kwargs)

    @again_after_conflict
    def write(
        self, deed: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Do a deed; again from its beginning when another transaction was in its way. So a
        deed changes nothing but the store. Raises ClockDoubtful, and what the deed raises."""
        with self.writing() as work:
            return deed(work, *args, **kwargs)

    @contextmanager
    def reading(self, *, sure: bool = True) -> Iterator[UnitOfWork]:
        """`sure`: by an hour that can be promised; raises ClockDoubtful without one."""
        now = self.sure_now() if sure else self.latest_now()
        with self.store.reading() as connection:
            yield self.unit_of_work(connection, now)

    @contextmanager
    def writing(self, *, sure: bool = True) -> Iterator[UnitOfWork]:
        """The same, to write. What takes nothing back need not be `sure` of the hour."""
        now = self.sure_now() if sure else self.latest_now()
        with self.store.writing() as connection:
            yield self.unit_of_work(connection, now)

    def unit_of_work(self, connection: Connection, now: datetime) -> UnitOfWork:
        return UnitOfWork(
            connection=connection,
            place=self.place,
            now=now,
            terminal=self.terminal,
            theme_of=self.theme_of,
            lead=self.lead,
            keep=self.keep,
            most_at_once=self.most_at_once,
        )

    def check(self) -> None:
        """One short look at the store, which must be able to write too. Raises StoreError."""
        with self.store.reading() as connection:
            connection.execute(select(place.c.id).limit(1)).all()
        self.store.check_writable()

    # The hour

    def look_at_the_hour(self, *, deciding: bool = True) -> str:
        """Compare it with the store's; a sentence for staff when it is not trusted."""
        with self.store.reading() as connection:
            return self.doubt(connection, deciding=deciding)

    def doubt(self, connection: Connection, *, deciding: bool = True) -> str:
        """The same, in a transaction that is under way."""
        found = None
        if isinstance(self.clock, TrustedClock):
            found = self.clock.look(connection, deciding=deciding)
        return found.says(self.place.zone) if found else ""

    def judged_now(self, connection: Connection) -> datetime:
        """The hour in UTC, for what cannot be undone; the store's own where it has one.

        Raises ClockDoubtful.
        """
        if doubt := self.doubt(connection):
            raise ClockDoubtful(doubt)
        return self.counted_now()

    def sure_now(self) -> datetime:
        """The hour in UTC, for whoever is promised one. Raises ClockDoubtful."""
        now = self.latest_now()
        if isinstance(self.clock, TrustedClock) and self.clock.lost and self.clock.doubt:
            raise ClockDoubtful(self.clock.doubt.says(self.place.zone))
        return now

    def latest_now(self) -> datetime:
        """The hour in UTC, not by one that the store was never asked about: it may have been
        away until now. Asked before a transaction, as it may need a short one of its own."""
        if isinstance(self.clock, TrustedClock) and self.clock.age > LOOK_EVERY:
            self.look_at_the_hour(deciding=False)
        return self.counted_now()

    def looked_now(self) -> datetime:
        """The same, counted on from the last look, however old: for what is asked every few
        seconds beside the housekeeping, which looks each minute. Two threads that look at once
        could each believe an hour that the other has just found wrong."""
        if isinstance(self.clock, TrustedClock) and math.isinf(self.clock.age):
            self.look_at_the_hour(deciding=False)
        return self.counted_now()

    def counted_now(self) -> datetime:
        """The hour in UTC, counted on from the last look at it."""
        return self.clock().astimezone(UTC)
