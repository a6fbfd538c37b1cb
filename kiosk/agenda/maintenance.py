"""What a terminal does for its place without being asked: plan, forget, purge, show that it lives.

What cannot be undone is done by an hour that was looked at in the same transaction, and that is
trusted (`trusted_clock`); else ClockDoubtful is raised and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from kiosk.agenda import demonstration, erase_names, planner
from kiosk.agenda import purge as purging
from kiosk.agenda.errors import ClockDoubtful
from kiosk.agenda.planner import Planned
from kiosk.agenda.purge import Purged
from kiosk.agenda.still_offered import load_holidays
from kiosk.agenda.terminals import seen
from kiosk.agenda.tickets import KEPT
from kiosk.agenda.transactions import Transactions
from kiosk.agenda.trusted_clock import TrustedClock, keep_the_newest
from kiosk.agenda.unit_of_work import UnitOfWork
from kiosk.store.time_limit import HOUSEKEEPING
from kiosk.visit.commands import Snapshot

WEEKS = 4
"""How far ahead hours are planned."""


def plan(here: Transactions, weeks: int) -> Planned:
    load_holidays()
    with judged(here, patience=HOUSEKEEPING) as work:
        planned = planner.plan(work, weeks=weeks)
        if work.place.demonstration:
            demonstration.give_hours(work)
        return planned


@contextmanager
def judged(here: Transactions, *, patience: float | None = None) -> Iterator[UnitOfWork]:
    """A transaction by an hour that was looked at in it. Raises ClockDoubtful."""
    with here.store.writing(patience=patience) as connection:
        yield here.unit_of_work(connection, here.judged_now(connection))


def beat(
    here: Transactions,
    version: str,
    snapshot: Snapshot | None = None,
    outbox: int | None = None,
    location: str | None = None,
) -> str:
    """A sign of life; why the hour is not trusted, if it is not."""
    with here.store.writing(durable=False) as connection:
        doubt = here.doubt(connection)
        now = here.counted_now()
        if doubt:  # what nobody believes must not be what others are compared with
            keep_the_newest(connection, here.terminal, now)
        else:
            work = here.unit_of_work(connection, now)
            seen(work, version, snapshot, outbox=outbox, location=location)
    return doubt


def forget(here: Transactions) -> int:
    """Erase the names of what has just ended, and empty the journal, also of names that were
    erased before; how many bookings. Raises ClockDoubtful.
    """
    here.store.empty_journal()
    kept = min(here.keep, KEPT)
    with here.store.reading() as connection:
        work = here.unit_of_work(connection, here.judged_now(connection))
        if not erase_names.has_just_ended(work, work.now - kept):
            return 0
    with judged(here) as work:
        done = erase_names.forget_what_has_ended(work, work.now - kept)
    here.store.empty_journal()
    return done


def purge(here: Transactions, *, confirmed: bool) -> Purged:
    with here.store.writing(patience=HOUSEKEEPING) as connection:
        if confirmed and isinstance(here.clock, TrustedClock):
            _possible(here, connection)
            here.clock.accept(connection, here.terminal)
        now = here.counted_now() if confirmed else here.judged_now(connection)
        done = purging.purge(here.unit_of_work(connection, now))
    return replace(done, erased=here.store.empty_journal())


def would_purge(here: Transactions) -> tuple[datetime, Purged, str]:
    """What a confirmed purge would do, the hour in UTC that it goes by, and why that hour is
    doubted, if it is (""). Raises ClockDoubtful for an hour that nobody could confirm.
    """
    with here.store.writing(patience=HOUSEKEEPING) as connection:
        doubt = _possible(here, connection)
        now = _accepted_now(here)
        trial = connection.begin_nested()
        done = purging.purge(here.unit_of_work(connection, now))
        trial.rollback()
    return now, done, doubt


def _possible(here: Transactions, connection: Connection) -> str:
    """Why the hour is doubted, if somebody may say that it is right all the same."""
    doubt = here.doubt(connection)
    if isinstance(here.clock, TrustedClock) and here.clock.impossible:
        raise ClockDoubtful(doubt)
    return doubt


def _accepted_now(here: Transactions) -> datetime:
    """The server's hour; of a file, what this machine shows, right or wrong."""
    if isinstance(here.clock, TrustedClock) and here.store.is_sqlite:
        return here.clock.shown
    return here.counted_now()
